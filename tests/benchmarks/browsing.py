"""What browsing costs: ``python tests/benchmarks/browsing.py [INCIDENTS [MOVES]]``.

Opens a casebook in a terminal of 120x36, moves the list's cursor so often (100), as fast as one types, opens incidents,
switches between the views, then types a search. Prints the time from a key to the first painting, the bytes sent to the
terminal for a move (in the first painting, and with the facts and the report of the incident under the cursor, which
follow when it rests), and the memory of the program.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from in_terminal import Terminal
from measuring import KZTUI, home, machine, make_casebook, spread

from kztui.tui.browse.opener import REST

SEARCH = "killed:>=2"
VIEWS = b"234561"
OPENINGS = 10
TYPED, PAUSE = 20, 0.03
"""Moves at typing speed, and the seconds between two of them."""
PAGE = 25
"""Moves down before as many moves up."""


def main(incidents: int = 0, moves: int = 100) -> None:
    """Print the figures."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_casebook(folder, incidents)
        with Terminal((KZTUI, str(path)), home(folder)) as terminal:
            terminal.until("/")
            terminal.settle()
            terminal.press(b"\x1b")  # closes the welcome
            pressed = [terminal.press(b"j" if move // PAGE % 2 == 0 else b"k") for move in range(moves)]
            print(f"key to painting, cursor: {spread([seconds for seconds, _, _ in pressed])}")
            first, all_of_it = (statistics.median(press[n] for press in pressed) for n in (1, 2))
            print(f"bytes of a move: {first:.0f} in the first painting, {all_of_it:.0f} with the facts and the report")
            fast, last = _typed(terminal) / TYPED, len(terminal.settle())
            print(f"bytes of a move at typing speed: {fast:.0f}; when the cursor rests after {TYPED} of them: {last}")
            opened = [_opened(terminal) for _ in range(OPENINGS)]
            print(f"cursor at rest to painting, opening an incident: {spread(opened)}")
            switched = [terminal.press(bytes([key]))[0] for key in VIEWS]
            print(f"key to painting, switching the view: {spread(switched)}")
            terminal.press(b"/")
            typed = [terminal.press(letter.encode())[0] for letter in SEARCH]
            print(f"key to painting, search: {spread(typed)}")
            print(f"memory of the program: {_memory(terminal.process)}")


def _typed(terminal: Terminal) -> int:
    """Move at typing speed, three times down and once up; return the bytes that the program writes meanwhile."""
    written = 0
    for move in range(TYPED):
        until = terminal.send(b"j" if move % 4 else b"k") + PAUSE
        while (left := until - time.perf_counter()) > 0:
            written += len(terminal.read(left))
    return written


def _opened(terminal: Terminal) -> float:
    """Return the seconds from the end of the cursor's rest until the id of the incident under it is painted."""
    pressed = terminal.send(b"j")
    painted = terminal.until("KZ-")
    terminal.settle()
    return painted - pressed - REST


def _memory(process: int) -> str:
    """Return the megabytes that a process holds, and those of them that are its own and no mapped file (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    lines = dict(line.split(":", 1) for line in status.splitlines())
    resident, own = (int(lines[name].split()[0]) / 1000 for name in ("VmRSS", "RssAnon"))
    return f"{resident:.0f} MB resident, {own:.0f} MB of them its own"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
