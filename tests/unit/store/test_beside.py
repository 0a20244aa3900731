"""No two casebooks write one file of annotations without knowing of each other, whatever their names end in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from tests.files import put

ID = "KZ-2016-0001"
NOTES = 25
MakeFacts = Callable[[Report], tuple[Fact, ...]]


@pytest.fixture
def make(tmp_path: Path, make_report: Callable[..., Report], make_facts: MakeFacts) -> Callable[[str], Path]:
    """Makes a casebook with one incident."""

    def made(name: str) -> Path:
        report = make_report()
        put(tmp_path / name, (ID, report, make_facts(report)))
        return tmp_path / name

    return made


def annotate(path: Path, *texts: str) -> None:
    with Casebook.open(path, author="ada") as book:
        for text in texts:
            book.annotate(AnnotationKind.NOTE, Target(ID), text=text)


def texts(path: Path) -> list[str]:
    with Casebook.open(path) as book:
        return [one.text for one in book.annotations(ID)]


def as_earlier_versions_had_it(path: Path) -> Path:
    """Give the annotations on a casebook the name that they would have had."""
    own = Path(Casebook.open(path).places["annotations"])
    earlier = path.with_name(f"{path.stem}.annotations.json")
    own.with_name(f"{own.name}.journal").rename(earlier.with_name(f"{earlier.name}.journal"))
    return own.rename(earlier)


def write_at_once(*paths: Path) -> None:
    def write(path: Path) -> None:
        annotate(path, *(f"{path.name} {number}" for number in range(NOTES)))

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, paths))


def written(*paths: Path) -> set[str]:
    return {f"{path.name} {number}" for path in paths for number in range(NOTES)}


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (("cases.2016", "cases.2017"), ("cases.2016.annotations.json", "cases.2017.annotations.json")),
        (("cases.json", "cases.old"), ("cases.annotations.json", "cases.old.annotations.json")),
        (("cases.json", "cases.json.old"), ("cases.annotations.json", "cases.json.old.annotations.json")),
        (("cases", "cases.new"), ("cases.annotations.json", "cases.new.annotations.json")),
        (("cases.json", "cases.JSON"), ("cases.annotations.json", "cases.JSON.annotations.json")),
    ],
)
def test_casebooks_beside_each_other_have_their_own_annotations(
    tmp_path: Path, names: tuple[str, str], files: tuple[str, str]
) -> None:
    for number, name in enumerate(names, 2):
        text = tmp_path / f"{number}.txt"
        text.write_text(f"Published: 9 March 2016\n\n{number} guards were killed on Monday near Alga, police said.\n")
        done = CliRunner().invoke(kztui, ["import", str(text), "--casebook", str(tmp_path / name)])
        assert (done.exit_code, done.stderr) == (0, f"{tmp_path / name}: 1 report and 1 incident added\n")
    for name, file in zip(names, files, strict=True):
        with Casebook.open(tmp_path / name) as book:
            assert Path(book.places["annotations"]) == tmp_path / file
            assert not book.problem
            assert len(book.log()) == 1


def test_annotations_that_an_earlier_version_has_written_are_used_where_they_are(make: Callable[[str], Path]) -> None:
    path = make("cases.2016")
    annotate(path, "before")
    earlier = as_earlier_versions_had_it(path)
    annotate(path, "after")
    assert texts(path) == ["before", "after"]
    assert Casebook.open(path).places["annotations"] == str(earlier)


def test_annotations_of_their_own_count_more_than_those_of_an_earlier_version(make: Callable[[str], Path]) -> None:
    path = make("cases.2016")
    annotate(path, "earlier")
    earlier = as_earlier_versions_had_it(path)
    own = path.with_name("cases.2016.annotations.json")
    own.write_bytes(earlier.read_bytes())
    annotate(path, "own")
    assert texts(path) == ["earlier", "own"]
    own.unlink()
    own.with_name(f"{own.name}.journal").unlink()
    assert texts(path) == ["earlier"]


@pytest.mark.parametrize("name", ["cases.json", "cases"])
def test_a_copy_that_would_write_to_the_annotations_of_another_casebook_is_only_read(
    make: Callable[[str], Path], name: str
) -> None:
    path = make(name)
    annotate(path, "mine")
    copy = path.with_name("cases.old")
    copy.write_bytes(path.read_bytes())
    assert texts(copy) == ["mine"]
    with pytest.raises(StoreError, match=f"are those of {name}: copy them to cases.old.annotations.json"):
        annotate(copy, "lost?")
    path.with_name("cases.old.annotations.json").write_bytes(path.with_name("cases.annotations.json").read_bytes())
    write_at_once(path, copy)
    assert set(texts(path)) == {"mine"} | written(path)
    assert set(texts(copy)) == {"mine"} | written(copy)


@pytest.mark.parametrize("command", [("fold",), ("undo",), ("repair",), ("annotate", ID, "--note", "lost?")])
def test_no_command_writes_to_the_annotations_of_another_casebook(
    make: Callable[[str], Path], command: tuple[str, ...]
) -> None:
    path = make("cases.json")
    annotate(path, "mine")
    bare = path.with_name("cases")
    bare.write_bytes(path.read_bytes())
    before = path.with_name("cases.annotations.json").read_bytes()
    done = CliRunner().invoke(kztui, [*command, "--casebook", str(bare)])
    said = f"{bare}: the annotations on it, cases.annotations.json, are those of cases.json: choose another name for it"
    assert (done.exit_code, done.stderr) == (1, f"Error: {said}\n")
    assert path.with_name("cases.annotations.json").read_bytes() == before
    assert not Casebook.open(path).problem


def test_those_who_share_a_file_of_an_earlier_version_lose_nothing(make: Callable[[str], Path]) -> None:
    one = make("cases.2016")
    annotate(one, "first")
    as_earlier_versions_had_it(one)
    other = one.with_name("cases.2017")
    other.write_bytes(one.read_bytes())
    write_at_once(one, other)
    assert set(texts(one)) == set(texts(other)) == {"first"} | written(one, other)


def test_a_casebook_with_a_link_to_the_annotations_of_another_one_loses_nothing(make: Callable[[str], Path]) -> None:
    one, other = make("one.json"), make("other.json")
    annotate(one, "first")
    other.with_name("other.annotations.json").symlink_to(one.with_name("one.annotations.json"))
    write_at_once(one, other)
    assert set(texts(one)) == set(texts(other)) == {"first"} | written(one, other)
