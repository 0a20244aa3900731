"""Figures: the fields of an incident as they follow from its facts. They are computed, never typed in.

Rules. A report's statement about a number is its whole-incident total when it gives one; else, side by side, what it
gives for the whole of a side or the sum of that side's parts, so a part never adds to a whole that is also stated.
Aggregates over a period and denied facts state nothing. An explicit zero is a statement; silence is not. "At least"
sets the low end and leaves the high end open. A report and its copies are one source: the first of them speaks.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from math import asin, cos, radians, sin, sqrt

from msgspec import Struct

from kztui.model.fact import DateSpan, Fact, Field, Hedge, Place, Qualifier, Scope, Side
from kztui.model.report import Source

SAME_PLACE_KM = 50.0
"""Two named places farther apart than this contradict each other (the distance used for linking reports)."""

STANDS = timedelta(7)
"""So long an authority's statement outweighs what others publish after it; later reports carry the settled number.

Of the 72 best numbers in the gold of the bundled casebook 63 come out so, 57 if an authority always had the last word.
"""


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

    `sources` counts the independent reports that state it.
    """

    best: int
    low: int
    high: int | None
    sources: int = 1
    conflict: bool = False


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


class Statement(Struct, frozen=True):
    """What one report states about a number: its bounds, `high` None while it is open.

    `official` says that someone who speaks for the state is quoted.
    """

    source: Source
    official: bool
    best: int
    low: int
    high: int | None


def count_figure(
    facts: Iterable[Fact],
    field: Field,
    sources: Mapping[str, Source],
    policy: Policy = Policy.LATEST_OFFICIAL,
    side: Side | None = None,
) -> CountFigure | None:
    """Return the figure of a counted `field`, for one `side` or for all, or None when no report states it.

    `sources` maps the report ids of the facts to their sources.
    """
    statements = statements_of(facts, field, sources, side)
    if not statements:
        return None
    low = min(s.low for s in statements)
    high = _highest([(s.best, s.high) for s in statements])
    differ = len({(s.low, s.high) for s in statements}) > 1
    return CountFigure(_number(best_of(statements, policy), policy), low, high, len(statements), differ)


def statements_of(
    facts: Iterable[Fact], field: Field, sources: Mapping[str, Source], side: Side | None = None
) -> list[Statement]:
    """Return what each independent report states about a counted `field`, for one `side` or for all."""
    stating = [f for f in facts if f.field is field and _states(f) and isinstance(f.value, int)]
    if side is not None:
        stating = [f for f in stating if f.side is side]
    of_reports = groupby(sorted(stating, key=_report_of), key=_report_of)
    return _independent(_statement(list(of_report), sources[report]) for report, of_report in of_reports)


def best_of(statements: Sequence[Statement], policy: Policy) -> Statement:
    """Return the statement whose number is the best under a policy."""
    if policy is Policy.CONSERVATIVE:
        return min(statements, key=lambda s: s.low)
    if policy is Policy.HIGHEST:
        return max(statements, key=lambda s: _number(s, policy))
    official = latest_official(statements)
    within = [s for s in statements if s.high is not None and s.best >= official.low]
    return official if official.high is not None or not within else latest_official(within)


def latest_official(statements: Sequence[Statement]) -> Statement:
    """Return the statement published last, or the last one in the week before it that quotes an authority."""
    last = max(_published(s.source) for s in statements)

    def rank(one: Statement) -> tuple[bool, date, bool, int]:
        published = _published(one.source)
        return one.official and last - published <= STANDS, published, one.official, one.best

    return max(statements, key=rank)


def date_figure(facts: Iterable[Fact], sources: Mapping[str, Source]) -> DateFigure | None:
    """Return when the incident happened: the most precise span, of the report published last where several are."""
    dated = [(f.value, sources[_report_of(f)]) for f in facts if f.field is Field.DATE and _states(f)]
    spans = [(span, source) for span, source in dated if isinstance(span, DateSpan)]
    resolved = [(span, source) for span, source in spans if span.resolved]
    if not resolved:
        return DateFigure(spans[0][0], None, None) if spans else None
    best, _ = min(resolved, key=lambda item: (item[0].prec, -_published(item[1]).toordinal()))
    starts = [span.start for span, _ in resolved if span.start]
    ends = [span.end for span, _ in resolved if span.end]
    return DateFigure(best, min(starts), max(ends), _reports(resolved), _dates_differ(resolved))


