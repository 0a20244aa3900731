"""The local copy of a shared casebook: its log as far as it has come here, in an SQLite file in the cache folder.

Everything is read from it, so that searching and browsing wait for no network, and go on without one. Several
processes may fill it at once: they add the same rows.

Those who write at the same time commit in any order, so that a number of the log can come later than a higher one. The
copy numbers its rows in the order in which they come here, and remembers which numbers of the log are missing, to ask
for them again. A number that has not come after a day never will: what was to have it was undone.
"""

import os
import sqlite3
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from kztui.errors import StoreError
from kztui.store.postgres.local import LocalFile

RECORDS = ("report", "incident", "suggestion")
NOTEBOOK = ("annotation", "search")
"""The kinds of records in the log, in the order of the fields of `kztui.store.base.Batch`."""

CHUNK = 5_000
"""Rows that are added in one transaction."""

MISSED_FOR, MOST_MISSED = 86_400.0, 100
"""Seconds after which a missing number is given up, and how many stretches of them are asked for, the newest ones."""

Row = tuple[int, str, str, str]
"""A row of the log: its number, the kind and the id of the record, and the record as JSON."""

_LAYOUT = """
drop table if exists log;
drop table if exists incident;
drop table if exists known;
create table log (
    number integer primary key, seq integer not null unique, kind text not null, id text not null, record text not null
);
create index log_by_id on log (id, kind, number);
create index log_by_kind on log (kind, number);
create table incident (number integer primary key, id text not null unique, first integer not null);
create table known (name text primary key, value text not null) without rowid;
create table missing (first integer primary key, last integer not null, since real not null);
"""
_LAYOUT_NUMBER = 2


def _highest(column: str, kind: str = "") -> str:
    """Return what is the highest number in the log, in SQL: in all of it, or of the records of a kind."""
    which = f" where kind = '{kind}'" if kind else ""
    return f"coalesce((select max({column}) from log{which}), 0)"


_HEAD = ", ".join(
    (
        "select coalesce((select value from known where name = 'casebook'), '')",
        "coalesce((select value from known where name = 'filling'), '')",
        *(f"max({', '.join(_highest('number', kind) for kind in kinds)})" for kinds in (RECORDS, NOTEBOOK)),
        _highest("seq"),
    )
)
"""Asks for the fields of `Head`: each number is the end of an index."""


class Head(NamedTuple):
    """How far the copy of a casebook has come: `records` is the number here of the newest report, incident or
    suggestion, `notebook` that of the newest other record; `seq` the highest number of the log.

    `filling` is another one each time the copy was begun: a number then may mean something else.
    """

    casebook: str
    filling: str = ""
    records: int = 0
    notebook: int = 0
    seq: int = 0


class LocalCopy:
    """The file at `path`. Safe in several threads, processes and forks. Raises StoreError when it is of no use."""

    def __init__(self, path: Path) -> None:
        self._file = LocalFile(path, _LAYOUT, _LAYOUT_NUMBER, precious=False)  # what is lost is fetched again

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        with suppress(OSError):
            return self.path.stat().st_size + self.path.with_name(f"{self.path.name}-wal").stat().st_size
        return 0

    def head(self) -> Head:
        """Return how far it has come; the casebook is empty when it has none yet."""
        (found,) = self.rows(_HEAD)
        return Head(*found)

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
            for table in ("log", "incident", "known", "missing"):
                base.execute(f"delete from {table}")
            known = [("casebook", casebook), ("filling", os.urandom(4).hex())]
            base.executemany("insert into known values (?, ?)", known)

    def wanted(self) -> str:
        """Return the condition, in SQL, of the rows of the log that are not here, by their column ``seq``."""
        gaps = self.rows("select first, last from missing order by first desc limit ?", (MOST_MISSED,))
        return " or ".join((f"seq > {self.head().seq}", *(f"seq between {first} and {last}" for first, last in gaps)))

    def add(self, rows: Iterable[Row]) -> Iterator[int]:
        """Add rows of the log, those that are here once; yield after each chunk how many they were."""
        remaining = iter(rows)
        while chunk := list(islice(remaining, CHUNK)):
            with self._using() as base:
                base.execute("begin immediate")  # what is missing is read, and written by what was read
                _miss(base, sorted(seq for seq, *_ in chunk))
                base.executemany("insert or ignore into log (seq, kind, id, record) values (?, ?, ?, ?)", chunk)
                first = ((identifier, seq) for seq, kind, identifier, _ in chunk if kind == "incident")
                base.executemany(
                    "insert or ignore into incident (id, first) select ?, number from log where seq = ?", first
                )
            yield len(chunk)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what a query finds."""
        with self._using() as base:
            return base.execute(query, values).fetchall()

    def id_at(self, seq: int) -> str:
        """Return the id of the record with a number of the log; empty when it is not here."""
        found = self.rows("select id from log where seq = ?", (seq,))
        return str(found[0][0]) if found else ""

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """Yield the file, in a transaction."""
        try:
            with self._file.using() as base:
                yield base
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.path}, the local copy, cannot be used ({error}): delete it") from error


def _miss(base: sqlite3.Connection, arrived: Sequence[int]) -> None:
    """Note which numbers of the log are missing when others, in order, come."""
    newest, now = base.execute(f"select {_highest('seq')}").fetchone()[0], time.time()
    missing = base.execute("select first, last, since from missing where first <= ?", (arrived[-1],)).fetchall()
    beyond = [(newest + 1, arrived[-1], now)] if arrived[-1] > newest else []
    left = [
        (*stretch, since)
        for first, last, since in (*missing, *beyond)
        for stretch in _without(first, last, arrived)
        if since > now - MISSED_FOR
    ]
    if left != missing:
        base.execute("delete from missing where first <= ?", (arrived[-1],))
        base.executemany("insert into missing values (?, ?, ?)", left)


def _without(first: int, last: int, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the numbers from `first` to `last` that are left without some, which are in order."""
    for number in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]:
        if first < number:
            yield first, number - 1
        first = number + 1
    if first <= last:
        yield first, last
