"""The copies that a merge leaves beside a casebook take the place of nothing that somebody else has put there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from tests.files import put

MERGED = "Redone: the last merge, or proposals taken\n"
BACK = "Undone: the last merge, or proposals taken; the casebook is as it was before\n"
NAMES = [
    f"{file}.{ending}"
    for file in ("mine.json", "mine.annotations.json")
    for ending in ("bak", "bak-2", "redo", "redo-2", "merged")
]


@pytest.fixture
def books(
    tmp_path: Path, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> tuple[Path, ...]:
    """Three casebooks with an incident each, and a note on it."""
    paths = tuple(tmp_path / name for name in ("mine.json", "second.json", "third.json"))
    for number, path in enumerate(paths, 1):
        report = make_report(f" Told by {path.stem}.")
        put(path, (f"KZ-2016-000{number}", report, make_facts(report)))
        with Casebook.open(path, author=path.stem) as book:
            book.annotate(AnnotationKind.NOTE, Target(f"KZ-2016-000{number}"), text=path.stem)
    return paths


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(kztui, [*map(str, words)])


def incidents(path: Path) -> int:
    with Casebook.open(path) as book:
        assert not book.problems
        return book.incident_count


def contents(path: Path) -> tuple[bytes, bytes]:
    return path.read_bytes(), path.with_name(f"{path.stem}.annotations.json").read_bytes()


def merge_and_go_back_and_forth(mine: Path, others: tuple[Path, ...]) -> None:
    for number, other in enumerate(others, 2):
        before = contents(mine)
        assert run("merge-casebooks", mine, other).exit_code == 0
        for _ in range(2):
            assert incidents(mine) == number
            assert run("undo", "--casebook", mine).stderr == BACK
            assert contents(mine) == before
            assert run("redo", "--casebook", mine).stderr == MERGED
        assert incidents(mine) == number
    assert run("undo", "--casebook", mine).stderr == BACK
    assert run("merge-casebooks", mine, others[-1]).exit_code == 0
    assert run("undo", "--casebook", mine).stderr == BACK


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "content", [b"my own", b"", b'{"meta": {"1": {"name": "mine"}}}'], ids=["text", "empty", "json"]
)
def test_a_file_of_the_users_own_is_left_alone(books: tuple[Path, ...], name: str, content: bytes) -> None:
    own = books[0].with_name(name)
    own.write_bytes(content)
    merge_and_go_back_and_forth(books[0], books[1:])
    assert own.read_bytes() == content


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_of_the_users_own_is_left_alone(books: tuple[Path, ...], name: str) -> None:
    own = books[0].with_name(name)
    own.mkdir()
    merge_and_go_back_and_forth(books[0], books[1:])
    assert own.is_dir()


def test_copies_of_the_program_are_replaced_and_removed(books: tuple[Path, ...]) -> None:
    merge_and_go_back_and_forth(books[0], books[1:])
    left = {path.name for path in books[0].parent.glob("mine.*") if not path.name.endswith(("lock", "journal"))}
    assert left == {
        *("mine.json", "mine.json.merged", "mine.json.redo"),
        *("mine.annotations.json", "mine.annotations.json.redo"),
    }


def test_a_copy_that_the_user_has_changed_is_the_users(books: tuple[Path, ...]) -> None:
    mine, second, third = books
    run("merge-casebooks", mine, second)
    copy = mine.with_name("mine.json.bak")
    copy.write_text("my own")
    assert "mine.json.bak is not as the merge left it: nothing was undone" in run("undo", "--casebook", mine).stderr
    before = contents(mine)
    assert run("merge-casebooks", mine, third).exit_code == 0
    assert run("undo", "--casebook", mine).stderr == BACK
    assert contents(mine) == before
    assert copy.read_text() == "my own"


def test_what_a_merge_of_an_earlier_version_has_left_is_undone(books: tuple[Path, ...]) -> None:
    mine, second, _ = books
    before = contents(mine)
    run("merge-casebooks", mine, second)
    memory = mine.with_name("mine.json.merged")
    memory.write_text(memory.read_text().replace('"kept_as":".bak",', "").replace('"left_as":"",', ""))
    assert "_as" not in memory.read_text()
    assert run("undo", "--casebook", mine).stderr == BACK
    assert contents(mine) == before
