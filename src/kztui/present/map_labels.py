"""Marks and names on the map: which incidents share a mark, and where a name fits."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kztui.present.map import Window
from kztui.search.results import Spot

MANY, ROUGH, TOWN = "#", "~", "+"
"""The mark of ten incidents or more, what a name begins with that is only a region's, and the mark of a town."""

_DEAREST = 24
"""A label that would cost more is left out."""

_TOWNS = (
    ("Almaty", 43.25, 76.95), ("Astana", 51.17, 71.45), ("Shymkent", 42.32, 69.6), ("Karaganda", 49.8, 73.1),
    ("Aktobe", 50.28, 57.17), ("Taraz", 42.9, 71.37), ("Pavlodar", 52.29, 76.95), ("Oskemen", 49.95, 82.61),
    ("Semey", 50.41, 80.23), ("Atyrau", 47.12, 51.88), ("Kostanay", 53.21, 63.62), ("Kyzylorda", 44.85, 65.51),
    ("Uralsk", 51.23, 51.37), ("Petropavl", 54.87, 69.15), ("Aktau", 43.65, 51.17), ("Kokshetau", 53.28, 69.39),
    ("Taldykorgan", 45.02, 78.37), ("Turkistan", 43.3, 68.27), ("Zhezkazgan", 47.8, 67.71), ("Bishkek", 42.87, 74.59),
    ("Tashkent", 41.3, 69.24), ("Ashgabat", 37.95, 58.38), ("Dushanbe", 38.56, 68.78), ("Osh", 40.53, 72.8),
)  # fmt: skip
"""Big towns that help to find one's way, the biggest of Kazakhstan first; degrees to two decimals."""


class Mark(NamedTuple):
    """A mark on the map: its cell, and the places that share it, the one with most incidents first."""

    column: int
    row: int
    spots: tuple[Spot, ...]

    @property
    def incidents(self) -> int:
        """The number of incidents."""
        return sum(spot.incidents for spot in self.spots)

    @property
    def lat(self) -> float:
        """The degrees north of the first place."""
        return self.spots[0].lat

    @property
    def lon(self) -> float:
        """The degrees east of the first place."""
        return self.spots[0].lon

    @property
    def name(self) -> str:
        """The name of the first place."""
        return self.spots[0].name

    @property
    def sign(self) -> str:
        """The number of incidents, or the sign for many."""
        return str(self.incidents) if self.incidents < 10 else MANY

    @property
    def label(self) -> str:
        """What stands beside the mark."""
        name = self.name if self.spots[0].exact else f"{ROUGH}{self.name.replace(' Region', ' Reg.')}"
        return f"{name} +{len(self.spots) - 1}" if len(self.spots) > 1 else name


class Caption(NamedTuple):
    """Words from a cell of the map on."""

    column: int
    row: int
    words: str


def marks_of(view: Window, spots: Iterable[Spot]) -> list[Mark]:
    """Return the marks of the places within a window, those of exact places first, then by their number.

    Places in one cell, or side by side on a row, share a mark.
    """
    placed: dict[tuple[int, int], list[Spot]] = {}
    for spot in sorted(spots, key=lambda one: (not one.exact, -one.incidents, one.name)):
        cell = view.cell(spot)
        if cell is None:
            continue
        column, row = cell
        near = next((at for at in ((column, row), (column - 1, row), (column + 1, row)) if at in placed), cell)
        placed.setdefault(near, []).append(spot)
    marks = [Mark(*cell, tuple(sorted(told, key=lambda one: -one.incidents))) for cell, told in placed.items()]
    return sorted(marks, key=lambda mark: (not mark.spots[0].exact, -mark.incidents, mark.name))


def labels_of(view: Window, marks: Sequence[Mark], drawn: Sequence[str]) -> tuple[list[Caption], list[Caption]]:
    """Return the labels of marks, and those of towns without any, each where it costs least.

    `drawn` are the borders. A label has eight places; further ones and those over borders cost more. It never touches
    another mark or label.
    """
    taken = {(mark.column + step, mark.row) for mark in marks for step in (-1, 0, 1)}
    own = {(mark.column, mark.row) for mark in marks}
    named = []
    for mark in marks:
        around = {(mark.column + step, mark.row) for step in (-1, 0, 1)} - (own - {(mark.column, mark.row)})
        found = _place(view, (mark.column, mark.row), mark.label, taken - around, drawn)
        if found:
            named.append(found)
            taken |= _cells(found)
    shown = {spot.name for mark in marks for spot in mark.spots}
    towns = []
    for name, lat, lon in _TOWNS:
        cell = view.cell(Spot(name, lat, lon, 0))
        if cell is None or name in shown or cell in taken:
            continue
        found = _place(view, cell, name, taken, drawn)
        sign = Caption(*cell, TOWN)
        if found and not _cells(sign) & taken:
            towns += [sign, found]
            taken |= _cells(found) | _cells(sign)
    return named, towns


def _place(
    view: Window, cell: tuple[int, int], words: str, taken: set[tuple[int, int]], drawn: Sequence[str]
) -> Caption | None:
    """Return the cheapest place for words beside a cell; None when all are too dear or taken."""
    column, row = cell
    size = len(words)
    middle = column - size // 2
    places = (
        (0, column + 2, row), (1, column - size - 1, row), (2, column + 1, row - 1), (2, column + 1, row + 1),
        (3, column - size, row - 1), (3, column - size, row + 1), (4, middle, row - 1), (4, middle, row + 1),
    )  # fmt: skip
    best: tuple[int, Caption] | None = None
    for cost, start, line in places:
        if not (start >= 0 and start + size <= view.width and 0 <= line < view.height):
            continue
        label = Caption(start, line, words)
        if _cells(label) & taken:
            continue
        ink = sum(drawn[line][at] != " " for at in range(start, start + size) if at < len(drawn[line]))
        if best is None or cost + 3 * ink < best[0]:
            best = cost + 3 * ink, label
    return best[1] if best and best[0] <= _DEAREST else None


def _cells(label: Caption) -> set[tuple[int, int]]:
    """Return the cells of a label and its neighbours at the left and the right."""
    return {(column, label.row) for column in range(label.column - 1, label.column + len(label.words) + 1)}
