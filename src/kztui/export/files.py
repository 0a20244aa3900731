"""Whole files of incidents: CSV for spreadsheets, GeoJSON for maps, JSON Lines for programs."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator

import msgspec

from kztui.export.views import View

_COUNTS = ("killed", "wounded", "arrested")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs cells that start so (OWASP, CSV Injection)


def csv_lines(rows: Iterable[View]) -> Iterator[str]:
    """Yield the list rows as CSV (RFC 4180) with a header; figures are spread over columns, lists joined by blanks.

    Words that a spreadsheet would run as a formula get an apostrophe in front.
    """
    header: list[str] | None = None
    for row in rows:
        flat = _flat(row)
        if header is None:
            header = list(flat)
            yield _csv_line(header)
        yield _csv_line(_cell(value) for value in flat.values())


def geojson_lines(rows: Iterable[View]) -> Iterator[str]:
    """Yield a GeoJSON FeatureCollection (RFC 7946) of the list rows; a row without coordinates has no geometry."""
    yield '{"type":"FeatureCollection","features":['
    separator = ""
    for row in rows:
        properties = {key: value for key, value in row.items() if key not in ("lat", "lon")}
        located = row["lat"] is not None and row["lon"] is not None
        geometry = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if located else None
        feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": properties}
        yield separator + msgspec.json.encode(feature).decode()
        separator = ","
    yield "]}"


def json_lines(views: Iterable[View]) -> Iterator[str]:
    """Yield each view as one line of JSON."""
    for view in views:
        yield msgspec.json.encode(view).decode()


FORMATS: dict[str, Callable[[Iterable[View]], Iterator[str]]] = {
    "csv": csv_lines,
    "geojson": geojson_lines,
    "jsonl": json_lines,
}
"""The lines of a file of each format."""


def _flat(row: View) -> View:
    flat = {}
    for key, value in row.items():
        if key in _COUNTS:
            for part in ("best", "low", "high"):
                flat[f"{key}_{part}"] = value[part] if value else None
        else:
            flat[key] = " ".join(value) if isinstance(value, list) else value
    return flat


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _csv_line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
