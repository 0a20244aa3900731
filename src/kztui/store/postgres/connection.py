"""Connections to the server, and its errors in words for users.

Whoever imports decides upon all that is there, and so does it alone, under an advisory lock. Analysts write at the same
time, and wait for nobody.
"""

import logging
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import RLock
from typing import Any

import psycopg
from psycopg import errors
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict
from psycopg.waiting import Wait

from kztui.errors import StoreError

logging.getLogger("psycopg").addHandler(logging.NullHandler())
"""What it warns of on the way is raised as well, and said in one line: it is not to be on the user's screen."""

CONNECT_SECONDS = 10
RETRY_SECONDS = 2.0
"""After the server could not be reached, it is taken for away so long without trying again."""

IMPORTERS = 0x6B7A_7475_69
"""The advisory lock of whoever imports, or changes the tables: "kztui" in ASCII."""

CHANNEL = "kztui"
"""Where the server notifies of the newest number of the log."""

TELL = (
    f"select set_config('synchronous_commit', 'off', true), pg_notify('{CHANNEL}', max(seq)::text) from kztui.log"
).encode()
"""Apart from what it tells of, and without waiting for the disk: a transaction that notifies holds up all others."""

_SETTINGS: dict[str, Any] = {
    "autocommit": True,
    "application_name": "kztui",
    # a peer that is gone without a word is noticed in seconds, and whoever hangs in a transaction does not stop others
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_TURN = "set idle_in_transaction_session_timeout = '60s'; set lock_timeout = '60s'"

_PASSING = ("the database system is", "terminating connection")
_GONE = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.ConnectionException)

Connection = psycopg.Connection[tuple[Any, ...]]
Cursor = psycopg.Cursor[tuple[Any, ...]]

Query = tuple[str, Sequence[object]]
"""An SQL statement and its values."""


class UnreachableError(StoreError):
    """The server does not answer now: what was to be done can be done when it does."""


class Server:
    """The database at an address, and two connections, for importing and for all else, opened when first needed."""

    def __init__(self, address: str) -> None:
        """Raises StoreError for an address that cannot be used, or that has a password in it."""
        try:
            known = conninfo_to_dict(address)
        except psycopg.ProgrammingError as error:
            raise StoreError(f"{address}: this is not an address of PostgreSQL: {_first_line(error)}") from error
        if "password" in known:
            raise StoreError("a password in the address can be seen by others: leave it out, and put it into ~/.pgpass")
        self.address = address
        self.name = str(known.get("dbname") or known.get("user") or "postgresql")
        self._asking = _Connection(self)
        self._importing = _Connection(self)
        self._retry_at = 0.0
        self._trouble = ""

    @contextmanager
    def asking(self, *queries: Query) -> Iterator[tuple[Connection, list[Cursor]]]:
        """Yield a connection in no transaction, and the answers to queries, asked in one way there and back.

        Raises StoreError.
        """
        with self._asking.using(queries) as found:
            yield found

    def tell(self) -> None:
        """Notify all who listen of the newest number of the log, without waiting until that is done."""
        self._asking.send(TELL)

    @contextmanager
    def importing(self, *queries: Query) -> Iterator[tuple[Connection, list[Cursor]]]:
        """Yield a connection in a transaction in which nobody else imports, and the answers to queries in it.

        It must be committed. Raises StoreError.
        """
        begin: tuple[Query, ...] = (("begin", ()), (f"select pg_advisory_xact_lock({IMPORTERS})", ()))
        with self._importing.using((*begin, *queries)) as (connection, answers):
            yield connection, answers[len(begin) :]

    def close(self) -> None:
        """Close the connections."""
        self._asking.close()
        self._importing.close()

    def try_again(self) -> None:
        """Take the server for there, since it has just answered."""
        self._retry_at = 0.0

    def connect(self) -> Connection:
        """Return a new connection. Raises UnreachableError, at once when that was so a moment ago, and StoreError."""
        with explained(self.name):
            if time.monotonic() < self._retry_at:
                raise UnreachableError(self._trouble)
            try:
                connection = psycopg.connect(
                    self.address, connect_timeout=3 if self._trouble else CONNECT_SECONDS, **_SETTINGS
                )
                connection.execute(_TURN)
            except psycopg.OperationalError as error:
                if not _refused(error):
                    self._retry_at = time.monotonic() + RETRY_SECONDS
                    self._trouble = f"{self.name}: the server does not answer: {_first_line(error)}"
                raise
            self._trouble = ""
            return connection


