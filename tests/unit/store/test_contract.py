"""What every store promises to a casebook."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from msgspec.structs import replace

from kztui.casebook.casebook import Casebook
from kztui.model.annotation import Annotation, AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch, Changes, Store, Version, read_all
from kztui.store.postgres import open_store
from kztui.store.tinydb.journaled import HELD
from kztui.store.tinydb.store import TinyStore
from tests.unit.store.memory_store import MemoryStore

Open = Callable[[], Store]
MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]
ENOUGH = 30.0  # seconds after which a thread that has not ended hangs
ID = "KZ-2016-0001"


@pytest.fixture(params=["tinydb", "tinydb, big", "memory", "postgres"])
def open_again(request: pytest.FixtureRequest, path: Path) -> Open:
    """Opens the same store, once more each time, as another program would."""
    if request.param.startswith("tinydb"):
        return lambda: TinyStore(path, held=0 if "big" in request.param else HELD)
    if request.param == "postgres":
        address = request.getfixturevalue("database")
        return lambda: open_store(address)
    return MemoryStore().again


@pytest.fixture
def batch(make_report: MakeReport, make_facts: MakeFacts) -> Batch:
    """Two reports, an incident, and a suggestion."""
    report, other = make_report(), make_report(" More.")
    return Batch((report, other), (Incident(ID, make_facts(report)),), (Suggestion(ID, "KZ-2016-0002", ("why",), 2.5),))


_numbers = count(1)


def note(text: str) -> Annotation:
    number = next(_numbers)
    created = datetime(2016, 3, 9, tzinfo=UTC)
    return Annotation(f"a-{number:012x}", AnnotationKind.NOTE, Target(ID), "ada", created, text, count=number)


def search(name: str) -> SavedSearch:
    return SavedSearch(f"s-{name}", name, "killed:>1", "ada", datetime(2016, 3, 9, tzinfo=UTC))


def append(store: Store, batch: Batch, since: Version | None = None) -> Version:
    with store.transaction(since or store.version()) as transaction:
        return transaction.append(batch).version


def changes(store: Store, since: Version) -> Changes:
    found = store.changes_since(since)
    assert found
    return found


def test_a_new_store_is_empty(open_again: Open) -> None:
    store = open_again()
    records, notebook = read_all(store.records()), store.notebook()
    assert (records.reports, records.incidents, records.suggestions, records.problems) == ({}, {}, (), ())
    assert (notebook.annotations, notebook.searches, notebook.problems) == ((), (), ())
    assert store.version() == Version(records.version, notebook.version)
    assert (store.obstacle, store.notice) == ("", "")


def test_what_is_appended_is_read_by_all(open_again: Open, batch: Batch) -> None:
    mine, other = open_again(), open_again()
    version = append(mine, batch)
    noted = append(mine, Batch(annotations=(note("who?"),), searches=(search("raids"),)))
    for store in (mine, other, open_again()):
        records, notebook = read_all(store.records()), store.notebook()
        assert tuple(records.reports.values()) == batch.reports
        assert tuple(records.incidents.values()) == batch.incidents
        assert records.suggestions == batch.suggestions
        assert [one.text for one in notebook.annotations] == ["who?"]
        assert [one.name for one in notebook.searches] == ["raids"]
        assert store.version() == noted == Version(records.version, notebook.version)
    assert version.records == noted.records
    assert version.notebook != noted.notebook


def test_versions_say_whether_anything_has_changed(open_again: Open, batch: Batch) -> None:
    store, other = open_again(), open_again()
    seen = {store.version()}
    for appended in (batch, Batch(annotations=(note("a"),)), Batch(searches=(search("a"),))):
        version = append(store, appended)
        assert store.version() == other.version() == version
        assert version not in seen
        seen.add(version)
    other.tidy(lambda: (), lambda done, total: None)
    store.close(lambda: ())
    assert store.version() == other.version() == open_again().version() == version


def test_changes_since_a_version_are_what_was_appended(open_again: Open, batch: Batch) -> None:
    store, other = open_again(), open_again()
    first = append(store, batch)
    assert changes(other, first) == (Batch(), first)
    one, two = note("one"), note("two")
    middle = append(store, Batch(annotations=(one,)))
    last = append(store, Batch(annotations=(two,), searches=(search("raids"),)))
    assert changes(other, first) == (Batch(annotations=(one, two), searches=(search("raids"),)), last)
    assert changes(other, middle).batch.annotations == (two,)
    assert changes(other, last).batch == Batch()
    assert other.changes_since(Version("no such", "version")) is None


def test_an_incident_takes_the_place_of_one_with_its_id(open_again: Open, batch: Batch) -> None:
    store = open_again()
    before = append(store, batch)
    (incident,) = batch.incidents
    less = replace(incident, facts=incident.facts[:2])
    append(store, Batch(incidents=(less, replace(incident, id="KZ-2016-0002"))))
    assert changes(store, before).batch.incidents == (less, replace(incident, id="KZ-2016-0002"))
    for opened in (store, open_again()):
        source = opened.records()
        assert [one.number for one in source.incidents(range(2), [])] == [0, 1]
        assert read_all(source).incidents[ID] == less
        assert source.total == 2
    store.close(lambda: ())
    assert read_all(open_again().records()).incidents[ID] == less


def test_the_json_of_an_incident_changes_with_it_only(open_again: Open, batch: Batch) -> None:
    store = open_again()
    (incident,) = batch.incidents
    append(store, replace(batch, incidents=(incident, replace(incident, id="KZ-2016-0002"))))
    before = [store.records().incident_json(number) for number in range(2)]
    append(store, Batch(incidents=(replace(incident, facts=incident.facts[:1]),)))
    after = [store.records().incident_json(number) for number in range(2)]
    store.close(lambda: ())
    assert after[0] != before[0]
    assert after[1] == before[1]
    assert [open_again().records().incident_json(number) for number in range(2)] == after


def test_a_saved_search_takes_the_place_of_its_earlier_state(open_again: Open) -> None:
    store = open_again()
    append(store, Batch(searches=(search("raids"), search("riots"))))
    append(store, Batch(searches=(replace(search("raids"), seen=7),)))
    store.close(lambda: ())
    assert [(one.name, one.seen) for one in open_again().notebook().searches] == [("raids", 7), ("riots", 0)]


def test_annotations_are_in_their_own_order(open_again: Open) -> None:
    store = open_again()
    late, early = replace(note("late"), count=9_000), replace(note("early"), count=8_000)
    append(store, Batch(annotations=(late,)))
    append(store, Batch(annotations=(early,)))
    assert [one.text for one in open_again().notebook().annotations] == ["early", "late"]


def test_a_transaction_says_what_others_have_appended(open_again: Open, batch: Batch) -> None:
    mine, other = open_again(), open_again()
    before = append(mine, batch)
    theirs = note("theirs")
    append(other, Batch(annotations=(theirs,)))
    with mine.transaction(before) as transaction:
        assert transaction.changes
        assert transaction.changes.batch == Batch(annotations=(theirs,))
        after = transaction.append(Batch(annotations=(note("mine"),))).version
    assert mine.version() == other.version() == after
    with mine.transaction(Version("no such", "version")) as transaction:
        assert transaction.changes is None


def test_a_transaction_that_fails_appends_nothing(open_again: Open, batch: Batch) -> None:
    store = open_again()
    before = append(store, batch)
    with pytest.raises(RuntimeError), store.transaction(before):
        raise RuntimeError
    assert store.version() == open_again().version() == before
    append(store, Batch(annotations=(note("after"),)))
    assert [one.text for one in open_again().notebook().annotations] == ["after"]


def test_nobody_writes_while_a_transaction_lasts(open_again: Open, batch: Batch) -> None:
    first, second = open_again(), open_again()
    begun, order = Event(), list[str]()

    def late() -> None:
        begun.set()
        with second.transaction(second.version()):
            order.append("second")

    with first.transaction(first.version()) as transaction:
        waiting = Thread(target=late, daemon=True)
        waiting.start()
        assert begun.wait(ENOUGH)
        order.append("first")  # a store may let the next one in as soon as it has appended
        transaction.append(batch)
    waiting.join(ENOUGH)
    assert order == ["first", "second"]


def test_letters_of_all_kinds_are_read_back_alike(open_again: Open, make_report: MakeReport) -> None:
    report = make_report(" Құлсары — “сколько?” 👩🏽‍🚒")
    append(open_again(), Batch((report,), annotations=(note("Қанша? 👩🏽‍🚒"),)))
    store = open_again()
    store.close(lambda: ())
    assert tuple(read_all(open_again().records()).reports.values()) == (report,)
    assert open_again().notebook().annotations[0].text == "Қанша? 👩🏽‍🚒"


def test_a_casebook_works_upon_it(open_again: Open, make_report: MakeReport, make_facts: MakeFacts) -> None:
    book = Casebook(open_again(), "ada", Path("no cache"))
    other = Casebook(open_again(), "bo", Path("no cache"))
    report = make_report()
    assert book.add([(report, [make_facts(report)])]).incidents == 1
    (row,) = other.search("place:Alga").rows(0, 9)
    other.annotate(AnnotationKind.NOTE, Target(row.id), text="from bo")
    assert book.refresh()
    assert [one.text for one in book.annotations(row.id)] == ["from bo"]
    book.annotate(AnnotationKind.TAG, Target(row.id), text="verify")
    assert book.undo()
    assert other.refresh()
    assert [one.text for one in other.annotations(row.id)] == ["from bo"]
    again = Casebook(open_again(), "ada", Path("no cache"))
    assert [one.text for one in again.redo()] == ["verify"]
    assert again.summary(row.id).tags == ("verify",)
    assert again.check() == ()
