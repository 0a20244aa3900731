"""Tables, whatever file they come in: reports in rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from kztui.errors import IngestError
from kztui.ingest.columns import report_columns, row_report
from kztui.ingest.importer import ReportSource

Row = Mapping[str, str]


def is_known(names: Sequence[str]) -> bool:
    """Return whether a table with columns of these names is one that can be read."""
    return "text" in report_columns(names)


def read_table(names: Sequence[str], rows: Iterable[Row]) -> Iterator[ReportSource]:
    """Yield the report in each of the `rows` of a table with columns of these `names`. Raises IngestError."""
    columns = report_columns(names)
    if "text" not in columns:
        shown = ", ".join(names[:8]) + (" ..." if len(names) > 8 else "")
        raise IngestError(f"no column holds a text (the columns are {shown}): name the right one text")
    for number, row in enumerate(rows, 2):
        source = row_report(row, columns, "column")
        yield replace(source, problem=f"row {number}: {source.problem}") if source.problem else source
