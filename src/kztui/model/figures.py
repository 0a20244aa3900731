"""Figures: the fields of an incident as they follow from its facts. They are computed, never typed in.

What each report says of a number is its statement (`kztui.model.statements`); later statements replace earlier ones
(`kztui.model.tolls`); a policy chooses among the current ones.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, product
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kztui.model.fact import DateSpan, Fact, Field, Place, Side
from kztui.model.report import Source, voices
from kztui.model.statements import ATTACKED, Statement, report_of, span_of, statements_of, states
from kztui.model.tolls import agree, toll_of

T = TypeVar("T")

SAME_PLACE_KM = 50.0
"""Two named places farther apart than this contradict each other (the distance used for linking reports)."""

TOWN_PREC = 2
"""UCDP's where_prec of a place in or near a town."""

FEW_DAYS = 2
"""UCDP's date_prec of two to six days: spans up to it tell days apart."""

STANDS = timedelta(7)
"""So long an authority's statement outweighs what others publish after it; later reports carry the settled number.

Of the 74 best numbers in the gold of the bundled casebook 65 come out so, 64 if an authority always had the last word.
"""


SIDES = (Side.PERPETRATOR, Side.VICTIM, Side.SECURITY, Side.CIVILIAN)
"""The sides that have figures of their own, in the order in which they are shown."""


class Policy(StrEnum):
    """How the best figure is chosen among statements that differ.

    latest-official: the statement published last, but for those of an authority in the week before it; where it only
    bounds the number ("at least 20"), the last definite one within that bound. conservative: the lowest, as ACLED's
    fatalities rule has it. highest: the highest.
    """

    LATEST_OFFICIAL = "latest-official"
    CONSERVATIVE = "conservative"
    HIGHEST = "highest"


class CountFigure(Struct, frozen=True):
    """A number of people: `high` is None while it is open ("at least").

    `sources` counts the independent reports that state it. `conflict`: two of them cannot both be right. `history`: the
    number changed from report to report. `doubtful`: its sides come to more than anybody's total, or a report may mean
    other people by one of its numbers. `set_by`: the analyst who has set the best number, and `computed` the one that
    follows from the reports, None when none states it.
    """

    best: int
    low: int
    high: int | None
    sources: int = 1
    conflict: bool = False
    history: bool = False
    doubtful: bool = False
    set_by: str = ""
    computed: int | None = None

    def set_to(self, best: int, author: str) -> "CountFigure":
        """Return the figure with the best number that an analyst has set; its ends give way where they must."""
        high = None if self.high is None else max(self.high, best)
        return replace(self, best=best, low=min(self.low, best), high=high, set_by=author, computed=self.best)


class DateFigure(Struct, frozen=True):
    """When an incident happened: the best span, and the earliest and latest day that any report allows."""

    best: DateSpan
    low: date | None
    high: date | None
    sources: int = 1
    conflict: bool = False


class PlaceFigure(Struct, frozen=True):
    """Where an incident happened: the most precise place stated."""

    best: Place
    sources: int = 1
    conflict: bool = False


def count_figure(
    facts: Iterable[Fact],
    field: Field,
    sources: Mapping[str, Source],
    policy: Policy = Policy.LATEST_OFFICIAL,
    side: Side | None = None,
) -> CountFigure | None:
    """Return the figure of a counted `field`, for one `side` or for all, or None when no report states it.

    The rule. Each report states a number with its bounds (`statements_of`): its total, else the sum of the sides. Later
    statements replace earlier ones of the same voice, or when the toll has risen (`toll_of`); what follows is about the
    statements that are current.

    - best is what the policy chooses (`best_of`), but never less than what someone says is the least. Where each report
      counts perpetrators or victims only, it is the sum of both (`camps`); else it is never less than the sides come
      to that one report counts, and open to doubt where all come to more. The conservative policy takes the lowest
      total all the same.
    - low is the lowest definite number, high the highest; "at least N" lifts low to N, and leaves high open while no
      definite number reaches N. A range or "at most" counts with its ends.
    - conflict: two statements cannot both be right. history: a number was replaced by another one.

    `sources` maps the report ids of the facts to their sources.
    """
    facts = tuple(facts)
    statements = statements_of(facts, field, sources, side)
    if not statements:
        return None
    toll = toll_of(statements)
    low, high = span_of((one.low, one.high) for one in toll.current)
    chosen = best_of(toll.current, policy)
    best = max(number_of(chosen, policy), low)
    reports = voices(one.source for one in statements)
    figure = CountFigure(best, low, high, reports, bool(toll.rivals), toll.changed, chosen.doubtful)
    if side or _most(facts, field) <= best:
        return figure
    if counts_camps(statements):
        return _sum_of(figure, camps(facts, field, sources, policy).values())
    if sum(one.best for one in _sides_apart(facts, field, sources, policy).values()) <= best:
        return figure
    least = 0 if policy is Policy.CONSERVATIVE else _least_of_sides(facts, field, sources)
    best = max(best, least)
    return replace(figure, best=best, high=None if high is None else max(high, best), doubtful=True)


