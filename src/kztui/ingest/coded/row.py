"""A row of a table of incidents: the text that it makes, and what it codes, with the words that state it."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kztui.gazetteer import Kind, gazetteer
from kztui.ingest.header import Layer
from kztui.ingest.importer import CodedValue, ReportSource
from kztui.model.fact import DateSpan, Field, Place, Qualifier, Scope, Side, Value, moved
from kztui.model.precision import DatePrecision

Cells = Mapping[str, str]
"""The cells of a row by the names of their columns, in lower case with underscores."""

_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


class Statement(NamedTuple):
    """What a row says of a field; `column` names the cell that states it."""

    field: Field
    value: Value
    column: str
    side: Side = Side.UNKNOWN
    scope: Scope = Scope.WHOLE
    value_max: int | None = None
    qualifier: Qualifier = Qualifier.NONE


def coded_report(cells: Cells, notes: str, statements: Iterable[Statement], layer: Layer) -> ReportSource:
    """Return the report of a row: its `notes`, and below them the cells that `statements` are about, a line each.

    A statement is tied to the words of the notes that say it, else to its cell.
    """
    stated = [one for one in statements if cells.get(one.column, "").strip()]
    columns = dict.fromkeys(one.column for one in stated)
    said = " ".join(notes.split())
    text = f"{said}\n\n" if said else ""
    places: dict[str, tuple[int, int]] = {}
    for column in columns:
        text += f"{column}: "
        cell = " ".join(cells[column].split())
        places[column] = (len(text), len(text) + len(cell))
        text += cell + "\n"
    values = []
    for one in stated:
        start, end = _in_notes(said, one) or places[one.column]
        values.append(CodedValue(one.field, one.value, start, end, one.side, one.scope, one.qualifier, one.value_max))
    return ReportSource(text.rstrip(), (layer,), coded=tuple(values))


def _in_notes(notes: str, statement: Statement) -> tuple[int, int] | None:
    """Return where the notes state a number (once only), a place or a name, if they do."""
    value = statement.value
    if isinstance(value, int):
        words = [str(value), *([_NUMBERS[value]] if value < len(_NUMBERS) else [])]
        pattern = rf"(?<![\w.,:/-])(?:{'|'.join(words)})(?![\w:/-]|[.,]\d)"
        matches = list(re.finditer(pattern, notes, re.IGNORECASE))
        return matches[0].span() if len(matches) == 1 else None
    name = value.name if isinstance(value, Place) else value if isinstance(value, str) else ""
    if not name or statement.field is Field.TYPE:
        return None
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", notes)
    return match.span() if match else None


def number(cell: str) -> int | None:
    """Return the whole number of a cell; None when it is empty, not a number, or below 0, as codes for unknown are."""
    text = cell.strip().replace(",", "").removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def degrees(cells: Cells, column: str) -> float | None:
    """Return a latitude or longitude; None when the cell has none."""
    try:
        value = float(cells.get(column, "").strip().replace(",", "."))
    except ValueError:
        return None
    return value if -180 <= value <= 180 and not (column.startswith("lat") and abs(value) > 90) else None


def place(cells: Cells, name: str, country: str, region: str, precision: int) -> Place | None:
    """Return the place of a row; None when it has no name."""
    if not name.strip():
        return None
    north, east = degrees(cells, "latitude"), degrees(cells, "longitude")
    known = north is not None and east is not None
    return Place(
        " ".join(name.split()),
        country_code(country),
        " ".join(region.split()),
        north if known else None,
        east if known else None,
        precision,
    )


def country_code(name: str) -> str:
    """Return the ISO 3166 code of a country; empty when the gazetteer does not know its name."""
    found = (one for one in gazetteer().lookup(name) if one.kind is Kind.COUNTRY)
    return next((one.place.country for one in found), "")


def around(day: date, precision: DatePrecision) -> DateSpan:
    """Return the span of a day that is only known to within a week, a month or a year."""
    if precision is DatePrecision.WEEK:
        return DateSpan(moved(day, -3), moved(day, 3), precision)
    if precision is DatePrecision.MONTH:
        return month(day.year, day.month)
    if precision is DatePrecision.YEAR:
        return DateSpan(date(day.year, 1, 1), date(day.year, 12, 31), precision)
    return DateSpan(day, day, DatePrecision.DAY)


def month(year: int, number: int) -> DateSpan:
    """Return the span of a month."""
    first = date(year, number, 1)
    return DateSpan(first, first.replace(day=monthrange(year, number)[1]), DatePrecision.MONTH)
