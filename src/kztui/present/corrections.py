"""Reading the value that an analyst types for a fact, and writing it for them to change."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from kztui.errors import DecisionError
from kztui.model.annotation import Terms
from kztui.model.fact import (
    COUNTED,
    DateSpan,
    EventType,
    Evidence,
    Fact,
    Field,
    Hedge,
    Place,
    Scope,
    Side,
    Value,
    fact_id,
)
from kztui.model.precision import DatePrecision
from kztui.present.typed_counts import Count, count_text, typed_count
from kztui.present.typed_dates import typed_span
from kztui.present.wording import value_words
from kztui.text.fold import fold

HINTS = {
    Field.DATE: "2016-06-05, 5 June 2016, late June 2016 or 2016-06-03..2016-06-05",
    Field.PLACE: "a place, in any spelling, or degrees  tab complete",
    Field.TYPE: "a type  ↓ tab complete",
    **dict.fromkeys(COUNTED, "6, about 6, at least 2, 2 to 4, none; security, part, reportedly, says KNB"),
}
"""What each field takes; the others take words."""

_DEGREES = re.compile(r"(.*?)[ ,]*(-?\d{1,2}(?:\.\d+)?)[ ,]+(-?\d{1,3}(?:\.\d+)?)")
_TERM_WORDS: dict[str, tuple[str, StrEnum]] = {
    **{word: ("side", side) for side in Side for word in (str(side), f"{side}s")},
    "part": ("scope", Scope.PART),
    "whole": ("scope", Scope.WHOLE),
    **{str(hedge): ("hedge", hedge) for hedge in Hedge if hedge is not Hedge.NONE},
    "certain": ("hedge", Hedge.NONE),
}
"""The words that may follow a number, and what each of them says of it."""


class Correction(NamedTuple):
    """The right value of a fact, and on what terms it is stated; None when these stay."""

    value: Value
    terms: Terms | None = None

    def on(self, fact: Fact) -> Fact:
        """Return the fact as it is right."""
        return replace(self.terms.on(fact) if self.terms else fact, value=self.value)


def typed_correction(fact: Fact, text: str) -> Correction:
    """Return what `text` says is right of a fact: its value, and of a number the terms that it names.

    "at least 9 security, part, reportedly, says Interior Ministry": terms that are not named stay. Raises DecisionError
    or DateError, with one line that says what is wanted, when the text makes no such value.
    """
    if fact.field not in COUNTED:
        return Correction(typed_value(fact, text))
    text, _, speaker = f" {' '.join(text.split())}".partition(" says ")
    number, terms = _terms(text.strip(" ,"))
    count = typed_count(number)
    terms = replace(terms, qualifier=count.qualifier, value_max=count.most)
    return Correction(count.number, replace(terms, attributed_to=speaker.strip()) if speaker.strip() else terms)


def typed_value(fact: Fact, text: str) -> Value:
    """Return what `text` means as the value of `fact`'s field.

    Raises DecisionError or DateError, with one line that says what is wanted, when the text makes no such value.
    """
    text = " ".join(text.split())
    if not text:
        raise DecisionError(f"write {HINTS.get(fact.field, 'some words')}")
    if fact.field in COUNTED:
        return typed_count(text).number
    if fact.field is Field.DATE:
        return typed_span(text, date.today())
    if fact.field is Field.PLACE:
        return _place(text, fact.value if isinstance(fact.value, Place) else Place(""))
    if fact.field is Field.TYPE and text.lower() not in list(EventType):
        raise DecisionError(f"a type is one of: {', '.join(EventType)}")
    return text.lower() if fact.field is Field.TYPE else text


def _terms(text: str) -> tuple[str, Terms]:
    """Return the number that a text begins with, and the terms that the words after it name."""
    terms = Terms()
    while (last := text.rpartition(" ")[2].strip(",").lower()) in _TERM_WORDS:
        text = text[: -len(text.rpartition(" ")[2])].strip(" ,")
        field, value = _TERM_WORDS[last]
        terms = replace(terms, **{field: value})
    return text, terms


def meaning(value: Value) -> str:
    """Return what a typed day or place was taken for, in words; empty for what means itself."""
    if isinstance(value, Place):
        around = value.region if value.region != value.name else ""
        degrees = "" if value.geoname or value.lat is None else f"{value.lat}, {value.lon}"
        return ", ".join(filter(None, (value.name, around, value.country, degrees)))
    return value_words(value) if isinstance(value, DateSpan) else ""


def new_fact(text: str, words: Evidence) -> Fact:
    """Return the fact that an analyst makes of marked words: `text` is a field and its value ("killed at least 20").

    A number can say whose people it counts ("killed 8 victims"). A field of words takes the marked words themselves
    when no value is given. Raises DecisionError with one clear line.
    """
    name, _, rest = text.strip().partition(" ")
    try:
        field = Field[name.removesuffix(":").upper().replace("-", "_")]
    except KeyError:
        raise DecisionError(f"begin with a field: {', '.join(Field)}") from None
    blank = Fact("", field, "", words, origin="analyst")
    if field in COUNTED and not rest.strip():
        raise DecisionError(f"{field} is a number of people: write 6, about 6, at least 2, 2 to 4 or none")
    fact = typed_correction(blank, rest.strip() or words.exact).on(blank)
    return replace(fact, id=fact_id(field, words, fact.value, fact.side))


def editable_fact(fact: Fact) -> str:
    """Return the value of a fact as `typed_correction` reads it: a number with how it bounds the truth."""
    if fact.field not in COUNTED or not isinstance(fact.value, int):
        return editable(fact.value)
    return count_text(Count(fact.value, fact.qualifier, fact.value_max))


def editable(value: Value) -> str:
    """Return a value as `typed_value` reads it."""
    if not isinstance(value, DateSpan):
        return value_words(value)
    if value.start is None or value.end is None:
        return ""
    if value.start == value.end:
        return f"{value.start}"
    if value.prec >= DatePrecision.MONTH:
        return f"{value.start:%Y-%m}" if value.prec == DatePrecision.MONTH else f"{value.start:%Y}"
    return f"{value.start}..{value.end}"


def _place(text: str, instead_of: Place) -> Place:
    from kztui.gazetteer import gazetteer

    name, _, around = text.partition(",")
    candidates = gazetteer().lookup(name)
    if around.strip():
        parts = fold(around)
        candidates = tuple(c for c in candidates if parts in (fold(c.place.region), fold(c.place.country)))
    at_home = [c for c in candidates if c.place.country == instead_of.country]
    best = next(iter(at_home or candidates), None)
    if best:
        return best.place
    if (
        (match := _DEGREES.fullmatch(text))
        and abs(north := float(match[2])) <= 90
        and abs(east := float(match[3])) <= 180
    ):
        return Place(match[1].strip(" ,") or f"{match[2]}, {match[3]}", instead_of.country, "", north, east)
    raise DecisionError(f"“{text}” is not in the gazetteer: add its degrees ({name.strip()} 49.90, 57.33)")
