"""The store of a shared casebook: a log in a PostgreSQL database, to which every client appends."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from kztui.errors import StoreError
from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch, Changes, Listing, Notebook, Version
from kztui.store.encoding import decode_record, encode_record
from kztui.store.postgres.connection import Connection, Server
from kztui.store.postgres.schema import check, schema_of
from kztui.store.postgres.source import PostgresSource

_RECORDS: dict[str, type[Struct]] = {"report": Report, "incident": Incident, "suggestion": Suggestion}
_NOTEBOOK: dict[str, type[Struct]] = {"annotation": Annotation, "search": SavedSearch}
_KINDS = {**_RECORDS, **_NOTEBOOK}
"""What the log holds, in the order of the fields of `Batch`."""

_SINCE = """
    select kind, record::text from kztui.log
    where (kind = any(%s) and seq > %s) or (kind = any(%s) and seq > %s) order by seq
"""


class Head(NamedTuple):
    """How far the log of a casebook has come."""

    casebook: str
    records: int
    notebook: int

    @property
    def version(self) -> Version:
        """The version that a casebook keeps of it."""
        return Version(f"{self.casebook}:{self.records}", f"{self.casebook}:{self.notebook}")


class PostgresStore:
    """A casebook in a database. Each method connects when it must; without a connection it raises StoreError."""

    notice = ""
    forgets = False

    def __init__(self, address: str) -> None:
        self._server = Server(address)

    @property
    def location(self) -> str:
        """The address."""
        return self._server.address

    @property
    def name(self) -> str:
        """The name of the database."""
        return self._server.name

    @property
    def places(self) -> Mapping[str, str]:
        """The address."""
        return {"casebook": self.location}

    @property
    def size(self) -> int:
        """How many bytes the log takes, 0 when the server does not answer."""
        try:
            with self._server.reading() as connection:
                row = connection.execute("select pg_total_relation_size('kztui.log')").fetchone()
        except StoreError:
            return 0
        return int(row[0]) if row else 0

    @property
    def obstacle(self) -> str:
        """Why nothing can be written, in one line: the server does not answer, or the role may not write."""
        try:
            with self._server.reading() as connection:
                check(self.name, schema_of(connection))
                row = connection.execute("select has_table_privilege('kztui.log', 'insert')").fetchone()
        except StoreError as error:
            return str(error)
        return "" if row and row[0] else f"{self.name}: your role may read this casebook, and not write"

    def version(self) -> Version:
        """Return the version of what the log holds now."""
        with self._server.reading() as connection:
            return _head(connection).version

    def records(self) -> PostgresSource:
        """Return the records as they are now."""
        with self._server.reading() as connection:
            check(self.name, schema_of(connection))
            head = _head(connection)
        return PostgresSource(self._server, head.records, head.version.records)

    def notebook(self) -> Notebook:
        """Return the notebook as it is now."""
        with self._server.reading() as connection:
            check(self.name, schema_of(connection))
            head = _head(connection)
            rows = connection.execute(_SINCE, ([], 0, list(_NOTEBOOK), 0)).fetchall()
        problems: list[str] = []
        batch = _batch(rows, self.location, problems)
        searches = {one.id: one for one in batch.searches}
        in_order = sorted(batch.annotations, key=lambda one: one.order)
        return Notebook(tuple(in_order), tuple(searches.values()), tuple(problems), head.version.notebook)

    def changes_since(self, version: Version) -> Changes | None:
        """Return what was appended since a version; None for one of another casebook."""
        with self._server.reading() as connection:
            return self._changes(connection, version)

    @contextmanager
    def transaction(self, since: Version) -> Iterator["PostgresTransaction"]:
        """Begin a transaction; nobody else writes until it ends or has appended."""
        with self._server.writing() as connection:
            check(self.name, schema_of(connection))
            yield PostgresTransaction(connection, self._changes(connection, since))

    def tidy(self, listing: Listing) -> None:
        """Do nothing: a server keeps itself in order."""

    def repair(self, *, dry_run: bool) -> list[str]:
        """Return nothing: a server looks after its records itself."""
        return []

    @property
    def taken_in(self) -> int:
        """Return 0: what came from another casebook is not told from what was made here."""
        return 0

    def take_back(self) -> bool:
        """Return that nothing was done: a log that a team shares does not go back."""
        return False

    def fold(self, listing: Listing) -> None:
        """Do nothing: other programs see each record as soon as it is appended."""

    def check(self, listing: Listing) -> Iterator[str]:
        """Yield nothing: no listing is kept there."""
        yield from ()

    def close(self, listing: Listing) -> None:
        """Close the connection."""
        self._server.close()

    def _changes(self, connection: Connection, version: Version) -> Changes | None:
        head = _head(connection)
        records = _number(version.records, head.casebook)
        notebook = _number(version.notebook, head.casebook)
        if records is None or notebook is None or records > head.records or notebook > head.notebook:
            return None
        rows = connection.execute(_SINCE, (list(_RECORDS), records, list(_NOTEBOOK), notebook)).fetchall()
        return Changes(_batch(rows, self.location, []), head.version)


class PostgresTransaction:
    """A turn in writing. `changes` is what was appended since the version that it was begun with, or None."""

    def __init__(self, connection: Connection, changes: Changes | None) -> None:
        self.changes = changes
        self._connection = connection

    def append(self, batch: Batch) -> Version:
        """Append a batch and commit; return the version that it led to. Raises StoreError."""
        head = _head(self._connection)
        entries = _entries(batch)
        first = max(head.records, head.notebook) + 1
        rows = [(seq, *entry) for seq, entry in enumerate(entries, first)]
        with self._connection.cursor().copy("copy kztui.log (seq, kind, id, record) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        self._number(rows)
        records = max((seq for seq, kind, *_ in rows if kind in _RECORDS), default=head.records)
        notebook = max((seq for seq, kind, *_ in rows if kind in _NOTEBOOK), default=head.notebook)
        self._connection.execute(
            "update kztui.head set seq = case part when 'records' then %s else %s end", (records, notebook)
        )
        self._connection.commit()
        return Head(head.casebook, records, notebook).version

    def take_in(self, batch: Batch, count: int, listing: Listing) -> Version:
        """Append the records of another casebook as any others."""
        return self.append(batch)

    def _number(self, rows: Sequence[tuple[int, str, str, str]]) -> None:
        """Give incidents that are new in the log the next numbers."""
        first = {identifier: seq for seq, kind, identifier, _ in reversed(rows) if kind == "incident"}
        known = self._connection.execute("select id from kztui.incident where id = any(%s)", (list(first),))
        for (identifier,) in known.fetchall():
            del first[identifier]
        if not first:
            return
        count = self._connection.execute("select count(*) from kztui.incident").fetchone()
        start = count[0] if count else 0
        in_order = sorted(first.items(), key=lambda one: one[1])
        with self._connection.cursor().copy("copy kztui.incident (id, number, first) from stdin") as copy:
            for number, (identifier, seq) in enumerate(in_order, start):
                copy.write_row((identifier, number, seq))


def _head(connection: Connection) -> Head:
    row = connection.execute(
        "select (select value from kztui.meta where key = 'casebook'),"
        " (select seq from kztui.head where part = 'records'), (select seq from kztui.head where part = 'notebook')"
    ).fetchone()
    if row is None or row[0] is None:
        raise StoreError("the tables of this casebook are not complete: run kztui team upgrade")
    return Head(str(row[0]), int(row[1]), int(row[2]))


def _number(version: str, casebook: str) -> int | None:
    """Return the number of the log in a version of this casebook; None in any other."""
    name, _, number = version.rpartition(":")
    return int(number) if name == casebook and number.isdigit() else None


def _entries(batch: Batch) -> list[tuple[str, str, str]]:
    """Return the kind, id and JSON of each record of a batch."""
    named = (
        *(("report", one.id, one) for one in batch.reports),
        *(("incident", one.id, one) for one in batch.incidents),
        *(("suggestion", f"{one.incident} {one.like}", one) for one in batch.suggestions),
        *(("annotation", one.id, one) for one in batch.annotations),
        *(("search", one.id, one) for one in batch.searches),
    )
    return [(kind, identifier, encode_record(record).decode()) for kind, identifier, record in named]


def _batch(rows: Sequence[tuple[Any, ...]], location: str, problems: list[str]) -> Batch:
    """Return the records of rows of the log; `problems` gets a line on each that cannot be read."""
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for kind, record in rows:
        try:
            found[kind].append(decode_record(record.encode(), _KINDS[kind]))
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            problems.append(f"{location}: a record of kind {kind} cannot be read: {error}")
    return Batch(*(tuple(records) for records in found.values()))
