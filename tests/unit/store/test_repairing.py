"""A damaged casebook is put right as far as that goes, and nothing that cannot be read is thrown away."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from tests.files import notes_file, put, records_file

ID, OTHER = "KZ-2016-0001", "KZ-2016-0002"


@pytest.fixture
def book(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> Casebook:
    """Two incidents and two notes, all in the files."""
    report = make_report(" More.")
    put(casebook.location, (OTHER, report, make_facts(report)))
    for text in ("first", "second"):
        casebook.annotate(AnnotationKind.NOTE, Target(ID), text=text)
    casebook.close()
    return casebook


def again(book: Casebook) -> Casebook:
    return Casebook.open(book.location, author="ada")


def texts(book: Casebook) -> list[str]:
    return [one.text for one in again(book).annotations(ID)]


def contents(book: Casebook) -> dict[str, bytes]:
    folder = Path(book.location).parent
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".lock"}


def _cut(book: Casebook) -> str:
    path = notes_file(book)
    path.write_bytes(path.read_bytes()[: path.read_bytes().index(b"second")])
    return "first"


def _bad_record(book: Casebook) -> str:
    path = notes_file(book)
    path.write_text(path.read_text().replace('"kind":"note"', '"kind":"nought"', 1))
    return "second"


def _bad_line(book: Casebook) -> str:
    for text in ("third", "fourth"):
        book.annotate(AnnotationKind.NOTE, Target(ID), text=text)
    path = Path(f"{book.places['annotations']}.journal")
    path.write_bytes(path.read_bytes().replace(b"third", b"th1rd"))
    return "first second fourth"


def _emptied(book: Casebook) -> str:
    notes_file(book).write_bytes(b"")
    return ""


def _gone(book: Casebook) -> str:
    book.annotate(AnnotationKind.NOTE, Target(ID), text="third")
    Path(book.places["annotations"]).unlink()
    return "third"


@pytest.mark.parametrize("damage", [_cut, _bad_record, _bad_line, _emptied, _gone])
def test_what_can_be_read_of_the_annotations_is_kept(book: Casebook, damage: Callable[[Casebook], str]) -> None:
    kept = damage(book)
    before = contents(book)
    assert again(book).problem
    said = again(book).repair(dry_run=True)
    assert said
    assert contents(book) == before
    assert again(book).repair()[: len(said)] == said
    assert texts(book) == kept.split()
    assert (again(book).problem, again(book).repair()) == ("", [])
    copies = {name: content for name, content in contents(book).items() if ".damaged-" in name}
    assert set(copies.values()) <= set(before.values())
    assert copies
    again(book).annotate(AnnotationKind.NOTE, Target(ID), text="after")
    assert texts(book) == [*kept.split(), "after"]


def test_what_can_be_read_of_the_records_is_kept(book: Casebook) -> None:
    path = records_file(book)
    tables = json.loads(path.read_text())
    tables["incidents"]["1"]["facts"][0]["field"] = "colour"
    tables["incidents"]["3"] = tables["incidents"]["2"]
    path.write_text(json.dumps(tables))
    said = again(book).repair()
    assert f"incident {ID}: Invalid enum value" in said[0]
    assert f"incident {OTHER} is there twice" in said[1]
    assert [row.id for row in again(book).search().rows(0, 9)] == [OTHER]
    assert again(book).problem == ""


def test_facts_of_a_report_that_is_missing_are_dropped(
    book: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    lost = make_report(" Lost.")
    (mine, others) = again(book).incident(ID).facts, make_facts(lost)
    put(book.location, (ID, make_report(" Other."), (*mine, *others)))
    assert "a report that its facts quote is missing" in again(book).problem
    again(book).repair()
    assert again(book).incident(ID).facts == mine
    assert again(book).check() in ((), (f"{book.location}: its table listing is stale: renew it with kztui fold",))


def test_the_command_says_what_it_did(book: Casebook) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(kztui, ["repair", *words, "--casebook", book.location])
        return done.exit_code, done.output

    assert run() == (0, f"{book.location}: nothing to repair\n")
    _cut(book)
    code, said = run("--dry-run")
    assert (code, "is damaged: " in said, "kept as" in said) == (0, True, False)
    code, said = run()
    assert (code, "incidents.annotations.json.damaged-1" in said) == (0, True)
    assert texts(book) == ["first"]


def test_a_file_of_another_program_is_left_alone(book: Casebook) -> None:
    notes_file(book).write_text("[]")
    done = CliRunner().invoke(kztui, ["repair", "--casebook", book.location])
    assert done.exit_code == 1
    assert "choose another file" in done.output
    assert notes_file(book).read_text() == "[]"
