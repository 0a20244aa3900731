"""The journal beside a file: what is in it counts, a torn end is cut off, damage is told, folding keeps all."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from kztui.casebook import Casebook
from kztui.casebook.snapshot import Snapshot
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.store.tinydb import store as tinydb_store
from kztui.store.tinydb.store import TinyStore

ID = "KZ-2016-0001"
NOTE = AnnotationKind.NOTE
MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


def again(book: Casebook) -> Casebook:
    return Casebook.open(book.location, author="ada")


def note(book: Casebook, text: str) -> None:
    book.annotate(NOTE, Target(ID), text=text)


def texts(book: Casebook) -> list[str]:
    return [one.text for one in book.annotations(ID)]


def base(book: Casebook) -> Path:
    return Path(book.places["annotations"])


def journal(book: Casebook) -> Path:
    return Path(f"{book.places['annotations']}.journal")


def test_a_note_costs_a_line_and_leaves_the_file_alone(casebook: Casebook) -> None:
    note(casebook, "first")
    before = base(casebook).read_bytes()
    lines = journal(casebook).read_bytes().count(b"\n")
    note(casebook, "second")
    assert base(casebook).read_bytes() == before
    assert journal(casebook).read_bytes().count(b"\n") == lines + 1
    assert all(isinstance(json.loads(line), list) for line in journal(casebook).read_text().splitlines())
    assert texts(again(casebook)) == ["first", "second"]


def test_folding_puts_all_into_the_file_and_empties_the_journal(casebook: Casebook) -> None:
    note(casebook, "first")
    other = again(casebook)
    assert texts(other) == ["first"]
    casebook.close()
    assert journal(casebook).read_bytes().count(b"\n") == 1
    with TinyDB(base(casebook)) as plain:
        assert [one["text"] for one in plain.table("annotations")] == ["first"]
    assert not other.refresh()
    note(other, "second")
    assert casebook.refresh()
    assert texts(casebook) == texts(again(casebook)) == ["first", "second"]


def test_a_line_without_an_end_is_cut_off_by_the_next_writer(casebook: Casebook) -> None:
    note(casebook, "first")
    with journal(casebook).open("ab") as file:
        file.write(b'["00000000",{"type":"change","put":{"annotations":[{"id":"a-')
    book = again(casebook)
    assert (texts(book), book.problem) == (["first"], "")
    note(book, "second")
    assert texts(again(casebook)) == ["first", "second"]
    assert casebook.refresh()
    assert texts(casebook) == ["first", "second"]


def _flip(line: bytes) -> bytes:
    return line.replace(b"second", b"sec0nd")


def _drop(line: bytes) -> bytes:
    return b""


def _garbage(line: bytes) -> bytes:
    return b"\x00" * len(line.rstrip()) + b"\n"


@pytest.mark.parametrize("damage", [_flip, _drop, _garbage])
def test_a_damaged_line_is_told_and_nothing_is_written(casebook: Casebook, damage: Callable[[bytes], bytes]) -> None:
    for text in ("first", "second", "third"):
        note(casebook, text)
    lines = journal(casebook).read_bytes().splitlines(keepends=True)
    journal(casebook).write_bytes(b"".join(damage(line) if b"second" in line else line for line in lines))
    before = journal(casebook).read_bytes()
    book = again(casebook)
    assert book.problem.startswith(f"{journal(casebook)} is damaged after ")
    assert texts(book) == ["first"]
    with pytest.raises(StoreError, match="is damaged"):
        note(book, "fourth")
    book.close()
    assert journal(casebook).read_bytes() == before


def test_a_journal_without_its_header_is_damage(casebook: Casebook) -> None:
    note(casebook, "first")
    journal(casebook).write_bytes(b"")
    assert "its first line is missing" in again(casebook).problem


@pytest.mark.parametrize(
    "place", [os.mkfifo, os.mkdir, lambda path: path.symlink_to(path)], ids=["fifo", "folder", "loop"]
)
def test_what_is_not_a_file_in_the_place_of_a_journal_is_damage(
    casebook: Casebook, place: Callable[[Path], object]
) -> None:
    note(casebook, "first")
    casebook.close()
    note(casebook, "second")
    open_meanwhile = again(casebook)
    assert texts(open_meanwhile) == ["first", "second"]
    journal(casebook).unlink()
    place(journal(casebook))
    open_meanwhile.refresh()
    for book in (open_meanwhile, again(casebook)):
        assert book.ready()
        assert str(journal(casebook)) in book.problem
        assert texts(book) == ["first"]
        with pytest.raises(StoreError):
            note(book, "third")


def test_a_journal_of_a_newer_version_is_left_alone(casebook: Casebook) -> None:
    note(casebook, "first")
    casebook.close()
    content = journal(casebook).read_text().replace('"format":1', '"format":99')
    journal(casebook).write_text(_with_checksum(content))
    assert "from a newer kztui" in again(casebook).problem


def _with_checksum(line: str) -> str:
    from zlib import crc32

    payload = line.rstrip()[12:-1]
    return f'["{crc32(payload.encode()):08x}",{payload}]\n'


@pytest.mark.parametrize("step", ["before the file is in place", "before the journal begins again"])
def test_who_is_killed_amid_folding_loses_and_doubles_nothing(casebook: Casebook, step: str) -> None:
    note(casebook, "first")
    note(casebook, "second")
    unfolded = {file.name: file.read_bytes() for file in (base(casebook), journal(casebook))}
    noted = bytearray()
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if Path(target) == base(casebook):
            noted.extend(journal(casebook).read_bytes())
            if step == "before the file is in place":
                raise KeyboardInterrupt
        elif Path(target) == journal(casebook) and noted:
            raise KeyboardInterrupt
        real(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            casebook.close()
    assert noted.startswith(unfolded[journal(casebook).name])
    for book in (again(casebook), casebook):
        book.refresh()
        assert (texts(book), book.problem) == (["first", "second"], "")
    late = again(casebook)
    note(late, "third")
    late.close()
    assert texts(again(casebook)) == ["first", "second", "third"]
    with TinyDB(base(casebook)) as plain:
        assert [one["text"] for one in plain.table("annotations")] == ["first", "second", "third"]


def listing_that(act: Callable[[], object], real: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a listing that acts once, while the new file is being written."""
    acts = [act]

    def listing(self: Any) -> Any:
        if acts:
            acts.pop()()
        return real(self)

    return listing


