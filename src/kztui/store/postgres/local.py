"""SQLite files on this machine: used in several threads, processes and forks."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock


class LocalFile:
    """The file at `path`, made when it is first used; `layout` is the SQL that makes its tables, where those of its
    number are not there.

    What is written to one that is `precious` is on the disk when `using` returns. One that is not is made again when it
    is broken.
    """

    def __init__(self, path: Path, layout: str, number: int, *, precious: bool) -> None:
        self.path = path
        self._layout = layout
        self._number = number
        self._precious = precious
        self._lock = RLock()
        self._process = 0
        self._base: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None  # that of the process forked from, which alone may close it

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """Yield the file, in a transaction. Raises sqlite3.Error and OSError."""
        with self._lock:
            if self._base is None or self._process != os.getpid():
                self._inherited = self._base
                self._base, self._process = self._opened(), os.getpid()
            with self._base:
                yield self._base

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._base is not None and self._process == os.getpid():
                self._base.close()
            self._base = None

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.DatabaseError as error:
            if self._precious or isinstance(error, sqlite3.OperationalError):
                raise
            self.path.unlink(missing_ok=True)
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        base = sqlite3.connect(self.path, timeout=30, check_same_thread=False)
        base.execute("pragma journal_mode = wal")
        base.execute(f"pragma synchronous = {'full' if self._precious else 'normal'}")
        if base.execute("pragma user_version").fetchone() != (self._number,):
            base.executescript(f"begin immediate; {self._layout} pragma user_version = {self._number}; commit;")
        return base
