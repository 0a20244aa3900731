"""Facts: what one report says about one field of one incident, and the words that say it."""

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

CONTEXT = 32
"""Code points kept before and after the exact words, as a W3C TextQuoteSelector's prefix and suffix."""


class Aspect(StrEnum):
    """The question that a field answers: what, when, where, who, or how many. It decides colour and glyph."""

    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    COUNT = "count"

    @property
    def glyph(self) -> str:
        """The sign beside the field's name, so that colour is never the only one."""
        return {"what": "■", "when": "○", "where": "◆", "who": "●", "count": "▲"}[self]


class Field(StrEnum):
    """The fields of an incident that a fact can state: the one table of them, in the order in which they are shown.

    A row has the name, the aspect, the meaning in words, an example of a value in a query, and, where a query finds
    the values under another field's name too, that name. From it follow the field in the panes, in queries
    (`kztui.search.query.fields`), in the index, in exports and in what is checked; numbers of people (`COUNTED`)
    also have a figure, a column and an order.
    """

    aspect: Aspect
    meaning: str
    example: str
    also: str

    def __new__(cls, name: str, aspect: Aspect, meaning: str, example: str, also: str = "") -> "Field":
        """Make the member for one row."""
        field = str.__new__(cls, name)
        field._value_ = name
        field.aspect, field.meaning, field.example, field.also = aspect, meaning, example, also
        return field

    TYPE = "type", Aspect.WHAT, "what kind of incident it was", "bombing"
    DATE = "date", Aspect.WHEN, "when it happened", "2016-06"
    PLACE = "place", Aspect.WHERE, "where it happened", "Kulsary"
    KILLED = "killed", Aspect.COUNT, "people killed", ">=5"
    WOUNDED = "wounded", Aspect.COUNT, "people wounded", "10..40"
    ARRESTED = "arrested", Aspect.COUNT, "people arrested", ">0"
    PERPETRATOR = "perpetrator", Aspect.WHO, "who did it", "gunmen", "actor"
    TARGET = "target", Aspect.WHO, "what was attacked", "police"
    VICTIM = "victim", Aspect.WHO, "who was hurt", "soldier"
    WEAPON = "weapon", Aspect.WHAT, "with what", "bomb"
    CLAIMED_BY = "claimed_by", Aspect.WHO, "who claims it", "Jund", "actor"
    ATTRIBUTED_TO = "attributed_to", Aspect.WHO, "who is blamed for it", "Jund", "actor"
    QUOTED = "quoted", Aspect.WHO, "the other medium that a report quotes on it", "tengrinews"
    CAUSE = "cause", Aspect.WHAT, "why, as the sources have it", "gas"

    @property
    def label(self) -> str:
        """The name in words: "claimed by"."""
        return self.replace("_", " ")

    @property
    def counted(self) -> bool:
        """Whether its values are numbers of people."""
        return self.aspect is Aspect.COUNT


COUNTED = tuple(field for field in Field if field.counted)
"""The fields whose values are numbers of people."""

WORDED = tuple(field for field in Field if not (field.counted or field in (Field.TYPE, Field.DATE, Field.PLACE)))
"""The fields whose values are words of a report."""


class Qualifier(StrEnum):
    """How a number bounds the truth."""

    NONE = "none"
    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"


class Side(StrEnum):
    """Whose people a number counts. Victims are all who were attacked, of the security forces or civilians."""

    PERPETRATOR = "perpetrator"
    VICTIM = "victim"
    SECURITY = "security"
    CIVILIAN = "civilian"
    UNKNOWN = "unknown"
    TOTAL = "total"


class Scope(StrEnum):
    """What a number covers: the whole incident, a part of it, or a period of many incidents."""

    WHOLE = "whole"
    PART = "part"
    AGGREGATE = "aggregate"


class Hedge(StrEnum):
    """How sure the report is of the statement."""

    NONE = "none"
    SUSPECTED = "suspected"
    REPORTEDLY = "reportedly"
    DENIED = "denied"


class Doubt(StrEnum):
    """Why a fact that rules have read may be wrong, in words."""

    NONE = "none"
    OTHER_DAYS = "the report names other days too"
    COUNTED_DAY = "counted from another day"
    UNKNOWN_DAY = "counted from a day that is not known"
    UNLISTED = "not in the gazetteer"
    OTHER_TOWNS = "the report names other towns too"
    NEXT_SENTENCE = "named in the next sentence"
    OPENING = "named where the report opens"
    ONLY_TOWN = "the one town that the report names"
    NO_TOWN = "the country, for want of a town"
    ONLY_REGION = "the region, for want of a town"
    OTHER_NUMBERS = "the report gives other numbers too"
    PARTS = "added up from parts"
    FAR = "told far from its event"
    IMPLIED = "no number is written"
    GUESSED_KIND = "only what it led to is told"
    VAGUE_KIND = "told in general words"
    SEVERAL_KINDS = "the report tells of several kinds"


class EventType(StrEnum):
    """What kind of thing happened; `acled` gives the event and sub-event of the ACLED codebook (2023 columns)."""

    ARMED_CLASH = "armed clash"
    ARMED_ATTACK = "armed attack"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide bombing"
    EXPLOSION = "explosion"
    ASSASSINATION = "assassination"
    ABDUCTION = "abduction"
    ARSON = "arson"
    ROBBERY = "robbery"
    ARREST = "arrest"
    PLOT_FOILED = "plot foiled"
    JAILBREAK = "jailbreak"
    MOB_VIOLENCE = "mob violence"
    RIOT = "riot"
    PROTEST = "protest"
    FORCE_AGAINST_PROTESTERS = "force against protesters"

    @property
    def acled(self) -> tuple[str, str]:
        """The ACLED event type and sub-event type."""
        return _ACLED[self]


