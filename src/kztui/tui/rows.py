"""Rows: one line of a pane in words and the styles they take."""

from typing import NamedTuple


class Part(NamedTuple):
    """Some words and the names of their styles (`kztui.tui.themes.painted_styles`), parted by blanks."""

    text: str
    styles: str = ""


class Row(NamedTuple):
    """One line of a pane. `item` is None for a heading; the right side keeps its place when the left must be cut."""

    item: int | None
    left: tuple[Part, ...]
    right: tuple[Part, ...] = ()
