"""A real PostgreSQL server for the tests of shared casebooks, with a database for each test."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.store.postgres.members import admit
from kztui.store.postgres.schema import create
from tests.servers import PostgresServer, new_database, running_server

_numbers = count(1)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the local copies of shared casebooks, and what waits for them, apart from the user's."""
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    with running_server(durable=False) as started:
        yield started


@pytest.fixture
def make_database(server: PostgresServer) -> Callable[[], str]:
    """Makes a database without tables and returns its address."""

    def make() -> str:
        return new_database(server, f"kztui_{next(_numbers)}")

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


@pytest.fixture
def incident(
    address_of: Callable[..., str],
    make_report: Callable[..., Report],
    make_facts: Callable[[Report], tuple[Fact, ...]],
) -> str:
    """The id of an incident that an editor has imported into the casebook of `database`."""
    report = make_report()
    with Casebook.open(address_of("ed")) as book:
        book.add([(report, [make_facts(report)])])
        return book.search().rows(0, 1)[0].id
