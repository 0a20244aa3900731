"""Saved searches and the history of queries survive, and tell what is new."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from kztui.casebook import Casebook
from kztui.errors import UserError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact, Field
from kztui.model.report import Report
from kztui.search import opening
from kztui.search.query.parser import QueryError
from tests.files import notes_file, records_file

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


@pytest.mark.parametrize("small", [4_000_000, 0], ids=["in memory", "with an index"])
def test_a_saved_search_survives_and_counts_what_is_new(
    casebook: Casebook, make_report: MakeReport, make_facts: MakeFacts, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SMALL", small)
    cache = records_file(casebook).parent / "cache"
    book = Casebook.open(casebook.location, author="ada", cache=cache)
    saved = book.searches.save("Raids  at Alga", "place:Alga ", key="1")
    book.searches.save("Elsewhere", "-place:Alga ")
    assert [book.searches.counts(search) for search in book.searches.all()] == [(0, 0), (1, 0)]
    reports = [make_report(f" Witness {number} spoke.") for number in range(3)]
    book.add([(report, [make_facts(report)]) for report in reports])
    new = next(row.id for row in book.search().rows(0, 9) if row.id != "KZ-2016-0001")
    book.annotate(AnnotationKind.TAG, Target(new), text="verify")
    again = Casebook.open(casebook.location, author="bo", cache=cache)
    searches = again.searches.all()
    assert [(search.name, search.key) for search in searches] == [("Elsewhere", ""), ("Raids at Alga", "1")]
    assert [again.searches.counts(search) for search in searches] == [(0, 0), (4, 3)]
    again.searches.open(saved)
    assert [again.searches.counts(search) for search in again.searches.all()] == [(0, 0), (4, 0)]
    assert again.annotations(new)


@pytest.mark.parametrize("small", [4_000_000, 0], ids=["in memory", "with an index"])
def test_what_the_analyst_splits_off_is_not_new(
    casebook: Casebook, make_report: MakeReport, make_facts: MakeFacts, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SMALL", small)
    book = Casebook.open(casebook.location, author="ada", cache=records_file(casebook).parent / "cache")
    arson = [fact.id for fact in book.incident("KZ-2016-0001").facts if fact.field is Field.TYPE]
    book.decisions.split("KZ-2016-0001", arson)
    book.searches.save("untold", "-has:killed")
    book.searches.save("told", "has:killed")
    report = make_report(" Witness 1 spoke.")
    book.add([(report, [make_facts(report)])])
    again = Casebook.open(casebook.location, cache=records_file(casebook).parent / "cache")
    assert [again.searches.counts(search) for search in again.searches.all()] == [(2, 1), (1, 0)]


def test_a_name_stands_once_and_can_be_taken_back(casebook: Casebook) -> None:
    first = casebook.searches.save("raids", "killed:>1 ")
    casebook.searches.save("raids", "killed:>2 ")
    assert [search.query for search in casebook.searches.all()] == ["killed:>2"]
    (search,) = casebook.searches.all()
    casebook.searches.remove(search)
    assert casebook.searches.all() == []
    casebook.searches.restore(search)
    assert [one.id for one in casebook.searches.all()] == [search.id]
    casebook.searches.remove(search)
    with TinyDB(notes_file(casebook)) as file:
        kept = file.table("saved_searches").all()
    assert [record["id"] for record in kept] == [first.id, search.id]
    assert all(record["retracted"] for record in kept)


def test_what_cannot_be_saved_is_told(casebook: Casebook) -> None:
    with pytest.raises(QueryError):
        casebook.searches.save("broken", "killed:>=five")
    with pytest.raises(UserError, match="a name"):
        casebook.searches.save(" ", "killed:>1")
    with pytest.raises(UserError, match="a query"):
        casebook.searches.save("everything", " ")
    for key in ("ab", "!"):
        with pytest.raises(UserError, match="one letter or digit"):
            casebook.searches.save("raids", "killed:>1", key=key)
    assert casebook.searches.all() == []


def test_a_key_opens_one_search_only(casebook: Casebook) -> None:
    casebook.searches.save("raids", "killed:>1", key="r")
    with pytest.raises(UserError, match="r is the key of “raids” already"):
        casebook.searches.save("rallies", "type:protest", key="r")
    casebook.searches.save("raids", "killed:>2", key="r")
    assert [search.query for search in casebook.searches.all()] == ["killed:>2"]


def test_queries_are_remembered_each_once_the_newest_last(casebook: Casebook, tmp_path: Path) -> None:
    book = Casebook.open(casebook.location, cache=tmp_path / "cache")
    for query in ("aktobe", "killed:>1", " ", "killed:>", "aktobe"):
        book.history.add(query)
    assert Casebook.open(casebook.location, cache=tmp_path / "cache").history.queries() == ["killed:>1", "aktobe"]
    blocked = Casebook.open(casebook.location, cache=records_file(casebook) / "no folder")
    blocked.history.add("lost")
    assert blocked.history.queries() == []


@pytest.mark.parametrize("kind", ["folder", "fifo", "endless", "nested", "binary", "another"])
def test_a_damaged_history_is_forgotten(casebook: Casebook, tmp_path: Path, kind: str) -> None:
    book = Casebook.open(casebook.location, cache=tmp_path / "cache")
    book.history.add("aktobe")
    (file,) = (tmp_path / "cache").rglob("history.json")
    file.unlink()
    damage: dict[str, Callable[[], object]] = {
        "folder": lambda: file.mkdir(),
        "fifo": lambda: os.mkfifo(file),
        "endless": lambda: file.symlink_to("/dev/zero"),
        "nested": lambda: file.write_bytes(b"[" * 100_000),
        "binary": lambda: file.write_bytes(b"\xff\xfe"),
        "another": lambda: file.write_bytes(b'{"a": 1}'),
    }
    damage[kind]()
    assert book.history.queries() == []
