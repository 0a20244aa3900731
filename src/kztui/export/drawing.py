"""Drawings as SVG: a toll from day to day, incidents on a map, incidents over the years."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from math import cos, radians, sqrt

from kztui.model.history import Step
from kztui.present.map import Spot, outline_of
from kztui.present.periods import Period
from kztui.present.wording import day_words, figure_words, plural

WEST, EAST, SOUTH, NORTH = 46.0, 88.0, 35.0, 56.0
"""The part of the earth that maps show: Central Asia, in degrees."""

_WIDE = 640.0
_SQUEEZE = cos(radians((SOUTH + NORTH) / 2))
_HIGH = _WIDE * (NORTH - SOUTH) / ((EAST - WEST) * _SQUEEZE)
_ROW = 22


def toll(label: str, steps: Sequence[Step]) -> str:
    """Return a drawing of a figure from day to day: a bar to the best number, a line from the lowest to the highest."""
    most = max(max(step.figure.best, step.figure.high or 0) for step in steps) or 1
    scale, height = 380 / most, _ROW * len(steps)
    words = f"{label} as known from day to day"
    parts = [f'<svg class="toll" viewBox="0 0 640 {height}" role="img" aria-label="{escape(words)}">']
    for number, (day, figure) in enumerate(steps):
        top, high = number * _ROW, figure.high if figure.high is not None else most
        middle = top + _ROW / 2
        parts.append(f'<text x="0" y="{top + 15}">{escape(day_words(day))}</text>')
        parts.append(f'<rect x="130" y="{top + 5}" width="{figure.best * scale:.1f}" height="{_ROW - 10}"/>')
        parts.append(
            f'<line x1="{130 + figure.low * scale:.1f}" x2="{130 + high * scale:.1f}" y1="{middle}" y2="{middle}"/>'
        )
        parts.append(
            f'<text x="{140 + max(figure.best, high) * scale:.1f}" y="{top + 15}">{figure_words(figure)}</text>'
        )
    return "".join((*parts, "</svg>"))


def world_map(spots: Iterable[Spot], address: str = "") -> str:
    """Return a map of Central Asia with a dot for each place, larger for more incidents; a ring is a region's middle.

    A place within the map leads to the first of its incidents when `address` gives where it is ("{}.html").
    """
    lines = "".join(f'<path class="{kind}" d="{path}"/>' for kind, path in _borders())
    dots = []
    for spot in spots:
        x, y = _point(spot.lon, spot.lat)
        if not (0 <= x <= _WIDE and 0 <= y <= _HIGH):
            continue
        words = f"{spot.name}: {plural(len(spot.ids), 'incident')}" + (f", {spot.killed} killed" if spot.killed else "")
        kind = "exact" if spot.exact else "middle"
        dot = (
            f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{min(18, 3 + 2 * sqrt(len(spot.ids))):.1f}">'
            f"<title>{escape(words)}</title></circle>"
        )
        where = escape(address.format(spot.ids[0]))
        dots.append(f'<a href="{where}" aria-label="{escape(words)}">{dot}</a>' if address else dot)
    role = "group" if address else "img"  # what is in an image, as links are, is hidden from screen readers (ARIA 1.2)
    return (
        f'<svg class="map" viewBox="0 0 {_WIDE:.0f} {_HIGH:.0f}" role="{role}" aria-label="Map of the incidents">'
        f"{lines}{''.join(dots)}</svg>"
    )


def timeline(periods: Sequence[Period]) -> str:
    """Return a drawing of the periods, the earliest first: a bar for the incidents of each, and one for the dead."""
    shown = [one for one in reversed(periods) if one.name]
    incidents, killed = (max((value(one) for one in shown), default=1) or 1 for value in (_incidents, _killed))
    parts = [f'<svg class="time" viewBox="0 0 640 {_ROW * len(shown)}" role="img" aria-label="Incidents over time">']
    for number, one in enumerate(shown):
        top = number * _ROW
        parts.append(f'<text x="0" y="{top + 15}">{escape(one.name)}</text>')
        wide = 200 * _incidents(one) / incidents
        parts.append(f'<rect x="70" y="{top + 5}" width="{wide:.1f}" height="12"/>')
        parts.append(f'<text x="{75 + wide:.1f}" y="{top + 15}">{_incidents(one)}</text>')
        if one.killed:
            wide = 200 * one.killed / killed
            parts.append(f'<rect class="killed" x="340" y="{top + 5}" width="{wide:.1f}" height="12"/>')
            parts.append(f'<text x="{345 + wide:.1f}" y="{top + 15}">{one.killed} killed</text>')
    return "".join((*parts, "</svg>"))


def _incidents(period: Period) -> int:
    return len(period.ids)


def _killed(period: Period) -> int:
    return period.killed


def _point(lon: float, lat: float) -> tuple[float, float]:
    return (lon - WEST) / (EAST - WEST) * _WIDE, (NORTH - lat) / (NORTH - SOUTH) * _HIGH


@cache
def _borders() -> tuple[tuple[str, str], ...]:
    """Return the borders as paths, with their class: home for Kazakhstan, others for its neighbours, and regions."""
    countries = [("home" if country == "KZ" else "others", ring) for country, ring in outline_of("borders")]
    regions = [("regions", line) for _, line in outline_of("regions")]
    return tuple(
        (kind, "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in (_point(lon, lat) for lon, lat in line)))
        for kind, line in (*regions, *countries)
    )