def during_the_fold(patch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    patch.setattr(Snapshot, "listing", listing_that(act, Snapshot.listing))


@pytest.mark.parametrize("ask", [Casebook.fold, Casebook.close, Casebook.tidy])
def test_others_write_while_a_file_is_folded(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Casebook], None], make_report: MakeReport
) -> None:
    monkeypatch.setattr(tinydb_store, "IDLE", 0)
    note(casebook, "before")
    other, reader = again(casebook), again(casebook)
    assert texts(other) == texts(reader) == ["before"]

    def write() -> None:
        other.add([(make_report(" More."), [])])
        note(other, "meanwhile")
        other.close()  # leaves it to whoever folds already

    during_the_fold(monkeypatch, write)
    ask(casebook)
    for book in (casebook, reader, again(casebook)):
        book.refresh()
        assert (texts(book), book.report_count, book.problem) == (["before", "meanwhile"], 2, "")
    with TinyDB(casebook.location) as plain:
        there = len(plain.table("reports"))
    waits = Path(f"{casebook.location}.journal").read_bytes().count(b"\n") - 1
    assert there + waits == 2
    assert ask is Casebook.fold or not waits
    note(casebook, "after")
    assert again(casebook).check() == ()


@pytest.mark.parametrize("step", ["while it writes", "before the file is in place", "before the journal begins again"])
def test_who_is_killed_amid_folding_leaves_what_others_wrote(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch, step: str, make_report: MakeReport
) -> None:
    path = Path(casebook.location)
    casebook.add([(make_report(" More."), [])])
    other = again(casebook)
    assert other.report_count == 2
    real = os.replace

    def write() -> None:
        other.add([(make_report(" And more."), [])])
        if step == "while it writes":
            raise KeyboardInterrupt

    def replace(source: Any, target: Any) -> None:
        if Path(target) == (path if step == "before the file is in place" else Path(f"{path}.journal")):
            raise KeyboardInterrupt
        real(source, target)

    during_the_fold(monkeypatch, write)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            casebook.fold()
    for book in (again(casebook), casebook, other):
        book.refresh()
        assert (book.report_count, book.problem) == (3, "")
    other.add([(make_report(" And at last."), [])])
    other.close()
    assert again(casebook).report_count == 4
    assert again(casebook).check() == ()
    with TinyDB(path) as plain:
        assert len(plain.table("reports")) == 4