def _sum_of(figure: CountFigure, sides: Collection[CountFigure]) -> CountFigure:
    """Return a figure with the numbers of both camps, which have no people in common."""
    highs = [one.high for one in sides if one.high is not None]
    return replace(
        figure,
        best=sum(one.best for one in sides),
        low=sum(one.low for one in sides),
        high=sum(highs) if len(highs) == len(sides) else None,
        conflict=any(one.conflict for one in sides),
        history=any(one.history for one in sides),
    )


def _least_of_sides(facts: Sequence[Fact], field: Field, sources: Mapping[str, Source]) -> int:
    """Return the most that sides come to in one report, each by the lowest number that stands for it."""
    told: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[report_of(fact)].append(fact)
    lows = {side: one.low if (one := count_figure(facts, field, sources, side=side)) else 0 for side in SIDES}
    return max(
        sum(min(one.low, lows[side]) for side, one in _sides_apart(of_report, field, sources).items())
        for of_report in told.values()
    )


def counts_camps(statements: Iterable[Statement]) -> bool:
    """Return whether some reports count perpetrators only, the others only victims, of whichever side these are."""
    counted = [frozenset(side is Side.PERPETRATOR for side in one.counted) for one in statements]
    return {*counted} == {frozenset({True}), frozenset({False})}


def camps(
    facts: Sequence[Fact], field: Field, sources: Mapping[str, Source], policy: Policy = Policy.LATEST_OFFICIAL
) -> dict[Side, CountFigure]:
    """Return the figures of the perpetrators and of all whom they attacked. Two reports may count the same people on
    different sides of these ("guards"), so that such numbers contradict each other rather than add up.
    """
    found = {side: count_figure(facts, field, sources, policy, side) for side in (Side.PERPETRATOR, Side.VICTIM)}
    return {side: figure for side, figure in found.items() if figure}


def side_figures(
    facts: Sequence[Fact], field: Field, sources: Mapping[str, Source], policy: Policy = Policy.LATEST_OFFICIAL
) -> dict[Side, CountFigure]:
    """Return the figures of the killed or wounded for each side that is counted; nothing for the arrested.

    Victims have one beside perpetrators only, and where it is not that of one of their sides.
    """
    if field is Field.ARRESTED:
        return {}
    found = {side: count_figure(facts, field, sources, policy, side) for side in SIDES}
    if not found[Side.PERPETRATOR] or found[Side.VICTIM] in (found[side] for side in ATTACKED):
        del found[Side.VICTIM]
    return {side: figure for side, figure in found.items() if figure}


def _sides_apart(
    facts: Sequence[Fact], field: Field, sources: Mapping[str, Source], policy: Policy = Policy.LATEST_OFFICIAL
) -> dict[Side, CountFigure]:
    """Return the figures of sides that have no people in common: perpetrators, and victims or those whom these are of,
    whichever come to more.
    """
    found = {side: count_figure(facts, field, sources, policy, side) for side in SIDES}
    stated = {side: figure for side, figure in found.items() if figure}
    victims = stated.pop(Side.VICTIM, None)
    if victims and victims.best > sum(stated[side].best for side in ATTACKED if side in stated):
        stated = {Side.VICTIM: victims} | {side: one for side, one in stated.items() if side not in ATTACKED}
    return stated


def _most(facts: Sequence[Fact], field: Field) -> int:
    """Return what the sides of a counted field cannot exceed together: for each the most that one report counts."""
    counted: defaultdict[tuple[Side, str], int] = defaultdict(int)
    if len(facts) > 1:
        for fact in facts:
            if fact.field is field and fact.side in SIDES and states(fact) and isinstance(fact.value, int):
                counted[fact.side, report_of(fact)] += max(fact.value, fact.value_max or 0)
    most: defaultdict[Side, int] = defaultdict(int)
    for (side, _), number in counted.items():
        most[side] = max(most[side], number)
    return sum(most.values())


def best_of(current: Sequence[Statement], policy: Policy) -> Statement:
    """Return, of statements of which none replaces another, the one whose number is the best under a policy.

    A number below what another statement gives as the least gives way to that least number.
    """
    if len(current) == 1:
        return current[0]
    chosen = _chosen(current, policy)
    least = max((one for one in current if one.high is None), key=lambda one: one.low, default=chosen)
    return least if number_of(chosen, policy) < least.low else chosen


def _chosen(current: Sequence[Statement], policy: Policy) -> Statement:
    if policy is Policy.CONSERVATIVE:
        return min(current, key=lambda s: s.low)
    if policy is Policy.HIGHEST:
        return max(current, key=lambda s: number_of(s, policy))
    official = latest_official(current)
    within = [s for s in current if s.high is not None and s.best >= official.low]
    return official if official.high is not None or not within else latest_official(within)


def latest_official(statements: Sequence[Statement]) -> Statement:
    """Return the statement published last, or the last one in the week before it that quotes an authority.

    Who repeats a number that contradicted an authority is not heard later than who said it first.
    """
    days = {id(one): _first_said(one, statements) for one in statements}
    last = max(days.values())

    def rank(one: Statement) -> tuple[bool, date, bool, int]:
        said = days[id(one)]
        return one.official and last - said <= STANDS, said, one.official, one.best

    return max(statements, key=rank)


