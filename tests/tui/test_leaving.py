"""Ends that nobody asked for: signals, kills and defects. What is being written is there again, and it is said."""

import re
import signal
import sys
import time
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.tui.session import Session, SessionKeeper

from .terminal import PATIENCE, Terminal
from .world import make_casebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

OPEN = """
import sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.tui import app
{before}
sys.exit(app.run(Casebook.open(Path(sys.argv[1]), author="tester")))
"""
COMMAND = """
import sys
from kztui.cli import main
try:
    main()
finally:
    print("the parser was", "used" if "click" in sys.modules else "not needed")
"""
SURVIVED = "from kztui.tui.browse.context import Context; Context.change = lambda *about: 1 / 0"
FATAL = "from kztui.tui.widgets.bars import TopBar; TopBar.render = lambda self: 1 / 0"


def screen(path: Path, home: Path, before: str = "") -> Terminal:
    """Return the screen on a terminal of its own, with the user's folders in `home`."""
    homes = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(home))
    return Terminal(OPEN.format(before=before), str(path), variables=homes)


def write(terminal: Terminal, key: str, window: str, words: str) -> None:
    """Open a window by its key when the list is there, and write in it."""
    terminal.wait_for("2016-06")
    terminal.press(key.encode())
    terminal.wait_for(window)
    terminal.press(words.encode())
    terminal.wait_for(words)


def said(terminal: Terminal) -> str:
    """Return what was said after the screen was left."""
    after = bytes(terminal.sent).rpartition(b"\x1b[?1049l")[2]
    return re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", after.decode()).strip()


def kept(home: Path, casebook: Path) -> Session:
    """Return the session that the next start goes on with."""
    return SessionKeeper(home / "kztui" / "sessions.json", Casebook.open(casebook).location).resume()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a user who has been here before."""
    (tmp_path / "kztui").mkdir()
    (tmp_path / "kztui" / "sessions.json").write_text("{}")
    return tmp_path


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_in_order_and_keeps_what_is_being_written(home: Path, number: signal.Signals) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    with screen(path, home) as terminal:
        write(terminal, "a", "Note", "half a note")
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
    assert said(terminal) == ""
    session = kept(home, path)
    assert list(session.drafts.values()) == ["half a note"]
    assert session.writing


def test_a_terminal_that_goes_without_a_signal_ends_in_order(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    with screen(path, home) as terminal:
        write(terminal, "a", "Note", "half a note")
        terminal.vanish()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert list(kept(home, path).drafts.values()) == ["half a note"]
    assert not (home / "kztui" / "kztui.log").exists()


def test_a_killed_run_loses_nothing_that_was_written_a_second_ago(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    with screen(path, home) as terminal:
        write(terminal, "t", "Tag", "verif")
        deadline = time.monotonic() + PATIENCE
        while not any(b"verif" in file.read_bytes() for file in (home / "kztui").glob("running/*.json")):
            assert time.monotonic() < deadline
            terminal.read(0.05)
    assert list(kept(home, path).drafts.values()) == ["verif"]


def test_the_screen_goes_on_after_a_defect_which_is_logged(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    with screen(path, home, SURVIVED) as terminal:
        terminal.wait_for("2016-06")
        terminal.press(b"u")
        terminal.wait_for("this is a defect in kztui")
        terminal.press(b"j")
        terminal.wait_for("KZ-2012")
        terminal.press(b"q")
        assert terminal.wait_for_end() == 0
    assert said(terminal) == ""
    assert "ZeroDivisionError" in (home / "kztui" / "kztui.log").read_text()


def test_a_defect_that_cannot_be_survived_exits_with_70_and_one_line(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    with screen(path, home, FATAL) as terminal:
        assert terminal.wait_for_end() == 70
    assert "\n" not in said(terminal)
    assert "kztui.log" in said(terminal)
    assert "ZeroDivisionError" in said(terminal)


def test_a_file_is_opened_without_parsing_the_command_line(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    homes = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(home))
    with Terminal(COMMAND, str(path), variables=homes) as terminal:
        terminal.wait_for("2016-06")
        terminal.press(b"q")
        assert terminal.wait_for_end() == 0
    assert said(terminal) == "the parser was not needed"


def test_a_casebook_with_any_bytes_in_its_name_has_a_session(tmp_path: Path) -> None:
    def keeper() -> SessionKeeper:
        return SessionKeeper(tmp_path / "sessions.json", "a\udcff.json")

    session = Session(search="killed:>5")
    running = keeper()
    running.keep(session)
    running.close(session)
    assert keeper().resume() == session
