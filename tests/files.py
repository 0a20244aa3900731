"""The files of a casebook, as other programs find them once it has been left."""

import struct
from pathlib import Path
from typing import Any

from kztui.casebook import Casebook
from kztui.model.decisions import Arranging
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.revision import Records
from kztui.model.row import row_view
from kztui.model.suggestion import made_one
from kztui.search.memory import Memory
from kztui.store.base import Batch, Store, read_all
from kztui.store.opening import open_store


def records_file(book: Casebook) -> Path:
    """The file of reports and incidents, with all changes in it."""
    book.close()
    return Path(book.places["casebook"])


def notes_file(book: Casebook) -> Path:
    """The file of annotations, with all changes in it."""
    book.close()
    return Path(book.places["annotations"])


def put(location: str | Path, *incidents: tuple[str, Report, tuple[Fact, ...]]) -> None:
    """Add reports with an incident each, under an id of the test's choice, as another program would."""
    store = open_store(str(location))
    batch = Batch(
        tuple({report.id: report for _, report, _ in incidents}.values()),
        tuple(Incident(name, facts) for name, _, facts in incidents),
    )
    with store.transaction(store.version()) as transaction:
        transaction.append(batch)
    store.close(lambda: _rows(store))


def _rows(store: Store) -> list[Any]:
    """The rows of the listing."""
    library = Memory(read_all(store.records()))
    arranging = Arranging(Records(store.notebook().annotations), library.imported, made_one(library.suggestions))
    library.arrange(arranging.now, None, store.version())
    found = library.search("", "id")
    return [row_view(row) for row in found.rows(0, found.count)]


def zip_marked(data: bytes, *, version: int = 20, flags: int = 0, method: int = 8) -> bytes:
    """Return a zip archive whose parts are marked as packed otherwise (APPNOTE.TXT, 4.3.7 and 4.3.12)."""
    marked = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 4), (b"PK\x01\x02", 6)):
        start = data.find(signature)
        while start >= 0:
            marked[start + at : start + at + 6] = struct.pack("<HHH", version, flags, method)
            start = data.find(signature, start + 1)
    return bytes(marked)