def _first_said(one: Statement, statements: Iterable[Statement]) -> date:
    """Return the day on which a statement was made, or the number in it against one that an authority had given."""
    published = _published(one.source)
    if one.official:
        return published
    rival = any(
        other.official and not agree(one, other) and _published(other.source) <= published for other in statements
    )
    same = [_published(other.source) for other in statements if other.best == one.best and other.authority]
    return min([published, *same]) if rival else published


def date_figure(facts: Iterable[Fact], sources: Mapping[str, Source]) -> DateFigure | None:
    """Return when the incident happened: the most precise span that its report can know of, of several the one that
    most sources state, or that of the report published last."""
    dated = [(f.value, sources[report_of(f)]) for f in facts if f.field is Field.DATE and states(f)]
    spans = [(span, source) for span, source in dated if isinstance(span, DateSpan)]
    resolved = [(span, source) for span, source in spans if span.resolved]
    if not resolved:
        return DateFigure(spans[0][0], None, None) if spans else None
    if len(resolved) == 1:
        return DateFigure(resolved[0][0], resolved[0][0].start, resolved[0][0].end)
    said = _voices(resolved)

    def rank(one: tuple[DateSpan, Source]) -> tuple[bool, int, int, int]:
        span, source = one
        foretold = bool(span.start and source.published and span.start > source.published)
        return foretold, span.prec, -said[span], -_published(source).toordinal()

    best, _ = min(resolved, key=rank)
    starts = [span.start for span, _ in resolved if span.start]
    ends = [span.end for span, _ in resolved if span.end]
    return DateFigure(best, min(starts), max(ends), _reports(resolved), _dates_differ(resolved))


def place_figure(facts: Iterable[Fact], sources: Mapping[str, Source]) -> PlaceFigure | None:
    """Return where the incident happened: the most precise place; of several towns the one that most sources name, of
    places near them the first one stated. A name that nobody can find on a map gives way to a town that is found."""
    placed = [(f.value, sources[report_of(f)]) for f in facts if f.field is Field.PLACE and states(f)]
    places = [(place, source) for place, source in placed if isinstance(place, Place)]
    if not places:
        return None
    if len(places) == 1:
        return PlaceFigure(places[0][0])
    said = _voices(places)
    best, _ = min(places, key=lambda one: (_spread(one[0]), -said[one[0]] if one[0].prec < TOWN_PREC else 0))
    return PlaceFigure(best, _reports(places), _places_differ(places))


def values(facts: Iterable[Fact], field: Field) -> tuple[str, ...]:
    """Return the distinct wordings of a field of words, in the order they are stated."""
    return tuple(dict.fromkeys(str(f.value) for f in facts if f.field is field and states(f)))


def _spread(place: Place) -> tuple[int, bool, int]:
    """Return what orders places: how much ground each may be on, and whether that is on no map."""
    unlocated = place.lat is None
    return max(place.prec, TOWN_PREC) if unlocated else place.prec, unlocated, place.prec


def distance_km(a: Place, b: Place) -> float | None:
    """Return the great-circle distance of two places in kilometres (haversine), None when one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))


def number_of(statement: Statement, policy: Policy) -> int:
    """Return the number that a policy takes from a statement."""
    if policy is Policy.CONSERVATIVE:
        return statement.low
    if policy is Policy.HIGHEST and statement.high is not None:
        return statement.high
    return statement.best


def _published(source: Source) -> date:
    return source.published or date.min


def _voices(stated: Sequence[tuple[T, Source]]) -> Counter[T]:
    """Return how many sources state each of several values."""
    return Counter(value for value, _ in {(value, source.voice) for value, source in stated if not source.coded})


def _reports(stated: Sequence[tuple[object, Source]]) -> int:
    return voices(source for _, source in stated)


def _dates_differ(stated: Sequence[tuple[DateSpan, Source]]) -> bool:
    """Return whether two reports name days of which none is the same, by the most exact spans of each."""
    told: defaultdict[str, list[DateSpan]] = defaultdict(list)
    for span, source in stated:
        told[source.report].append(span)
    exact = [[s for s in spans if s.prec <= max(FEW_DAYS, min(s.prec for s in spans))] for spans in told.values()]
    return any(not any(a.overlaps(b) for a, b in product(*pair)) for pair in combinations(exact, 2))


def _places_differ(stated: Sequence[tuple[Place, Source]]) -> bool:
    """Return whether two reports name towns or places in towns of which none is near one of the other's."""
    told: defaultdict[str, list[Place]] = defaultdict(list)
    for place, source in stated:
        if place.prec <= TOWN_PREC:
            told[source.report].append(place)
    return any(all(_apart(a, b) for a, b in product(*pair)) for pair in combinations(told.values(), 2))


def _apart(a: Place, b: Place) -> bool:
    distance = distance_km(a, b)
    return distance is not None and distance > SAME_PLACE_KM
