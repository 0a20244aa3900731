"""The fields of the query language: the one table from which the parser, the help and the documentation are made."""

from enum import StrEnum

from msgspec import Struct

from kztui.model.annotation import Verdict
from kztui.model.fact import COUNTED, Hedge
from kztui.model.fact import Field as FactField


class Kind(StrEnum):
    """What kind of value a field takes."""

    WORDS = "words"
    CHOICE = "one of a few words"
    NUMBER = "a number, a comparison or a range"
    DATE = "a day, month or year, a comparison, a range or words"
    NEAR = "a place and a distance"
    ORDER = "an order"


class Field(Struct, frozen=True):
    """One field: its `name` before the colon, what it means, and an example. `choices` holds all values of a CHOICE."""

    name: str
    kind: Kind
    meaning: str
    example: str
    choices: tuple[str, ...] = ()


ORDERS = ("date", "id", "place", "type", "killed", "wounded", "arrested", "reports", "notes", "tag", "relevance")
"""What results can be sorted by: fields, and relevance, which has the best first.

A leading hyphen puts the newest, the highest or the end of the alphabet first.
"""

NAMED = ("id", "place", "type", "tag")
"""The orders by the alphabet."""

LARGEST = 999_999_999
"""The largest number that a query can name; an open high end lies at it."""

CONFLICTS = (FactField.DATE, FactField.PLACE, *COUNTED)
"""The fields whose sources can contradict each other."""

STATED = tuple(field.value for field in FactField)

_COUNT_EXAMPLES = {"killed": "killed:>=5", "wounded": "wounded:10..40", "arrested": "arrested:>0"}


def _counts() -> list[Field]:
    fields = []
    for name, example in _COUNT_EXAMPLES.items():
        fields.append(Field(name, Kind.NUMBER, f"number of {name}, the best figure", example))
        fields.append(
            Field(f"{name}.min", Kind.NUMBER, f"lowest number of {name} that a source allows", f"{name}.min:>5")
        )
        meaning = (
            f'highest number of {name} that a source allows; "at least" leaves it open, which is above all numbers'
        )
        fields.append(Field(f"{name}.max", Kind.NUMBER, meaning, f"{name}.max:>=20"))
    return fields


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        *_counts(),
        Field("date", Kind.DATE, "when it may have happened: any day in common counts", 'date:"last 30 days"'),
        Field(
            "dateprec", Kind.NUMBER, "how exact the date is: 1 day, 2 few days, 3 week, 4 month, 5 year", "dateprec:<=2"
        ),
        Field(
            "placeprec", Kind.NUMBER, "how exact the place is: 1 exact, 2 near, 3 district, 4 region, 6 country",
            "placeprec:1",
        ),
        Field("type", Kind.WORDS, "what kind of incident; bombing includes suicide bombing", "type:bombing"),
        Field("place", Kind.WORDS, "where, in any spelling; a region or country includes its towns", "place:Kulsary"),
        Field("region", Kind.WORDS, "the region of the place", "region:Aktobe"),
        Field("country", Kind.WORDS, "the country of the place, two letters (ISO 3166)", "country:KZ"),
        Field(
            "near", Kind.NEAR, "within a distance of a place in the casebook, or of degrees north,east",
            "near:Atyrau<250km",
        ),
        Field("actor", Kind.WORDS, "who did it, claims it, or is blamed or quoted for it", "actor:KNB"),
        Field("perpetrator", Kind.WORDS, "who did it", "perpetrator:gunmen"),
        Field("target", Kind.WORDS, "what was attacked", "target:police"),
        Field("victim", Kind.WORDS, "who was hurt", "victim:soldier"),
        Field("weapon", Kind.WORDS, "with what", "weapon:bomb"),
        Field("cause", Kind.WORDS, "why, as the sources have it", "cause:gas"),
        Field("source", Kind.WORDS, "publisher, title or address of a report", "source:reuters"),
        Field("reports", Kind.NUMBER, "number of independent reports that tell of it", "reports:>=2"),
        Field("lang", Kind.WORDS, "language of a report, two letters (ISO 639-1)", "lang:ru"),
        Field("tag", Kind.WORDS, "a tag that someone gave it", "tag:verify"),
        Field("notes", Kind.NUMBER, "number of notes on it", "notes:>=1"),
        Field("note", Kind.WORDS, "words of a note", 'note:"toll"'),
        Field(
            "has", Kind.CHOICE, "whether something is there at all", "has:note",
            ("note", "tag", "verdict", "conflict", "coordinates", *STATED),
        ),
        Field("conflict", Kind.CHOICE, "sources contradict each other about it", "conflict:killed", CONFLICTS),
        Field("verdict", Kind.CHOICE, "a fact that an analyst decided about so", "verdict:rejected", tuple(Verdict)),
        Field(
            "hedge", Kind.CHOICE, "a fact that a source states so", "hedge:denied",
            tuple(hedge for hedge in Hedge if hedge is not Hedge.NONE),
        ),
        Field("id", Kind.WORDS, "the incident's id", "id:KZ-2016-0005"),
        Field(
            "sort", Kind.ORDER, "the order of the list, the lowest or A first; a hyphen before it turns it round",
            "sort:-killed", ORDERS,
        ),
    )
}  # fmt: skip
