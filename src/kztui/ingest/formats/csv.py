"""CSV and its kin: tables with commas, semicolons or tabs between the cells, and names in the first line."""

import csv
import io
import sys
from collections.abc import Iterator
from itertools import islice

from kztui.errors import IngestError
from kztui.ingest.encoding import decode, is_text, start_of
from kztui.ingest.importer import LIKELY, NO, POSSIBLE, SURE, Data, Importer, ReportSource
from kztui.ingest.rows import is_known

_START = 50_000
_SUFFIXES = (".csv", ".tsv", ".tab")
_DELIMITERS = ",;\t|"
_LONGEST_NAME = 40


def likelihood(data: Data, suffix: str) -> float:
    """A table has names of columns in its first line, and as many cells in the lines that follow."""
    if not is_text(data[:_START]):
        return NO
    start = start_of(data[:_START]).lstrip("\ufeff")
    rows = _rows(start if len(data) <= _START else start[: start.rfind("\n") + 1])
    try:
        names, first = _names(rows), list(islice(rows, 20))
    except csv.Error:
        return NO
    named = len(names) > 1 and all(0 < len(name) <= _LONGEST_NAME for name in names) and len(set(names)) == len(names)
    if not named:
        return POSSIBLE * 2 if suffix in _SUFFIXES else NO
    if is_known(names):
        return SURE
    even = bool(first) and all(len(row) == len(names) for row in first[:-1]) and len(names) > 2
    return LIKELY if suffix in _SUFFIXES or even else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield each row."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    rows = _rows(decode(data[:]).lstrip("\ufeff"))
    try:
        names = _names(rows)
        if not names:
            raise IngestError("the table is empty")
        for row in rows:
            if any(row):
                yield ReportSource(cells=dict(zip(names, row, strict=False)))
    except csv.Error as error:
        raise IngestError(f"it is not a table ({error})") from error


def _rows(text: str) -> Iterator[list[str]]:
    line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=line.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _names(rows: Iterator[list[str]]) -> list[str]:
    return [name.strip() for name in next(rows, [])]


IMPORTER = Importer("a table (CSV)", likelihood, read, largest=500_000_000)
