"""CSV (RFC 4180): list rows for a spreadsheet."""

import re
from collections.abc import Iterable, Iterator

from kztui.export.format import Format, Selection
from kztui.export.table import Cell, cells, columns, count_losses

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FORMULA = re.compile(r"(^|[;,|\t\r\n])(\s*)(?=[-=+@＝＋－＠])")
"""Where a spreadsheet would begin to run a cell (OWASP, CSV Injection), also when it parts cells at other signs."""


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a header and a line for each incident; several values in a cell are parted by semicolons."""
    chosen = columns(selection.options.columns)
    count_losses(selection, chosen)
    if selection.options.byte_order_mark:
        yield BYTE_ORDER_MARK
    yield line(column.name for column in chosen)
    for row in cells(selection, chosen):
        yield line(row)


def line(row: Iterable[Cell]) -> bytes:
    """Return a line of CSV. Words that a spreadsheet would run as a formula get an apostrophe in front."""
    return (",".join(map(_written, row)) + "\n").encode()


def _written(cell: Cell) -> str:
    text = inert(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\t\r\n]', text) else text


def inert(text: str) -> str:
    """Return `text` with an apostrophe before each sign by which a spreadsheet would run it."""
    return _FORMULA.sub(r"\1\2'", text)


FORMAT = Format("list rows for a spreadsheet", write)
