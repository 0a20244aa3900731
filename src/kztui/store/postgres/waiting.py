"""What an analyst has written while the server could not be reached: kept on the disk until it is sent."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kztui.errors import StoreError
from kztui.store.postgres.local import LocalFile

Entry = tuple[str, str, str]
"""The kind and the id of a record, and the record as JSON."""

Mark = tuple[int, str]
"""The number and the id of the newest record that waits; 0 and no id when none does."""

_LAYOUT = """
create table if not exists waiting (
    kind text not null, id text not null, record text not null, unique (kind, id, record)
);
"""


class Waiting:
    """The records in the file at `path`, oldest first, shared by all processes of a user. Raises StoreError."""

    def __init__(self, path: Path) -> None:
        self._file = LocalFile(path, _LAYOUT, 1, precious=True)

    @property
    def path(self) -> Path:
        """The file, which need not be there."""
        return self._file.path

    def __len__(self) -> int:
        """The number of records that wait."""
        return int(self._rows("select count(*) from waiting")[0][0]) if self._is_there() else 0

    def all(self) -> list[Entry]:
        """Return the records that wait."""
        return self.since((0, ""))

    def mark(self) -> Mark:
        """Return the mark of what waits now."""
        found = self._rows("select rowid, id from waiting order by rowid desc limit 1") if self._is_there() else []
        return (int(found[0][0]), str(found[0][1])) if found else (0, "")

    def since(self, mark: Mark) -> list[Entry]:
        """Return the records that wait since there was a mark: all of them when it is of one that was sent."""
        if not self._is_there():
            return []
        known = self._rows("select 1 from waiting where rowid = ? and id = ?", mark)
        after = mark[0] if known else 0
        return self._rows("select kind, id, record from waiting where rowid > ? order by rowid", (after,))

    def put(self, entries: Iterable[Entry]) -> None:
        """Add records; they are on the disk when this returns."""
        with self._using() as base:
            base.executemany("insert or ignore into waiting (kind, id, record) values (?, ?, ?)", entries)

    def remove(self, entries: Iterable[Entry]) -> None:
        """Remove records that were sent."""
        with self._using() as base:
            base.executemany("delete from waiting where kind = ? and id = ? and record = ?", entries)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _is_there(self) -> bool:
        return self.path.exists()

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        with self._using() as base:
            return base.execute(query, values).fetchall()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._file.using() as base:
                yield base
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.path} cannot be written ({error}): nothing was kept") from error
