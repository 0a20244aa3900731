"""What a small casebook keeps in the cache folder: the next start shows the same, and shows no more than is true."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact, Field
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary, summarize
from tests.files import put

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]
ID = "KZ-2016-0002"
QUERIES = ("", "witness", "killed:>0", "tag:verify", '"spoke twice"', "-place:aktobe", f"id:{ID}")


@pytest.fixture
def small(path: Path, make_report: MakeReport, make_facts: MakeFacts) -> Path:
    """A casebook of three incidents."""
    reports = [make_report(f" Witness {number} spoke.") for number in range(3)]
    put(path, *((f"KZ-2016-{number:04d}", report, make_facts(report)) for number, report in enumerate(reports, 1)))
    return path


@pytest.fixture
def summed_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the incidents that are summed up, as they are."""
    ids: list[str] = []

    def noted(incident: Incident, *others: Any) -> Summary:
        ids.append(incident.id)
        return summarize(incident, *others)

    monkeypatch.setattr("kztui.search.entry.summarize", noted)
    return ids


def _rows(book: Casebook, query: str = "") -> list[Summary]:
    found = book.search(query)
    return list(found.rows(0, found.count))


def _kept(cache: Path) -> Path:
    (file,) = cache.glob("*/entries.msgpack")
    return file


def test_the_next_start_sums_up_nothing_and_finds_the_same(small: Path, tmp_path: Path, summed_up: list[str]) -> None:
    book = Casebook.open(small, author="ada", cache=tmp_path / "cache")
    book.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    book.annotate(AnnotationKind.NOTE, Target(ID), text="She spoke twice.")
    shown = {query: _rows(book, query) for query in QUERIES}
    assert shown["tag:verify"] == shown['"spoke twice"'] == shown[f"id:{ID}"]
    book.close()
    summed_up.clear()
    again = Casebook.open(small, cache=tmp_path / "cache")
    assert {query: _rows(again, query) for query in QUERIES} == shown
    assert summed_up == []


def test_what_changes_after_a_start_is_summed_up(small: Path, tmp_path: Path, summed_up: list[str]) -> None:
    _open_and_close(small, tmp_path)
    book = Casebook.open(small, author="ada", cache=tmp_path / "cache")
    summed_up.clear()
    book.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    assert [row.id for row in _rows(book, "tag:verify")] == [ID]
    assert summed_up == [ID]


def test_what_others_wrote_meanwhile_is_shown(small: Path, tmp_path: Path) -> None:
    _open_and_close(small, tmp_path)
    other = Casebook.open(small, author="ben", cache=tmp_path / "other")
    other.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    other.close()
    assert [row.tags for row in _rows(Casebook.open(small, cache=tmp_path / "cache"), f"id:{ID}")] == [("verify",)]


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-9], lambda data: data[:99] + b"x" + data[100:]]
)
def test_a_damaged_file_is_not_used(small: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    rows = _open_and_close(small, tmp_path)
    file = _kept(tmp_path / "cache")
    file.write_bytes(damage(file.read_bytes()))
    assert _rows(Casebook.open(small, cache=tmp_path / "cache")) == rows


def test_what_another_program_has_summed_up_is_not_used(
    small: Path, tmp_path: Path, summed_up: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _open_and_close(small, tmp_path)
    summed_up.clear()
    monkeypatch.setattr("kztui.search.kept._program", lambda: "a later version")
    _rows(Casebook.open(small, cache=tmp_path / "cache"))
    assert len(summed_up) == 3


def test_without_a_folder_for_it_all_works(small: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    assert len(_open_and_close(small, tmp_path)) == 3
    assert len(_open_and_close(small, tmp_path)) == 3


def test_numbers_that_cannot_be_kept_hinder_nothing(small: Path, tmp_path: Path) -> None:
    base = json.loads(small.read_text())
    for fact in base["incidents"]["1"]["facts"]:
        if fact["field"] == Field.KILLED:
            fact["value"] = 10**30
    small.write_text(json.dumps(base))
    assert len(_open_and_close(small, tmp_path)) == 3
    assert len(_open_and_close(small, tmp_path)) == 3
    assert json.loads(small.read_text())["listing"]  # folded, as at the end of each use


def _open_and_close(path: Path, tmp_path: Path) -> list[Summary]:
    book = Casebook.open(path, cache=tmp_path / "cache")
    rows = _rows(book)
    book.close()
    return rows
