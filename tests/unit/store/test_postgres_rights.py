"""Who may do what in a shared casebook, by its own words and by those of the server."""

import json
from collections.abc import Callable

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg import errors

from kztui.casebook import Casebook
from kztui.casebook.team import as_reader, as_role
from kztui.cli.program import kztui
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.report import Report
from kztui.model.rights import Rights

AddressOf = Callable[..., str]
MakeReport = Callable[..., Report]

INSERT = "insert into kztui.log (kind, id, record, pushed) values (%s, %s, %s, %s)"


def run(*words: str) -> Result:
    return CliRunner().invoke(kztui, words, catch_exceptions=False)


def insert(address: str, kind: str, author: str, *, identifier: str = "a-1", pushed: bool = False) -> None:
    """Insert a record as somebody would who does not use the program."""
    record = json.dumps({"id": identifier, "author": author})
    with psycopg.connect(address) as connection:
        connection.execute(INSERT, (kind, identifier, record, pushed))


def test_the_author_is_the_role_whatever_one_calls_oneself(address_of: AddressOf, incident: str) -> None:
    book = Casebook.open(address_of("ada", Rights.ANALYST), author="somebody else")
    assert book.annotate(AnnotationKind.NOTE, Target(incident), text="mine").author == "ada"
    assert book.as_author("somebody else").annotate(AnnotationKind.TAG, Target(incident), text="b").author == "ada"


@pytest.mark.parametrize(
    ("rights", "kind", "author", "pushed"),
    [
        (Rights.READER, "annotation", "ada", False),
        (Rights.ANALYST, "annotation", "bo", False),
        (Rights.ANALYST, "annotation", "bo", True),
        (Rights.ANALYST, "search", "bo", False),
        (Rights.ANALYST, "report", "ada", False),
        (Rights.ANALYST, "incident", "ada", True),
        (Rights.EDITOR, "annotation", "bo", False),
    ],
)
def test_the_server_refuses_what_a_right_does_not_cover(
    address_of: AddressOf, rights: Rights, kind: str, author: str, pushed: bool
) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        insert(address_of("ada", rights), kind, author, pushed=pushed)


def test_the_server_takes_what_a_right_covers(address_of: AddressOf, database: str) -> None:
    insert(address_of("ada", Rights.ANALYST), "annotation", "ada", identifier="a-1")
    insert(address_of("ed", Rights.EDITOR), "annotation", "bo", identifier="a-2", pushed=True)
    insert(address_of("ed", Rights.EDITOR), "incident", "", identifier="KZ-2016-0001")
    with psycopg.connect(database) as connection:
        rows = connection.execute("select author, role, pushed from kztui.annotation order by seq").fetchall()
    assert rows == [("ada", "ada", False), ("bo", "ed", True)]


@pytest.mark.parametrize(
    "statement",
    [
        "update kztui.log set record = record",
        "delete from kztui.log",
        "truncate kztui.log",
        "insert into kztui.log (seq, kind, id, record) values (1, 'annotation', 'a-9', '{}')",
        "insert into kztui.log (kind, id, record, role) values ('annotation', 'a-9', '{}', 'bo')",
        "update kztui.meta set value = '99'",
        "alter table kztui.log disable row level security",
        "select setval('kztui.log_seq', 1)",
    ],
)
def test_nobody_gets_around_the_rights(address_of: AddressOf, incident: str, statement: str) -> None:
    with psycopg.connect(address_of("ed")) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_a_reader_reads_and_is_told_that_it_cannot_write(address_of: AddressOf, incident: str) -> None:
    address = address_of("ada", Rights.READER)
    assert json.loads(run("list", "--json", "--casebook", address).stdout)["id"] == incident
    done = run("annotate", incident, "--note", "mine", "--casebook", address)
    assert done.exit_code == 1
    assert "You may read this casebook and not change it: ask whoever keeps it for the role analyst." in done.stderr


def test_an_analyst_annotates_and_does_not_import(
    address_of: AddressOf, incident: str, make_report: MakeReport
) -> None:
    book = Casebook.open(address_of("ada", Rights.ANALYST))
    assert book.standing == "analyst"
    assert book.lacks(Rights.ANALYST) == ""
    assert "role editor" in book.lacks(Rights.EDITOR)
    with pytest.raises(StoreError, match="role editor"):
        book.add([(make_report(" More."), [])])
    assert book.report_count == 1


def test_a_role_without_rights_is_told_so(database: str, address_of: AddressOf) -> None:
    address_of("nobody")
    with psycopg.connect(database, autocommit=True) as connection:
        base = connection.execute("select value from kztui.meta where key = 'roles'").fetchone()
        assert base
        connection.execute(f"revoke {base[0]}_editor from nobody".encode())
    done = run("list", "--casebook", database.replace("postgres:@", "nobody@"))
    assert done.exit_code == 1
    assert "your role is not allowed to do this: ask whoever keeps the database" in done.stderr


def test_rights_are_given_changed_and_listed(database: str, address_of: AddressOf) -> None:
    assert run("team", "add", database, "ada", "editor").exit_code == 0
    assert "ada is now an analyst" in run("team", "add", database, "ada", "analyst").stderr
    assert run("team", "members", database).stdout.split() == ["ada", "analyst"]
    assert "your role may not give rights" in run("team", "add", address_of("bo"), "cy", "editor").stderr


def test_a_pushed_record_keeps_its_author_beside_who_pushed_it(
    address_of: AddressOf, database: str, incident: str
) -> None:
    mine = Casebook.open(address_of("ada"))
    other = Casebook.open(address_of("bo"))
    mine.annotate(AnnotationKind.NOTE, Target(incident), text="mine")
    other.take_in(mine.batch())
    stated = mine.batch().annotations[0]
    from msgspec.structs import replace

    from kztui.store.base import Batch

    other.take_in(Batch(annotations=(replace(stated, id="a-elsewhere", author="zoë"),)))
    with psycopg.connect(database) as connection:
        rows = connection.execute("select author, role, pushed from kztui.annotation order by seq").fetchall()
    assert rows == [("ada", "ada", False), ("zoë", "bo", True)]


def test_a_server_of_the_screen_stands_for_a_role_or_reads_only(
    database: str, address_of: AddressOf, incident: str
) -> None:
    address_of("ada", Rights.ANALYST)
    book = Casebook.open(as_role(database, "ada"))
    assert book.standing == "analyst"
    assert book.annotate(AnnotationKind.NOTE, Target(incident), text="mine").author == "ada"
    with pytest.raises(errors.InsufficientPrivilege):
        insert(as_role(database, "ada"), "annotation", "bo")
    assert Casebook.open(as_reader(database)).incident(incident).facts
    with pytest.raises(errors.ReadOnlySqlTransaction):
        insert(as_reader(database), "annotation", "postgres")
    done = run("serve", address_of("bo"), "--port", "0", "--write", "--author", "ada")
    assert done.exit_code == 1
    assert 'permission denied to set role "ada"' in done.stderr
