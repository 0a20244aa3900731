"""Bars in rows: one scale a column, which an outlier does not flatten."""

from collections.abc import Iterable
from itertools import islice, pairwise
from math import ceil

BAR, SMALL, ON = "⣿", "▪", "»"
"""A cell of a bar, one incident, and the sign of a bar that goes on beyond the scale."""

_STEPS = (1, 1.5, 2, 3, 4, 5, 7, 10)


def scale_of(numbers: Iterable[int]) -> int:
    """Return the number at which bars end: a round one that all but outliers stay below.

    An outlier is more than twice the next lower number; while there are others, bars need not reach it.
    """
    found = sorted((number for number in numbers if number), reverse=True)
    if not found:
        return 1
    most = found[0]
    for higher, lower in islice(pairwise(found), max(1, len(found) // 5)):
        if higher > 2 * lower:
            most = lower
    power = int(10 ** (len(str(most)) - 1))
    return next(ceil(step * power) for step in _STEPS if step * power >= most)


def bar(number: int, scale: int, room: int, sign: str = BAR) -> str:
    """Return a bar of at most `room` cells, one at least for any number; one that is longer ends with a sign."""
    if number <= 0 or room < 1:
        return ""
    if number > scale:
        return sign * (room - 1) + ON
    return sign * max(1, round(number / scale * room))
