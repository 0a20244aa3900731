"""Ends that nobody asked for: signals, kills and defects. What is being written is there again, and it is said."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.tui.session import Session, SessionKeeper

from .test_terminal import read_until_quiet
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
SURVIVED = "from kztui.tui.browse.context import Context; Context.change = lambda *about: 1 / 0"
FATAL = "from kztui.tui.widgets.bars import TopBar; TopBar.render = lambda self: 1 / 0"


class Run:
    """The screen on a terminal of its own, with the user's folders in `home`."""

    def __init__(self, path: Path, home: Path, before: str = "") -> None:
        self.terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        homes = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(home))
        self.process = subprocess.Popen(
            [sys.executable, "-c", OPEN.format(before=before), str(path)],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**os.environ, **homes, "TERM": "xterm-256color"},
        )
        os.close(inner)

    def press(self, keys: bytes, shows: bytes) -> None:
        """Press keys and wait until something is shown."""
        os.write(self.terminal, keys)
        read_until_quiet(self.terminal, shows)

    def shown(self) -> bytes:
        """Return what is sent to the terminal at once; nothing when it is silent or gone."""
        try:
            return os.read(self.terminal, 1 << 16) if select.select([self.terminal], [], [], 0.1)[0] else b""
        except OSError:  # the other end is closed
            return b""

    def end(self) -> tuple[int, str]:
        """Return the exit code and what was said after the screen was left."""
        sent = b""
        while self.process.poll() is None:
            sent += self.shown()
        while more := self.shown():
            sent += more
        os.close(self.terminal)
        said = sent.rpartition(b"\x1b[?1049l")[2]
        return self.process.returncode, re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", said.decode()).strip()


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
    run = Run(path, home)
    read_until_quiet(run.terminal, b"KZ-2016")
    run.press(b"a", b"Note")
    run.press(b"half a note", b"half a note")
    run.process.send_signal(number)
    code, said = run.end()
    assert (code, said) == (128 + number, "")
    session = kept(home, path)
    assert list(session.drafts.values()) == ["half a note"]
    assert session.writing


def test_a_killed_run_loses_nothing_that_was_written_a_second_ago(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    run = Run(path, home)
    read_until_quiet(run.terminal, b"KZ-2016")
    run.press(b"t", b"Tag")
    run.press(b"verif", b"verif")
    deadline = time.monotonic() + 30
    while not any(b"verif" in file.read_bytes() for file in (home / "kztui").glob("running/*.json")):
        assert time.monotonic() < deadline
        run.shown()
    run.process.kill()
    run.end()
    assert list(kept(home, path).drafts.values()) == ["verif"]


def test_the_screen_goes_on_after_a_defect_which_is_logged(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    run = Run(path, home, SURVIVED)
    read_until_quiet(run.terminal, b"KZ-2016")
    run.press(b"u", b"this is a defect in kztui")
    run.press(b"j", b"KZ-2012")
    os.write(run.terminal, b"q")
    assert run.end() == (0, "")
    assert "ZeroDivisionError" in (home / "kztui" / "kztui.log").read_text()


def test_a_defect_that_cannot_be_survived_exits_with_70_and_one_line(home: Path) -> None:
    path = Path(make_casebook(home / "incidents.json").location)
    code, said = Run(path, home, FATAL).end()
    assert code == 70
    assert "\n" not in said
    assert "kztui.log" in said
    assert "ZeroDivisionError" in said
