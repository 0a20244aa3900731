"""Why a figure is what it is, and how many sources say what its line says: also after analysts have decided."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import DateSpan, Evidence, Fact, Field, Hedge, Place, Side, Value, fact_id
from kztui.model.figures import Policy
from kztui.model.report import Report
from kztui.present.blame import blame
from kztui.present.dossier import Dossier, read_dossier
from kztui.present.fact_lines import Kind, lines_by_source, sources_of
from kztui.present.status import line_status
from tests.files import put
from tests.tui.world import report

ID = "KZ-2016-0001"
WIRE, POST, LATE = (
    report(f"{name} tells what has happened in a town of the steppe.", publisher=name, published=date(2016, 6, day))
    for day, name in enumerate(("Wire", "Post", "Late"), 1)
)


def says(told: Report, field: Field, value: Value, **more: Any) -> Fact:
    """Return a fact that a report states in its first word."""
    evidence = Evidence(told.id, 1, 0, 4, told.text[:4], "", told.text[4:36])
    return Fact(fact_id(field, evidence, value, more.get("side", Side.UNKNOWN)), field, value, evidence, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "incidents.json"


def book_of(path: Path, *facts: Fact) -> Casebook:
    """Return a casebook with one incident, opened by ann."""
    reports = [one for one in (WIRE, POST, LATE) if any(fact.evidence.report == one.id for fact in facts)]
    put(path, (ID, reports[0], facts), *((ID, one, facts) for one in reports[1:]))
    return Casebook.open(path, author="ann", cache=path.parent / "cache")


def correct(book: Casebook, fact: Fact, value: Value) -> None:
    book.annotate(AnnotationKind.VERDICT, Target(ID, fact.id), verdict=Verdict.CORRECTED, value=value)


def add(book: Casebook, fact: Fact) -> None:
    book.annotate(AnnotationKind.FACT, Target(ID, evidence=fact.evidence), fact=replace(fact, origin="analyst"))


def line(dossier: Dossier, field: Field) -> str:
    """Return what the status line says of a field's figure."""
    figures = (one for one in lines_by_source(dossier) if one.kind is Kind.FIGURE and one.field is field)
    return line_status(dossier, next(figures))


def test_who_corrected_the_only_number_is_named(path: Path) -> None:
    hurt = says(WIRE, Field.WOUNDED, 22)
    book = book_of(path, hurt)
    assert read_dossier(book, ID).why(Field.WOUNDED) == "best is what the only source says"
    correct(book, hurt, 13)
    dossier = read_dossier(book, ID)
    assert dossier.why(Field.WOUNDED) == "best is the only statement, as corrected by ann"
    assert line(dossier, Field.WOUNDED) == "wounded 13: best is the only statement, as corrected by ann"
    assert [one.why for one in blame(dossier)] == ["the only statement, as corrected by ann"]
    book.undo()
    assert read_dossier(book, ID).why(Field.WOUNDED) == "best is what the only source says"


def test_who_added_people_to_a_sum_is_named(path: Path) -> None:
    officers = says(WIRE, Field.WOUNDED, 22, side=Side.SECURITY)
    book = book_of(path, officers)
    correct(book, officers, 13)
    add(book, says(WIRE, Field.WOUNDED, 9, side=Side.CIVILIAN))
    dossier = read_dossier(book, ID)
    assert line(dossier, Field.WOUNDED) == (
        "wounded 22: best is the only statement, as corrected by ann, with what ann added"
    )


def test_who_corrected_another_number_is_not_named(path: Path) -> None:
    early, late = says(WIRE, Field.KILLED, 4), says(LATE, Field.KILLED, 6)
    book = book_of(path, early, late, says(LATE, Field.WOUNDED, 1))
    correct(book, early, 5)
    dossier = read_dossier(book, ID)
    assert dossier.why(Field.KILLED) == "best is the latest statement: Late, 3 June 2016"
    assert dossier.why(Field.WOUNDED) == "best is what the only source says"
    correct(book, late, 7)
    assert read_dossier(book, ID).why(Field.KILLED) == (
        "best is the latest statement: Late, 3 June 2016, as corrected by ann"
    )


def test_a_confirmed_number_is_that_of_its_source(path: Path) -> None:
    hurt = says(WIRE, Field.WOUNDED, 22)
    book = book_of(path, hurt)
    book.annotate(AnnotationKind.VERDICT, Target(ID, hurt.id), verdict=Verdict.CONFIRMED)
    assert read_dossier(book, ID).why(Field.WOUNDED) == "best is what the only source says"


def test_who_corrected_a_day_or_a_place_is_named(path: Path) -> None:
    day = says(WIRE, Field.DATE, DateSpan(date(2016, 6, 1), date(2016, 6, 1), 1))
    town = says(WIRE, Field.PLACE, Place("Aktobe", "KZ"))
    book = book_of(path, day, town)
    correct(book, day, DateSpan(date(2016, 5, 31), date(2016, 5, 31), 1))
    dossier = read_dossier(book, ID)
    assert dossier.why(Field.DATE) == "best is the only statement, as corrected by ann"
    assert dossier.why(Field.PLACE) == "best is what the only source says"
    correct(book, town, Place("Alga", "KZ"))
    assert read_dossier(book, ID).why(Field.PLACE) == "best is the only statement, as corrected by ann"


def test_a_number_that_an_analyst_set_leaves_the_reason_to_the_computed_one(path: Path) -> None:
    book = book_of(path, says(WIRE, Field.KILLED, 4))
    book.decisions.set_figure(ID, Field.KILLED, 5, "the clinic says five")
    dossier = read_dossier(book, ID)
    assert dossier.why(Field.KILLED) == "computed is what the only source says"
    assert dossier.why(Field.WOUNDED) == ""


def test_the_reason_is_that_of_the_policy(path: Path) -> None:
    book = book_of(path, says(WIRE, Field.KILLED, 4), says(LATE, Field.KILLED, 6))
    dossier = replace(read_dossier(book, ID), policy=Policy.CONSERVATIVE)
    assert dossier.why(Field.KILLED) == "best is the lowest statement: Wire, 1 June 2016"


def test_only_those_are_counted_who_say_what_the_line_says(path: Path) -> None:
    book = book_of(
        path,
        says(WIRE, Field.TYPE, "robbery"),
        says(POST, Field.TYPE, "riot"),
        says(WIRE, Field.VICTIM, "Three people"),
        says(POST, Field.VICTIM, "a guard"),
        says(LATE, Field.VICTIM, "a passer-by"),
        says(WIRE, Field.PERPETRATOR, "Gunmen"),
        says(POST, Field.PERPETRATOR, "gunmen"),
        says(LATE, Field.PERPETRATOR, "Gunmen", hedge=Hedge.DENIED),
        says(WIRE, Field.KILLED, 3),
        says(POST, Field.KILLED, 4),
    )
    dossier = read_dossier(book, ID)
    told = {field: sources_of(dossier, field) for field in Field if sources_of(dossier, field)}
    assert told == {Field.TYPE: 1, Field.VICTIM: 1, Field.PERPETRATOR: 2, Field.KILLED: 2}
    assert line(dossier, Field.TYPE) == "type robbery: said by 1 source"
    assert line(dossier, Field.PERPETRATOR).endswith("said by 2 sources")


def test_a_corrected_word_counts_as_what_it_is_now(path: Path) -> None:
    riot = says(POST, Field.TYPE, "riot")
    book = book_of(path, says(WIRE, Field.TYPE, "robbery"), riot)
    correct(book, riot, "robbery")
    assert line(read_dossier(book, ID), Field.TYPE) == "type robbery: said by 2 sources"
