"""The local copy of a shared casebook: its log as far as it has come here, in an SQLite file in the cache folder.

Everything is read from it, so that searching and browsing wait for no network, and go on without one. Several
processes may fill it at once: they add the same rows.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from kztui.errors import StoreError

RECORDS = ("report", "incident", "suggestion")
NOTEBOOK = ("annotation", "search")
"""The kinds of records in the log, in the order of the fields of `kztui.store.base.Batch`."""

CHUNK = 5_000
"""Rows that are added in one transaction."""

Row = tuple[int, str, str, str]
"""A row of the log: its number, the kind and the id of the record, and the record as JSON."""

_TABLES = """
create table if not exists log (seq integer primary key, kind text not null, id text not null, record text not null);
create index if not exists log_by_id on log (id, kind, seq);
create index if not exists log_by_kind on log (kind, seq);
create table if not exists incident (number integer primary key, id text not null unique, first integer not null);
create table if not exists known (name text primary key, value text not null) without rowid;
"""


class Head(NamedTuple):
    """How far the log of a casebook has come: `records` are reports, incidents and suggestions, `notebook` the rest.

    `filling` is another one each time the copy was begun: a number of the log then may mean something else.
    """

    casebook: str
    filling: str = ""
    records: int = 0
    notebook: int = 0

    @property
    def seq(self) -> int:
        """The newest number."""
        return max(self.records, self.notebook)


class LocalCopy:
    """The file at `path`. Safe in several threads, processes and forks. Raises StoreError when it is of no use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._process = 0
        self._base: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None  # that of the process forked from, which alone may close it

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        with suppress(OSError):
            return self.path.stat().st_size + self.path.with_name(f"{self.path.name}-wal").stat().st_size
        return 0

    def head(self) -> Head:
        """Return how far it has come; the casebook is empty when it has none yet."""
        known = self.known()
        filling = known.get("filling", "")
        return Head(known.get("casebook", ""), filling, int(known.get("records", 0)), int(known.get("notebook", 0)))

    def known(self) -> dict[str, str]:
        """Return what is known about the casebook, by name."""
        return dict(self.rows("select name, value from known"))

    def know(self, **values: str) -> None:
        """Keep something that is known about the casebook."""
        with self._using() as base:
            base.executemany("insert or replace into known values (?, ?)", values.items())

    def begin(self, casebook: str) -> None:
        """Forget what is there, and begin with another casebook."""
        with self._using() as base:
            for table in ("log", "incident", "known"):
                base.execute(f"delete from {table}")
            known = [("casebook", casebook), ("filling", os.urandom(4).hex())]
            base.executemany("insert into known values (?, ?)", known)

    def add(self, rows: Iterable[Row]) -> Iterator[int]:
        """Add the rows of the log that follow those that are there; yield after each chunk how many they were."""
        remaining = iter(rows)
        while chunk := list(islice(remaining, CHUNK)):
            with self._using() as base:
                base.executemany("insert or ignore into log values (?, ?, ?, ?)", chunk)
                first = ((identifier, seq) for seq, kind, identifier, _ in chunk if kind == "incident")
                base.executemany("insert or ignore into incident (id, first) values (?, ?)", first)
                for part, kinds in (("records", RECORDS), ("notebook", NOTEBOOK)):
                    last = max((seq for seq, kind, *_ in chunk if kind in kinds), default=0)
                    base.execute(
                        "insert into known values (?1, ?2) on conflict do update set value = ?2"
                        " where cast(value as integer) < ?2",
                        (part, last),
                    )
            yield len(chunk)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what a query finds."""
        with self._using() as base:
            return base.execute(query, values).fetchall()

    def last_id(self) -> str:
        """Return the id of the newest record; empty when there is none."""
        found = self.rows("select id from log order by seq desc limit 1")
        return str(found[0][0]) if found else ""

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._base is not None and self._process == os.getpid():
                self._base.close()
            self._base = None

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """Yield the file, in a transaction."""
        with self._lock:
            try:
                if self._base is None or self._process != os.getpid():
                    self._inherited = self._base
                    self._base, self._process = self._opened(), os.getpid()
                with self._base:
                    yield self._base
            except (sqlite3.Error, OSError) as error:
                raise StoreError(f"{self.path}, the local copy, cannot be used ({error}): delete it") from error

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self.path.unlink(missing_ok=True)  # not a database, or a broken one: it is filled again
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        base = sqlite3.connect(self.path, timeout=30, check_same_thread=False)
        base.execute("pragma journal_mode = wal")
        base.execute("pragma synchronous = normal")  # what a crash takes is fetched again
        base.executescript(_TABLES)
        return base