_CIVILIANS, _REMOTE, _STRATEGIC = (
    "Violence against civilians",
    "Explosions/Remote violence",
    "Strategic developments",
)
_ACLED = {
    EventType.ARMED_CLASH: ("Battles", "Armed clash"),
    EventType.ARMED_ATTACK: (_CIVILIANS, "Attack"),
    EventType.BOMBING: (_REMOTE, "Remote explosive/landmine/IED"),
    EventType.SUICIDE_BOMBING: (_REMOTE, "Suicide bomb"),
    EventType.EXPLOSION: (_STRATEGIC, "Other"),
    EventType.ASSASSINATION: (_CIVILIANS, "Attack"),
    EventType.ABDUCTION: (_CIVILIANS, "Abduction/forced disappearance"),
    EventType.ARSON: (_STRATEGIC, "Looting/property destruction"),
    EventType.ROBBERY: (_STRATEGIC, "Looting/property destruction"),
    EventType.ARREST: (_STRATEGIC, "Arrests"),
    EventType.PLOT_FOILED: (_STRATEGIC, "Disrupted weapons use"),
    EventType.JAILBREAK: (_STRATEGIC, "Other"),
    EventType.MOB_VIOLENCE: ("Riots", "Mob violence"),
    EventType.RIOT: ("Riots", "Violent demonstration"),
    EventType.PROTEST: ("Protests", "Peaceful protest"),
    EventType.FORCE_AGAINST_PROTESTERS: ("Protests", "Excessive force against protesters"),
}


ON_THINGS = frozenset((EventType.ARSON, EventType.ROBBERY))
"""Types of what is done to things."""


def moved(day: date, days: int) -> date:
    """Return the day that lies so many days after another (before it when negative), or the last that a calendar has
    on the way there: the years 1 and 9999 bound it.
    """
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


class DateSpan(Struct, frozen=True, gc=False, tag="date", tag_field="is"):
    """When: the first and last possible day and UCDP's date_prec (1 day, 2 two to six days, 3 week, 4 month, 5 year).

    A span that the report does not let us resolve (a weekday without a publication date) has no days and precision 0.
    """

    start: date | None = None
    end: date | None = None
    prec: int = 0

    @property
    def resolved(self) -> bool:
        """Whether the days are known."""
        return self.start is not None

    def overlaps(self, other: "DateSpan") -> bool:
        """Return whether two resolved spans have a day in common."""
        if not (self.start and self.end and other.start and other.end):
            return False
        return self.start <= other.end and other.start <= self.end


class Place(Struct, frozen=True, gc=False, tag="place", tag_field="is"):
    """Where: a name, its country (ISO 3166 alpha-2, empty when unknown), region, WGS84 degrees and UCDP's where_prec.

    where_prec: 1 exact, 2 near, 3 second-level district, 4 first-level region, 5 part of a country, 6 country, 7 sea
    or air. `geoname` is the GeoNames id, 0 when the place is not in GeoNames.
    """

    name: str
    country: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    prec: int = 1
    geoname: int = 0


Value = int | str | DateSpan | Place
"""The value of a fact: a number of people for the counted fields, a span, a place, or words."""


class Evidence(Struct, frozen=True, gc=False):
    """Where a fact is stated: code points `start` to `end` (exclusive) of a report's text, which read `exact`."""

    report: str
    paragraph: int
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Fact(Struct, frozen=True, gc=False):
    """One statement that one report makes about one field of one incident.

    `value_max` is the upper end of a range. `attributed_to` names whom the report quotes for it, `official` says that
    they speak for the state. `origin` is the id and version of the rule, ``analyst`` or ``import``. `updates` says that
    the words of a number make it follow an earlier one ("has risen to nine", "is now seven"). `doubt` is why the rule
    may be wrong.
    """

    id: str
    field: Field
    value: Value
    evidence: Evidence
    qualifier: Qualifier = Qualifier.NONE
    value_max: int | None = None
    side: Side = Side.UNKNOWN
    scope: Scope = Scope.WHOLE
    hedge: Hedge = Hedge.NONE
    attributed_to: str = ""
    official: bool = False
    origin: str = ""
    updates: bool = False
    doubt: Doubt = Doubt.NONE


_ORDER = {field: position for position, field in enumerate(Field)}


def in_order(fact: Fact) -> int:
    """Return where a fact stands among those of an incident, as a key to sort by: by its field."""
    return _ORDER[fact.field]


def by_field(facts: Iterable[Fact]) -> dict[Field, list[Fact]]:
    """Return the facts of each field that some of them state, in their order."""
    found: dict[Field, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.field, []).append(fact)
    return found


def quote(text: str, report: str, paragraph: int, start: int, end: int) -> Evidence:
    """Return the evidence for code points `start` to `end` of a report's `text`, with its context."""
    return Evidence(
        report,
        paragraph,
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def fact_id(field: Field, evidence: Evidence, value: Value, side: Side = Side.UNKNOWN) -> str:
    """Return the id of a fact: ``f-`` and 12 hex digits over what it says and where; the same words keep their id."""
    content = f"{evidence.report}|{evidence.start}|{evidence.end}|{field}|{value}|{side}"
    return "f-" + hashlib.sha256(content.encode()).hexdigest()[:12]
