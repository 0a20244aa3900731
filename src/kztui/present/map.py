"""Incidents by place, and a map of them in braille characters."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from typing import NamedTuple, Protocol

from kztui.model.fact import Field
from kztui.model.precision import PlacePrecision
from kztui.model.summary import Summary
from kztui.model.sums import addends
from kztui.text.bundled import bundled

_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # bits by row and column of a cell
_CENTRAL_ASIA = (46.0, 88.0, 40.0, 56.0)  # west, east, south, north: Kazakhstan with a little around it

Line = list[tuple[float, float]]
"""Points of longitude and latitude, in degrees."""


class Spot(NamedTuple):
    """A place with the ids of its incidents; `killed` adds their best figures.

    `exact` is False for a region or a country, whose degrees are only its middle.
    """

    name: str
    lat: float
    lon: float
    ids: tuple[str, ...]
    killed: int
    exact: bool = True


class Located(Protocol):
    """What has degrees north and east."""

    @property
    def lat(self) -> float:
        """The degrees north."""

    @property
    def lon(self) -> float:
        """The degrees east."""


class Window(NamedTuple):
    """The stretch of the earth that a map of `width` by `height` cells shows, in degrees."""

    west: float
    east: float
    south: float
    north: float
    width: int
    height: int

    def dot(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the dot of a point, counted from the top left: two dots a cell across, four down."""
        across = (lon - self.west) / (self.east - self.west) * self.width * 2
        return across, (self.north - lat) / (self.north - self.south) * self.height * 4

    def cell(self, spot: Located) -> tuple[int, int] | None:
        """Return the column and row of a place; None outside."""
        across, down = self.dot(spot.lon, spot.lat)
        column, row = int(across // 2), int(down // 4)
        return (column, row) if 0 <= column < self.width and 0 <= row < self.height else None


def spots(rows: Iterable[Summary]) -> list[Spot]:
    """Return the places of the incidents that have coordinates, those with most incidents first."""
    rows = list(rows)
    killed = addends(rows, Field.KILLED)
    grouped: dict[tuple[float, float], list[Summary]] = {}
    for row in rows:
        if row.place and row.place.lat is not None and row.place.lon is not None:
            grouped.setdefault((row.place.lat, row.place.lon), []).append(row)
    found = [_spot(*where, told, killed) for where, told in grouped.items()]
    return sorted(found, key=lambda spot: (-len(spot.ids), spot.name))


def _spot(lat: float, lon: float, told: Sequence[Summary], killed: Mapping[str, int]) -> Spot:
    name = told[0].place.name if told[0].place else ""
    exact = any(row.place and row.place.prec < PlacePrecision.REGION for row in told)
    ids = tuple(row.id for row in told)
    return Spot(name, lat, lon, ids, sum(killed.get(one, 0) for one in ids), exact)


def window(width: int, height: int, zoom: int = 0, around: Located | None = None) -> Window:
    """Return the window on Central Asia for a map of this many cells, true to the shape of the land at its latitude.

    Each step of `zoom` halves it around a place. A cell is taken for twice as high as wide.
    """
    west, east, south, north = _CENTRAL_ASIA
    lon, lat = (west + east) / 2, (south + north) / 2
    squeeze = cos(radians(lat))
    high = max(north - south, (east - west) * squeeze * height * 2 / width)
    if zoom and around:
        lon, lat, high = around.lon, around.lat, high / 2**zoom
    wide = high / squeeze * width / (height * 2)
    return Window(lon - wide / 2, lon + wide / 2, lat - high / 2, lat + high / 2, width, height)


def outline(view: Window, *, regions: bool = False) -> list[str]:
    """Return the borders within a window, drawn in braille: a text of `width` characters for each row.

    Kazakhstan's border is a line, those beyond it are dotted, and those of `regions` dotted more thinly.
    """
    cells = [[0] * view.width for _ in range(view.height)]
    for line, every in (*_borders(), *(_regions() if regions else ())):
        for x, y in _along([view.dot(lon, lat) for lon, lat in line], every):
            if 0 <= x < view.width * 2 and 0 <= y < view.height * 4:
                cells[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
    return ["".join(chr(_BRAILLE + bits) if bits else " " for bits in row) for row in cells]


def _along(corners: Sequence[tuple[float, float]], every: int) -> Iterator[tuple[int, int]]:
    """Yield one of `every` few dots along a line."""
    walked = 0
    for (x1, y1), (x2, y2) in pairwise(corners):
        steps = min(4000, int(hypot(x2 - x1, y2 - y1)) + 1)
        for step in range(-walked % every, steps, every):
            yield int(x1 + (x2 - x1) * step / steps), int(y1 + (y2 - y1) * step / steps)
        walked += steps


def toward(places: Sequence[Located], at: int, east: int, north: int) -> int:
    """Return the place nearest to `places[at]` in a direction: `east` and `north` are -1, 0 or 1; `at` if none is."""
    here = places[at]
    best, shortest = at, float("inf")
    for index, spot in enumerate(places):
        across, up = (spot.lon - here.lon) * cos(radians(here.lat)), spot.lat - here.lat
        ahead, aside = across * east + up * north, abs(across * north) + abs(up * east)
        distance = ahead + 2 * aside
        if ahead > 0 and aside <= 2 * ahead and distance < shortest:
            best, shortest = index, distance
    return best


def outline_of(name: str) -> Iterator[tuple[str, Line]]:
    """Yield the bundled lines of "borders" or "regions" with the countries that they are of, by ISO 3166 code."""
    for country, lines in json.loads(bundled(f"outline/{name}.json").read_text("ascii")).items():
        yield from ((country, [(lon, lat) for lon, lat in line]) for line in lines)


@cache
def _borders() -> list[tuple[Line, int]]:
    """Return the rings of countries' borders in degrees, and of how many dots on each one is drawn."""
    return [(ring, 1 if country == "KZ" else 3) for country, ring in outline_of("borders")]


@cache
def _regions() -> list[tuple[Line, int]]:
    """Return the lines between regions, in the same way."""
    return [(line, 6) for _, line in outline_of("regions")]
