"""TinyDB numbers records: what is no such number, or none that another one can follow, is damage that costs nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.store.tinydb.storage import AtomicStorage
from tests.files import notes_file, put, records_file

ID, OTHER = "KZ-2016-0001", "KZ-2016-0002"
LONG = "9" * 5000
TABLES = ["annotations", "incidents", "reports", "others"]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


def _short(text: str) -> str:
    return repr(text[:20])


@pytest.fixture
def book(casebook: Casebook, make_report: Callable[..., Report], make_facts: MakeFacts) -> Casebook:
    """Two incidents and two notes, all in the files."""
    report = make_report(" More.")
    put(casebook.location, (OTHER, report, make_facts(report)))
    for text in ("first", "second"):
        casebook.annotate(AnnotationKind.NOTE, Target(ID), text=text)
    return casebook


def number(book: Casebook, table: str, given: str) -> None:
    """Give the last record of a table another number, as another program would write it."""
    file = notes_file(book) if table == "annotations" else records_file(book)
    tables = json.loads(file.read_bytes())
    records = tables.setdefault(table, {"1": {"name": "a", "value": 1}})
    records[given] = records.pop(list(records)[-1])
    file.write_text(json.dumps(tables))


def run(book: Casebook, *words: str) -> Result:
    return CliRunner().invoke(kztui, [*words, "--casebook", book.location])


def texts(book: Casebook) -> set[str]:
    with Casebook.open(book.location) as again:
        assert not again.problems
        assert again.incident_count == again.report_count == 2
        return {one.text for one in again.annotations(ID)}


def work_with(book: Casebook) -> None:
    for text in ("third", "fourth"):
        assert run(book, "annotate", ID, "--note", text).exit_code == 0
    for command in ("undo", "log", "fold", "check"):
        done = run(book, command)
        assert (command, done.exit_code) == (command, 0)
    assert texts(book) == {"first", "second", "third"}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("given", [LONG, "9" * 19, "１２", "-1", "1e3", " 1", "1\n", "01", "", "x"], ids=_short)
def test_a_record_without_a_number_is_told_and_kept(book: Casebook, table: str, given: str) -> None:
    number(book, table, given)
    said = run(book, "annotate", ID, "--note", "third")
    assert (said.exit_code, "is damaged" in said.stderr, "kztui repair" in said.stderr) == (1, True, True)
    assert run(book, "repair").exit_code == 0
    work_with(book)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("given", ["9" * 18, f"1{'0' * 17}", "9" * 17])
def test_a_number_that_can_be_has_others_after_it(book: Casebook, table: str, given: str) -> None:
    number(book, table, given)
    work_with(book)
    for place in (records_file(book), notes_file(book)):
        assert all(len(key) <= 18 for records in (AtomicStorage(place).read() or {}).values() for key in records)


def test_records_are_added_after_a_high_number(
    book: Casebook, make_report: Callable[..., Report], make_facts: MakeFacts
) -> None:
    number(book, "incidents", "9" * 18)
    report = make_report(" Later.")
    put(book.location, ("KZ-2016-0003", report, make_facts(report)))
    put(book.location, ("KZ-2016-0004", report, make_facts(report)))
    with Casebook.open(book.location) as again:
        assert (again.incident_count, again.problems) == (4, ())
    assert run(book, "check").exit_code == 0


def test_no_rule_has_a_version_of_thousands_of_digits(
    tmp_path: Path, make_report: Callable[..., Report], make_facts: MakeFacts
) -> None:
    report = make_report()
    facts = make_facts(report)
    put(tmp_path / "mine.json", (ID, report, facts))
    put(tmp_path / "theirs.json", (ID, report, tuple(replace(one, origin=f"rule/{LONG}") for one in facts)))
    done = CliRunner().invoke(kztui, ["merge-casebooks", str(tmp_path / "mine.json"), str(tmp_path / "theirs.json")])
    assert done.exit_code == 0
    with Casebook.open(tmp_path / "mine.json") as mine:
        assert mine.incident_count == 1


@pytest.mark.parametrize("identifier", [f"KZ-2016-{LONG}", f"KZ-2016-{'Z' * 5000}", f"KZ-{LONG}-0001"], ids=_short)
def test_no_incident_is_put_in_order_by_thousands_of_digits(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: MakeFacts, identifier: str
) -> None:
    report = make_report(" More.")
    put(casebook.location, (identifier, report, make_facts(report)))
    done = run(casebook, "list", "sort:id")
    assert (done.exit_code, done.stdout.count("armed attack")) == (0, 2)
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="x")
    assert run(casebook, "check").exit_code == 0
