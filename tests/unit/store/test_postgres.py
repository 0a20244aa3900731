"""A shared casebook: made, upgraded and used by its address, and what is said when that cannot be."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.store.base import Batch
from kztui.store.encoding import encode_record
from kztui.store.postgres import open_store
from kztui.store.postgres.members import admit
from kztui.store.postgres.schema import LATEST, migrations
from kztui.store.postgres.store import PostgresStore

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]
AddressOf = Callable[..., str]


def run(*words: str) -> Result:
    return CliRunner().invoke(kztui, words, catch_exceptions=False)


@pytest.fixture
def told(database: str, make_report: MakeReport, make_facts: MakeFacts, tmp_path: Path) -> str:
    """The address of a casebook with one incident."""
    report = make_report()
    with Casebook.open(database, author="ada", cache=tmp_path / "cache") as book:
        book.add([(report, [make_facts(report)])])
    return database


def test_a_casebook_is_made_opened_and_listed_by_its_address(empty_database: str, told: str) -> None:
    assert run("team", "init", empty_database).exit_code == 0
    assert run("list", "--casebook", empty_database).exit_code == 0
    row = json.loads(run("list", "--json", "--casebook", told).stdout)
    assert run("annotate", row["id"], "--note", "who says so?", "--casebook", told).exit_code == 0
    assert "who says so?" in run("show", row["id"], "--casebook", told).stdout
    assert run("undo", "--casebook", told).exit_code == 0
    assert "who says so?" not in run("show", row["id"], "--casebook", told).stdout
    assert run("check", "--casebook", told).exit_code == 0


def test_two_analysts_see_each_other(told: str, address_of: AddressOf) -> None:
    ada, bo = Casebook.open(address_of("ada")), Casebook.open(address_of("bo", Rights.ANALYST))
    (row,) = ada.search().rows(0, 9)
    bo.annotate(AnnotationKind.NOTE, Target(row.id), text="seen from here")
    assert ada.refresh()
    assert [(one.author, one.text) for one in ada.annotations(row.id)] == [("bo", "seen from here")]


def test_each_import_is_told_of_at_once(database: str, make_report: MakeReport, make_facts: MakeFacts) -> None:
    with psycopg.connect(database, autocommit=True) as listening, Casebook.open(database) as book:
        listening.execute("listen kztui")
        for words in (" A witness spoke.", " Another one spoke."):
            report = make_report(words)
            book.add([(report, [make_facts(report)])])
        assert len([*listening.notifies(timeout=10, stop_after=2)]) == 2


def test_two_programs_of_one_user_fill_one_copy_at_once(told: str) -> None:
    one, other = PostgresStore(told), PostgresStore(told)
    begun = one.version()
    with one._server.asking(*one._questions()) as (connection, answers):
        with Casebook.open(told) as book:
            book.annotate(AnnotationKind.NOTE, Target(book.search().rows(0, 1)[0].id), text="meanwhile")
        other.version()
        one._take(connection, answers)
    changes = one.changes_since(begun)
    assert changes
    assert [note.text for note in changes.batch.annotations] == ["meanwhile"]


def test_notes_of_many_at_once_are_all_kept_once(told: str, address_of: AddressOf) -> None:
    with Casebook.open(told) as book:
        (row,) = book.search().rows(0, 9)
    addresses = {name: address_of(name, Rights.ANALYST) for name in ("ada", "bo", "cy", "di")}

    def write(name: str) -> None:
        with Casebook.open(addresses[name]) as mine:
            for number in range(10):
                mine.annotate(AnnotationKind.NOTE, Target(row.id), text=f"{name} {number}")

    threads = [Thread(target=write, args=(name,)) for name in ("ada", "bo", "cy", "di")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [one.text for one in open_store(told).notebook().annotations]
    assert sorted(found) == sorted(f"{name} {number}" for name in ("ada", "bo", "cy", "di") for number in range(10))


def test_push_and_pull_carry_records_between_file_and_database(told: str, database: str, tmp_path: Path) -> None:
    bundle, casebook = tmp_path / "taken.zip", tmp_path / "mine.json"
    assert run("team", "pull", told, "place:Alga", "--output", str(bundle)).exit_code == 0
    assert run("import", str(bundle), "--casebook", str(casebook)).exit_code == 0
    row = json.loads(run("list", "--json", "--casebook", str(casebook)).stdout)
    assert run("annotate", row["id"], "--tag", "verify", "--casebook", str(casebook)).exit_code == 0
    pushed = run("team", "push", str(casebook), told)
    assert "Pushed 0 reports, 0 incidents, 1 annotation" in pushed.stderr
    again = json.loads(run("list", "--json", "--casebook", told).stdout)
    assert again["tags"] == ["verify"]


def test_the_log_is_only_appended_to(told: str) -> None:
    for change in ("delete from kztui.log", "update kztui.log set id = 'x'", "truncate kztui.log"):
        with psycopg.connect(told) as connection, pytest.raises(psycopg.Error, match="never changed"):
            connection.execute(change.encode())


def test_a_batch_that_fails_leaves_nothing(told: str) -> None:
    store = open_store(told)
    before = store.version()
    incident = next(store.records().incidents([0], [])).incident
    wrong = replace(incident, id="not an id")
    with pytest.raises(StoreError, match="the server refused"), store.transaction(before) as transaction:
        transaction.append(Batch(incidents=(incident, wrong)))
    assert store.version() == before


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://ada:secret@nowhere.invalid/kz", "leave it out, and put it into ~/.pgpass"),
        ("postgresql://nowhere.invalid/kz", "the server does not answer"),
        ("postgresql://[::1/kz", "not an address of PostgreSQL"),
        ("mysql://somewhere/kz", "there is no store mysql"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_line(address: str, says: str) -> None:
    done = run("list", "--casebook", address)
    assert done.exit_code == 1
    assert says in done.stderr
    assert "secret" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_without_a_casebook_says_how_to_make_one(empty_database: str) -> None:
    for words in (("list",), ("check",), ("annotate", "KZ-2016-0001", "--note", "x")):
        done = run(*words, "--casebook", empty_database)
        assert done.exit_code == 1
        assert "make one with kztui team init" in done.output
    assert "make one with kztui team init" in run("team", "upgrade", empty_database).stderr


def test_a_casebook_is_made_once(database: str) -> None:
    assert "there is a casebook in this database already" in run("team", "init", database).stderr
    assert "Nothing to do" in run("team", "upgrade", database).stderr


def test_a_casebook_in_partitions_is_like_any_other(
    empty_database: str, make_report: MakeReport, make_facts: MakeFacts, address_of: AddressOf
) -> None:
    assert run("team", "init", empty_database, "--partitions", "4").exit_code == 0
    admit(empty_database, "ada", Rights.EDITOR)
    ada = Casebook.open(empty_database.replace("postgres:@", "ada@"))
    report = make_report()
    ada.add([(report, [make_facts(report)])])
    (row,) = ada.search().rows(0, 9)
    ada.annotate(AnnotationKind.NOTE, Target(row.id), text="here")
    assert [one.text for one in Casebook.open(empty_database).annotations(row.id)] == ["here"]
    for change in ("delete from kztui.log", "insert into kztui.log (seq, kind, id, record) values (1, 'x', 'x', '{}')"):
        with psycopg.connect(ada.location) as connection, pytest.raises(psycopg.Error):
            connection.execute(change.encode())


def test_two_who_make_it_at_once_make_one(empty_database: str) -> None:
    done: list[int] = []
    threads = [Thread(target=lambda: done.append(_made(empty_database))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 1, 1]


def _made(address: str) -> int:
    from kztui.store.postgres.schema import create

    try:
        create(address)
    except StoreError:
        return 1
    return 0


@pytest.mark.parametrize(("version", "says"), [(LATEST + 1, "update kztui"), (LATEST - 1, "kztui team upgrade")])
def test_tables_of_another_version_are_left_alone(database: str, version: int, says: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("update kztui.meta set value = %s where key = 'schema'", (str(version),))
    done = run("list", "--casebook", database)
    assert done.exit_code == 1
    assert says in done.stderr


def test_a_casebook_of_the_first_tables_is_upgraded_with_what_is_in_it(
    empty_database: str, make_report: MakeReport
) -> None:
    report = make_report()
    with psycopg.connect(empty_database) as connection:
        connection.execute(migrations()[0][1].encode())
        connection.execute("insert into kztui.meta values ('schema', '1')")
        row = (7, "report", report.id, encode_record(report).decode())
        connection.execute("insert into kztui.log (seq, kind, id, record) values (%s, %s, %s, %s)", row)
    assert f"Upgraded in {LATEST - 1} steps" in run("team", "upgrade", empty_database).stderr
    book = Casebook.open(empty_database)
    assert book.report(report.id) == report
    book.add([(make_report(" More."), [])])
    assert book.report_count == 2
