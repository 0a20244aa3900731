"""What an analyst has written while the server could not be reached: kept on the disk until it is sent."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kztui.errors import StoreError

Entry = tuple[str, str, str]
"""The kind and the id of a record, and the record as JSON."""


class Waiting:
    """The records in the file at `path`, oldest first, shared by all processes of a user. Raises StoreError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> list[Entry]:
        """Return the records that wait."""
        if not self.path.exists():
            return []
        with self._using() as base:
            return base.execute("select kind, id, record from waiting order by rowid").fetchall()

    def put(self, entries: Iterable[Entry]) -> None:
        """Add records; they are on the disk when this returns."""
        with self._using() as base:
            base.executemany("insert or ignore into waiting (kind, id, record) values (?, ?, ?)", entries)

    def remove(self, entries: Iterable[Entry]) -> None:
        """Remove records that were sent."""
        with self._using() as base:
            base.executemany("delete from waiting where kind = ? and id = ? and record = ?", entries)

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            with closing(sqlite3.connect(self.path, timeout=30)) as base:
                base.execute("pragma synchronous = full")
                base.execute(
                    "create table if not exists waiting (kind text not null, id text not null, record text not null,"
                    " unique (kind, id, record))"
                )
                with base:
                    yield base
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.path} cannot be written ({error}): nothing was kept") from error
