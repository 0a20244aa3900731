"""The store in a PostgreSQL database: a log with a number for each record.

What the log has is copied to this machine as it grows (`copy`), and everything is read from there. A version is the
name of the casebook and of the copy, and the number there at which its part was written last. While the server is
away, what an analyst writes waits on the disk (`waiting`), and belongs to the notebook already: its version then says
up to which record.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from threading import RLock
from typing import Any, NamedTuple

import psycopg
from msgspec import Struct

from kztui.errors import StoreError
from kztui.folders import cache_folder, home_of, state_folder
from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch, Changes, Listing, Notebook, Progress, Tables, TakenIn, Version, unheard
from kztui.store.encoding import decode_record, decode_records, encode_json, encode_record
from kztui.store.postgres.connection import TELL, Connection, Cursor, Query, Server, UnreachableError, explained
from kztui.store.postgres.copy import CHUNK, NOTEBOOK, RECORDS, Head, LocalCopy, Row
from kztui.store.postgres.listening import Listener
from kztui.store.postgres.schema import check
from kztui.store.postgres.source import PostgresSource
from kztui.store.postgres.waiting import Entry, Mark, Waiting

_TYPES: tuple[type[Struct], ...] = (Report, Incident, Suggestion, Annotation, SavedSearch)
_KINDS = dict(zip((*RECORDS, *NOTEBOOK), _TYPES, strict=True))

FRESH = 1.0
"""Seconds for which what was read of the log is as good as new to an analyst who decides: nobody sees more on a screen.
"""

FEW = 1_000
"""Fewer new rows than these are fetched with the question whether there are any; more are streamed."""

_STANDING = """
    select (select value from kztui.meta where key = 'schema'), (select value from kztui.meta where key = 'casebook'),
    current_user::text, has_column_privilege('kztui.log', 'record', 'insert'),
    exists (select from pg_roles where rolname = (select value || '_editor' from kztui.meta where key = 'roles')
        and pg_has_role(oid, 'usage')),
    coalesce((select max(seq) from kztui.log), 0), %s::bigint, (select id from kztui.log where seq = %s)
"""
_ROWS = "select seq, kind, id, record::text from kztui.log where {} order by seq"
_APPEND = """
    insert into kztui.log (kind, id, record, pushed)
    select one ->> 0, one ->> 1, one -> 2, %s from json_array_elements(%s::json) as one
    on conflict do nothing returning seq, kind, id
