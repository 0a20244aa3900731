"""What can be wrong with a server, a password, a clock or a note: a line each, and nothing lost."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from click.testing import CliRunner, Result

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import StoreError
from kztui.model import annotation
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.rights import Rights
from kztui.store.postgres.connection import UnreachableError, explained
from kztui.store.postgres.schema import LATEST, migrations, upgrade
from tests.servers import PostgresServer

AddressOf = Callable[..., str]


def run(*words: str) -> Result:
    return CliRunner().invoke(kztui, words, catch_exceptions=False)


@pytest.fixture
def locked(server: PostgresServer, address_of: AddressOf) -> Iterator[str]:
    """The address of somebody of whom the server wants a password, which is "right one"."""
    address = address_of("locked", Rights.ANALYST)
    access = server.pgdata / "pg_hba.conf"
    before = access.read_text()
    access.write_text(f"local all locked scram-sha-256\n{before}")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("alter role locked password 'right one'")
        connection.execute("select pg_reload_conf()")
        while not _asks(address):
            pass
    yield address
    access.write_text(before)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("select pg_reload_conf()")


def _asks(address: str) -> bool:
    """Return whether the server asks for a password by now."""
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return True
    return False


def test_a_password_is_taken_from_where_libpq_looks_and_a_wrong_one_is_a_line(
    locked: str, incident: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = run("list", "--casebook", locked)
    assert missing.exit_code == 1
    assert "the server wants a password: put it into ~/.pgpass" in missing.stderr
    assert len(missing.stderr.strip().splitlines()) == 1
    monkeypatch.setenv("PGPASSWORD", "wrong one")
    wrong = run("list", "--casebook", locked)
    assert wrong.exit_code == 1
    assert 'password authentication failed for user "locked"' in wrong.stderr
    assert "wrong one" not in wrong.stderr
    monkeypatch.delenv("PGPASSWORD")
    passwords = tmp_path / "pgpass"
    passwords.write_text("*:*:*:locked:right one\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert incident in run("list", "--json", "--casebook", locked).stdout


def test_the_screen_is_not_opened_on_what_cannot_be_reached(database: str) -> None:
    for address, says in (
        ("postgresql://ada@127.0.0.1:1/incidents", "the server does not answer"),
        (database.replace("postgres:@", "nobody_knows@"), 'role "nobody_knows" does not exist'),
    ):
        for _ in range(2):  # a refusal is the same when it is asked again at once
            done = run(address)
            assert done.exit_code == 1
            assert says in done.stderr
            assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_of_another_program_is_left_alone(empty_database: str) -> None:
    with psycopg.connect(empty_database) as connection:
        connection.execute("create schema kztui")
        connection.execute("create table kztui.meta (name text)")
    for words in (("list", "--casebook", empty_database), ("team", "init", empty_database)):
        done = run(*words)
        assert done.exit_code == 1
        assert len(done.stderr.strip().splitlines()) == 1
    with psycopg.connect(empty_database) as connection:
        row = connection.execute("select count(*) from pg_tables where schemaname = 'kztui'").fetchone()
        assert row == (1,)


def test_a_server_without_room_is_a_line_and_nothing_is_lost(
    database: str, address_of: AddressOf, incident: str
) -> None:
    book = Casebook.open(address_of("ada"))
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "create function no_room() returns trigger language plpgsql as $$"
            " begin raise exception 'could not extend file' using errcode = '53100'; end $$"
        )
        connection.execute("create trigger no_room before insert on kztui.log execute function no_room()")
        with pytest.raises(StoreError, match="the server has no room left: nothing was written"):
            book.annotate(AnnotationKind.NOTE, Target(incident), text="late")
        connection.execute("drop trigger no_room on kztui.log")
    assert book.standing == ""
    book.annotate(AnnotationKind.NOTE, Target(incident), text="late")
    assert [one.text for one in Casebook.open(database).annotations(incident)] == ["late"]


def test_a_note_of_a_megabyte_is_kept_whole(database: str, address_of: AddressOf, incident: str) -> None:
    text = "Қанша? " * 150_000
    Casebook.open(address_of("ada")).annotate(AnnotationKind.NOTE, Target(incident), text=text)
    (note,) = Casebook.open(database).annotations(incident)
    assert note.text == text.strip()


def test_a_clock_that_is_an_hour_ahead_changes_no_order(
    address_of: AddressOf, incident: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead:
        @staticmethod
        def now(tz: object) -> datetime:
            return datetime.now(UTC) + timedelta(hours=1)

    ada, bo = Casebook.open(address_of("ada")), Casebook.open(address_of("bo"))
    with monkeypatch.context() as ahead:
        ahead.setattr(annotation, "datetime", Ahead)
        ada.annotate(AnnotationKind.NOTE, Target(incident), text="first")
    bo.annotate(AnnotationKind.NOTE, Target(incident), text="second")
    assert ada.refresh()
    for book in (ada, bo):
        assert [one.text for one in book.annotations(incident)] == ["first", "second"]
    assert bo.undo()
    assert ada.refresh()
    assert [one.text for one in ada.annotations(incident)] == ["first"]


def test_two_upgrades_at_once_take_turns(empty_database: str) -> None:
    with psycopg.connect(empty_database) as connection:
        connection.execute(migrations()[0][1].encode())
        connection.execute("insert into kztui.meta values ('schema', '1')")
    done: list[int] = []
    threads = [Thread(target=lambda: done.append(upgrade(empty_database))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 0, LATEST - 1]


@pytest.mark.parametrize(
    ("words", "away"),
    [
        ("FATAL:  the database system is shutting down", True),
        ("FATAL:  terminating connection due to administrator command", True),
        ("Connection refused", True),
        ('FATAL:  role "ada" does not exist', False),
    ],
)
def test_a_server_that_stops_while_one_connects_is_away(words: str, away: bool) -> None:
    with pytest.raises(StoreError) as told, explained("kz"):
        raise psycopg.OperationalError(f'connection failed: connection to server at "::1", port 5432 failed: {words}')
    assert isinstance(told.value, UnreachableError) is away


def test_what_the_driver_warns_of_on_the_way_is_not_printed() -> None:
    warn = "import logging, kztui.store.postgres.connection as _; logging.getLogger('psycopg').warning('aborted')"
    done = subprocess.run((sys.executable, "-W", "ignore", "-c", warn), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
