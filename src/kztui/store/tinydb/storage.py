"""TinyDB on files that are never half-written."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import JSONEncoder
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct
from tinydb.storages import Storage

from kztui.errors import StoreError
from kztui.store.tinydb.files import Stamp, locked, read_file, sweep, write_atomically
from kztui.store.tinydb.schema import empty_tables, raw_tables

_encode = JSONEncoder(allow_nan=False, separators=(",", ":")).encode

Table = dict[str, Any]
"""A TinyDB table: documents by number. A document is a dict, or `msgspec.Raw` as it stands in the file."""


class AtomicStorage(Storage):
    """A TinyDB storage that replaces its file whole, atomically and durably, with ASCII JSON, a record a line.

    TinyDB's own storage writes in place: a full disk or a kill leaves half a file. ASCII reads alike in every locale.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, Table] | None:
        """Return the tables, or None when there is no file. Raises StoreError."""
        content = read_file(self.path)
        if content is None:
            return None
        try:
            return msgspec.json.decode(content[0], type=dict[str, dict[str, Any]])
        except (ValueError, RecursionError) as error:
            raise StoreError(f"{self.path} is no TinyDB file ({error})") from error

    def write(self, data: dict[str, Table]) -> Stamp:  # type: ignore[override]  # TinyDB ignores what it returns
        """Replace the file by these tables; return its stamp. Raises StoreError and leaves the file as it was."""
        tables = ",\n".join(f"{_encode(name)}:{{\n{_lines(table)}\n}}" for name, table in data.items())
        return write_atomically(self.path, f"{{\n{tables}\n}}\n".encode("ascii"))


@dataclass
class Edit:
    """The tables to change, the stamp of the file they came from, and once written that of the new file."""

    tables: dict[str, Table]
    before: Stamp | None = None
    after: Stamp | None = None


@contextmanager
def editing(path: Path, holds: str) -> Iterator[Edit]:
    """Give the tables in the file at `path`, read anew under its lock, and write them at the end.

    The documents in the file are `Raw`: those that are left alone are written back byte for byte. An exception inside
    writes nothing. A file that is not there is made. `holds` is the kind of file (`kztui.store.tinydb.schema`).
    Raises StoreError when the file is not what it should be or cannot be written.
    """
    with locked(path):
        sweep(path)
        edit = Edit(dict(empty_tables(holds)))
        if content := read_file(path):
            edit.before = content[1]
            edit.tables |= raw_tables(content[0], path, holds)
        try:
            yield edit
        except msgspec.MsgspecError as error:
            raise StoreError(f"{path} holds a record that cannot be read ({error}): nothing was changed") from error
        edit.after = AtomicStorage(path).write(edit.tables)


def insert(table: Table, records: Iterable[Struct]) -> None:
    """Add `records` to a table under the next free numbers."""
    last = max(map(int, table), default=0)
    for number, record in enumerate(records, last + 1):
        table[str(number)] = msgspec.to_builtins(record)


def _lines(table: Table) -> str:
    return ",\n".join(f"{_encode(number)}:{_json(document)}" for number, document in table.items())


def _json(document: Any) -> str:
    if not isinstance(document, Raw):
        return _encode(document)
    if (data := bytes(document)).isascii():
        return data.decode("ascii")
    return _encode(msgspec.json.decode(data))
