"""Statements: what each report states about a number of people, in all or of one side.

Rules. A report's statement is its whole-incident total when it gives one; else, side by side, what it gives for the
whole of a side or the sum of that side's parts, so a part never adds to a whole that is also stated. Totals that a
report gives on different authorities are rival statements. Victims are all who were attacked: those of the security
forces and civilians are parts of them. Aggregates over a period and denied facts state nothing. An explicit zero is a
statement; silence is not. "At least" sets the low end and leaves the high end open, and so does a lone part
of no known side. A number that is said of all but is less than that of one side in the same report is of further
people, as far as one can tell. A report and its copies are one source: the first of them speaks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kztui.model.fact import Fact, Field, Hedge, Qualifier, Scope, Side
from kztui.model.report import Source

Bounds = tuple[int, int, int | None]
"""The low, best and high that words allow; no high while it is open."""

ATTACKED = (Side.SECURITY, Side.CIVILIAN)
"""The sides that victims are of."""

_EXACT = (Qualifier.NONE, Qualifier.EXACT)

_AGGREGATE, _PART, _DENIED = Scope.AGGREGATE, Scope.PART, Hedge.DENIED
"""Looked up once: every fact is asked for them several times, and an enumeration is slow to answer."""

_EVERYONE = frozenset((Side.UNKNOWN, Side.TOTAL))

_NOBODY: frozenset[Side] = frozenset()

_WITHIN = {Side.VICTIM: (Side.VICTIM, *ATTACKED)}


class Statement(Struct, frozen=True):
    """What a report states about a number: its bounds, `high` None while it is open.

    `authority` names whom the report quotes for it, `official` says that someone who speaks for the state is quoted.
    `updates`: its words say that the number has changed ("has risen to nine"). An `approximate` one says "about".
    `sides` are those whose people it counts, of whom it `counted` some; none of either when it counts all together. It
    is not `complete` when it names some of a side. It is `doubtful` when the report may mean fewer people or more.
    """

    source: Source
    official: bool
    best: int
    low: int
    high: int | None
    authority: str = ""
    updates: bool = False
    approximate: bool = False
    sides: frozenset[Side] = frozenset()
    counted: frozenset[Side] = frozenset()
    complete: bool = True
    doubtful: bool = False


def statements_of(
    facts: Iterable[Fact], field: Field, sources: Mapping[str, Source], side: Side | None = None
) -> list[Statement]:
    """Return what the independent reports state about a counted `field`, for one `side` or for all.

    A report that counts one side only states a part of the whole, and is left out, where people of another side are
    counted and another report tells more, or where another report counts more in all.
    """
    told = [fact for fact in facts if fact.field is field and states(fact) and isinstance(fact.value, int)]
    if len(told) == 1:  # of most incidents
        return _alone(told[0], sources[report_of(told[0])], side)
    of_reports: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in told:
        of_reports[report_of(fact)].append(fact)
    drafts = (one for report in sorted(of_reports) for one in _statements(of_reports[report], sources[report], side))
    found = _independent(drafts)
    whole = [one for one in found if not _is_part(one, found)] if len(found) > 1 else found
    return [one for one in whole if one.complete] or [o for o in whole if not any(p.low > o.low for p in whole)]


def states(fact: Fact) -> bool:
    """Return whether a fact states something of its incident: it is neither denied nor of many incidents."""
    return fact.scope is not _AGGREGATE and fact.hedge is not _DENIED


def report_of(fact: Fact) -> str:
    """Return the id of the report that states a fact."""
    return fact.evidence.report


def span_of(stated: Iterable[tuple[int, int | None]]) -> tuple[int, int | None]:
    """Return the low and the high of what is stated about one number, given as the low and high of each statement.

    Definite numbers span it; an open one ("at least") lifts the low, and leaves the high open while none reaches it.
    """
    bounds = list(stated)
    definite = [(low, high) for low, high in bounds if high is not None]
    least = max((low for low, high in bounds if high is None), default=0)
    low = max(min((low for low, _ in definite), default=0), least)
    high = max((high for _, high in definite), default=None)
    return low, None if high is not None and high < low else high


def _alone(fact: Fact, source: Source, side: Side | None) -> list[Statement]:
    """Return what the only fact about a number states, in all or for one side: as `_statements` does, but sooner."""
    if side is not None and fact.side not in _WITHIN.get(side, (side,)):
        return []
    low, best, high = _bounds(fact)
    complete = fact.scope is not _PART or fact.side not in _EVERYONE
    sides = _apart((fact.side,))
    return [
        Statement(
            source,
            fact.official,
            best,
            low,
            high if complete else None,
            fact.attributed_to,
            fact.updates,
            fact.qualifier is Qualifier.ABOUT,
            sides,
            sides if best else _NOBODY,
            complete,
        )
    ]


def _statements(facts: Sequence[Fact], source: Source, side: Side | None) -> list[Statement]:
    """Return what the `facts` of one report and field add up to, in all or for one side."""
    overall = [f for f in facts if f.scope is Scope.WHOLE and f.side in _EVERYONE]
    if overall and side is None:
        official = any(f.official for f in facts)
        sided = [f for f in facts if f.side not in _EVERYONE]
        if more := _with_further(overall, sided):
            return [replace(_made_of(facts, source, more, official), doubtful=True)]
        if _may_be_others(overall, sided):
            return [replace(_made_of(overall, source, _one_of(overall), official), doubtful=True)]
        rivals = [_made_of(told, source, _one_of(told)) for told in _by_authority(overall)]
        return rivals if rivals[1:] else [_made_of(overall, source, _one_of(overall), official)]
    told = facts if side is None else [f for f in facts if f.side in _WITHIN.get(side, (side,))]
    if not told:
        return []
    sides = _by_side(told)
    bounds = {one: _side_bounds(of_side) for one, of_side in sides.items()}
    low, best, high = _sum(bounds.values())
    complete = not overall or _is_whole(sides, side) or _adds_up(facts, overall)
    counted = [one for one, (_, number, _) in bounds.items() if number]
    complete = complete and not (len(told) == 1 and told[0].scope is Scope.PART and told[0].side in _EVERYONE)
    bounded = low, best, high if complete else None
    return [_made_of(told, source, bounded, None, (_apart(sides), _apart(counted)), complete)]


def _made_of(
    told: Sequence[Fact],
    source: Source,
    bounds: Bounds,
    official: bool | None = None,
    sides: tuple[frozenset[Side], frozenset[Side]] = (_NOBODY, _NOBODY),
    complete: bool = True,
) -> Statement:
    """Return the statement that facts of one report make."""
    low, best, high = bounds
    return Statement(
        source,
        any(f.official for f in told) if official is None else official,
        best,
        low,
        high,
        next((f.attributed_to for f in told if f.official), next((f.attributed_to for f in told), "")),
        any(f.updates for f in told),
        any(f.qualifier is Qualifier.ABOUT for f in told),
        *sides,
        complete,
    )


def _with_further(overall: Sequence[Fact], sided: Sequence[Fact]) -> Bounds | None:
    """Return the bounds of all when what is said of all is less than one side: of the sides and of further people, or
    of some of these. None when it can be the total, or when that side is told as a part of it.
    """
    sides = [_side_bounds(told) for told in _by_side(sided).values()]
    low, best, high = _sum(sides)
    _, further, most = _one_of(overall)
    is_part = len(sides) == 1 and all(fact.scope is _PART for fact in sided)
    if is_part or max(_bounds(fact)[1] for fact in overall) >= max((least for least, _, _ in sides), default=0):
        return None
    if most is None:
        return low, best, None
    return low, best + further, None if high is None else high + most


def _may_be_others(overall: Sequence[Fact], sided: Sequence[Fact]) -> bool:
    """Return whether a report may mean as many others by a number that it says of all: it counts as many of one side in
    other words, and not as some of these.
    """
    if len({fact.side for fact in sided}) != 1 or any(fact.scope is _PART for fact in sided):
        return False
    same = _one_of(overall) == _one_of(sided)
    return same and not any(_share_words(one, other) for one in overall for other in sided)


def _share_words(one: Fact, other: Fact) -> bool:
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _by_authority(overall: Sequence[Fact]) -> list[list[Fact]]:
    """Return the totals of one report by whom it quotes for them; all together unless two of these cannot be one.

    Whoever is quoted for two exact numbers, or nobody by name, stands for two voices.
    """
    if len(overall) == 1:
        return [list(overall)]
    groups: defaultdict[tuple[str, object], list[Fact]] = defaultdict(list)
    first: dict[str, object] = {}
    for fact in sorted(overall, key=lambda one: not _is_exact(one)):
        number = fact.value if _is_exact(fact) else first.get(fact.attributed_to)
        groups[fact.attributed_to, number].append(fact)
        first.setdefault(fact.attributed_to, number)
    bounds = [_one_of(told) for told in groups.values()]
    lowest = max(low for low, _, _ in bounds)
    rival = any(high is not None and high < lowest for _, _, high in bounds)
    return list(groups.values()) if rival else [list(overall)]


def _is_exact(fact: Fact) -> bool:
    return fact.qualifier in _EXACT and not fact.updates


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
    if found & _EVERYONE:
        return _NOBODY
    return frozenset(found - {Side.VICTIM} | ({*ATTACKED} if Side.VICTIM in found else set()))


def _is_part(one: Statement, all_of_them: Sequence[Statement]) -> bool:
    """Return whether a statement counts all of one side only, while others count more people."""
    if not one.complete or not one.sides:
        return False
    one_camp = Side.PERPETRATOR not in one.sides or not one.sides & {*ATTACKED}
    if one_camp and any(not other.sides and other.complete and other.low > one.best for other in all_of_them):
        return True
    everyone = frozenset[Side]().union(*(other.counted for other in all_of_them))
    more = any(not other.sides or other.counted > one.counted for other in all_of_them)
    return bool(everyone - one.sides) and more


def _independent(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements of each voice: those of the first report, or else of one of its copies."""
    by_voice: dict[str, list[Statement]] = {}
    for one in statements:
        told = by_voice.setdefault(one.source.voice, [])
        if told and told[0].source.report != one.source.report:
            if one.source.copy_of:
                continue
            told.clear()
        told.append(one)
    return [one for told in by_voice.values() for one in told]


def _side_bounds(facts: Sequence[Fact]) -> Bounds:
    wholes = [f for f in facts if f.scope is Scope.WHOLE]
    return _one_of(wholes) if wholes else _sum([_bounds(f) for f in facts])


def _one_of(facts: Sequence[Fact]) -> Bounds:
    """Return the bounds of several statements of the same number; the official one, else the first, is best."""
    bounds = [_bounds(f) for f in facts]
    low, high = span_of([(low, high) for low, _, high in bounds])
    best = next((_bounds(f)[1] for f in facts if f.official), bounds[0][1])
    return low, max(best, low), high


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
