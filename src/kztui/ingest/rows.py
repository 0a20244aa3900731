"""What the rows of a table are: reports, incidents that others have coded, or what the user says that they are."""

from collections.abc import Callable, Collection, Mapping

from kztui.errors import IngestError
from kztui.ingest.coded import acled, gtd, mapped, ucdp
from kztui.ingest.coded.row import Cells
from kztui.ingest.columns import key, report_columns, row_report
from kztui.ingest.importer import ReportSource

_CODED: tuple[tuple[frozenset[str], Callable[[Cells], ReportSource]], ...] = (
    (acled.COLUMNS, acled.read),
    (ucdp.COLUMNS, ucdp.read),
    (gtd.COLUMNS, gtd.read),
)
"""The columns by which a table of incidents is known, and what reads its rows."""

_CASEBOOK = (frozenset(("meta", "reports", "incidents")), frozenset(("meta", "annotations")))
"""The tables in the files of a casebook."""


def is_known(names: Collection[str]) -> bool:
    """Return whether the rows of a table with columns of these names can be understood."""
    keys = {key(name) for name in names}
    return "text" in report_columns(names) or any(columns <= keys for columns, _ in _CODED)


def understand(cells: Mapping[str, str], columns: Mapping[str, str]) -> ReportSource:
    """Return the report of a row. `columns` is what the user says of the table: the column of each field, or nothing.

    Raises IngestError when the columns of the row tell nothing.
    """
    by_key = {key(name): cell for name, cell in cells.items()}
    if columns:
        return mapped.read(by_key, columns)
    for wanted, read in _CODED:
        if wanted <= by_key.keys():
            return read(by_key)
    if any(tables <= by_key.keys() for tables in _CASEBOOK):
        raise IngestError("it is a part of a casebook: open it, or take it into yours by kztui merge-casebooks")
    found = report_columns(cells)
    if "text" not in found:
        shown = ", ".join([*cells][:8]) + (" ..." if len(cells) > 8 else "")
        raise IngestError(f"no column holds a text (the columns are {shown}): name one by --map text=COLUMN")
    return row_report(cells, found)
