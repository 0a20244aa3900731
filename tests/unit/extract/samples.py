"""How the tests of the extractor read their sentences."""

from datetime import date

from kztui.extract.calendars import Calendar
from kztui.extract.en.events import find_events
from kztui.extract.en.reading import Parsed, read_sentence
from kztui.extract.en.tokens import read_sentences
from kztui.extract.engine import Analysis, analyse, extract
from kztui.extract.reading import Event
from kztui.extract.sentence import Sentence
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import DateSpan, Fact, Field, Place, Side
from kztui.model.report import Report

FRIDAY = date(2016, 6, 10)
"""The day of publication of a sample."""


def report(text: str, published: date | None = FRIDAY) -> Report:
    made = make_report(text, Header(published=published))
    assert made is not None
    return made


def sentences(text: str) -> list[Sentence]:
    return read_sentences(report(text))


def sentence(text: str) -> Sentence:
    (one,) = sentences(text)
    return one


def readings(text: str, published: date | None = FRIDAY) -> list[Parsed]:
    known = Calendar(published)
    return [read_sentence(one, known) for one in sentences(text)]


def reading(text: str, published: date | None = FRIDAY) -> Parsed:
    (one,) = readings(text, published)
    return one


def events(text: str) -> list[Event]:
    return find_events(reading(text))


def event(text: str, kind: str) -> Event:
    """Return the one event of a kind that a sentence tells."""
    (one,) = (found for found in events(text) if found.kind == kind)
    return one


def incidents(text: str, published: date | None = FRIDAY) -> list[tuple[Fact, ...]]:
    return extract(report(text, published)).drafts


def analysed(made: Report) -> Analysis:
    found = analyse(made)
    assert found is not None
    return found


def incident(text: str, published: date | None = FRIDAY) -> tuple[Fact, ...]:
    """Return the facts of the one incident that a text tells."""
    (one,) = incidents(text, published)
    return one


def counts(facts: tuple[Fact, ...], field: Field) -> set[tuple[int, Side]]:
    """Return the numbers that facts state for a counted field, with whose people they are."""
    return {(fact.value, fact.side) for fact in facts if fact.field is field and isinstance(fact.value, int)}


def words(facts: tuple[Fact, ...], field: Field) -> set[str]:
    """Return the values of a field in lower-case words: of places the name, of dates the first day."""
    return {_plain(fact.value).lower() for fact in facts if fact.field is field}


def _plain(value: int | str | DateSpan | Place) -> str:
    if isinstance(value, Place):
        return value.name
    return str(value.start) if isinstance(value, DateSpan) else str(value)
