"""Rows: one line of a pane in words and the styles they take."""

from typing import NamedTuple

from kztui.tui.wrap import wrap


class Part(NamedTuple):
    """Some words and the names of their styles (`kztui.tui.themes.painted_styles`), parted by blanks."""

    text: str
    styles: str = ""


class Row(NamedTuple):
    """One line of a pane. `item` is None for a heading; the right side keeps its place when the left must be cut."""

    item: int | None
    left: tuple[Part, ...]
    right: tuple[Part, ...] = ()


def empty_rows(why: str, width: int) -> list[Row]:
    """Return the rows that say, on lines of `width` cells, why there is nothing and what to do."""
    return [Row(None, (Part(f" {why[start:end]}", "dim"),)) for start, end in wrap(why, 0, len(why), width - 2)]
