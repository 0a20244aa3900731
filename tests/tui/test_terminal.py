"""What a real terminal is sent: Pilot cannot see it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
from kztui.text.bundled import bundled

from .terminal import Terminal
from .world import make_casebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

_RUN = """
import sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
KztuiApp(Casebook.open(Path(sys.argv[1]), author="tester"), look_every=float(sys.argv[2])).run()
"""


@contextmanager
def running(path: Path, columns: int = 120, rows: int = 36, **variables: str) -> Iterator[Terminal]:
    """Run the program on a terminal of this size until the block is left, and then by its key."""
    with Terminal(_RUN, str(path), "3600", columns=columns, rows=rows, variables=variables) as terminal:
        terminal.wait_for("20")  # the year of an incident
        terminal.read_until_quiet(0.2)
        yield terminal
        terminal.press(b"\x11")
        assert terminal.wait_for_end() == 0


def bytes_a_move(terminal: Terminal) -> tuple[float, float]:
    """Return the bytes that the first picture after a press of an arrow takes, on average, and what follows."""
    presses = [b"\x1b[B", b"\x1b[B", b"\x1b[A", b"\x1b[A"] * 2
    first, later = 0, 0
    for press in presses:
        terminal.press(press)
        first += len(terminal.read())
        later += terminal.read_until_quiet(0.2)
    return first / len(presses), later / len(presses)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 36)])
def test_moving_the_cursor_sends_few_bytes(tmp_path: Path, columns: int, rows: int) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path, columns, rows) as terminal:
        in_the_list, opening = bytes_a_move(terminal)
        terminal.press(b"\r")
        terminal.read_until_quiet(0.4)
        in_the_facts, following = bytes_a_move(terminal)
    assert 0 < in_the_list < 2000
    assert 0 < in_the_facts < 2000
    assert in_the_list + opening < 9000  # with the facts and the report
    assert in_the_facts + following < 5000  # with the lines of the report, which has half of the width at 120 columns


def test_typing_in_a_window_paints_nothing_of_the_screen_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path) as terminal:
        terminal.press(b"a")
        terminal.wait_for("Note: ")
        terminal.read_until_quiet(0.6)
        for letter in (b"x", b"y"):
            terminal.press(letter)
            assert 0 < terminal.read_until_quiet(0.6) < 4000
        terminal.press(b"\x1b")
        terminal.read_until_quiet(0.6)


def test_what_changes_behind_a_window_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with Terminal(_RUN, str(path), "0.2") as terminal:
        terminal.wait_for("20")
        terminal.read_until_quiet(0.2)
        terminal.press(b"a")
        terminal.wait_for("Note: ")
        assert "#" not in terminal.text
        other = Casebook.open(path, author="ben")
        other.annotate(AnnotationKind.TAG, Target("KZ-2012-0001"), text="seen")
        terminal.wait_for("#")


def test_an_arrow_that_arrives_in_two_pieces_is_an_arrow(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path) as terminal:
        terminal.press(b"\x1b")
        terminal.press(b"[B")
        terminal.wait_for("KZ-2012-0001")


def test_an_escape_and_a_letter_that_arrive_together_are_two_keys(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path) as terminal:
        terminal.press(b"/20\x1bj")
        terminal.wait_for("KZ-2012-0001")
        assert "20j" not in terminal.text


def test_the_first_picture_has_the_list(tmp_path: Path) -> None:
    path = Path(shutil.copy(bundled("incidents.json"), tmp_path))
    with running(path) as terminal:
        terminal.wait_for("KZ-2022")
    sent = bytes(terminal.sent)
    assert sent.index(b"2022-") < sent.index(b"Facts by source")  # a heading lower down the screen


def test_no_escape_of_a_report_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path) as terminal:
        terminal.press(b"/kulsary\r")
        terminal.wait_for("owned")
    assert b"\x1b]0;" not in terminal.sent


def test_the_screen_comes_back_from_an_editor_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path, TERM="xterm", NO_COLOR="1", VISUAL=str(tmp_path / "no-editor")) as terminal:
        terminal.press(b"awho?")
        terminal.wait_for("who?")
        terminal.press(b"\x05")
        terminal.wait_for("The editor failed")
        terminal.press(b"\r")
        terminal.wait_for("Note saved.")
    (note,) = Casebook.open(path).annotations("KZ-2016-0001")
    assert note.text == "who?"


def test_an_escape_in_a_pasted_text_presses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path) as terminal:
        before = terminal.text
        terminal.press(b"\x1b[200~abc \x1b[31m?\x1b[201~")
        terminal.read_until_quiet(0.4)
        assert terminal.text == before
