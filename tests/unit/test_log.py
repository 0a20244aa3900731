"""Defects: in the log with their traceback, in one line for the user, and never more than that on the screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.log import LOG_BYTES, log_file, record_defect
from tests.files import records_file

BREAK = """
import sys
from kztui.casebook import Casebook
from kztui.cli import main

def broken(*_):
    raise {error}

Casebook.search = broken
sys.argv = ["kztui", *sys.argv[1:]]
main()
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds kztui's folder of states, of a user who has none yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def defect(text: str = "b") -> ValueError:
    """Return an error that was raised, so that it has a traceback."""
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def run(error: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run the command line with a casebook whose search raises `error`, a Python expression."""
    command = [sys.executable, "-c", BREAK.format(error=error), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_defect_is_one_line_with_the_place_of_the_log_and_exit_code_70(casebook: Casebook) -> None:
    done = run("KeyError('no such thing')", "list", "--casebook", casebook.location)
    assert (done.returncode, done.stdout) == (70, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: this is a defect in kztui")
    assert str(log_file()) in line
    assert "KeyError: 'no such thing'" in line
    logged = log_file().read_text("utf-8")
    assert "Traceback (most recent call last)" in logged
    assert ", in broken\n" in logged
    assert f"'list', '--casebook', '{records_file(casebook)}'" in logged


def test_what_the_system_refuses_is_one_line_and_no_defect(casebook: Casebook) -> None:
    done = run("PermissionError(13, 'Permission denied', '/x/y')", "list", "--casebook", casebook.location)
    assert (done.returncode, done.stderr.strip()) == (1, "Error: cannot use /x/y: permission denied")
    assert not log_file().exists()


@pytest.mark.parametrize("words", [["list"], ["where"], []])
def test_a_user_without_a_home_directory_gets_one_line(words: list[str]) -> None:
    program = "import pwd, sys; pwd.getpwuid = dict().__getitem__; from kztui.cli import main; main()"
    bare = {name: value for name, value in os.environ.items() if name != "HOME" and not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=bare, capture_output=True, text=True, check=False
    )
    line = "Error: there is no home directory for this user: set HOME to a folder"
    assert (done.returncode, done.stderr.strip()) == (1, line)


def test_an_interrupted_command_is_one_line_and_no_defect(casebook: Casebook) -> None:
    done = run("KeyboardInterrupt", "list", "--casebook", casebook.location)
    assert (done.returncode, done.stderr.strip()) == (1, "Error: interrupted")
    assert not log_file().exists()


def test_only_the_owner_can_read_the_log_whatever_the_umask(state: Path) -> None:
    before = os.umask(0)
    try:
        record_defect(defect())
    finally:
        os.umask(before)
    assert log_file().stat().st_mode & 0o777 == 0o600
    assert (state / "kztui").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_could_read_is_closed(state: Path) -> None:
    (state / "kztui").mkdir(parents=True, mode=0o755)
    record_defect(defect())
    assert (state / "kztui").stat().st_mode & 0o777 == 0o700


def test_the_log_grows_and_is_rotated() -> None:
    record_defect(defect("the first"))
    record_defect(defect("the second"))
    log = log_file()
    assert log.read_text("utf-8").count("Traceback") == 2
    with log.open("a", encoding="utf-8") as file:
        file.write("x" * LOG_BYTES)
    record_defect(defect("the third"))
    assert log.read_text("utf-8").count("Traceback") == 1
    assert "the first" in log.with_name("kztui.log.1").read_text("utf-8")


def test_what_an_error_repeats_cannot_reach_the_terminal() -> None:
    line = record_defect(defect("a\x1b]0;title\a\nb"), during="bad\x1b[2J.txt")
    assert line.startswith("bad␛[2J.txt: this is a defect in kztui")
    assert line.endswith("ValueError: a␛]0;title␇ b")
    assert "\x1b" not in log_file().read_text("utf-8")


@pytest.mark.parametrize("kind", ["folder", "fifo", "no folder"])
def test_a_log_that_cannot_be_written_is_said_and_the_error_named(state: Path, kind: str) -> None:
    if kind == "no folder":
        state.write_text("a file")
    else:
        log_file().parent.mkdir(parents=True)
        os.mkfifo(log_file()) if kind == "fifo" else log_file().mkdir()
    line = record_defect(defect())
    assert "ValueError: b (not logged: " in line
    assert str(log_file()) in line


def kztui(shell: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a line of shell in which $KZTUI is the command with its arguments."""
    script = f'kztui() {{ "{sys.executable}" -m kztui "$@"; }}; set -o pipefail; {shell}'
    command = ["bash", "-c", script, "bash", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["export", "list", "list --json", "show KZ-2016-0001", "where"])
def test_a_full_disk_under_the_output_is_one_line(casebook: Casebook, command: str) -> None:
    done = kztui(f'kztui {command} --casebook "$1" > /dev/full', records_file(casebook))
    assert (done.returncode, done.stderr) == (1, "Error: cannot write the output: no space left on device\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_fills_under_the_output_is_one_line(casebook: Casebook, tmp_path: Path, unbuffered: str) -> None:
    shell = f'export PYTHONUNBUFFERED={unbuffered}; ulimit -f 4; kztui export --format dossier --casebook "$1" > "$2"'
    done = kztui(shell, records_file(casebook), tmp_path / "dossier.html")
    assert (done.returncode, done.stderr) == (1, "Error: cannot write the output: file too large\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", ["--help", "list --help"])
def test_a_full_disk_under_the_help_is_one_line(words: str) -> None:
    done = kztui(f"kztui {words} > /dev/full")
    assert (done.returncode, done.stderr) == (1, "Error: cannot write the output: no space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_words_that_cannot_be_written_stop_nothing(casebook: Casebook) -> None:
    done = kztui('kztui list --casebook "$1" 2> /dev/full', records_file(casebook))
    assert done.returncode == 0
    assert "KZ-2016-0001" in done.stdout


def test_a_reader_that_leaves_ends_the_command_in_silence(casebook: Casebook) -> None:
    done = kztui('kztui show KZ-2016-0001 --casebook "$1" | true', records_file(casebook))
    assert done.stderr == ""
    assert not log_file().exists()


def test_what_is_left_out_is_told_when_the_reader_takes_the_first_lines(casebook: Casebook) -> None:
    done = kztui('kztui export --format acled --casebook "$1" | head -1', records_file(casebook))
    assert done.returncode == 0
    assert done.stdout.startswith("event_id_cnty,")
    assert "ACLED has no column" in done.stderr
