"""The table for users of TinyDB: a row for each incident in force, as ``kztui list --json`` gives it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tinydb import Query, TinyDB, where

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact, Field
from kztui.model.report import Report
from kztui.text.bundled import bundled

ID = "KZ-2016-0001"


def run(*words: str) -> list[Any]:
    done = CliRunner().invoke(kztui, [*words, "--json"])
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def listing(book: Casebook) -> list[Any]:
    with TinyDB(book.location) as plain:
        return [dict(row) for row in plain.table("listing")]


def killed(book: Casebook) -> Fact:
    return next(fact for fact in book.incident(ID).facts if fact.field is Field.KILLED)


@pytest.mark.parametrize("laid_out_by", ["kztui", "plain TinyDB"])
def test_it_is_what_the_list_shows(
    casebook: Casebook,
    make_report: Callable[..., Report],
    make_facts: Callable[[Report], tuple[Fact, ...]],
    laid_out_by: str,
) -> None:
    report = make_report(" Құлсары.")
    casebook.add([(report, [make_facts(report)])])
    casebook.close()
    if laid_out_by == "plain TinyDB":
        path = Path(casebook.location)
        path.write_text(json.dumps(json.loads(path.read_text())))
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    casebook.annotate(AnnotationKind.VERDICT, Target(ID, killed(casebook).id), verdict=Verdict.CORRECTED, value=7)
    casebook.close()
    rows = run("list", "--casebook", casebook.location)
    assert sorted(listing(casebook), key=lambda row: row["id"]) == sorted(rows, key=lambda row: row["id"])
    with TinyDB(casebook.location) as plain:
        (found,) = plain.table("listing").search(Query().killed.best > 5)
    assert (found["id"], found["tags"]) == (ID, ["verify"])


def test_the_bundled_casebook_has_one() -> None:
    with TinyDB(bundled("incidents.json")) as plain:
        found = plain.table("listing").search((where("killed")["best"] > 5) & (where("place") == "Aktobe"))
    assert found
    assert Casebook.open(bundled("incidents.json")).check() == ()


def test_it_is_never_read_and_check_says_when_it_is_stale(casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    assert Casebook.open(casebook.location).check() == ()
    casebook.close()
    assert Casebook.open(casebook.location).check() == ()
    with TinyDB(casebook.location) as plain:
        plain.table("listing").update({"id": "KZ-1999-0001", "killed": "many"})
    book = Casebook.open(casebook.location)
    assert [row["id"] for row in run("list", "--casebook", casebook.location)] == [ID]
    (said,) = book.check()
    assert said.endswith("its table listing is stale: renew it with kztui fold")
    book.fold()
    assert Casebook.open(casebook.location).check() == ()
    assert listing(book) == run("list", "--casebook", casebook.location)
    with TinyDB(casebook.location) as plain:
        plain.drop_table("listing")
    assert Casebook.open(casebook.location).check() == ()


def test_folding_and_checking_say_how_far_they_are(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    reports = [make_report(f" And number {number}.") for number in range(1_200)]
    casebook.add([(report, []) for report in reports])
    casebook.close()  # folds
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="waits")
    folded: list[tuple[int, int]] = []
    casebook.fold(lambda done, total: folded.append((done, total)))
    ((done, total),) = folded
    assert 0 < done < total <= Path(casebook.location).stat().st_size
    looked: list[tuple[int, int]] = []
    assert casebook.check(lambda done, total: looked.append((done, total))) == ()
    assert looked == [(1_000, 1_202), (1_202, 1_202)]
