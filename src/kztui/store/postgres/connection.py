"""Connections to the server, and its errors in words for users.

Writers take turns: whoever appends holds an advisory lock until the commit, so that numbers of the log follow the order
of the commits, and a reader who has seen number n has seen all before it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from kztui.errors import StoreError

CONNECT_SECONDS = 10
WRITERS = 0x6B7A_7475_69
"""The advisory lock of whoever appends: "kztui" in ASCII."""

Connection = psycopg.Connection[tuple[Any, ...]]


class Server:
    """The database at an address, and a connection for reading that is opened when it is first needed."""

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
        self._lock = RLock()
        self._reading: Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection whose queries all see the same state of the database. Raises StoreError."""
        with self._lock, explained(self.name):
            if self._reading is None or self._reading.closed:
                self._reading = self._connect()
            with self._reading.transaction():
                self._reading.execute("set transaction isolation level repeatable read, read only")
                yield self._reading

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection in a transaction in which nobody else appends; it must be committed. Raises StoreError."""
        with explained(self.name), self._connect() as connection:
            connection.autocommit = False
            connection.execute("select pg_advisory_xact_lock(%s)", (WRITERS,))
            yield connection
            connection.rollback()

    def close(self) -> None:
        """Close the connection for reading."""
        with self._lock:
            if self._reading is not None:
                self._reading.close()
                self._reading = None

    def _connect(self) -> Connection:
        return psycopg.connect(self.address, autocommit=True, connect_timeout=CONNECT_SECONDS, application_name="kztui")


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the server refuses into StoreErrors; `name` is that of the database."""
    try:
        yield
    except (errors.InvalidSchemaName, errors.UndefinedTable, errors.InvalidCatalogName) as error:
        raise StoreError(f"{name}: there is no casebook in this database: make one with kztui team init") from error
    except errors.InsufficientPrivilege as error:
        raise StoreError(f"{name}: your role is not allowed to do this: ask whoever keeps the database") from error
    except psycopg.OperationalError as error:
        raise StoreError(f"{name}: the server does not answer: {_first_line(error)}") from error
    except psycopg.Error as error:
        raise StoreError(f"{name}: the server refused: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1].strip() if lines else type(error).__name__
