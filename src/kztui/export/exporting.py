"""Exporting from a program: what ``kztui export`` does, for Python."""

from collections.abc import Iterable, Iterator

from kztui.casebook import Casebook
from kztui.errors import PluginError
from kztui.export.format import FolderFormat, Options, Selection
from kztui.plugins import Kind, plugins


def export_bytes(
    casebook: Casebook,
    format_name: str,
    query: str = "",
    *,
    columns: Iterable[str] = (),
    byte_order_mark: bool = False,
    full_text: bool = False,
    notes: bool = False,
) -> Iterator[bytes]:
    """Return the bytes of a file, in pieces, with the incidents that `query` finds, newest first.

    The options are those of `kztui.export.format.Options`. Raises PluginError for a format that is not installed or is
    a folder, QueryError for a query that cannot be understood, and UserError for an unknown column.
    """
    form = plugins(Kind.EXPORTER).load(format_name)
    if isinstance(form, FolderFormat):
        raise PluginError(f"{format_name} is a folder of files: use kztui export --output")
    found = casebook.search(query)
    options = Options(tuple(columns), byte_order_mark, full_text, notes)
    return iter(form.write(Selection(casebook, found.rows(0, found.count), query, options)))