class _Connection:
    """A connection that is kept between transactions, by one thread at a time and one process only."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = RLock()
        self._connection: Connection | None = None
        self._process = os.getpid()
        self._unanswered = False

    @contextmanager
    def using(self, first: Sequence[Query]) -> Iterator[tuple[Connection, list[Cursor]]]:
        """Yield the connection and the answers to the `first` queries; what is not committed is undone at the end."""
        with self._lock, explained(self._server.name):
            connection, answers = self._asked(first)
            try:
                yield connection, answers
            finally:
                with suppress(psycopg.Error):
                    connection.rollback()

    def send(self, statement: bytes) -> None:
        """Send a short statement that asks for nothing; whether it gets there is not looked at."""
        with self._lock:
            if connection := self._kept:
                with suppress(psycopg.Error):
                    connection.pgconn.send_query(statement)
                    connection.pgconn.flush()
                    self._unanswered = True

    def close(self) -> None:
        with self._lock:
            if connection := self._kept:
                connection.close()
            self._connection = None

    def _asked(self, first: Sequence[Query]) -> tuple[Connection, list[Cursor]]:
        """Ask the first queries; a connection that has died since it was used last is opened again."""
        if connection := self._kept:
            try:
                if self._unanswered:
                    connection.wait(_rest_of_answer(connection))
                    self._unanswered = False
                return connection, _answers(connection, first)
            except psycopg.OperationalError:
                if not connection.closed:
                    raise
        connection = self._server.connect()
        self._connection, self._process, self._unanswered = connection, os.getpid(), False
        return connection, _answers(connection, first)

    @property
    def _kept(self) -> Connection | None:
        """The connection, if it is there, and not that of the process forked from."""
        one = self._connection
        return one if one is not None and self._process == os.getpid() and not one.closed else None


def _rest_of_answer(connection: Connection) -> PQGen[None]:
    """Take the answer to what was sent, which has mostly come long since."""
    answering = True
    while answering:
        while connection.pgconn.is_busy():
            yield Wait.R
            connection.pgconn.consume_input()
        answering = connection.pgconn.get_result() is not None


def _answers(connection: Connection, queries: Sequence[Query]) -> list[Cursor]:
    def ask() -> list[Cursor]:
        return [connection.execute(statement.encode(), values) for statement, values in queries]

    if len(queries) == 1:  # what is long must not go through a pipeline: psycopg hangs when it cannot be sent at once
        return ask()
    with connection.pipeline():  # one way there and back for all of them
        return ask()


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the server refuses into StoreErrors; `name` is that of the database."""
    try:
        yield
    except (errors.InvalidSchemaName, errors.UndefinedTable, errors.InvalidCatalogName) as error:
        raise StoreError(f"{name}: there is no casebook in this database: make one with kztui team init") from error
    except errors.InsufficientPrivilege as error:
        raise StoreError(f"{name}: your role is not allowed to do this: ask whoever keeps the database") from error
    except errors.DiskFull as error:
        raise StoreError(f"{name}: the server has no room left: nothing was written, ask whoever keeps it") from error
    except errors.LockNotAvailable as error:
        raise UnreachableError(f"{name}: somebody else has been writing for a minute: try again later") from error
    except psycopg.OperationalError as error:
        if error.pgconn is not None and error.pgconn.needs_password:
            raise StoreError(f"{name}: the server wants a password: put it into ~/.pgpass or a service file") from error
        unreachable = isinstance(error, _GONE) or (error.sqlstate is None and not _refused(error))
        kind = UnreachableError if unreachable else StoreError
        words = "does not answer" if unreachable else "refused"
        raise kind(f"{name}: the server {words}: {_first_line(error)}") from error
    except psycopg.Error as error:
        raise StoreError(f"{name}: the server refused: {_first_line(error)}") from error


def _refused(error: psycopg.OperationalError) -> bool:
    """Return whether a server was there and refused the connection, for good as long as nothing is changed.

    libpq gives no code for that: `_PASSING` are the words of a server that starts or stops.
    """
    words = str(error)
    if error.pgconn is not None and error.pgconn.needs_password:
        return True
    return "FATAL:" in words and not any(passing in words for passing in _PASSING)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1].strip() if lines else type(error).__name__
