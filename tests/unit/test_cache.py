"""The index of a big casebook: built, opened, caught up with, thrown away when it does not fit, done without."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from filelock import FileLock

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.search import opening
from kztui.search.index.indexed import IndexedResults
from kztui.search.scan import Scanned
from tests.files import put

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]
NOTE, TAG = AnnotationKind.NOTE, AnnotationKind.TAG
ID = "KZ-2016-0003"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where the index goes."""
    return tmp_path / "cache"


@pytest.fixture
def big(
    path: Path, cache: Path, make_report: MakeReport, make_facts: MakeFacts, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The path of a casebook of twelve incidents; every casebook counts as big."""
    monkeypatch.setattr(opening, "SMALL", 0)
    reports = [make_report(f" Witness {number} spoke.") for number in range(12)]
    put(path, *((f"KZ-2016-{number:04d}", report, make_facts(report)) for number, report in enumerate(reports, 1)))
    return path


def _ids(book: Casebook, query: str = "") -> list[str]:
    found = book.search(query)
    return [row.id for row in found.rows(0, found.count)]


def _indexes(cache: Path) -> list[Path]:
    return sorted(cache.glob("*/index-*"))


def test_an_index_is_built_once_and_opened_after_that(big: Path, cache: Path) -> None:
    seen: list[tuple[int, int]] = []
    book = Casebook.open(big, cache=cache)
    assert not book.ready()
    assert book.prepare(lambda done, total: seen.append((done, total))) == ""
    assert seen[-1] == (12, 12)
    assert isinstance(book.search(), IndexedResults)
    built = _indexes(cache)
    again = Casebook.open(big, cache=cache)
    assert again.ready()
    assert again.prepare(lambda done, total: pytest.fail("built again")) == ""
    assert (again.incident_count, again.report_count, again.problem) == (12, 12, "")
    assert _ids(again, '"witness 7"') == _ids(book, '"witness 7"')
    assert again.report(again.incident(ID).reports[0]).text.endswith("Witness 2 spoke.")
    assert again.summary(ID) == book.search(f"id:{ID}").rows(0, 1)[0]
    assert _indexes(cache) == built
    with pytest.raises(KeyError):
        again.incident("KZ-1999-0001")


def test_what_is_indexed_can_be_searched_while_the_rest_is_built(
    big: Path, cache: Path, make_report: MakeReport, make_facts: MakeFacts
) -> None:
    book = Casebook.open(big, author="ada", cache=cache)
    reports = [make_report(f" Witness {number} spoke.") for number in range(12, 1600)]
    put(big, *((f"KZ-2016-{number:04d}", report, make_facts(report)) for number, report in enumerate(reports, 13)))
    counts: list[int] = []

    def progress(done: int, total: int) -> None:
        if 1_000 < done < total:
            counts.append(book.search("witness ").count)
            assert book.refresh() == (len(counts) == 1)
            book.annotate(TAG, Target(ID), text="lost")
            Path(f"{book.places['annotations']}.journal").unlink()  # as when an older copy is put back
            book.annotate(TAG, Target(ID), text=f"seen-at-{done}")
            assert book.search("witness ").count == counts[-1]

    assert book.prepare(progress) == ""
    assert counts
    assert all(count < 1600 for count in counts)
    assert book.refresh()
    assert not book.refresh()
    assert book.search("witness ").count == 1600
    assert _ids(book, "tag:seen-at-1500") == [ID]
    assert _ids(book, "tag:lost") == []


def test_annotations_are_found_at_once_and_after_a_restart(big: Path, cache: Path) -> None:
    book = Casebook.open(big, author="ada", cache=cache)
    assert _ids(book, "tag:verify") == []
    book.annotate(TAG, Target(ID), text="verify")
    book.annotate(NOTE, Target(ID), text="who counted the guards?")
    for reader in (book, Casebook.open(big, cache=cache)):
        assert _ids(reader, "tag:verify") == _ids(reader, 'note:"counted the"') == [ID]
        assert reader.summary(ID).tags == ("verify",)
        assert reader.search().facets(["tag"])["tag"][0].count == 1
    book.undo()
    assert _ids(book, "has:note") == []
    assert _ids(book, "tag:verify") == [ID]


def test_many_annotations_go_into_the_index(big: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.search.index.index.MOST_LATER", 3)
    book = Casebook.open(big, author="ada", cache=cache)
    other = Casebook.open(big, author="bo", cache=cache)
    assert _ids(other, "tag:seen") == []
    expected = []
    for row in [*book.search().rows(0, 8)]:
        book.annotate(TAG, Target(row.id), text="seen")
        expected.append(row.id)
        assert _ids(book, "tag:seen") == expected
    assert other.refresh()
    assert _ids(other, "tag:seen") == expected
    for _ in range(8):
        book.undo()
    assert _ids(book, "tag:seen") == []
    assert other.refresh()
    assert _ids(other, "tag:seen") == _ids(Casebook.open(big, cache=cache), "tag:seen") == []


def test_what_is_imported_comes_to_the_index(
    big: Path, cache: Path, make_report: MakeReport, make_facts: MakeFacts
) -> None:
    book, other = Casebook.open(big, author="ada", cache=cache), Casebook.open(big, cache=cache)
    assert (book.search().count, other.search().count) == (12, 12)
    built = _indexes(cache)
    book.annotate(TAG, Target(ID), text="verify")
    report = make_report(" A thirteenth witness spoke.")
    put(big, ("KZ-2016-0013", report, make_facts(report)))
    assert book.refresh()
    assert _ids(book, "thirteenth ") == ["KZ-2016-0013"]
    assert book.report(report.id) == report
    assert _ids(book, "tag:verify") == [ID]
    assert _indexes(cache) == built
    assert other.refresh()
    assert _ids(other, "thirteenth ") == ["KZ-2016-0013"]
    assert not other.refresh()


def test_a_casebook_that_was_changed_otherwise_gets_a_new_index(big: Path, cache: Path) -> None:
    book = Casebook.open(big, cache=cache)
    assert book.search("witness ").count == 12
    built = _indexes(cache)
    big.write_bytes(big.read_bytes().replace(b"Alga", b"Shu "))
    assert book.refresh()
    assert book.search("place:Alga ").count == 0
    assert book.search("place:Shu ").count == 12
    assert _indexes(cache) != built
    built = _indexes(cache)
    lines = big.read_bytes().splitlines(keepends=True)
    gone = next(line for line in lines if b'"KZ-2016-0011"' in line)
    big.write_bytes(b"".join(line for line in lines if line is not gone))
    assert book.refresh()
    assert book.search("witness ").count == 11
    assert _indexes(cache) != built


def test_an_incident_that_was_changed_comes_to_the_index(big: Path, cache: Path) -> None:
    book = Casebook.open(big, author="ada", cache=cache)
    book.annotate(TAG, Target(ID), text="verify")
    book.prepare()
    built = _indexes(cache)
    lines = big.read_bytes().splitlines(keepends=True)
    changed = [line.replace(b'"armed attack"', b'"riot"') if ID.encode() in line else line for line in lines]
    big.write_bytes(b"".join(changed))
    assert book.refresh()
    assert _ids(book, "type:riot ") == _ids(book, "tag:verify") == [ID]
    assert book.search("type:attack ").count == 11
    assert _indexes(cache) == built


@pytest.mark.parametrize(
    "victim", ["current.json", "index-*/records.db", "index-*/words/meta.json", "index-*/words/*.term"]
)
def test_a_damaged_index_is_built_anew(big: Path, cache: Path, victim: str) -> None:
    Casebook.open(big, cache=cache).prepare()
    (file,) = cache.glob(f"*/{victim}")
    if file.is_dir():
        shutil.rmtree(file)
    else:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    book = Casebook.open(big, cache=cache)
    assert book.prepare() == ""
    assert isinstance(book.search(), IndexedResults)
    assert book.search("witness ").count == 12


def _files(cache: Path) -> list[Path]:
    """The files of the index in use, those with the same ending in the order of their sizes."""
    (current,) = cache.glob("*/current.json")
    folder = current.with_name(json.loads(current.read_bytes())["folder"])
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.endswith((".lock", "sums.json"))]
    return sorted(files, key=lambda file: (file.suffix, file.stat().st_size))


@pytest.mark.parametrize("quiet", [False, True], ids=["written to", "rotten"])
def test_a_flipped_bit_is_noticed_wherever_it_is(big: Path, cache: Path, quiet: bool) -> None:
    Casebook.open(big, cache=cache).prepare()
    expected = [row.id for row in Casebook.open(big, cache=cache).search("witness ").rows(0, 50)]
    chance = Random(7)
    for number in range(len(_files(cache))):
        file = _files(cache)[number]
        before, content = file.stat(), bytearray(file.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
        book = Casebook.open(big, cache=cache)
        if quiet:
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
            if book.ready():
                assert not book.verify(), file.name
        assert book.prepare() == ""
        found = book.search("witness ")
        assert isinstance(found, IndexedResults)
        assert [row.id for row in found.rows(0, 50)] == expected, file.name
        assert book.verify()
        book.close()


def test_an_index_that_grows_stays_sound(big: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.search.index.index.MOST_LATER", 2)
    book = Casebook.open(big, author="ada", cache=cache)
    for row in book.search().rows(0, 5):
        book.annotate(TAG, Target(row.id), text="verify")
    assert book.verify()
    built = _indexes(cache)
    again = Casebook.open(big, cache=cache)
    assert again.search("tag:verify").count == 5
    assert again.verify()
    assert _indexes(cache) == built


def test_an_index_that_is_damaged_while_it_is_used_says_what_to_do(big: Path, cache: Path) -> None:
    book = Casebook.open(big, cache=cache)
    book.prepare()
    (file,) = cache.glob("*/index-*/records.db")
    file.write_bytes(b"damaged" * 100_000)
    with pytest.raises(StoreError, match="delete"):
        book.search("witness ").rows(0, 1)


def test_an_index_of_another_version_is_built_anew(big: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Casebook.open(big, cache=cache).prepare()
    before = _indexes(cache)
    monkeypatch.setattr("kztui.search.index.cache.SCHEMA", 999)
    assert Casebook.open(big, cache=cache).search().count == 12
    assert _indexes(cache) != before


def test_a_killed_builder_leaves_nothing_that_is_used(big: Path, cache: Path) -> None:
    Casebook.open(big, cache=cache).prepare()
    (home,) = cache.iterdir()
    big.write_bytes(big.read_bytes() + b"\n")
    half = home / "index-half"
    command = [sys.executable, "-m", "kztui.search.index.build", str(big), str(half)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as builder:
        while not half.exists() and builder.poll() is None:
            time.sleep(0.001)
        builder.kill()
    book = Casebook.open(big, cache=cache)
    assert book.search("witness ").count == 12
    assert half not in _indexes(cache)


def test_who_comes_while_another_builds_waits_for_its_index_and_sees_it_grow(big: Path, cache: Path) -> None:
    with Casebook.open(big, cache=cache) as first:
        first.prepare()
    (home,) = cache.iterdir()
    current = home / "current.json"
    finished = current.read_bytes()
    current.unlink()  # as it is while the first one builds
    (home / "total").write_text("12")
    seen: list[tuple[int, int]] = []
    book = Casebook.open(big, cache=cache)
    with ThreadPoolExecutor(1) as threads:
        with FileLock(home / "lock"):
            notice = threads.submit(book.prepare, lambda done, total: seen.append((done, total)))
            while (12, 12) not in seen and not notice.done():
                time.sleep(0.001)
            current.write_bytes(finished)
        assert notice.result() == ""
    assert seen == [(0, 12), (12, 12)]
    assert isinstance(book.search(), IndexedResults)
    assert [index.name for index in _indexes(cache)] == [json.loads(finished)["folder"]]


def test_without_a_cache_folder_search_works_and_says_that_it_is_slower(big: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    book = Casebook.open(big, cache=blocked)
    assert "slower" in book.prepare()
    assert isinstance(book.search(), Scanned)
    assert book.search("witness ").count == 12
    book.annotate(TAG, Target(ID), text="verify")
    assert _ids(book, "tag:verify") == [ID]


def test_a_damaged_casebook_is_told_and_not_searched(big: Path, cache: Path) -> None:
    big.write_bytes(big.read_bytes()[:-300])
    book = Casebook.open(big, cache=cache)
    assert book.search().count == 0
    assert "damaged" in book.problem
    assert book.read_only


def test_what_is_completed_comes_with_counts(big: Path, cache: Path) -> None:
    book = Casebook.open(big, author="ada", cache=cache)
    book.annotate(TAG, Target(ID), text="verify")
    small = Casebook.open(big, cache=cache)
    assert [(s.text, s.count) for s in small.suggest("tag:", 4)] == [("tag:verify ", 1)]
    assert [(s.text, s.count) for s in small.suggest("witness type:arm", 16)] == [('type:"armed attack" ', 12)]
    assert [(s.text, s.count) for s in small.suggest("xyzzy type:arm", 14)] == [('type:"armed attack" ', 0)]
    assert [(s.text, s.count) for s in small.suggest("type:arm killed:>", 8)] == [('type:"armed attack" ', None)]
    assert [(s.text, s.start, s.end) for s in small.suggest("a place:ал", 10)] == [("place:Alga ", 2, 10)]
    assert [s.text for s in small.suggest("kill", 4)] == ["killed:", "killed.min:", "killed.max:"]
    assert [s.text for s in small.suggest("killed:>1 pl", 12)] == ["place:", "placeprec:"]
    assert [s.text for s in small.suggest('killed:>1 type:"armed at', 24)] == ['type:"armed attack" ']
    assert [s.text for s in small.suggest('type:"armed attack" has:no', 26)] == ["has:note "]
    assert [s.text for s in small.suggest("sort:-k", 7)] == ["sort:-killed "]
    assert [s.text for s in small.suggest("has:no", 6)] == ["has:note "]
    assert small.suggest("killed:>=", 9) == small.suggest("nonsense:x", 10) == small.suggest("", 0) == []


def test_the_command_line_says_that_it_makes_an_index_and_shows_near_spellings(
    big: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kztui.casebook.casebook.cache_folder", lambda: cache)
    first = CliRunner().invoke(kztui, ["list", "witnes", "--casebook", str(big)])
    assert first.exit_code == 0
    assert "Indexing 12 incidents" in first.stderr
    again = CliRunner().invoke(kztui, ["list", "wittness ", "--casebook", str(big)])
    assert again.stderr.splitlines()[0] == "no wittness; showing witness"
    assert again.stdout == first.stdout
