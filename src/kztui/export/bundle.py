"""A bundle (`kztui.casebook.bundle`) as a zip archive: all of a casebook, to be imported unchanged."""

from collections.abc import Iterator

from kztui.casebook.bundle import files
from kztui.export.archive import zipped
from kztui.export.format import Format, Selection


def write(selection: Selection) -> Iterator[bytes]:
    """Yield the archive. It has the whole casebook, or for a query the incidents that it finds with their reports."""
    return zipped(files(selection.contents.tables(selection.query)))


FORMAT = Format("all of it in a zip archive, to import again unchanged; also as a backup", write, records=True)
