"""The fields of the query language: the one table from which the parser, the help and the documentation are made.

Those of the model (`kztui.model.fact.Field`) are in it by themselves; what only a query can ask for is added here.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from kztui.model.annotation import Verdict
from kztui.model.fact import COUNTED, WORDED, Field, Hedge, Side
from kztui.model.precision import DatePrecision, PlacePrecision


class Operand(StrEnum):
    """What may follow a field's name and its colon."""

    WORDS = "words"
    CHOICE = "one of a few words"
    NUMBER = "a number, a comparison or a range"
    DATE = "a day, month or year, a comparison, a range or words"
    NEAR = "a place and a distance"
    ORDER = "an order"


class QueryField(Struct, frozen=True):
    """One field: its `name` before the colon, what it means, and an example. `choices` holds all values of a CHOICE."""

    name: str
    operand: Operand
    meaning: str
    example: str
    choices: tuple[str, ...] = ()


ORDERS = ("date", "id", "place", "type", *(field.value for field in COUNTED), "reports", "notes", "tag", "relevance")
"""What results can be sorted by: fields, and relevance, which has the best first.

A leading hyphen puts the newest, the highest or the end of the alphabet first.
"""

NAMED = ("id", "place", "type", "tag")
"""The orders by the alphabet."""

LARGEST = 999_999_999
"""The largest number that a query can name; an open high end lies at it."""

CONFLICTS = tuple(field.value for field in (Field.DATE, Field.PLACE, *COUNTED))
"""The fields whose sources can contradict each other."""

DOUBTED = (Field.TYPE.value, *CONFLICTS)
"""The fields whose figure can be open to doubt."""

STATED = tuple(field.value for field in Field)
"""The fields that a fact can state."""


def _counts() -> Iterator[QueryField]:
    """Yield for each counted field its best figure, the lowest and the highest number."""
    for field in COUNTED:
        name, people = field.value, field.meaning
        yield QueryField(name, Operand.NUMBER, f"number of {people}, the best figure", f"{name}:{field.example}")
        lowest = f"lowest number of {people} that a source allows"
        yield QueryField(f"{name}.min", Operand.NUMBER, lowest, f"{name}.min:>5")
        highest = f'highest number of {people} that a source allows; "at least" leaves it open, above all numbers'
        yield QueryField(f"{name}.max", Operand.NUMBER, highest, f"{name}.max:>=20")


_QUOTED = {Field.ATTRIBUTED_TO: "who is blamed for it, or quoted on it"}


def _worded() -> Iterator[QueryField]:
    """Yield the fields whose values are words of reports."""
    for field in WORDED:
        meaning = _QUOTED.get(field, field.meaning)
        yield QueryField(field.value, Operand.WORDS, meaning, f"{field.value}:{field.example}")


def _numbered(precisions: Iterable[DatePrecision | PlacePrecision]) -> str:
    return ", ".join(f"{one.value} {one.words}" for one in precisions if one)


_HAS = ("note", "tag", "verdict", "figure", "conflict", "doubt", "coordinates", *STATED)
_IS = ("dismissed", "made", "episode", "part")
_SIDES = tuple(side.value for side in Side if side not in (Side.UNKNOWN, Side.TOTAL))
_HEDGES = tuple(hedge.value for hedge in Hedge if hedge is not Hedge.NONE)

FIELDS: dict[str, QueryField] = {
    field.name: field
    for field in (
        *_counts(),
        QueryField("date", Operand.DATE, "when it may have happened: any day in common counts", 'date:"last 30 days"'),
        QueryField("dateprec", Operand.NUMBER, f"how exact the date is: {_numbered(DatePrecision)}", "dateprec:<=2"),
        QueryField("placeprec", Operand.NUMBER, f"how exact the place is: {_numbered(PlacePrecision)}", "placeprec:1"),
        QueryField("type", Operand.WORDS, "what kind of incident; bombing includes suicide bombing", "type:bombing"),
        QueryField("place", Operand.WORDS, "where; a region or country includes its towns", "place:Kulsary"),
        QueryField("region", Operand.WORDS, "the region of the place", "region:Aktobe"),
        QueryField("country", Operand.WORDS, "the country of the place, two letters (ISO 3166)", "country:KZ"),
        QueryField(
            "near",
            Operand.NEAR,
            "within a distance of a place in the casebook, or of degrees north,east",
            "near:Atyrau<250km",
        ),
        QueryField("actor", Operand.WORDS, "who did it, claims it, or is blamed or quoted for it", "actor:KNB"),
        *_worded(),
        QueryField("source", Operand.WORDS, "publisher, title or address of a report", "source:reuters"),
        QueryField("reports", Operand.NUMBER, "number of independent reports on it", "reports:>=2"),
        QueryField("lang", Operand.WORDS, "language of a report, two letters (ISO 639-1)", "lang:ru"),
        QueryField("tag", Operand.WORDS, "a tag that someone gave it", "tag:verify"),
        QueryField("notes", Operand.NUMBER, "number of notes on it", "notes:>=1"),
        QueryField("note", Operand.WORDS, "words of a note", 'note:"toll"'),
        QueryField("has", Operand.CHOICE, "whether something is there at all", "has:note", _HAS),
        QueryField("conflict", Operand.CHOICE, "sources contradict each other about it", "conflict:killed", CONFLICTS),
        QueryField("doubt", Operand.CHOICE, "what is read of it is open to doubt", "doubt:killed", DOUBTED),
        QueryField("side", Operand.CHOICE, "whose people a fact counts or names", "side:security", _SIDES),
        QueryField("verdict", Operand.CHOICE, "an analyst's verdict on a fact", "verdict:rejected", tuple(Verdict)),
        QueryField("hedge", Operand.CHOICE, "how a source hedges a fact", "hedge:denied", _HEDGES),
        QueryField(
            "is", Operand.CHOICE, "what an analyst made of it; dismissed ones are else hidden", "is:dismissed", _IS
        ),
        QueryField("id", Operand.WORDS, "the incident's id", "id:KZ-2016-0005"),
        QueryField("part_of", Operand.WORDS, "the episode that it is a part of, by its id", "part_of:KZ-2016-0005"),
        QueryField(
            "sort",
            Operand.ORDER,
            "the order of the list, lowest or A first; a leading hyphen reverses it",
            "sort:-killed",
            ORDERS,
        ),
    )
}