def test_a_fold_is_given_up_when_the_file_is_written_anew_meanwhile(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport
) -> None:
    path = Path(casebook.location)
    casebook.add([(make_report(" More."), [])])

    def rewrite() -> None:
        path.write_text(json.dumps(json.loads(path.read_text())))

    during_the_fold(monkeypatch, rewrite)
    with pytest.raises(StoreError, match="written anew by another program meanwhile"):
        casebook.fold()
    assert json.loads(path.read_text())
    assert not list(path.parent.glob(".*.tmp"))
    book = again(casebook)
    assert (book.report_count, book.problem) == (2, "")


def test_two_do_not_fold_at_once(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    note(casebook, "first")
    other = again(casebook)
    assert texts(other) == ["first"]
    monkeypatch.setattr(TinyStore._folding, "__defaults__", (0,))

    def fold_too() -> None:
        with pytest.raises(StoreError, match="is being folded by another program"):
            other.fold()

    during_the_fold(monkeypatch, fold_too)
    casebook.fold()
    other.fold()
    assert texts(again(casebook)) == ["first"]


@pytest.mark.parametrize("waiting", [0, 1, 3])
def test_a_new_journal_is_read_from_its_start_when_it_has_the_inode_of_the_old_one(
    casebook: Casebook, waiting: int
) -> None:
    note(casebook, "first")
    casebook.close()
    reader = again(casebook)
    assert texts(reader) == ["first"]
    old = journal(casebook).with_suffix(".old")
    os.link(journal(casebook), old)
    for number in range(10):  # a number of more digits makes the first line longer
        note(casebook, f"folded {number}")
    casebook.close()
    for number in range(waiting):
        note(casebook, f"waiting {number}")
    begun = journal(casebook).read_bytes()
    old.replace(journal(casebook))
    journal(casebook).write_bytes(begun)  # in place, as a system that gives the inode away again leaves it
    reader.refresh()
    assert (texts(reader), reader.problem) == (texts(again(casebook)), "")
    assert len(texts(reader)) == 11 + waiting


def test_a_copy_of_the_folder_is_the_same_casebook(casebook: Casebook, tmp_path: Path) -> None:
    note(casebook, "first")
    casebook.close()
    note(casebook, "second")
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in Path(casebook.location).parent.glob("incidents*"):
        shutil.copy(file, copy)
    book = Casebook.open(copy / "incidents.json", author="ada")
    assert book.prepare() == ""
    assert (texts(book), book.problem) == (["first", "second"], "")
    note(book, "third")
    assert texts(casebook) == ["first", "second"]


def test_what_plain_tinydb_changes_is_noticed_and_what_waited_counts_on_top(casebook: Casebook) -> None:
    note(casebook, "first")
    casebook.close()
    note(casebook, "waits")
    with TinyDB(base(casebook)) as plain:
        plain.table("annotations").update({"text": "changed"}, where("text") == "first")
    book = again(casebook)
    assert "was changed by another program; 1 changes" in book.prepare()
    assert texts(book) == ["changed", "waits"]
    assert casebook.refresh()
    assert texts(casebook) == ["changed", "waits"]
    note(book, "later")
    book.close()
    assert texts(again(casebook)) == ["changed", "waits", "later"]
    assert again(casebook).prepare() == ""


def test_a_file_that_is_gone_beside_its_journal_is_damage(casebook: Casebook) -> None:
    note(casebook, "first")
    casebook.close()
    base(casebook).unlink()
    book = again(casebook)
    assert "is gone, its journal is not" in book.problem
    with pytest.raises(StoreError):
        note(book, "second")
    assert not base(casebook).exists()


@pytest.mark.parametrize("part", ["casebook", "annotations"])
def test_what_vanishes_while_a_casebook_is_open_is_not_begun_again(casebook: Casebook, part: str) -> None:
    note(casebook, "first")
    casebook.close()
    path = Path(casebook.places[part])
    files = {file: file.read_bytes() for file in (path, Path(f"{path}.journal"))}
    for file in files:
        file.unlink()
    assert casebook.refresh()
    assert "gone" in casebook.problem
    with pytest.raises(StoreError, match="gone"):
        note(casebook, "second")
    assert not path.exists()
    for file, content in files.items():
        file.write_bytes(content)
    assert casebook.refresh()
    assert (casebook.problem, texts(casebook)) == ("", ["first"])


@pytest.mark.parametrize("laid_out_by", ["kztui", "plain TinyDB"])
def test_a_big_file_is_folded_on_demand_and_is_what_a_small_one_becomes(
    casebook: Casebook,
    make_report: MakeReport,
    make_facts: MakeFacts,
    monkeypatch: pytest.MonkeyPatch,
    laid_out_by: str,
) -> None:
    path = Path(casebook.location)
    if laid_out_by == "plain TinyDB":
        path.write_text(json.dumps(json.loads(path.read_text())))
    monkeypatch.setattr(tinydb_store, "FOLDED_AT_ONCE", 0)
    before = path.read_bytes()
    for ending in (" More.", " And more."):
        report = make_report(ending)
        casebook.add([(report, [make_facts(report)])])
    monkeypatch.setattr(tinydb_store, "WAITING", 1)
    casebook.close()
    assert path.read_bytes() == before
    again(casebook).fold()
    tables = json.loads(path.read_text("ascii"))
    assert list(tables["incidents"]) == list(tables["reports"]) == ["1", "2", "3"]
    assert tables["incidents"]["1"] == json.loads(before)["incidents"]["1"]
    assert again(casebook).incident_count == 3
    assert again(casebook).check() == ()


def test_an_index_outlives_a_fold_and_follows_the_journal(
    casebook: Casebook,
    tmp_path: Path,
    make_report: MakeReport,
    make_facts: MakeFacts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kztui.search.opening.SMALL", 0)
    cache = tmp_path / "cache"

    def opened() -> Casebook:
        return Casebook.open(casebook.location, author="ada", cache=cache)

    opened().prepare()
    built = sorted(cache.glob("*/index-*"))
    incidents = 1
    for number in range(70):  # more than are kept aside
        book = opened()
        assert book.prepare(lambda done, total: pytest.fail("built again")) == ""
        report = make_report(f" Witness {number} spoke.")
        incidents += book.add([(report, [make_facts(report)])]).incidents
        assert book.search(f'"witness {number}"').count == 1
        if number % 7 == 0:
            book.close()
    book = opened()
    assert (book.incident_count, book.report_count) == (incidents, 71)
    assert len({row.id for row in book.search().rows(0, 99)}) == book.search().count == incidents
    assert book.report(report.id) == report
    assert sorted(cache.glob("*/index-*")) == built
    assert book.check() == ()
