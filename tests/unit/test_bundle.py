"""Bundles: what goes out comes back the same, and a damaged one is refused."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kztui import AnnotationKind, Casebook, Target, Verdict
from kztui.casebook.bundle import MANIFEST, files, is_bundle, open_bundle, read_bundle, tables_of
from kztui.cli.program import kztui
from kztui.errors import IngestError, MergeError
from kztui.export.archive import zipped
from kztui.model.annotation import annotation
from kztui.model.fact import Fact
from kztui.model.report import Report
from tests.files import zip_marked

ID = "KZ-2016-0001"
BUNDLED = Path(__file__).parents[2] / "data" / "incidents.json"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(kztui, [str(argument) for argument in arguments])


def export(casebook: Path, to: Path, *query: str) -> bytes:
    done = run("export", "--format", "bundle", "--casebook", casebook, "--output", to, "--force", *query)
    assert done.exit_code == 0, done.stderr
    return to.read_bytes()


def test_the_bundled_casebook_goes_out_in_and_out_again_in_equal_bytes(tmp_path: Path) -> None:
    first = export(BUNDLED, tmp_path / "first.zip")
    assert is_bundle(tmp_path / "first.zip")
    done = run("import", tmp_path / "first.zip", "--casebook", tmp_path / "new.json")
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert export(tmp_path / "new.json", tmp_path / "second.zip") == first
    ids = [row["id"] for row in map(json.loads, run("list", "--json", "--casebook", BUNDLED).stdout.splitlines())]
    again = run("list", "--json", "--casebook", tmp_path / "new.json").stdout.splitlines()
    assert sorted(row["id"] for row in map(json.loads, again)) == sorted(ids)
    assert run("check", "--casebook", tmp_path / "new.json").exit_code == 0


_kinds = st.sampled_from(["note", "tag", "verdict", "undo", "redo", "search", "edit"])
_acts = st.lists(st.tuples(_kinds, st.text("ab Қ<", max_size=6)), max_size=12)


@given(_acts)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_work_goes_out_in_and_out_again_in_equal_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    make_report: Callable[..., Report],
    make_facts: Callable[[Report], tuple[Fact, ...]],
    acts: list[tuple[str, str]],
) -> None:
    folder = tmp_path_factory.mktemp("round")
    book = Casebook.open(folder / "one.json", author="ada", cache=folder)
    reports = [make_report(ending) for ending in ("", " More.")]
    book.add([(report, [make_facts(report)]) for report in reports])
    for kind, words in acts:
        act(book, book.search().rows(0, 1)[0].id, kind, words)
    before = book.batch()
    (folder / "one.zip").write_bytes(b"".join(zipped(files(book.tables()))))
    third = Casebook.open(folder / "three.json", author="cy", cache=folder)
    with open_bundle(folder / "one.zip") as tables:
        assert third.begin_with(tables)
    assert b"".join(zipped(files(third.tables()))) == (folder / "one.zip").read_bytes()
    assert not third.begin_with(book.tables())
    other = Casebook.open(folder / "two.json", author="ben", cache=folder)
    other.take_in(before)
    assert lines(other) == lines(book)
    assert other.take_in(before) == type(before)()
    assert [row.tags for row in other.search("", "id").rows(0, 9)] == [
        row.tags for row in book.search("", "id").rows(0, 9)
    ]


def act(book: Casebook, on: str, kind: str, words: str) -> None:
    fact = book.incident(on).facts[0].id
    notes = [one for one in book.annotations(on) if one.kind is AnnotationKind.NOTE]
    match kind:
        case "note" if words.strip():
            book.annotate(AnnotationKind.NOTE, Target(on), text=words)
        case "tag" if words.split() == [words] and words not in [one.text for one in book.annotations(on)]:
            book.annotate(AnnotationKind.TAG, Target(on), text=f"t{len(book.annotations(on))}")
        case "verdict":
            book.annotate(AnnotationKind.VERDICT, Target(on, fact), verdict=Verdict.REJECTED)
        case "edit" if notes and words.strip():
            book.notes.edit(notes[0], words)
        case "search" if words.strip():
            book.searches.save("s" + words, "killed:>0")
        case "undo":
            book.undo()
        case "redo":
            book.redo()


def lines(book: Casebook) -> dict[str, bytes]:
    return {name: b"".join(content) for name, content in files(tables_of(book.batch()))}


def test_a_search_takes_its_reports_and_annotations_along(casebook: Casebook, tmp_path: Path) -> None:
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="mine")
    casebook.searches.save("all", "killed:>0")
    export(Path(casebook.location), tmp_path / "found.zip", "place:Alga")
    found = read_bundle(tmp_path / "found.zip")
    assert [one.id for one in found.incidents] == [ID]
    assert [one.id for one in found.reports] == list(casebook.incident(ID).reports)
    assert [one.text for one in found.annotations] == ["mine"]
    assert not found.searches
    export(Path(casebook.location), tmp_path / "none.zip", "place:Nowhere")
    assert not read_bundle(tmp_path / "none.zip").incidents


@pytest.mark.parametrize(
    "damage",
    ["cut", "changed", "newer", "without a table", "no JSON", "wrong record", "wrong report", "wrong incident"],
)
def test_a_damaged_bundle_is_refused_and_nothing_comes_in(casebook: Casebook, tmp_path: Path, damage: str) -> None:
    bundle = tmp_path / "bundle.zip"
    export(Path(casebook.location), bundle)
    with zipfile.ZipFile(bundle) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if damage == "changed":
        parts["incidents.jsonl"] = parts["incidents.jsonl"].replace(b'"killed"', b'"wounded"')
    if damage == "newer":
        parts[MANIFEST] = parts[MANIFEST].replace(b'"schema":1', b'"schema":99')
    if damage == "no JSON":
        parts[MANIFEST] = b"{"
    if damage == "without a table":
        del parts["reports.jsonl"]
    if damage.startswith("wrong"):
        name = "incidents.jsonl" if damage == "wrong incident" else "reports.jsonl"
        before = hashlib.sha256(parts[name]).hexdigest().encode()
        if damage == "wrong record":
            parts[name] = b'{"id":7}\n'
        parts[name] = re.sub(rb'"id":"(KZ|r)-[^"]*', b'"id":"../../' + ID.encode(), parts[name])
        after = hashlib.sha256(parts[name]).hexdigest().encode()
        parts[MANIFEST] = parts[MANIFEST].replace(before, after)
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    if damage == "cut":
        bundle.write_bytes(bundle.read_bytes()[:-30])
    with pytest.raises(IngestError) as caught:
        read_bundle(bundle)
    assert "\n" not in str(caught.value)
    there = casebook.batch()
    for target in (tmp_path / "new.json", Path(casebook.location)):
        done = run("import", bundle, "--casebook", target)
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
        assert str(caught.value) in done.stderr
    assert {path.name for path in tmp_path.glob("new*")} <= {"new.json.lock"}
    assert Casebook.open(casebook.location).batch() == there


@pytest.mark.parametrize(
    "marks",
    [{"flags": 1}, {"flags": 1 << 5}, {"flags": 1 << 6}, {"method": 1}, {"method": 99}, {"version": 99}],
    ids=str,
)
def test_a_bundle_with_changed_marks_is_refused(casebook: Casebook, tmp_path: Path, marks: dict[str, int]) -> None:
    bundle = tmp_path / "bundle.zip"
    export(Path(casebook.location), bundle)
    bundle.write_bytes(zip_marked(bundle.read_bytes(), **marks))
    for words in (("import", bundle, "--casebook", casebook.location), ("merge-casebooks", casebook.location, bundle)):
        done = run(*words)
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
        assert "get" in done.stderr


def test_an_annotation_that_differs_is_damage(casebook: Casebook, tmp_path: Path) -> None:
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="mine")
    batch = casebook.batch()
    (note,) = batch.annotations
    other = annotation(AnnotationKind.NOTE, Target(ID), "ada", text="not mine")
    changed = type(note)(note.id, note.kind, note.target, note.author, note.created, other.text, count=note.count)
    with pytest.raises(MergeError, match=f"annotation {note.id} of ada is not the same"):
        casebook.take_in(type(batch)(annotations=(changed,)))
