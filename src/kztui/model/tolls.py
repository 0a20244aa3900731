"""Tolls: how the statements about one number follow each other, and which of them cannot both be right."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, permutations

from msgspec import Struct

from kztui.model.statements import Statement

SETTLED = timedelta(31)
"""A higher number told so long after an earlier one is the settled count: by then the wounded have died or recovered
and the inquiry is over. ACLED and UCDP GED revise their counts from such later accounts too."""

_ROUNDING = 10
"""“About 100” allows a tenth more or less."""


class Toll(Struct, frozen=True):
    """The statements about one number: those `current`, and the `earlier` ones that a current one has replaced."""

    current: tuple[Statement, ...]
    earlier: tuple[Statement, ...] = ()

    @property
    def rivals(self) -> list[tuple[Statement, Statement]]:
        """The pairs of current statements that cannot both be right."""
        return [(a, b) for a, b in combinations(self.current, 2) if not agree(a, b)]

    @property
    def changed(self) -> bool:
        """Whether the number changed from report to report: one was replaced, or a least number outgrown."""
        numbers = {(one.low, one.high) for one in self.current}
        replaced = any((one.low, one.high) not in numbers for one in self.earlier)
        return replaced or any(_outgrown(a, b) for a, b in permutations(self.current, 2))


def toll_of(statements: Sequence[Statement]) -> Toll:
    """Return which statements are current and which were replaced by a later one.

    First, a later statement replaces an earlier one of the same publisher or on the same authority: the voice has
    raised or corrected its number. A vaguer one ("at least ten" after "ten") does not. Of what is left, a later and
    higher statement replaces a lower one

    - when its words say that the toll has risen ("has risen to nine"),
    - when both quote people who speak for the state,
    - when it is told more than `SETTLED` after the first report, and the lower one before that, unless it is the number
      that those had given who contradicted the lower one,
    - when another voice, or the state, gave a number no higher than the lower one and has raised it to one no lower.

    Statements on different authorities of which one does not speak for the state never replace each other, whoever
    publishes them and whenever.
    """
    if len(statements) < 2:
        return Toll(tuple(statements))
    raised = [(a, b) for a, b in permutations(statements, 2) if _supersedes(b, a)]
    left = _without(statements, [a for a, _ in raised])
    first = min(map(_day, statements))
    settled = first + min(SETTLED, date.max - first)
    raised += [(a, b) for a, b in permutations(left, 2) if a.official and b.official and _outgrows(b, a, settled)]
    news = [(a, b) for a, b in permutations(left, 2) if b.updates or not _was_contradicted(a, b, statements)]
    risen = [a for a, b in news if not agree(a, b) and _outgrows(b, a, settled)]
    between = [one for one in left for a, b in raised if not agree(one, b) and _lies_between(one, a, b)]
    current = _without(left, [*risen, *between])
    return Toll(tuple(current), tuple(_without(statements, current)))


def _without(statements: Iterable[Statement], some: Iterable[Statement]) -> list[Statement]:
    gone = {id(one) for one in some}
    return [one for one in statements if id(one) not in gone]


def agree(one: Statement, other: Statement) -> bool:
    """Return whether two statements can both be right: "10" and "at least 10" can, "3" and "at least 5" cannot."""
    (low_a, high_a), (low_b, high_b) = _allowed(one), _allowed(other)
    return (high_a is None or low_b <= high_a) and (high_b is None or low_a <= high_b)


def _allowed(one: Statement) -> tuple[int, int | None]:
    """Return the lowest and highest number with which a statement is right."""
    margin = one.best // _ROUNDING if one.approximate else 0
    return one.low - margin, None if one.high is None else one.high + margin


def _supersedes(later: Statement, earlier: Statement) -> bool:
    """Return whether a voice takes back its earlier statement by a later one."""
    if later.source.voice == earlier.source.voice or not _is_later(later, earlier):
        return False
    vaguer = later.high is None and agree(later, earlier)
    return not vaguer and _same_voice(later, earlier) and not _opposed(later, earlier)


def _outgrows(later: Statement, earlier: Statement, settled: date) -> bool:
    """Return whether a toll has risen from one voice's statement to the later one of another voice."""
    if later.best < earlier.best or not _is_later(later, earlier) or _opposed(later, earlier):
        return False
    both_official = later.official and earlier.official
    return later.updates or both_official or _day(earlier) <= settled < _day(later)


def _was_contradicted(earlier: Statement, later: Statement, others: Iterable[Statement]) -> bool:
    """Return whether somebody opposed to an earlier statement gave the later number: then it is theirs, and no news."""
    return any(one is not later and one.best == later.best and _opposed(one, earlier) for one in others)


def _is_later(later: Statement, earlier: Statement) -> bool:
    """Return whether one statement was made after another: as its revision, or published later.

    Of the numbers that one publisher gives on one day the higher is the later one. Of what two publishers quote one
    authority for on one day neither is: one of them may have it wrong, and nobody says that it has risen.
    """
    if _revises(later, earlier) or _revises(earlier, later):
        return _revises(later, earlier)
    if later.source.published is None or earlier.source.published is None:
        return False
    if _same_publisher(later, earlier):
        return (_day(later), later.best) > (_day(earlier), earlier.best)
    return _day(later) > _day(earlier)


def _outgrown(least: Statement, later: Statement) -> bool:
    """Return whether a later number exceeds an earlier "at least"."""
    return least.high is None and later.high is not None and later.low > least.low and _is_later(later, least)


def _revises(one: Statement, other: Statement) -> bool:
    return one.source.revises == other.source.report


def _same_voice(one: Statement, other: Statement) -> bool:
    """Return whether two statements are of one publisher, of one story, or on one authority."""
    if _revises(one, other) or _revises(other, one):
        return True
    return _same_publisher(one, other) or _same_authority(one, other)


def _same_publisher(one: Statement, other: Statement) -> bool:
    publisher = one.source.publisher.casefold()
    return bool(publisher) and publisher == other.source.publisher.casefold()


def _same_authority(one: Statement, other: Statement) -> bool:
    """Return whether two statements quote the same authority, one perhaps by a longer name."""
    a, b = _words(one.authority), _words(other.authority)
    return bool(a and b) and (a <= b or b <= a)


@lru_cache(maxsize=1_000)
def _words(authority: str) -> frozenset[str]:
    return frozenset(authority.casefold().split())


def _opposed(one: Statement, other: Statement) -> bool:
    """Return whether two statements are on different authorities of which one does not speak for the state."""
    if _revises(one, other) or _revises(other, one):
        return False
    named = bool(one.authority and other.authority) and not _same_authority(one, other)
    return named and not (one.official and other.official)


def _lies_between(one: Statement, first: Statement, second: Statement) -> bool:
    """Return whether a statement is a step on the way from one number of a voice to another."""
    if None in (one.source.published, second.source.published) or not first.best <= one.best <= second.best:
        return False
    return _day(first) <= _day(one) <= _day(second) and one not in (first, second) and not _opposed(one, second)


def _day(one: Statement) -> date:
    return one.source.published or date.min
