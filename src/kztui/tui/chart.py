"""A line chart in one line: how a number has grown from day to day."""

from collections.abc import Sequence
from datetime import timedelta

from kztui.model.history import Known

_HEIGHTS = "▁▂▃▄▅▆▇█"


def growth_line(known: Sequence[Known], width: int) -> str:
    """Return `width` blocks, each as high as the figure that was the best on its day; nothing when there is no time.

    The first block is the first day on which the figure was known, the last one the last day on which it changed.
    """
    if len(known) < 2 or width < 1:
        return ""
    first, last = known[0].day, known[-1].day
    highest = max(one.figure.best for one in known) or 1
    blocks = []
    for column in range(width):
        day = first + timedelta(round((last - first).days * column / max(1, width - 1)))
        best = next(one.figure.best for one in reversed(known) if one.day <= day)
        blocks.append(_HEIGHTS[round((len(_HEIGHTS) - 1) * best / highest)])
    return "".join(blocks)
