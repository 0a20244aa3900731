"""A correction in lines: the value, and on what terms a report states it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import UNSET
from msgspec.structs import replace

from kztui.errors import DecisionError
from kztui.model.annotation import Terms
from kztui.model.fact import COUNTED, Fact, Field, Hedge, Scope, Side
from kztui.present.corrections import Correction, editable_fact, typed_correction
from kztui.present.wording import fact_words

Lines = Mapping[str, str]
"""What is written in the lines of a form, by their names."""

_COUNTED_TERMS: dict[str, type[StrEnum]] = {"side": Side, "scope": Scope, "hedge": Hedge}
_TERMS: dict[str, type[StrEnum]] = {"hedge": Hedge}
_USUAL = {"side": Side.UNKNOWN, "scope": Scope.WHOLE, "hedge": Hedge.NONE}
_CALLED = {"side": "a side", "scope": "an extent", "hedge": "a hedge"}
_IN_SHORT = {"at least {}": "{}+", "about {}": "~{}", "at most {}": "up to {}"}


def lines_of(fact: Fact) -> dict[str, str]:
    """Return a fact as the lines of a form: its value, its side and extent if it is a number, hedge and speaker."""
    terms = {name: str(getattr(fact, name)) for name in _terms_of(fact.field)}
    return {"value": editable_fact(fact), **terms, "says": fact.attributed_to}


def choices_of(name: str) -> list[str]:
    """Return what a line of this name can say; nothing where it takes words."""
    return [str(term) for term in _COUNTED_TERMS.get(name, ())]


def corrected(fact: Fact, before: Lines, lines: Lines) -> Correction:
    """Return what the lines of a form say is right of `fact`; `before` is how they began.

    The terms that the value names ("9 security, part") win over lines that are as they began. Raises DecisionError or
    DateError.
    """
    right = typed_correction(fact, lines["value"])
    terms = right.terms or Terms()
    for name in _terms_of(fact.field):
        if lines[name] != before[name] or getattr(terms, name) is UNSET:
            said = _choice(name, lines[name])
            if said != getattr(fact, name):
                terms = replace(terms, **{name: said})
    if lines["says"] != before["says"] or terms.attributed_to is UNSET:
        says = " ".join(lines["says"].split())
        if says != fact.attributed_to:
            terms = replace(terms, attributed_to=says)
    return Correction(right.value, None if terms == Terms() else terms)


def count_in_short(fact: Fact, text: str) -> str:
    """Return a typed number as the list shows it: "9+", "~6", "2-4", and that a zero was said. Raises DecisionError."""
    right = typed_correction(fact, text).on(fact)
    words = fact_words(right)
    for long, short in _IN_SHORT.items():
        words = words.replace(long.format(right.value), short.format(right.value))
    return f"{words} said so" if right.value == 0 else words


def read_choice(name: str, text: str) -> str:
    """Return what a line that chooses among some words was read as. Raises DecisionError."""
    said = str(_choice(name, text))
    return "of the toll" if name == "side" and said not in (Side.UNKNOWN, Side.TOTAL) else ""


def _terms_of(field: Field) -> Mapping[str, type[StrEnum]]:
    return _COUNTED_TERMS if field in COUNTED else _TERMS


def _choice(name: str, text: str) -> StrEnum:
    """Return the term that a text names; the usual one when it is empty. Raises DecisionError."""
    words = text.strip().lower()
    if not words:
        return _USUAL[name]
    kind = _COUNTED_TERMS[name]
    for term in kind:
        if words in (str(term), f"{term}s"):
            return term
    raise DecisionError(f"{_CALLED[name]} is one of: {', '.join(kind)}")
