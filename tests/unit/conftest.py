"""Made-up reports and facts that the tests of the store, the casebook and the command line share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.model.fact import DateSpan, Fact, Field, Place, Value, fact_id, quote
from kztui.model.report import Paragraph, Report, report_id
from tests.files import put

STORY = "Two guards were killed at a depot near Alga on Monday, the police said.\n\nThe attackers burned a lorry."

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


@pytest.fixture
def make_report() -> MakeReport:
    """A report of two paragraphs whose text ends with `ending`, which makes it another report."""

    def make(ending: str = "", publisher: str = "The Steppe Courier") -> Report:
        text = STORY + ending
        cut = text.index("\n\n")
        paragraphs = (Paragraph(1, 0, cut), Paragraph(2, cut + 2, len(text)))
        return Report(
            report_id(text), text, paragraphs, "Raid at Alga", publisher, date(2016, 3, 9), "https://x.test/1"
        )

    return make


@pytest.fixture
def make_facts() -> MakeFacts:
    """The facts of the incident that such a report tells: each report has its own Alga, so that no two are one."""

    def fact(report: Report, field: Field, words: str, value: Value) -> Fact:
        start = report.text.index(words)
        end = start + len(words)
        evidence = quote(report.text, report.id, report.paragraph_at(start).number, start, end)
        return Fact(fact_id(field, evidence, value), field, value, evidence, origin="test@1")

    def make(report: Report) -> tuple[Fact, ...]:
        chance = int(report.id[2:], 16)
        north, east = (49.9, 57.33) if report.text == STORY else (chance % 1201 / 10 - 60, chance % 3407 / 10 - 170)
        return (
            fact(report, Field.TYPE, "burned", "armed attack"),
            fact(report, Field.DATE, "Monday", DateSpan(date(2016, 3, 7), date(2016, 3, 7), 1)),
            fact(report, Field.PLACE, "Alga", Place("Alga", "KZ", "Aktobe", north, east, 2)),
            fact(report, Field.KILLED, "Two guards", 2),
        )

    return make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test keeps its casebook."""
    return tmp_path / "incidents.json"


@pytest.fixture
def casebook(path: Path, make_report: MakeReport, make_facts: MakeFacts) -> Casebook:
    """A casebook with one report and its incident KZ-2016-0001."""
    report = make_report()
    put(path, ("KZ-2016-0001", report, make_facts(report)))
    return Casebook.open(path, author="ada")
