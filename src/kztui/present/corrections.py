"""Reading the value that an analyst types for a fact, and writing it for them to change."""

from datetime import date

from msgspec.structs import replace

from kztui.errors import DecisionError
from kztui.model.fact import COUNTED, DateSpan, EventType, Evidence, Fact, Field, Place, Qualifier, Side, Value, fact_id
from kztui.model.figures import SIDES
from kztui.model.precision import DatePrecision
from kztui.present.wording import value_words
from kztui.search.query.dates import span_of
from kztui.text.fold import fold

HINTS = {
    Field.DATE: "2016-06-05, 2016-06, 2016 or 2016-06-03..2016-06-05",
    Field.PLACE: "a place, in any spelling · tab complete",
    Field.TYPE: "a type · ↓ tab complete",
    **dict.fromkeys(COUNTED, "a number of people"),
}
"""What each field takes; the others take words."""


def typed_value(fact: Fact, text: str) -> Value:
    """Return what `text` means as the value of `fact`'s field.

    A place that the gazetteer does not know keeps the country of the fact's place. Raises DecisionError, with one line
    that says what is wanted, when the text makes no such value.
    """
    text = " ".join(text.split())
    if not text:
        raise DecisionError(f"write {HINTS.get(fact.field, 'some words')}")
    if fact.field in COUNTED:
        if not (text.isascii() and text.isdigit()):
            raise DecisionError(f"“{text}” is not a number of people: write digits")
        return int(text)
    if fact.field is Field.DATE:
        return _span(text)
    if fact.field is Field.PLACE:
        return _place(text, fact.value if isinstance(fact.value, Place) else Place(""))
    if fact.field is Field.TYPE and text.lower() not in list(EventType):
        raise DecisionError(f"a type is one of: {', '.join(EventType)}")
    return text.lower() if fact.field is Field.TYPE else text


def meaning(value: Value) -> str:
    """Return what a typed day or place was taken for, in words; empty for what means itself."""
    if isinstance(value, Place):
        around = value.region if value.region != value.name else ""
        unknown = "" if value.lat is not None else "not in the gazetteer, kept as it is"
        return " · ".join(filter(None, (value.name, around, value.country, unknown)))
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
    qualifier, side, number = Qualifier.NONE, Side.UNKNOWN, rest.strip()
    if field in COUNTED:
        side, number = _sided(number)
        qualifier, number = _qualified(number)
    blank = Fact("", field, "", words, qualifier, side=side, origin="analyst")
    value = typed_value(blank, number or ("" if field in COUNTED else words.exact))
    return replace(blank, id=fact_id(field, words, value, side), value=value)


def _sided(text: str) -> tuple[Side, str]:
    """Return whose people a number counts, by its last word, and the words before that."""
    number, _, last = text.rpartition(" ")
    name = last.lower().removesuffix("s")
    return (Side(name), number) if name in SIDES else (Side.UNKNOWN, text)


def _qualified(text: str) -> tuple[Qualifier, str]:
    for qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT):
        words = str(qualifier).replace("_", " ")
        if text.lower().startswith(words):
            return qualifier, text[len(words) :].strip()
    return Qualifier.NONE, text


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


def _span(text: str) -> DateSpan:
    start, end = span_of(text, date.today())
    if start is None or end is None:
        raise DecisionError("a date needs a first and a last day: 2016-06-03..2016-06-05")
    return DateSpan(start, end, DatePrecision.between(start, end))


def _place(text: str, instead_of: Place) -> Place:
    from kztui.gazetteer import gazetteer

    name, _, around = text.partition(",")
    candidates = gazetteer().lookup(name)
    if around.strip():
        parts = fold(around)
        candidates = tuple(c for c in candidates if parts in (fold(c.place.region), fold(c.place.country)))
    at_home = [c for c in candidates if c.place.country == instead_of.country]
    best = next(iter(at_home or candidates), None)
    return best.place if best else Place(text, instead_of.country)