def place_figure(facts: Iterable[Fact], sources: Mapping[str, Source]) -> PlaceFigure | None:
    """Return where the incident happened: the most precise place, the first one stated where several are."""
    placed = [(f.value, sources[_report_of(f)]) for f in facts if f.field is Field.PLACE and _states(f)]
    places = [(place, source) for place, source in placed if isinstance(place, Place)]
    if not places:
        return None
    best, _ = min(places, key=lambda item: item[0].prec)
    reports = _reports(places)
    return PlaceFigure(best, reports, reports > 1 and any(_apart(best, place) for place, _ in places))


def values(facts: Iterable[Fact], field: Field) -> tuple[str, ...]:
    """Return the distinct wordings of a field of words, in the order they are stated."""
    return tuple(dict.fromkeys(str(f.value) for f in facts if f.field is field and _states(f)))


def distance_km(a: Place, b: Place) -> float | None:
    """Return the great-circle distance of two places in kilometres (haversine), None when one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))


def _states(fact: Fact) -> bool:
    return fact.scope is not Scope.AGGREGATE and fact.hedge is not Hedge.DENIED


def _report_of(fact: Fact) -> str:
    return fact.evidence.report


def _statement(facts: Sequence[Fact], source: Source) -> Statement:
    """Return what the `facts` of one report and field add up to."""
    wholes = [f for f in facts if f.scope is Scope.WHOLE]
    overall = [f for f in wholes if f.side in (Side.TOTAL, Side.UNKNOWN)]
    if overall:
        low, best, high = _one_of(overall)
    else:
        sides = [[f for f in facts if f.side is side] for side in dict.fromkeys(f.side for f in facts)]
        low, best, high = _sum([_side_bounds(of_side) for of_side in sides])
    return Statement(source, any(f.official for f in facts), best, low, high)


def _independent(statements: Iterable[Statement]) -> list[Statement]:
    """Return one statement for each voice: that of the first report, or else of one of its copies."""
    by_voice: dict[str, Statement] = {}
    for statement in statements:
        voice = statement.source.voice
        if voice not in by_voice or not statement.source.copy_of:
            by_voice[voice] = statement
    return list(by_voice.values())


def _side_bounds(facts: Sequence[Fact]) -> tuple[int, int, int | None]:
    wholes = [f for f in facts if f.scope is Scope.WHOLE]
    return _one_of(wholes) if wholes else _sum([_bounds(f) for f in facts])


def _one_of(facts: Sequence[Fact]) -> tuple[int, int, int | None]:
    """Return the bounds of several statements of the same number; the official one, else the first, is best."""
    bounds = [_bounds(f) for f in facts]
    best = next((_bounds(f)[1] for f in facts if f.official), bounds[0][1])
    return min(low for low, _, _ in bounds), best, _highest([(number, high) for _, number, high in bounds])


def _highest(stated: Sequence[tuple[int, int | None]]) -> int | None:
    """Return the highest bound of `stated` numbers; None when none has one, or a number is above them all."""
    highest = max((high for _, high in stated if high is not None), default=None)
    return None if highest is None or any(number > highest for number, _ in stated) else highest


def _sum(bounds: Sequence[tuple[int, int, int | None]]) -> tuple[int, int, int | None]:
    highs = [high for _, _, high in bounds if high is not None]
    total_high = sum(highs) if len(highs) == len(bounds) else None
    return sum(low for low, _, _ in bounds), sum(best for _, best, _ in bounds), total_high


def _bounds(fact: Fact) -> tuple[int, int, int | None]:
    """Return the low, best and high that one fact allows."""
    assert isinstance(fact.value, int)
    value = fact.value
    if fact.qualifier is Qualifier.AT_LEAST:
        return value, value, None
    if fact.qualifier is Qualifier.AT_MOST:
        return 0, value, value
    if fact.qualifier is Qualifier.RANGE and fact.value_max is not None:
        return value, value, fact.value_max
    return value, value, value


def _number(statement: Statement, policy: Policy) -> int:
    """Return the number that a policy takes from a statement."""
    if policy is Policy.CONSERVATIVE:
        return statement.low
    if policy is Policy.HIGHEST and statement.high is not None:
        return statement.high
    return statement.best


def _published(source: Source) -> date:
    return source.published or date.min


def _reports(stated: Sequence[tuple[object, Source]]) -> int:
    return len({source.voice for _, source in stated})


def _dates_differ(stated: Sequence[tuple[DateSpan, Source]]) -> bool:
    """Return whether two reports name spans that have no day in common."""
    days = sorted((span.start, span.end, source.report) for span, source in stated if span.start and span.end)
    return any(first[1] < second[0] and first[2] != second[2] for first, second in pairwise(days))


def _apart(a: Place, b: Place) -> bool:
    distance = distance_km(a, b)
    return b.prec <= 2 and a.prec <= 2 and distance is not None and distance > SAME_PLACE_KM
