"""A line chart in one line: how a number has grown from day to day."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from kztui.model.fact import DateSpan
from kztui.model.history import Step
from kztui.model.summary import date_words
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.wrap import cells

_HEIGHTS = "▁▂▃▄▅▆▇█"
_NARROWEST, _WIDEST = 4, 32


def growth_line(known: Sequence[Step], width: int) -> str:
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


def growth_rows(known: Sequence[Step], width: int, indent: int) -> Iterator[Row]:
    """Yield the line of `width` cells that shows how a figure has grown, from when to when; none when it has not.

    The days stand under it where they leave it no room.
    """
    if len({one.figure.best for one in known}) < 2:
        return
    first, last = known[0], known[-1]
    before, after = Part(" " * indent + f"{first.figure.best} "), Part(f" {last.figure.best}")
    days = date_words(DateSpan(first.day, last.day, 2))
    room = width - sum(map(cells, (before.text, after.text, f", {days} ")))
    beside = room >= _NARROWEST
    if not beside:
        room = width - cells(before.text) - cells(after.text)
    line = Part(growth_line(known, min(room, _WIDEST)), "count")
    yield Row(None, (before, line, after, Part(f", {days} " if beside else "", "dim")))
    if not beside:
        yield Row(None, (Part(fit(" " * indent + days, width), "dim"),))
