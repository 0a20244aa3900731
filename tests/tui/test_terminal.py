"""What a real terminal is sent: Pilot cannot see it."""

import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.text.bundled import bundled

from .world import make_casebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

_RUN = """
import sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
KztuiApp(Casebook.open(Path(sys.argv[1]), author="tester"), look_every=3600).run()
"""


@contextmanager
def running(path: Path, columns: int, rows: int, **variables: str) -> Iterator[int]:
    """Run the program on a terminal of this size; give the terminal's file descriptor."""
    terminal, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    environment = {**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **variables}
    command = [sys.executable, "-c", _RUN, str(path)]
    with subprocess.Popen(
        command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
    ) as process:
        os.close(inner)
        try:
            yield terminal
        finally:
            os.write(terminal, b"\x11")
            read_until_quiet(terminal)
            os.close(terminal)
            assert process.wait(30) == 0


def read_until_quiet(terminal: int, wait_for: bytes = b"", quiet: float = 0.4) -> bytes:
    """Return what the program sends: `wait_for` and then all until it is quiet."""
    sent = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], quiet if wait_for in sent else 30)
        if not ready:
            return sent
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # the program has ended
            return sent
        if not part:
            return sent
        sent += part


def bytes_a_move(terminal: int) -> tuple[float, float]:
    """Return the bytes that the first picture after a press of an arrow takes, on average, and what follows."""
    presses = [b"\x1b[B", b"\x1b[B", b"\x1b[A", b"\x1b[A"] * 2
    first, later = 0, 0
    for press in presses:
        os.write(terminal, press)
        select.select([terminal], [], [], 30)
        first += len(os.read(terminal, 1 << 16))
        later += len(read_until_quiet(terminal, quiet=0.2))
    return first / len(presses), later / len(presses)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 36)])
def test_moving_the_cursor_sends_few_bytes(tmp_path: Path, columns: int, rows: int) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path, columns, rows) as terminal:
        read_until_quiet(terminal, b"2011-11")
        in_the_list, opening = bytes_a_move(terminal)
        os.write(terminal, b"\r")
        read_until_quiet(terminal)
        in_the_facts, following = bytes_a_move(terminal)
    assert 0 < in_the_list < 2000
    assert 0 < in_the_facts < 2000
    assert in_the_list + opening < 9000  # with the facts and the report
    assert in_the_facts + following < 5000  # with the lines of the report, which has half of the width at 120 columns


def test_an_arrow_that_arrives_in_two_pieces_is_an_arrow(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path, 120, 36) as terminal:
        read_until_quiet(terminal, b"2011-11")
        os.write(terminal, b"\x1b")
        os.write(terminal, b"[B")
        assert b"KZ-2012-0001" in read_until_quiet(terminal, b"KZ-2012-0001")


def test_the_first_picture_has_the_list(tmp_path: Path) -> None:
    path = Path(shutil.copy(bundled("incidents.json"), tmp_path))
    with running(path, 120, 36) as terminal:
        sent = read_until_quiet(terminal, b"KZ-2022")
    assert sent.index(b"2022-") < sent.index(b"Annotations")  # a title lower down the screen


def test_no_escape_of_a_report_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path, 120, 36) as terminal:
        sent = read_until_quiet(terminal, b"2011-11")
        os.write(terminal, b"/kulsary\r")
        sent += read_until_quiet(terminal, b"owned")
    assert b"owned" in sent
    assert b"\x1b]0;" not in sent


def test_the_screen_comes_back_from_an_editor_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path, 120, 36, TERM="xterm", NO_COLOR="1", VISUAL=str(tmp_path / "no-editor")) as terminal:
        read_until_quiet(terminal, b"2011-11")
        os.write(terminal, b"awho?")
        read_until_quiet(terminal, b"who?")
        os.write(terminal, b"\x05")
        assert b"The editor failed" in read_until_quiet(terminal, b"no-editor")
        os.write(terminal, b"\r")
        assert b"Note saved." in read_until_quiet(terminal, b"saved")
    (note,) = Casebook.open(path).annotations("KZ-2016-0001")
    assert note.text == "who?"
