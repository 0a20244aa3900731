"""Reading on a Dask cluster, and by processes: the same comes of it as here, whatever dies."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import dask
import pytest
from click.testing import CliRunner, Result

from kztui.casebook import Casebook
from kztui.casebook.intake.chunks import each
from kztui.casebook.intake.cluster import Cluster
from kztui.casebook.intake.processes import Processes
from kztui.cli.program import kztui
from tests.unit.dying import MORTAL, shouted

if TYPE_CHECKING:
    from distributed import LocalCluster

STORY = "{} guards were killed at a depot near Alga on {} March 2016, the police said."


def _local_cluster(**options: object) -> "LocalCluster":
    from distributed import LocalCluster

    return LocalCluster(threads_per_worker=1, dashboard_address=None, **options)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def cluster() -> "Iterator[LocalCluster]":
    """A cluster of two processes on this machine; whatever takes one of them down is not given to a second."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), _local_cluster(n_workers=2) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents in several formats, one of them broken and one empty."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(1, 26):
        (folder / f"{number:02}.txt").write_text(f"Published: 2016-04-01\n\n{STORY.format(number + 1, number)}")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "page.html").write_text(f"<html><body><p>{STORY.format(40, 30)}</p></body></html>")
    return folder


def run(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(kztui, words, input=stdin, catch_exceptions=False)


def test_an_import_makes_the_casebook_that_one_process_makes(
    cluster: "LocalCluster", folder: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here.json", tmp_path / "there.json"
    one = run("import", str(folder), "--casebook", str(here), "--jobs", "1")
    two = run("import", str(folder), "--casebook", str(there), "--cluster", cluster.scheduler_address)
    assert (two.exit_code, two.stdout) == (one.exit_code, one.stdout)
    assert sorted(two.stderr.splitlines()) == sorted(one.stderr.replace(str(here), str(there)).splitlines())
    books = [Casebook.open(path).batch() for path in (here, there)]
    assert books[0].reports == books[1].reports
    assert books[0].incidents == books[1].incidents
    assert books[0].incidents
    again = run("import", str(folder), "--casebook", str(there), "--cluster", cluster.scheduler_address)
    assert "26 reports were in the casebook already" in again.stderr


def test_texts_are_answered_in_their_order_by_whoever_works(cluster: "LocalCluster") -> None:
    lines = [json.dumps({"id": str(n), "text": STORY.format(n + 2, n + 1), "published": None}) for n in range(50)]
    lines.insert(7, "no json")
    here = run("extract", "--jsonl", stdin="\n".join(lines))
    assert here.stdout.count("\n") == 50
    for options in (("--jobs", "2"), ("--cluster", cluster.scheduler_address)):
        there = run("extract", "--jsonl", *options, stdin="\n".join(lines))
        assert (there.stdout, there.stderr, there.exit_code) == (here.stdout, here.stderr, 1)


def _lost(word: str) -> str:
    return f"{word}: lost"


def chunks(words: Sequence[str]) -> list[Sequence[str]]:
    return [words[start : start + 5] for start in range(0, len(words), 5)]


def test_what_a_dying_worker_had_is_done_again_and_what_kills_it_is_named(
    cluster: "LocalCluster", tmp_path: Path
) -> None:
    once = tmp_path / "once"
    words = [f"word {number}" for number in range(200)]
    words[20], words[77] = f"{MORTAL} once {once}", f"{MORTAL} always"
    for workers in (Cluster(cluster.scheduler_address), Processes(2)):
        once.unlink(missing_ok=True)
        with workers:
            found = [word for chunk in each(workers, shouted, chunks(words), _lost) for word in chunk]
        assert [word for word in found if word.endswith(": lost")] == [f"{MORTAL} always: lost"]
        assert found[77] == f"{MORTAL} always: lost"
        assert [word for n, word in enumerate(found) if n != 77] == [w.upper() for n, w in enumerate(words) if n != 77]


def test_a_cluster_that_cannot_be_used_is_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kztui.casebook.intake.cluster.CONNECT_SECONDS", 1)
    for address, says in (("tcp://127.0.0.1:1", "no Dask scheduler answers"), ("what://is:this", "no Dask scheduler")):
        done = run("import", str(folder), "--casebook", str(tmp_path / "b.json"), "--cluster", address)
        assert done.exit_code == 1
        assert says in done.stderr
    assert run("import", str(folder), "--cluster", "tcp://x:1", "--jobs", "2").exit_code == 2
    assert run("extract", "--jobs", "2").exit_code == 2


def test_a_cluster_without_workers_says_so(tmp_path: Path) -> None:
    with _local_cluster(n_workers=0, processes=False) as empty:
        done = run("extract", "--jsonl", "--cluster", empty.scheduler_address, stdin="{}")
    assert "has no workers" in done.stderr
