"""A shared casebook whose server goes away and comes back: nothing is lost, and nothing is there twice."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from kztui.casebook import Casebook
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.store.postgres import connection, open_store
from kztui.store.postgres.copy import LocalCopy
from tests.cuttable import CuttableNetwork
from tests.servers import PostgresServer, socket_of

AddressOf = Callable[..., str]
MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]
ENOUGH = 30.0  # seconds after which something that has not happened never will


@pytest.fixture(autouse=True)
def _try_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "RETRY_SECONDS", 0.0)


@pytest.fixture
def network(server: PostgresServer) -> Iterator[CuttableNetwork]:
    carried = CuttableNetwork(socket_of(server))
    yield carried
    carried.cut()


@pytest.fixture
def ada(address_of: AddressOf, network: CuttableNetwork) -> str:
    """An address at which ada reaches the casebook over the network."""
    return f"postgresql://ada@127.0.0.1:{network.port}/{conninfo_to_dict(address_of('ada'))['dbname']}"


@pytest.fixture
def incident(ada: str, make_report: MakeReport, make_facts: MakeFacts) -> str:
    """The id of the incident that is there."""
    report = make_report()
    with Casebook.open(ada) as book:
        book.add([(report, [make_facts(report)])])
        return book.search().rows(0, 1)[0].id


def told(database: str) -> list[str]:
    """Return the texts of the annotations that the server has, in its order."""
    with psycopg.connect(database) as reading:
        return [text for (text,) in reading.execute("select text from kztui.annotation order by seq")]


def test_what_is_written_while_the_server_is_away_is_sent_when_it_is_back(
    ada: str, database: str, incident: str, network: CuttableNetwork
) -> None:
    book = Casebook.open(ada)
    assert book.summary(incident).place
    network.cut()
    book.annotate(AnnotationKind.NOTE, Target(incident), text="from the train")
    assert book.standing == "away, 1 to send"
    again = Casebook.open(ada)
    again.annotate(AnnotationKind.TAG, Target(incident), text="verify")
    assert again.standing == "away, 2 to send"
    assert [one.text for one in again.annotations(incident)] == ["from the train", "verify"]
    assert "the server does not answer" in again.prepare()
    assert told(database) == []
    network.mend()
    assert again.refresh()
    assert again.standing == ""
    assert told(database) == ["from the train", "verify"]
    assert book.refresh()
    assert book.standing == ""
    assert [one.text for one in book.annotations(incident)] == ["from the train", "verify"]
    assert book.undo()
    assert book.search("tag:verify").count == 0


def test_a_note_whose_answer_was_lost_is_there_once(
    ada: str, database: str, incident: str, network: CuttableNetwork
) -> None:
    book = Casebook.open(ada)
    book.prepare()
    network.cut_after(b"insert into kztui.log")
    book.annotate(AnnotationKind.NOTE, Target(incident), text="did it arrive?")
    assert book.standing == "away, 1 to send"
    network.mend()
    assert book.refresh()
    assert book.standing == ""
    assert told(database) == ["did it arrive?"]
    assert [one.text for one in book.annotations(incident)] == ["did it arrive?"]


def test_a_note_after_a_cut_that_nobody_noticed_is_sent_at_once(
    ada: str, database: str, incident: str, network: CuttableNetwork
) -> None:
    book = Casebook.open(ada)
    book.annotate(AnnotationKind.NOTE, Target(incident), text="before")
    network.cut()
    network.mend()
    book.annotate(AnnotationKind.NOTE, Target(incident), text="after")
    assert book.standing == ""
    assert told(database) == ["before", "after"]


def test_an_import_whose_answer_was_lost_can_be_run_again(
    ada: str, database: str, network: CuttableNetwork, make_report: MakeReport, make_facts: MakeFacts
) -> None:
    report = make_report()
    with Casebook.open(ada) as book:
        book.prepare()
        network.cut_after(b"commit")
        with pytest.raises(StoreError, match="run it again"):
            book.add([(report, [make_facts(report)])])
        with pytest.raises(StoreError, match="nothing can be imported while the server is away"):
            book.add([(report, [make_facts(report)])])
        network.mend()
        assert book.add([(report, [make_facts(report)])]).known == 1
        assert (book.incident_count, book.report_count) == (1, 1)


def test_two_verdicts_that_did_not_know_of_each_other_are_a_conflict(
    ada: str, incident: str, network: CuttableNetwork, address_of: AddressOf
) -> None:
    book, other = Casebook.open(ada), Casebook.open(address_of("bo", Rights.ANALYST))
    target = Target(incident, next(fact.id for fact in book.incident(incident).facts if fact.field == "killed"))
    network.cut()
    book.annotate(AnnotationKind.VERDICT, target, verdict=Verdict.REJECTED)
    other.annotate(AnnotationKind.VERDICT, target, verdict=Verdict.CONFIRMED)
    network.mend()
    assert book.refresh()
    assert other.refresh()
    for each in (book, other):
        (problem,) = each.check()
        assert "ada" in problem
        assert "bo" in problem


def test_what_the_server_refuses_goes_on_waiting(
    ada: str, database: str, incident: str, network: CuttableNetwork, address_of: AddressOf
) -> None:
    book = Casebook.open(ada)
    book.prepare()
    network.cut()
    book.annotate(AnnotationKind.NOTE, Target(incident), text="kept")
    address_of("ada", Rights.READER)
    network.mend()
    book.refresh()
    assert book.standing == "1 to send"
    assert told(database) == []
    assert "kept, and not sent" in Casebook.open(ada).prepare()
    address_of("ada", Rights.ANALYST)
    book.refresh()
    assert book.standing == "analyst"
    assert told(database) == ["kept"]


def test_a_copy_of_an_older_backup_is_filled_again(ada: str, database: str, incident: str) -> None:
    book = Casebook.open(ada)
    book.annotate(AnnotationKind.NOTE, Target(incident), text="after the backup")
    with psycopg.connect(database) as restoring:
        restoring.execute("alter table kztui.log disable trigger log_is_append_only")
        restoring.execute("delete from kztui.log where kind = 'annotation'")
        restoring.execute("select setval('kztui.log_seq', (select max(seq) from kztui.log))")
    Casebook.open(database).annotate(AnnotationKind.NOTE, Target(incident), text="another")
    assert book.refresh()
    assert [one.text for one in book.annotations(incident)] == ["another"]


def test_a_broken_local_copy_is_filled_again(ada: str, incident: str) -> None:
    with Casebook.open(ada) as book:
        path = Path(book.places["local copy"])
    for beside in path.parent.glob("log.db*"):
        beside.unlink()
    path.write_bytes(b"not a database" * 100)
    with Casebook.open(ada) as book:
        assert book.summary(incident).place


def test_a_late_commit_is_not_skipped(database: str, incident: str) -> None:
    store = open_store(database)
    before = store.version()
    insert = (
        "insert into kztui.log (kind, id, record) values ('annotation', %s,"
        """ json_build_object('id', %s::text, 'kind', 'note', 'target', json_build_object('incident', 'KZ-2016-0001'),
        'author', 'x', 'created', '2020-01-01T00:00:00Z', 'text', %s::text))"""
    )
    with psycopg.connect(database) as first:
        first.execute(insert, ("a-1", "a-1", "first"))
        with psycopg.connect(database) as second:
            second.execute(insert, ("a-2", "a-2", "second"))
        changes = store.changes_since(before)
        assert changes
        assert [one.text for one in changes.batch.annotations] == ["second"]
    found = store.changes_since(changes.version)
    assert found
    assert [one.text for one in found.batch.annotations] == ["first"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sets(st.integers(1, 40), min_size=1), max_size=8))
def test_the_numbers_that_have_not_come_are_asked_for(chunks: list[set[int]]) -> None:
    with TemporaryDirectory() as folder:
        copy = LocalCopy(Path(folder) / "log.db")
        come: set[int] = set()
        for chunk in chunks:
            list(copy.add([(seq, "annotation", f"a-{seq}", "{}") for seq in chunk]))
            come |= chunk
            with sqlite3.connect(":memory:") as there:
                there.execute("create table log (seq integer)")
                there.executemany("insert into log values (?)", [(seq,) for seq in range(1, 50)])
                asked = there.execute(f"select seq from log where {copy.wanted()}").fetchall()
            assert {seq for (seq,) in asked} == set(range(1, 50)) - come
        assert [seq for (seq,) in copy.rows("select seq from log order by seq")] == sorted(come)
        copy.close()


def test_whoever_listens_is_woken_by_what_others_write_and_after_a_cut(
    ada: str, database: str, incident: str, network: CuttableNetwork
) -> None:
    book, woken = Casebook.open(ada), Event()
    book.listen(woken.set)
    assert woken.wait(ENOUGH)  # the connection is there: something may have been missed before
    woken.clear()
    Casebook.open(database).annotate(AnnotationKind.NOTE, Target(incident), text="now")
    assert woken.wait(ENOUGH)
    assert book.refresh() or book.annotations(incident)
    network.cut()
    woken.clear()
    assert woken.wait(ENOUGH)
    network.mend()
    while book.standing:
        woken.wait(ENOUGH)
        book.refresh()
    book.close()
