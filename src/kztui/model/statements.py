"""Statements: what each report states about a number of people, in all or of one side.

Rules. A report's statement is its whole-incident total when it gives one; else, side by side, what it gives for the
whole of a side or the sum of that side's parts, so a part never adds to a whole that is also stated. Victims are all
who were attacked: those of the security forces and civilians are parts of them. Aggregates over a period and denied
facts state nothing. An explicit zero is a statement; silence is not. "At least" sets the low end and leaves the high
end open. A report and its copies are one source: the first of them speaks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from kztui.model.fact import Fact, Field, Hedge, Qualifier, Scope, Side
from kztui.model.report import Source

Bounds = tuple[int, int, int | None]
"""The low, best and high that words allow; no high while it is open."""

ATTACKED = (Side.SECURITY, Side.CIVILIAN)
"""The sides that victims are of."""

_WITHIN = {Side.VICTIM: (Side.VICTIM, *ATTACKED)}


class Statement(Struct, frozen=True):
    """What one report states about a number: its bounds, `high` None while it is open.

    `official` says that someone who speaks for the state is quoted. `sides` are those whose people it tells, of whom it
    `counted` some; none of either when it tells of all together. It is not `complete` when it names some of a side.
    """

    source: Source
    official: bool
    best: int
    low: int
    high: int | None
    sides: frozenset[Side] = frozenset()
    counted: frozenset[Side] = frozenset()
    complete: bool = True


def statements_of(
    facts: Iterable[Fact], field: Field, sources: Mapping[str, Source], side: Side | None = None
) -> list[Statement]:
    """Return what each independent report states about a counted `field`, for one `side` or for all.

    A report that counts one side only states a part of the whole, and is left out, where people of another side are
    counted and another report tells more.
    """
    of_reports: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.field is field and states(fact) and isinstance(fact.value, int):
            of_reports[report_of(fact)].append(fact)
    drafts = (_statement(of_reports[report], sources[report], side) for report in sorted(of_reports))
    found = _independent(statement for statement in drafts if statement)
    return [one for one in found if not _is_part(one, found)] if len(found) > 1 else found


def states(fact: Fact) -> bool:
    """Return whether a fact states something of its incident: it is neither denied nor of many incidents."""
    return fact.scope is not Scope.AGGREGATE and fact.hedge is not Hedge.DENIED


def report_of(fact: Fact) -> str:
    """Return the id of the report that states a fact."""
    return fact.evidence.report


def highest(stated: Sequence[tuple[int, int | None]]) -> int | None:
    """Return the highest bound of `stated` numbers; None when none has one, or a number is above them all."""
    found = max((high for _, high in stated if high is not None), default=None)
    return None if found is None or any(number > found for number, _ in stated) else found


def _statement(facts: Sequence[Fact], source: Source, side: Side | None) -> Statement | None:
    """Return what the `facts` of one report and field add up to, in all or for one side; None for nothing.

    Parts of a side beside a total are all of that side only when the parts of all sides make up that total.
    """
    overall = [f for f in facts if f.scope is Scope.WHOLE and f.side in (Side.TOTAL, Side.UNKNOWN)]
    if overall and side is None:
        low, best, high = _one_of(overall)
        return Statement(source, any(f.official for f in facts), best, low, high)
    told = facts if side is None else [f for f in facts if f.side in _WITHIN.get(side, (side,))]
    if not told:
        return None
    official = any(f.official for f in told)
    sides = _by_side(told)
    bounds = {one: _side_bounds(of_side) for one, of_side in sides.items()}
    low, best, high = _sum(bounds.values())
    complete = not overall or _is_whole(sides, side) or _adds_up(facts, overall)
    counted = [one for one, (_, number, _) in bounds.items() if number]
    return Statement(
        source, official, best, low, high if complete else None, _apart(sides), _apart(counted), complete
    )  # fmt: skip


def _by_side(facts: Iterable[Fact]) -> dict[Side, list[Fact]]:
    """Return the facts by side; those of the sides that victims are of only where none counts the victims."""
    sides: defaultdict[Side, list[Fact]] = defaultdict(list)
    for fact in facts:
        sides[fact.side].append(fact)
    return {side: told for side, told in sides.items() if Side.VICTIM not in sides or side not in ATTACKED}


def _adds_up(facts: Sequence[Fact], overall: Sequence[Fact]) -> bool:
    """Return whether all that is counted side by side makes up the total."""
    parts = _by_side(fact for fact in facts if fact not in overall)
    return _sum(map(_side_bounds, parts.values()))[1] == _one_of(overall)[1]


def _is_whole(sides: Mapping[Side, Sequence[Fact]], side: Side | None) -> bool:
    """Return whether all of a side are counted: those of the security forces or civilians alone are not all victims."""
    enough = side is not Side.VICTIM or Side.VICTIM in sides or len(sides) == len(ATTACKED)
    return enough and all(any(fact.scope is Scope.WHOLE for fact in told) for told in sides.values())


def _apart(sides: Iterable[Side]) -> frozenset[Side]:
    """Return the sides, victims as those whom they can be of; none when some people are of no known side."""
    found = {*sides}
    if found & {Side.UNKNOWN, Side.TOTAL}:
        return frozenset()
    return frozenset(found - {Side.VICTIM} | ({*ATTACKED} if Side.VICTIM in found else set()))


def _is_part(one: Statement, all_of_them: Sequence[Statement]) -> bool:
    """Return whether a statement counts only some of those whom the others count, of which one tells more."""
    if not one.complete and any((other.low, other.complete) > (one.low, False) for other in all_of_them):
        return True
    everyone = frozenset[Side]().union(*(other.counted for other in all_of_them))
    more = any(not other.sides or other.counted > one.counted for other in all_of_them)
    return bool(one.sides) and bool(everyone - one.sides) and more


def _independent(statements: Iterable[Statement]) -> list[Statement]:
    """Return one statement for each voice: that of the first report, or else of one of its copies."""
    by_voice: dict[str, Statement] = {}
    for statement in statements:
        voice = statement.source.voice
        if voice not in by_voice or not statement.source.copy_of:
            by_voice[voice] = statement
    return list(by_voice.values())


def _side_bounds(facts: Sequence[Fact]) -> Bounds:
    wholes = [f for f in facts if f.scope is Scope.WHOLE]
    return _one_of(wholes) if wholes else _sum([_bounds(f) for f in facts])


def _one_of(facts: Sequence[Fact]) -> Bounds:
    """Return the bounds of several statements of the same number; the official one, else the first, is best."""
    bounds = [_bounds(f) for f in facts]
    best = next((_bounds(f)[1] for f in facts if f.official), bounds[0][1])
    return min(low for low, _, _ in bounds), best, highest([(number, high) for _, number, high in bounds])


def _sum(several: Iterable[Bounds]) -> Bounds:
    bounds = list(several)
    highs = [high for _, _, high in bounds if high is not None]
    total_high = sum(highs) if len(highs) == len(bounds) else None
    return sum(low for low, _, _ in bounds), sum(best for _, best, _ in bounds), total_high


def _bounds(fact: Fact) -> Bounds:
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
