"""The casebook that the program starts with is what the reports and the decisions make, and it is right."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kztui.casebook import Casebook
from kztui.extract.engine import extract
from kztui.model.annotation import judged
from kztui.model.fact import Field, Side
from kztui.model.figures import CountFigure, side_figures
from kztui.model.history import history
from kztui.model.summary import Summary
from kztui.text.bundled import bundled
from scripts.make_casebook import main

FILES = ("incidents.json", "incidents.annotations.json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the casebook made anew."""
    folder = tmp_path_factory.mktemp("made")
    main(folder)
    return folder


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    """What the reports state, by hand."""
    found: dict[str, Any] = json.loads(bundled("grouping.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_bundled_files_are_what_the_reports_and_decisions_make(made: Path, name: str) -> None:
    same = (made / name).read_bytes() == bundled(name).read_bytes()
    assert same, "run python -m scripts.make_decisions, look at what changed, then python -m scripts.make_casebook"


def test_nothing_is_wrong_in_it(made: Path) -> None:
    assert Casebook.open(made / FILES[0]).check() == ()


def test_todays_rules_read_it_as_it_is(made: Path) -> None:
    assert Casebook.open(made / FILES[0]).differences(lambda report: extract(report).drafts) == []


def test_each_incident_of_the_gold_is_one_with_its_reports_and_range(made: Path, gold: dict[str, Any]) -> None:
    book = Casebook.open(made / FILES[0])
    results = book.search()
    rows = results.rows(0, results.count)
    assert len(rows) == len(gold["incidents"])
    for told in gold["incidents"]:
        row = _row(book, rows, told)
        names = {book.report(report).file_name for report in book.incident(row.id).reports}
        assert names >= set(told["reports"])
        assert row.reports == len(told["reports"]), told["key"]
        for field in ("killed", "wounded", "arrested"):
            if told[field]:
                low, high = _range(getattr(row, field))
                said = told[field]
                current = tuple(said.get("current", (said["low"], said["high"])))
                assert (low, high if "current" in said else high or said["high"]) == current, told["key"]


def _row(book: Casebook, rows: Sequence[Summary], told: dict[str, Any]) -> Summary:
    """Return the incident that shares the most reports with one of the gold, and its day."""

    def shared(row: Summary) -> tuple[int, int]:
        names = {book.report(report).file_name for report in book.incident(row.id).reports}
        begins = str(row.date.start) if row.date else ""
        return len(names & set(told["reports"])) - len(names ^ set(told["reports"])), begins == told["date_start"]

    return max(rows, key=shared)


def _range(figure: CountFigure | None) -> tuple[int, int | None]:
    return (figure.low, figure.high) if figure else (-1, None)


def test_the_toll_of_a_day_leaves_out_no_attacker_and_no_side(made: Path) -> None:
    book = Casebook.open(made / FILES[0])
    (row,) = book.search("date:2016-06-05").rows(0, 9)
    assert row.killed
    assert (row.killed.best, row.killed.low, row.killed.high) == (25, 24, 26)
    incident = book.incident(row.id)
    sources = {report: book.report(report).source for report in incident.reports}
    facts = judged(incident.facts, book.annotations(row.id))
    sides = side_figures(facts, Field.KILLED, sources)
    assert {side: (one.low, one.high) for side, one in sides.items()} == {
        Side.PERPETRATOR: (18, 18), Side.VICTIM: (6, 8), Side.SECURITY: (3, 3), Side.CIVILIAN: (4, 4)
    }  # fmt: skip
    toll = [one.figure.best for one in history(facts, Field.KILLED, sources)]
    assert toll == [18, 19, 19, 25, 26, 25]
