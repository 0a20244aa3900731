"""CSV (RFC 4180): list rows for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from kztui.export.format import Format, Selection
from kztui.export.views import View, row_view
from kztui.model.fact import COUNTED

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs cells that begin with these (OWASP, CSV Injection)."""


def write(selection: Selection) -> Iterator[bytes]:
    """Yield the rows with a header; figures are spread over columns, lists joined by blanks.

    Words that a spreadsheet would run as a formula get an apostrophe in front.
    """
    header: list[str] | None = None
    for row in selection.rows:
        flat = _flat(row_view(row))
        if header is None:
            header = list(flat)
            yield _line(header)
        yield _line(_cell(value) for value in flat.values())


def _flat(row: View) -> View:
    flat = {}
    for key, value in row.items():
        if key in COUNTED:
            for part in ("best", "low", "high"):
                flat[f"{key}_{part}"] = value[part] if value else None
        else:
            flat[key] = " ".join(value) if isinstance(value, list) else value
    return flat


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _line(cells: Iterable[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()


FORMAT = Format("list rows for a spreadsheet", write)
