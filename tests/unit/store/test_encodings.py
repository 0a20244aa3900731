"""Files that an editor or a shell has saved in another encoding are read as what they say, and lose nothing."""

import codecs
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target
from kztui.store.tinydb.storage import AtomicStorage
from tests.files import notes_file, records_file

ID = "KZ-2016-0001"
TEXT = "Первая запись: “снято” 😀"
MARKED = ["utf-8-sig", "utf-16", "utf-32", "utf-16-be with a mark", "utf-32-be with a mark"]
MARKS = {"utf-16-be": codecs.BOM_UTF16_BE, "utf-32-be": codecs.BOM_UTF32_BE}
FILES: dict[str, Callable[[Casebook], Path]] = {"annotations": notes_file, "incidents": records_file}

each_file = pytest.mark.parametrize("file", FILES.values(), ids=FILES.keys())
each_encoding = pytest.mark.parametrize("encoding", MARKED)


@pytest.fixture
def book(casebook: Casebook) -> Casebook:
    """An incident and two notes on it."""
    for text in (TEXT, "second"):
        casebook.annotate(AnnotationKind.NOTE, Target(ID), text=text)
    return casebook


def run(book: Casebook, *words: str) -> Result:
    return CliRunner().invoke(kztui, [*words, "--casebook", book.location])


def texts(book: Casebook) -> list[str]:
    with Casebook.open(book.location) as again:
        assert not again.problems
        assert again.incident_count == again.report_count == 1
        return [one.text for one in again.annotations(ID)]


def encoded(text: str, encoding: str) -> bytes:
    codec = encoding.partition(" ")[0]
    return MARKS.get(codec if codec != encoding else "", b"") + text.encode(codec)


def save_as(path: Path, encoding: str, *, ascii_only: bool = False) -> None:
    text = path.read_text("ascii")
    path.write_bytes(encoded(text if ascii_only else json.dumps(json.loads(text), ensure_ascii=False), encoding))


@each_file
@each_encoding
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_file_in_another_encoding_is_read_and_written_to(
    book: Casebook, file: Callable[[Casebook], Path], encoding: str, ascii_only: bool
) -> None:
    path = file(book)
    save_as(path, encoding, ascii_only=ascii_only)
    assert texts(book) == [TEXT, "second"]
    done = run(book, "annotate", ID, "--note", "third")
    assert (done.exit_code, "Warning" in done.stderr) == (0, False)
    assert texts(book) == [TEXT, "second", "third"]
    assert run(book, "fold").exit_code == 0
    assert run(book, "check").exit_code == 0
    assert path.read_bytes().isascii()
    assert AtomicStorage(path).read()


@each_file
@each_encoding
def test_a_repair_writes_all_of_it_in_ascii(book: Casebook, file: Callable[[Casebook], Path], encoding: str) -> None:
    path = file(book)
    save_as(path, encoding)
    saved = path.read_bytes()
    done = run(book, "repair")
    name = "UTF-8 with a byte order mark" if encoding == "utf-8-sig" else encoding[:6].upper()
    said = f"{path} is in {name}: it is written again, in ASCII"
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, said)
    assert "cannot" not in done.stdout
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == saved
    assert path.read_bytes().isascii()
    assert texts(book) == [TEXT, "second"]
    assert "nothing to repair" in run(book, "repair").stderr


@each_encoding
def test_damage_costs_no_more_in_another_encoding(book: Casebook, encoding: str) -> None:
    path = notes_file(book)
    save_as(path, encoding)
    path.write_bytes(
        path.read_bytes().replace(encoded("second", encoding).removeprefix(encoded("", encoding)), b"\xff\xdc\xd8")
    )
    assert "Warning: " in run(book, "list").stderr
    assert run(book, "repair").exit_code == 0
    assert texts(book) == [TEXT]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("command", [("repair",), ("annotate", ID, "--note", "third")])
def test_a_file_that_does_not_say_what_it_is_in_is_left_alone(
    book: Casebook, encoding: str, command: tuple[str, ...]
) -> None:
    path = notes_file(book)
    save_as(path, encoding)
    before = path.read_bytes()
    said = f"{path} is in UTF-16 or UTF-32 without a byte order mark: save it as UTF-8 with another program"
    done = run(book, *command)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (1, f"Error: {said}")
    assert path.read_bytes() == before


@each_encoding
def test_changes_in_a_journal_in_another_encoding_are_kept(book: Casebook, encoding: str) -> None:
    notes_file(book)
    book.annotate(AnnotationKind.NOTE, Target(ID), text="third")
    journal = Path(f"{book.places['annotations']}.journal")
    journal.write_bytes(encoded(journal.read_text("ascii"), encoding))
    assert run(book, "repair").exit_code == 0
    assert texts(book) == [TEXT, "second", "third"]


@pytest.mark.parametrize("start", [b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xef\xbb\xbf", b"\0{"])
def test_damage_that_looks_like_a_mark_costs_nothing(book: Casebook, start: bytes) -> None:
    path = notes_file(book)
    path.write_bytes(start + path.read_bytes()[len(start) :])
    assert run(book, "repair").exit_code == 0
    assert texts(book) == [TEXT, "second"]