"""
_SINCE = " union all ".join(
    f"select number, kind, id, record from log where kind in ({','.join('?' * len(kinds))}) and number > ?"
    for kinds in (RECORDS, NOTEBOOK)
)
"""Asks the local copy: in two parts, each of which has an index."""


class Standing(NamedTuple):
    """What the server says about the casebook, and about who asks: also which record has the number `asked`."""

    casebook: str
    role: str
    rights: Rights
    newest: int
    asked: int
    known: str


class PostgresStore:
    """A casebook in a database. Each method connects when it must.

    Without a connection it goes on with the local copy; when there is none yet, it raises StoreError.
    """

    forgets = False

    def __init__(self, address: str) -> None:
        self._server = Server(address)
        self._copy = LocalCopy(home_of(address, cache_folder()) / "log.db")
        self._waiting = Waiting(home_of(address, state_folder() / "waiting") / "waiting.db")
        self._lock = RLock()
        self._trouble = ""
        self._away = False
        self._fresh_until = 0.0
        self._unsent = ""
        self._listener: Listener | None = None
        self._facts: dict[str, str] = {}

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
        """The address, and where the local copy and what waits to be sent are."""
        return {
            "casebook": self.location,
            "local copy": str(self._copy.path),
            "waiting to be sent": str(self._waiting.path),
        }

    @property
    def size(self) -> int:
        """How many bytes the log takes: there while most of it has yet to come here, 0 when nothing is known of it."""
        try:
            with self._server.asking(_question()) as (connection, (asked,)):
                missing = _standing(asked, self.name).newest - self._copy.head().seq
                if missing > FEW:
                    row = connection.execute("select pg_total_relation_size('kztui.log')").fetchone()
                    return int(row[0]) if row else 0
            self._follow()
        except StoreError:
            return self._copy.size if self._copy.head().casebook else 0
        return self._copy.size

    @property
    def author(self) -> str:
        """The role of the database in which one is here; records are signed by it. Raises StoreError."""
        return self._known("role")

    @property
    def rights(self) -> Rights:
        """What that role may do; nothing is known to be forbidden before the server has been asked."""
        try:
            return Rights(int(self._known("rights")))
        except StoreError:
            return Rights.EDITOR

    @property
    def obstacle(self) -> str:
        """Why nothing can be written, in one line: the server does not answer, or the role may not write."""
        try:
            rights = Rights(int(self._known("rights")))
        except StoreError as error:
            return str(error)
        return (self._trouble if not self._away else "") or rights.lacking(Rights.ANALYST)

    @property
    def notice(self) -> str:
        """Whether the server is away, and what waits to be sent."""
        if not self._trouble:
            return self._unsent
        wait = len(self._waiting)
        sent = f" {wait} of your changes wait to be sent." if wait else ""
        return f"{self._trouble}. This is the copy of {_when(self._copy.known().get('at', ''))}.{sent}"

    @property
    def standing(self) -> str:
        """How things are, in a few words: away with so much to send, or what the role may do if that is not all."""
        try:
            wait, rights = len(self._waiting), self.rights
        except StoreError:
            return ""
        if self._trouble:
            return f"away, {wait} to send" if wait else "away"
        return f"{wait} to send" if wait else rights.name.lower() if rights < Rights.EDITOR else ""

    def listen(self, wake: Callable[[], object]) -> None:
        """Call `wake`, in another thread, when something may have changed, until the store is closed."""
        self._listener = Listener(self._server, wake)

    def fetch(self, progress: Progress) -> None:
        """Bring the local copy up to the log; `progress` is told how many rows have come, of how many."""
        self._follow(progress)

    def version(self) -> Version:
        """Return the version of what the log holds now."""
        self._follow()
        return self._version()

    def records(self) -> PostgresSource:
        """Return the records as they are now."""
        self._follow()
        head = self._copy.head()
        return PostgresSource(self._copy, self.location, head.records, _records_version(head))

    def notebook(self) -> Notebook:
        """Return the notebook as it is now."""
        self._follow()
        with self._lock:
            version = self._version()
            batch, problems = self._read(self._copy.head().records, 0, (0, ""))
        searches = {one.id: one for one in batch.searches}
        annotations = {one.id: one for one in batch.annotations}
        in_order = sorted(annotations.values(), key=lambda one: one.order)
        return Notebook(tuple(in_order), tuple(searches.values()), tuple(problems), version.notebook)

    def changes_since(self, version: Version) -> Changes | None:
        """Return what was appended since a version; None for one of another casebook."""
        self._follow()
        return self._since(version)

    @contextmanager
    def transaction(self, since: Version, *, alone: bool = True) -> Iterator["PostgresTransaction"]:
        """Begin a transaction; nobody else imports until one that is `alone` ends or has appended.

        One that is not alone decides upon what was read of the log within the last second. While the server is away,
        annotations and searches can be appended: they wait for it.
        """
        with self._lock, ExitStack() as stack:
            connection: Connection | None = None
            if alone:
                try:
                    connection, answers = stack.enter_context(self._server.importing(*self._questions()))
                    with explained(self.name):
                        self._take(connection, answers)
                except UnreachableError as error:
                    connection = None
                    self._lose(error)
                if connection is not None and len(self._waiting):
                    self._send()
            elif time.monotonic() > self._fresh_until:
                self._follow()
                if self._trouble and not self._away:
                    raise StoreError(self._trouble)
            yield PostgresTransaction(self, connection, self._since(since))

    def tidy(self, listing: Listing, progress: Progress) -> None:
        """Do nothing: a server keeps itself in order."""

    def repair(self, progress: Progress, *, dry_run: bool) -> list[str]:
        """Return nothing: a server looks after its records itself."""
        return []

    @property
    def taken_in(self) -> TakenIn:
        """Nothing: what came from another casebook is not told from what was made here."""
        return TakenIn()

    def change_over(self, version: Version, listing: Listing) -> bool:
        """Return that nothing was done: a log that a team shares does not go back."""
        return False

    def begin_with(self, tables: Tables) -> bool:
        """Return that nothing was done: records are appended to a log."""
        return False

    def fold(self, listing: Listing, progress: Progress) -> None:
        """Do nothing: other programs see each record as soon as it is appended."""

    def make_ready(self, listing: Listing) -> None:
        """Do nothing: no files are kept that would have to be whole."""

    def check(self, listing: Listing) -> Iterator[str]:
        """Yield nothing: no listing is kept there."""
        yield from ()

    def close(self, listing: Listing) -> None:
        """Close the connections."""
        if self._listener:
            self._listener.stop()
        self._server.close()
        self._copy.close()
        self._waiting.close()

    # Following the log.

    def _follow(self, progress: Progress = unheard) -> None:
        """Bring the local copy up to the log, and send what waits.

        When that cannot be, the copy is what there is, and `_trouble` says why. Raises StoreError when there is none.
        """
        with self._lock:
            try:
                with self._server.asking(*self._questions()) as (connection, answers):
                    self._take(connection, answers, progress)
            except StoreError as error:
                self._lose(error)
                return
            if len(self._waiting):
                self._send()

    def _lose(self, error: StoreError) -> None:
        """Go on without the server, with the copy; raise the error when there is none."""
        if not self._copy.head().casebook:
            raise error
        self._trouble, self._away, self._fresh_until = str(error), isinstance(error, UnreachableError), 0.0

    def _send(self) -> None:
        """Send what waits, each record once, by its id; what the server refuses goes on waiting: see `_unsent`."""
        try:
            entries = self._waiting.all()
            self._write(entries)
            self._waiting.remove(entries)
            self._unsent = ""
        except StoreError as error:
            self._unsent = f"What you wrote while the server was away is kept, and not sent: {error}"

    def _questions(self) -> tuple[Query, Query]:
        """Return what to ask for `_take`: how things stand, and the first rows that are not here."""
        few = f"{_ROWS.format(self._copy.wanted())} limit {FEW}"
        return _question(self._copy.head().seq), (few, ())

    def _take(self, connection: Connection, answers: Sequence[Cursor], progress: Progress = unheard) -> None:
        """Add to the local copy what the log has had since, by the answers to `_questions`."""
        asked, new = answers
        head, known, there = self._copy.head(), self._copy.known(), _standing(asked, self.name)
        few = new.fetchall()
        if head.casebook != there.casebook or there.known != self._copy.id_at(there.asked):
            self._copy.begin(there.casebook)  # another casebook, or this one out of an older backup
            head, known, few = self._copy.head(), {}, []
        self._meet(there)
        at = datetime.now().astimezone().isoformat(timespec="minutes")
        if {**self._facts, "at": at}.items() - known.items():
            self._copy.know(**self._facts, at=at)
        done, total = 0, there.newest - head.seq
        if few or not known:
            wanted = few if 0 < len(few) < FEW else _rows(connection, self._copy.wanted())
            for count in self._copy.add(wanted):
                if total > FEW:
                    progress(done, total)
                done += count
        self._trouble, self._away, self._fresh_until = "", False, time.monotonic() + FRESH

    def _import(self, connection: Connection, entries: Sequence[Entry], *, pushed: bool) -> None:
        """Append records in the transaction of a connection, commit, and add them to the local copy."""
        rows: list[tuple[int, str, str]] = []
        with explained(self.name):
            for some in _parts(entries, CHUNK):
                rows += connection.execute(_APPEND, (pushed, _as_array(some))).fetchall()
            connection.execute(b"commit")
        with suppress(psycopg.Error):  # what is committed stays: others find it by looking each second, too
            connection.execute(TELL)
        self._hold(rows, entries)

    def _write(self, entries: Sequence[Entry]) -> None:
        """Append records of the notebook, and add them to the local copy."""
        with self._server.asking((_APPEND, (False, _as_array(entries)))) as (_, (appended,)):
            rows = appended.fetchall()
        self._server.tell()
        self._hold(rows, entries)

    def _hold(self, rows: Iterable[tuple[int, str, str]], entries: Iterable[Entry]) -> None:
        """Add records that the log has taken to the local copy."""
        for _ in self._copy.add(_with_records(rows, entries)):
            pass

    # Reading the local copy.

    def _known(self, name: str) -> str:
        """Return what is known of who one is here; the server is asked once, and nothing is fetched for it."""
        if name not in self._facts:
            try:
                with self._server.asking(_question()) as (_, (asked,)):
                    self._meet(_standing(asked, self.name))
            except StoreError:
                known = self._copy.known()
                if name not in known:
                    raise
                self._facts = known
        return self._facts.get(name, "")

    def _meet(self, there: Standing) -> None:
        self._facts = {"role": there.role, "rights": str(int(there.rights))}

    def _version(self, head: Head | None = None) -> Version:
        """Return the version of what is here; `head` is how far the copy has come, if that is known."""
        head, (number, identifier) = head or self._copy.head(), self._waiting.mark()
        waiting = f"+{number}.{identifier}" if number else ""
        return Version(_records_version(head), f"{_name(head)}:{head.notebook}{waiting}")

    def _since(self, since: Version) -> Changes | None:
        """Return what came into the local copy, or waits, since a version; None when that cannot be told."""
        with self._lock:
            head = self._copy.head()
            version = self._version(head)
            if since == version:
                return Changes(Batch(), version)
            records, _ = _numbers(since.records, _name(head))
            notebook, mark = _numbers(since.notebook, _name(head))
            if records is None or notebook is None or records > head.records or notebook > head.notebook:
                return None
            return Changes(self._read(records, notebook, mark)[0], version)

    def _read(self, records: int, notebook: int, mark: Mark) -> tuple[Batch, list[str]]:
        """Return the rows of the copy after these numbers, and what waits since a mark; and a line on each that cannot
        be read.
        """
        found = sorted(self._copy.rows(_SINCE, (*RECORDS, records, *NOTEBOOK, notebook)))
        problems: list[str] = []
        rows = [*(row for _, *row in found), *self._waiting.since(mark)]
        return _batch(rows, self.location, problems), problems

    def _keep(self, entries: Sequence[Entry]) -> None:
        """Let records wait for the server."""
        self._waiting.put(entries)


class PostgresTransaction:
    """A turn in writing. `changes` is what was appended since the version that it was begun with, or None."""

    def __init__(self, store: PostgresStore, connection: Connection | None, changes: Changes | None) -> None:
        self.changes = changes
        self._store = store
        self._connection = connection

    def append(self, batch: Batch) -> Changes:
        """Append a batch durably; return it, with what others have appended meanwhile. Raises StoreError.

        Annotations and searches that may not have reached the server wait for it.
        """
        begun = self.changes.version if self.changes else self._store._version()
        self._append(batch, stated=False)
        return self._store._since(begun) or Changes(batch, begun)

    def take_in(self, batch: Batch, known: int, count: int, listing: Listing) -> Version:
        """Append the records of another casebook: their authors are those that it states."""
        self._append(batch, stated=True)
        return self._store._version()

    def _append(self, batch: Batch, *, stated: bool) -> None:
        store, entries = self._store, _entries(batch)
        imports = bool(batch.reports or batch.incidents or batch.suggestions or stated)
        if lacking := store.rights.lacking(Rights.EDITOR if imports else Rights.ANALYST):
            raise StoreError(f"{store.name}: {lacking}")
        if store._away:
            if imports:
                raise StoreError(f"{store.name}: nothing can be imported while the server is away")
            store._keep(entries)
            return
        try:
            if self._connection is None:
                store._write(entries)
            else:
                store._import(self._connection, entries, pushed=stated)
        except UnreachableError as error:
            store._lose(error)
            if imports:
                raise StoreError(f"{error}: run it again when it answers: what has come in is left out then") from error
            store._keep(entries)


def _question(seq: int = 0) -> Query:
    """Return what to ask for how things stand, and which record has a number of the log."""
    return _STANDING, (seq, seq)


def _standing(asked: Cursor, name: str) -> Standing:
    row = asked.fetchone()
    if row is None or row[0] is None or row[1] is None:
        raise StoreError(f"{name}: the tables of this casebook are not complete: run kztui team upgrade")
    schema, casebook, role, annotates, edits, newest, seq, identifier = row
    check(name, int(schema))
    rights = Rights.EDITOR if edits else Rights.ANALYST if annotates else Rights.READER
    return Standing(casebook, role, rights, newest, seq, identifier or "")


def _parts(entries: Sequence[Entry], size: int) -> Iterator[Sequence[Entry]]:
    return (entries[start : start + size] for start in range(0, len(entries), size))


def _as_array(entries: Iterable[Entry]) -> str:
    """Return entries as one JSON value, as which they take no escaping on the way."""
    rows = (f'["{kind}",{encode_json(identifier)},{record}]' for kind, identifier, record in entries)
    return f"[{','.join(rows)}]"


def _with_records(rows: Iterable[tuple[int, str, str]], entries: Iterable[Entry]) -> Iterator[Row]:
    """Yield rows with the records of `entries`, which are in the same order; those that were there are left out."""
    remaining = iter(entries)
    for seq, kind, identifier in rows:
        yield seq, kind, identifier, next(record for *one, record in remaining if one == [kind, identifier])


def _rows(connection: Connection, wanted: str) -> Iterator[Any]:
    """Yield the rows of the log of which a condition holds, as they come."""
    with connection.cursor().copy(f"copy ({_ROWS.format(wanted)}) to stdout".encode()) as copy:
        copy.set_types(["int8", "text", "text", "text"])
        yield from copy.rows()


def _records_version(head: Head) -> str:
    return f"{_name(head)}:{head.records}"


def _name(head: Head) -> str:
    """Return what the numbers of versions are of: a casebook, as it has been copied since the copy was begun."""
    return f"{head.casebook}/{head.filling}"


def _numbers(version: str, of: str) -> tuple[int | None, Mark]:
    """Return the number of the copy in a version, None when it is of something else, and the mark of what waited."""
    name, _, numbers = version.rpartition(":")
    number, _, mark = numbers.partition("+")
    rowid, _, identifier = mark.partition(".")
    return int(number) if name == of and number.isdigit() else None, (int(rowid or 0), identifier)


def _when(at: str) -> str:
    return at[:16].replace("T", " ") or "an earlier day"


def _entries(batch: Batch) -> list[Entry]:
    """Return the kind, id and JSON of each record of a batch."""
    named = (
        *(("report", one.id, one) for one in batch.reports),
        *(("incident", one.id, one) for one in batch.incidents),
        *(("suggestion", f"{one.incident} {one.like}", one) for one in batch.suggestions),
        *(("annotation", one.id, one) for one in batch.annotations),
        *(("search", one.id, one) for one in batch.searches),
    )
    return [(kind, identifier, encode_record(record).decode()) for kind, identifier, record in named]


def _batch(rows: Iterable[Sequence[str]], location: str, problems: list[str]) -> Batch:
    """Return the records of rows of the log; `problems` gets a line on each that cannot be read."""
    found: dict[str, list[tuple[str, bytes]]] = {kind: [] for kind in _KINDS}
    for kind, identifier, record in rows:
        found[kind].append((identifier, record.encode()))
    return Batch(*(tuple(_decoded(kind, some, location, problems)) for kind, some in found.items()))


def _decoded(kind: str, found: Sequence[tuple[str, bytes]], location: str, problems: list[str]) -> list[Any]:
    with suppress(ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return decode_records([record for _, record in found], _KINDS[kind])
    records: list[Any] = []
    for identifier, record in found:
        try:
            records.append(decode_record(record, _KINDS[kind]))
        except (ValueError, RecursionError) as error:
            problems.append(f"{location}: {kind} {identifier} cannot be read: {error}")
    return records
