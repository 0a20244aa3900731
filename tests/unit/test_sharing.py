"""Sharing by a folder: each writes only a file of their own, and all come to have the same."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kztui import AnnotationKind, Casebook, Target
from kztui.casebook.bundle import files, tables_of
from kztui.casebook.sharing import COMMON, Shared, share
from kztui.cli.program import kztui
from kztui.errors import IngestError, UserError
from kztui.home import writer_id
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.store.base import Batch

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


class Desk:
    """Where somebody works: a machine with a casebook of its own."""

    def __init__(self, home: Path, name: str, patch: pytest.MonkeyPatch) -> None:
        self.name, self._home, self._patch = name, home / name, patch
        self.path = self._home / "incidents.json"

    @contextmanager
    def work(self) -> Iterator[Casebook]:
        self._patch.setenv("XDG_STATE_HOME", str(self._home))
        writer_id.cache_clear()
        with Casebook.open(self.path, author=self.name, cache=self._home / "cache") as book:
            yield book
        writer_id.cache_clear()

    def share(self, folder: Path, *searches: str) -> Shared:
        with self.work() as book:
            return share(book, folder, searches=searches)

    def note(self, text: str) -> None:
        with self.work() as book:
            book.annotate(AnnotationKind.NOTE, Target(first(book)), text=text)

    def has(self) -> dict[str, bytes]:
        with self.work() as book:
            return {name: b"".join(lines) for name, lines in files(tables_of(book.batch()))}


@pytest.fixture
def desks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport, make_facts: MakeFacts
) -> Iterator[tuple[Desk, Desk, Path]]:
    """Ann's desk, with a casebook; Ben's, with none yet; and the folder between them."""
    folder = tmp_path / "folder"
    folder.mkdir()
    ann, ben = Desk(tmp_path, "ann", monkeypatch), Desk(tmp_path, "ben", monkeypatch)
    with ann.work() as book:
        book.add([(make_report(), [make_facts(make_report())])])
        book.annotate(AnnotationKind.NOTE, Target(first(book)), text="ann's first")
    yield ann, ben, folder
    writer_id.cache_clear()


def first(book: Casebook) -> str:
    return book.search("", "id").rows(0, 1)[0].id


def own(folder: Path, name: str) -> Path:
    (path,) = [one for one in folder.glob(f"{name}.*.jsonl") if "conflict" not in one.name]
    return path


def test_both_come_to_have_the_same_and_each_writes_only_their_own(desks: tuple[Desk, Desk, Path]) -> None:
    ann, ben, folder = desks
    ann.share(folder)
    ben.share(folder)
    ben.note("ben's first")
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = ben.share(folder)
    assert (done.written, done.records) == (True, 1)
    assert {path.name for path in folder.iterdir() if path.read_bytes() != there.get(path.name)} == {done.own.name}
    taken = ann.share(folder)
    assert ([one.text for one in taken.taken.annotations], taken.authors) == (["ben's first"], ("ben",))
    assert ann.has() == ben.has()
    again = ann.share(folder)
    assert (again.taken, again.written) == (Batch(), False)
    assert len([*folder.iterdir()]) == 3


def test_what_was_imported_goes_round_too(
    desks: tuple[Desk, Desk, Path], make_report: MakeReport, make_facts: MakeFacts
) -> None:
    ann, ben, folder = desks
    ann.share(folder)
    ben.share(folder)
    more = make_report(" And more.")
    with ben.work() as book:
        book.add([(more, [make_facts(more)])])
    ben.share(folder)
    assert [one.id for one in ann.share(folder).taken.reports] == [more.id]
    assert ann.has() == ben.has()
    assert (folder / COMMON).read_bytes().count(b'"table":"reports"') == 1


@pytest.mark.parametrize(
    "name",
    [
        "{}.sync-conflict-20240611-091500-ABCDEFG.jsonl",
        "{} (Ben's conflicted copy 2024-06-11).jsonl",
        "{} (конфликтующая копия).jsonl",
        "{} (1).jsonl",
    ],
)
def test_conflict_copies_are_taken_in_and_then_removed_by_their_owner(
    desks: tuple[Desk, Desk, Path], name: str
) -> None:
    ann, ben, folder = desks
    ann.share(folder)
    old = ben.share(folder).own.read_bytes()
    ben.note("only in the copy")
    path = ben.share(folder).own
    copy = path.rename(folder / name.format(path.stem))
    path.write_bytes(old)
    done = ann.share(folder)
    assert (done.copies, done.removed) == ((copy,), ())
    assert [one.text for one in done.taken.annotations] == ["only in the copy"]
    done = ben.share(folder)
    assert (done.copies, done.removed, done.written) == ((copy,), (copy,), True)
    assert sorted(folder.iterdir()) == sorted([folder / COMMON, own(folder, "ann"), own(folder, "ben")])
    assert ann.has() == ben.has()


def test_a_copy_of_the_common_file_is_kept_by_who_reads_it(
    desks: tuple[Desk, Desk, Path], make_report: MakeReport, make_facts: MakeFacts
) -> None:
    ann, ben, folder = desks
    ann.share(folder)
    (folder / COMMON).rename(folder / "common.sync-conflict-20240611-091500-ABCDEFG.jsonl")
    with ben.work() as book:
        book.add([(make_report(" Ben's."), [make_facts(make_report(" Ben's."))])])
    ben.share(folder)
    assert not list(folder.glob("*conflict*"))
    ann.share(folder)
    assert ann.has() == ben.has()


def test_a_saved_search_goes_along_only_when_it_is_named(desks: tuple[Desk, Desk, Path]) -> None:
    ann, ben, folder = desks
    with ann.work() as book:
        for name in ("dead", "secret"):
            book.searches.save(name, "killed:>=1", key=name[0])
    ann.share(folder, "dead")
    ann.share(folder)
    ben.share(folder)
    with ben.work() as book:
        assert [(one.name, one.key, one.author) for one in book.searches.all()] == [("dead", "", "ann")]
    with ann.work() as book:
        assert sorted(one.key for one in book.searches.all()) == ["d", "s"]
    with pytest.raises(UserError, match="no saved search “none”"):
        ann.share(folder, "none")


@pytest.mark.parametrize("damage", ["cut", "changed", "newer", "foreign", "gone"])
def test_what_is_not_as_it_was_written_changes_nothing(desks: tuple[Desk, Desk, Path], damage: str) -> None:
    ann, ben, folder = desks
    ann.share(folder)
    path = own(folder, "ann")
    data = path.read_bytes()
    if damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "changed":
        path.write_bytes(data.replace(b"first", b"third"))
    elif damage == "newer":
        path.write_bytes(data.replace(b'"schema":1', b'"schema":9'))
    elif damage == "foreign":
        (folder / "notes.jsonl").write_text('{"a": 1}\n')
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    with pytest.raises(UserError if damage == "gone" else IngestError) as raised:
        ben.share(folder / "none" if damage == "gone" else folder)
    assert len(str(raised.value).splitlines()) == 1
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
    assert not ben.path.exists()


@pytest.mark.parametrize("kept", [0, 100, -5])
def test_a_damaged_file_of_ones_own_is_written_again(desks: tuple[Desk, Desk, Path], kept: int) -> None:
    ann, ben, folder = desks
    ann.share(folder)
    ben.share(folder)
    ann.note("ann's second")
    path = ann.share(folder).own
    whole = path.read_bytes()
    path.write_bytes(whole[:kept])
    with pytest.raises(IngestError):
        ben.share(folder)
    done = ann.share(folder)
    assert (done.taken, done.written, path.read_bytes()) == (Batch(), True, whole)
    ben.share(folder)
    assert ann.has() == ben.has()
    path.write_bytes(whole.replace(b'"schema":1', b'"schema":9', 1))
    with pytest.raises(IngestError, match="newer kztui"):
        ann.share(folder)


def test_the_command_says_what_it_did(desks: tuple[Desk, Desk, Path]) -> None:
    ann, _, folder = desks

    def run() -> Result:
        with ann.work():
            return CliRunner().invoke(kztui, ["share", str(folder), "--casebook", str(ann.path)])

    assert run().stderr.splitlines()[0] == "Nothing new from others"
    assert run().stderr.splitlines()[1].endswith(", as before")
    assert "there is no folder" in CliRunner().invoke(kztui, ["share", "none", "--casebook", str(ann.path)]).stderr
