"""What cannot be looked into, or does not answer when it is read, is told in one line, and nothing is said of it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from tests.files import records_file

BROKEN = Path("/proc/self/mem")
"""A file of which the first bytes cannot be read: an input/output error."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="there is no such file")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(kztui, [*map(str, words)])


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder that must not be looked into."""
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0)
    try:
        next(folder.iterdir(), None)
        pytest.skip("permissions do not bind this user")
    except PermissionError:
        yield folder
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--casebook", "X"],
        ["annotate", "KZ-2016-0001", "--note", "x", "--casebook", "X"],
        ["repair", "--casebook", "X"],
        ["merge-casebooks", "MINE", "X"],
        ["merge-casebooks", "X", "MINE"],
        ["merge-casebooks", "MINE", "MINE", "--output", "X"],
        ["diff", "X", "MINE"],
        ["share", "X", "--casebook", "MINE"],
        ["export", "--casebook", "MINE", "--format", "csv", "--output", "X"],
        ["export", "--casebook", "MINE", "--format", "site", "--output", "X"],
    ],
    ids=" ".join,
)
def test_a_casebook_in_a_closed_folder_is_not_said_to_be_missing(
    casebook: Casebook, closed: Path, words: list[str]
) -> None:
    places = {"X": closed / "x.json", "MINE": records_file(casebook)}
    done = run(*(places.get(word, word) for word in words))
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(("Error: cannot read ", "Error: cannot write "))
    assert f"{closed / 'x.json'}: permission denied" in done.stderr


def test_a_document_in_a_closed_folder_is_named(casebook: Casebook, closed: Path) -> None:
    done = run("import", closed / "a.txt", "--casebook", records_file(casebook))
    assert (done.exit_code, f"cannot read {closed / 'a.txt'}: permission denied" in done.stderr) == (1, True)


def test_nothing_is_made_in_a_closed_data_folder(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(closed))
    done = run("list")
    assert (done.exit_code, "incidents.json: permission denied" in done.stderr) == (1, True)


@pytest.mark.parametrize("command", ["diff", "merge-casebooks"])
def test_a_name_that_is_too_long_is_that_of_no_casebook(casebook: Casebook, command: str) -> None:
    done = run(command, records_file(casebook), "a" * 300)
    assert (done.exit_code, done.stderr.startswith("Error: there is no casebook at aaa")) == (1, True)


@on_linux
@pytest.mark.parametrize("words", [["list"], ["import", "REPORT"], ["annotate", "KZ-2016-0001", "--note", "x"]])
def test_a_casebook_that_does_not_answer_is_told(tmp_path: Path, words: list[str]) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Published: 9 March 2016\n\nTwo guards were killed on Monday near Alga.\n")
    done = run(*(str(report) if word == "REPORT" else word for word in words), "--casebook", BROKEN)
    assert (done.exit_code, done.stderr.endswith("mem: input/output error\n")) == (1, True)
    assert len(done.stderr.splitlines()) == 1


@on_linux
@pytest.mark.parametrize("command", ["diff", "merge-casebooks"])
def test_a_casebook_of_others_that_does_not_answer_is_told(casebook: Casebook, command: str) -> None:
    done = run(command, records_file(casebook), BROKEN)
    assert (done.exit_code, done.stderr.endswith("mem: input/output error\n")) == (1, True)


@on_linux
def test_annotations_that_do_not_answer_leave_the_incidents_readable(casebook: Casebook) -> None:
    path = records_file(casebook)
    path.with_name("incidents.annotations.json").symlink_to(BROKEN)
    done = run("list", "--casebook", path)
    assert (done.exit_code, "KZ-2016-0001" in done.stdout) == (0, True)
    assert "mem: input/output error" in done.stderr
    assert run("annotate", "KZ-2016-0001", "--note", "x", "--casebook", path).exit_code == 1


@on_linux
def test_a_shared_folder_that_does_not_answer_is_told(casebook: Casebook, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "common.jsonl").symlink_to(BROKEN)
    done = run("share", folder, "--casebook", records_file(casebook))
    assert (done.exit_code, done.stderr.endswith("common.jsonl: input/output error\n")) == (1, True)
