"""A TinyDB storage on files that are never half-written."""

from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from kztui.errors import StoreError
from kztui.store.files import open_file, replacing
from kztui.store.tinydb.tables import write_tables

Table = dict[str, Any]
"""A TinyDB table: documents by number."""


class AtomicStorage(Storage):
    """A TinyDB storage that replaces its file whole, atomically and durably, with ASCII JSON, a record a line.

    TinyDB's own storage writes in place: a full disk or a kill leaves half a file. ASCII reads alike in every locale.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, Table] | None:
        """Return the tables, or None when there is no file. Raises StoreError."""
        file = open_file(self.path)
        if file is None:
            return None
        with file:
            data = file.read()
        try:
            return msgspec.json.decode(data, type=dict[str, dict[str, Any]])
        except (ValueError, RecursionError) as error:
            raise StoreError(f"{self.path} is not a TinyDB file ({error})") from error

    def write(self, data: dict[str, Table]) -> None:
        """Replace the file by these tables. Raises StoreError and leaves the file as it was."""
        with replacing(self.path) as new:
            write_tables(new.file, data)
