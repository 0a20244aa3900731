"""What makes a fact doubtful: how the rules came to it, beside what else its report says.

Each reason is one that facts read wrong have at least three times as often as others (`tests/benchmarks/doubts.py`).
"""

from collections.abc import Sequence

from kztui.extract.cases import Case, DatedMention, PlacedMention
from kztui.extract.casualties import Casualty
from kztui.extract.reading import Construction, Event
from kztui.model.fact import DateSpan, Doubt, Place, Qualifier, Scope, Side
from kztui.model.precision import DatePrecision, PlacePrecision

_FAR = 4
"""Sentences behind its event from which on a number may be another one's."""

_COUNTED_RULES = ("dates.ago/", "dates.anniversary/", "dates.last/", "dates.from_last/")


def date_doubt(case: Case, dated: DatedMention) -> Doubt:
    """Return why a day may not be that of a case."""
    exact = {d.time.span for d in case.times if DatePrecision.DAY <= d.time.span.prec <= DatePrecision.FEW_DAYS}
    told = [d.time.span for d in case.times]
    if (dated.time.span in exact and len(exact) > 1) or any(_apart(dated.time.span, other) for other in told):
        return Doubt.OTHER_DAYS
    if dated.time.span.start is None:
        return Doubt.UNKNOWN_DAY
    counted = dated.time.form == "counted" or dated.time.rule.startswith(_COUNTED_RULES)
    return Doubt.COUNTED_DAY if counted else Doubt.NONE


def _apart(one: DateSpan, other: DateSpan) -> bool:
    """Return whether neither of two spans lies within the other."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return not (
        (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
    )


def place_doubt(case: Case, placed: PlacedMention) -> Doubt:
    """Return why a place may not be that of a case."""
    if placed.doubt is not Doubt.NONE:
        return placed.doubt
    towns = {one.place.name for one in case.places if one.place.prec <= PlacePrecision.DISTRICT}
    towns -= {one.place.name for one in case.places if _in_a_town(one.place, case)}
    if placed.place.prec <= PlacePrecision.DISTRICT and len(towns) > 1:
        return Doubt.OTHER_TOWNS
    if placed.place.prec == PlacePrecision.REGION and not towns:
        return Doubt.ONLY_REGION
    unlisted = not placed.place.geoname and placed.place.prec == PlacePrecision.NEAR
    return Doubt.UNLISTED if unlisted else Doubt.NONE


def _in_a_town(place: Place, case: Case) -> bool:
    """Return whether a place that the gazetteer lacks lies in a town that its case names too."""
    if place.geoname or place.lat is None:
        return False
    towns = (other.place for other in case.places if other.place.geoname)
    return any((town.lat, town.lon) == (place.lat, place.lon) for town in towns)


def count_doubt(main: Event, casualties: Sequence[Casualty], casualty: Casualty) -> Doubt:
    """Return why a number of people may not be the one of a case, whose `main` event gives its type."""
    if casualty.scope is not Scope.WHOLE and all(one.scope is not Scope.WHOLE for one in casualties):
        return Doubt.PARTS
    if _contradicted(casualties, casualty):
        return Doubt.OTHER_NUMBERS
    if casualty.event.reading.sentence.number - main.reading.sentence.number > _FAR:
        return Doubt.FAR
    return Doubt.IMPLIED if casualty.value > 1 and not _written(casualty) else Doubt.NONE


def _written(casualty: Casualty) -> bool:
    """Return whether digits or numerals say a number. One word that says the least of it is none ("dozens")."""
    number = casualty.mention.number if casualty.mention is not None else None
    return number is not None and not (number.qualifier is Qualifier.AT_LEAST and number.last - number.first == 1)


def _contradicted(casualties: Sequence[Casualty], casualty: Casualty) -> bool:
    """Return whether other numbers stand beside one that are neither its parts, added up, nor zeros for other sides."""
    others = [one for one in casualties if one is not casualty]
    if not casualty.value:
        return any(one.value and casualty.side in (one.side, Side.TOTAL) for one in others)
    nobody = any(not one.value and one.side in (casualty.side, Side.TOTAL) for one in others)
    parts = [one.value for one in others if one.value and one.scope is Scope.PART]
    rivals = {one.value for one in others if one.value and one.scope is not Scope.PART} - {casualty.value}
    return nobody or bool(rivals) or (bool(parts) and sum(parts) != casualty.value)


def kind_doubt(case: Case, main: Event, *, many: bool) -> Doubt:
    """Return why a type may not be that of a case; `many` says that its report tells of many incidents."""
    if main.weak or main.meaning.type is None:
        return Doubt.GUESSED_KIND
    if main.plural and not main.definite:
        return Doubt.SEVERAL_KINDS
    strong = [event for event in case.events if not event.weak]
    unnamed = not any(event.agents for event in strong)
    families = {event.family for event in strong if event.family} if unnamed else ()
    kinds = {event.meaning.type for event in strong if event.meaning.type} if many else ()
    if not main.patients:
        return Doubt.SEVERAL_KINDS if len(families) > 1 or len(kinds) > 1 else Doubt.NONE
    vague = main.kind == "attack" and main.construction is Construction.ACTIVE
    return Doubt.VAGUE_KIND if vague else Doubt.NONE
