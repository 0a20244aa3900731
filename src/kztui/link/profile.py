"""Profiles: what of an incident tells it from others."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from kztui.link.words import BEFORE_PLACES, EVERYDAY, INSTITUTIONS
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Hedge, Place, Scope
from kztui.model.report import Report
from kztui.text.fold import fold

COUNTRY = 6
"""UCDP's where_prec of a whole country."""

_NAME = re.compile(r"(\w+),? [\"“«]?(?=([A-ZА-ЯЁ][\w'’-]{3,}|\d{4,}))")
_STEM, _SHORTEST = (
    6,
    4,
)  # letters of a word that tell it from others, endings aside; and of the shortest one that counts
_HOURS = {
    "morning": "morning", "dawn": "morning", "noon": "day", "midday": "day", "afternoon": "day", "evening": "evening",
    "night": "night", "overnight": "night", "midnight": "night",
}  # fmt: skip
"""Words for parts of a day."""


class Profile(Struct, frozen=True):
    """What is compared of an incident, or of a draft of one.

    `days` and `places` are all that its facts state, whole countries as `countries` apart; `numbers` pairs of a counted
    field and a number above zero; `hours` the parts of the day that stand beside the dates. Of the paragraphs in which
    the facts stand, `names` are folded words that begin with a capital letter inside a sentence, and long numbers;
    `told` the beginnings of the words that count. `words` are all folded words of the reports' titles and texts,
    `reports` the ids of the reports and of those that they copy, `published` their days.
    """

    days: tuple[DateSpan, ...]
    places: tuple[Place, ...]
    countries: frozenset[str]
    types: tuple[str, ...]
    numbers: frozenset[tuple[Field, int]]
    names: frozenset[str]
    told: frozenset[str]
    words: frozenset[str]
    hours: frozenset[str]
    reports: frozenset[str]
    published: tuple[date, ...]


def profile_of(facts: Iterable[Fact], reports: Mapping[str, Report]) -> Profile:
    """Return the profile of the incident of which `facts` tell; `reports` has the reports that they quote, by id."""
    stated = [fact for fact in facts if fact.scope is not Scope.AGGREGATE and fact.hedge is not Hedge.DENIED]
    quoted = [reports[identifier] for identifier in dict.fromkeys(fact.evidence.report for fact in stated)]
    telling = _telling(stated, reports)
    dated = [fact.evidence for fact in stated if fact.field is Field.DATE]
    return Profile(
        tuple(dict.fromkeys(f.value for f in stated if isinstance(f.value, DateSpan) and f.value.resolved)),
        tuple(dict.fromkeys(f.value for f in stated if isinstance(f.value, Place) and f.value.prec < COUNTRY)),
        frozenset(f.value.name for f in stated if isinstance(f.value, Place) and f.value.prec == COUNTRY),
        tuple(dict.fromkeys(str(f.value) for f in stated if f.field is Field.TYPE)),
        frozenset((f.field, f.value) for f in stated if f.field in COUNTED and isinstance(f.value, int) and f.value),
        _names(telling),
        _told(telling),
        frozenset(word for report in quoted for word in fold(f"{report.title}\n{report.text}").split()),
        frozenset(_HOURS[w] for e in dated for w in fold(f"{e.prefix} {e.exact} {e.suffix}").split() if w in _HOURS),
        frozenset(identifier for report in quoted for identifier in (report.id, report.copy_of) if identifier),
        tuple(report.published for report in quoted if report.published),
    )


def _telling(facts: Iterable[Fact], reports: Mapping[str, Report]) -> str:
    """Return the paragraphs in which the facts stand."""
    numbers = dict.fromkeys((fact.evidence.report, fact.evidence.paragraph) for fact in facts)
    return "\n".join(
        reports[report].text[paragraph.start : paragraph.end]
        for report, number in numbers
        for paragraph in reports[report].paragraphs
        if paragraph.number == number
    )


def _names(text: str) -> frozenset[str]:
    years = {str(year) for year in range(1980, 2100)}
    found, places = set[str](), set[str]()
    for before, name in _NAME.findall(text):
        key = fold(name.removesuffix("'s").removesuffix("’s"))
        (places if before.lower() in BEFORE_PLACES else found).add(key)
    return frozenset(found - places - INSTITUTIONS - years)


def _told(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in fold(text).split() if len(word) >= _SHORTEST and word not in EVERYDAY)
