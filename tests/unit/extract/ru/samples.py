"""Small Russian texts read by the real stages."""

from datetime import date

from kztui.extract.calendars import Calendar
from kztui.extract.engine import extract
from kztui.extract.ru.reading import Parsed, read_sentence
from kztui.extract.ru.tokens import Analysed, read_sentences
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import COUNTED, Fact, Field
from kztui.model.report import Report

PUBLISHED = date(2015, 6, 20)
"""A Saturday."""


def report(text: str, published: date | None = PUBLISHED) -> Report:
    """Return a Russian report with this text."""
    made = make_report(text, Header(published=published, language="ru"))
    assert made is not None
    return made


def sentence(text: str) -> Analysed:
    """Return the first sentence of a text."""
    return read_sentences(report(text))[0]


def reading(text: str) -> Parsed:
    """Return the reading of the first sentence of a text."""
    return read_sentence(sentence(text), Calendar(PUBLISHED))


def incidents(text: str, published: date | None = PUBLISHED) -> list[tuple[Fact, ...]]:
    """Return the facts of each incident that a text tells; each quotes it exactly."""
    told = report(text, published)
    found = extract(told).drafts
    for fact in (fact for facts in found for fact in facts):
        assert told.text[fact.evidence.start : fact.evidence.end] == fact.evidence.exact
    return found


def of(facts: tuple[Fact, ...], field: Field) -> list[Fact]:
    """Return the facts of a field."""
    return [fact for fact in facts if fact.field is field]


def values(facts: tuple[Fact, ...], field: Field) -> list[object]:
    """Return the values that facts state for a field, places by their names."""
    return [getattr(fact.value, "name", fact.value) for fact in facts if fact.field is field]


def counts(text: str) -> dict[str, list[object]]:
    """Return, by field, the numbers that a text states, all its incidents together."""
    found = [fact for facts in incidents(text) for fact in facts]
    return {str(field): numbers for field in COUNTED if (numbers := values(tuple(found), field))}
