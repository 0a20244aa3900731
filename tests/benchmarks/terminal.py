"""What a user waits for, from outside: ``python tests/benchmarks/terminal.py [INCIDENTS ...]``.

For the bundled casebook (0) and for made-up ones of so many incidents whose index has been built, in terminals of
120x36: times from a key until the picture, which an emulator keeps, is what it will be; bytes; memory. Beside them are
those of a bare Textual program (`bare_app.py`), whose keys are pressed in turn with those of kztui, so that both meet
the same load.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyte
from in_terminal import Terminal
from measuring import KZTUI, home, machine, make_casebook

STARTS, ROUNDS, MOVES = 9, 6, 40
WORD, BARE_WORD = "attack", "cccccc"
"""What is typed, letter by letter; each letter leaves other rows than the one before."""
VIEWS = "2345678f1"
LIST = slice(3, 14)
"""The lines of the list, in kztui and in the bare program."""
BARE = (sys.executable, str(Path(__file__).with_name("bare_app.py")))


class Picture:
    """A terminal with a program in it, and the picture on it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.screen = pyte.Screen(120, 36)
        self._stream = pyte.ByteStream(self.screen)

    def press(self, keys: str, lines: slice = slice(0, 36)) -> "Pressed":
        """Press keys, and wait until the program is silent; `lines` are those of which the last change counts."""
        before = _cells(self.screen)
        pressed = self.terminal.send(keys.encode())
        came: list[tuple[float, bytes]] = []
        while more := self.terminal.read(0.3):
            came.append((time.perf_counter() - pressed, more))
        last, shown = 0.0, self.screen.display[lines]
        for at, more in came:
            self._stream.feed(more)
            if (now := self.screen.display[lines]) != shown:
                last, shown = at, now
        first = came[0][1] if came else b""
        return Pressed(last, len(first), sum(len(more) for _, more in came), _least_bytes(before, _cells(self.screen)))


class Pressed(NamedTuple):
    """What came of a key: the seconds until the picture was what it stayed, the bytes of the first painting and of all,
    and the fewest bytes that could have changed the picture so.
    """

    seconds: float
    first: int
    all: int
    least: int


def main(sizes: Sequence[int]) -> None:
    """Print a table for each size."""
    print(machine())
    for incidents in sizes:
        with tempfile.TemporaryDirectory() as name:
            _measure(Path(name), incidents)


def _measure(folder: Path, incidents: int) -> None:
    path = make_casebook(folder, incidents)
    ours, bare = (KZTUI, str(path)), BARE
    with Terminal(ours, home(folder)) as terminal:  # the very first start welcomes its reader
        terminal.until("2022" if not incidents else "-")
        terminal.settle()
        terminal.press(b"\x1b")
        terminal.send(b"q")
        with suppress(EOFError):
            terminal.settle()
    print(f"\n{incidents or 'bundled'} incidents", "                        kztui            bare     times")
    starts = [(_start(ours, folder, "What happened"), _start(bare, folder, "row 0")) for _ in range(STARTS)]
    _line("start to the first list", [one for one, _ in starts], [other for _, other in starts])
    with ExitStack() as stack:
        one, other = (Picture(stack.enter_context(Terminal(command, home(folder)))) for command in (ours, bare))
        for picture in (one, other):
            picture.press("")
        one.press("/")
        typed: tuple[list[float], list[float]] = ([], [])
        worked = [_work(picture) for picture in (one, other)]
        for _ in range(ROUNDS):
            for letter, bare_letter in zip(WORD, BARE_WORD, strict=True):
                typed[0].append(one.press(letter, LIST).seconds)
                typed[1].append(other.press(bare_letter, LIST).seconds)
            one.press("\x15")
            other.press("\x15")
        letters = ROUNDS * (len(WORD) + 1)
        work = [(_work(picture) - before) / letters for picture, before in zip((one, other), worked, strict=True)]
        _line("letter to painted list", *map(_changed, typed))
        _line("the processor's work for a letter", *([each] for each in work))
        one.press("\x1b")
        _line("Esc to painting", [_closed(one) for _ in range(ROUNDS)])
        _moves(one)
        _line("timeline", [_view(one, "2") for _ in range(ROUNDS)])
        _line("map", [_view(one, "3") for _ in range(ROUNDS)])
        _line("overview", [_view(one, "7") for _ in range(ROUNDS)])
        for key in VIEWS:
            one.press(key)
        memory = [f"{_own(picture.terminal.process):.0f} MB" for picture in (one, other)]
        print(f"  {'private memory after all views':<34}{memory[0]:>16}{memory[1]:>16}")
    _listing(path, folder, incidents)


def _start(command: tuple[str, ...], folder: Path, words: str) -> float:
    with Terminal(command, home(folder)) as terminal:
        return terminal.until(words) - terminal.started


def _closed(picture: Picture) -> float:
    picture.press("?")
    return picture.press("\x1b").seconds


def _view(picture: Picture, key: str) -> float:
    seconds = picture.press(key).seconds
    picture.press("1")
    return seconds


def _moves(picture: Picture) -> None:
    moves = [picture.press("j" if move // 10 % 2 == 0 else "k") for move in range(MOVES)]
    first, whole, least = (
        statistics.median(getattr(move, name) for move in moves) for name in ("first", "all", "least")
    )
    print(
        f"  {'bytes of a move, p50':<34}{first:>6.0f} of the list, {whole:.0f} with the panes that follow,"
        f" {whole / max(1, least):.1f} times the least difference ({least:.0f})"
    )


def _listing(path: Path, folder: Path, incidents: int) -> None:
    """Print how soon `kztui list` prints its first row, and all of them."""
    command = [KZTUI, "list", *(["type:bombing"] if incidents else []), "--casebook", str(path)]
    times = []
    for _ in range(STARTS):
        started = time.perf_counter()
        with subprocess.Popen(command, env=home(folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
            assert program.stdout
            program.stdout.readline()
            first = time.perf_counter() - started
            rows = 1 + sum(1 for _ in program.stdout)
        times.append((first, time.perf_counter() - started))
    _line(f"list: first of {rows:,} lines", [first for first, _ in times])
    _line(f"list: all of {rows:,} lines", [whole for _, whole in times])


def _changed(seconds: list[float]) -> list[float]:
    """Leave out the keys after which the list was as before."""
    return [one for one in seconds if one]


def _line(what: str, ours: Sequence[float], bare: Sequence[float] = ()) -> None:
    beside = f"{_two(bare):>16}{statistics.median(ours) / statistics.median(bare):>8.2f}" if bare else ""
    print(f"  {what:<34}{_two(ours):>16}{beside}")


def _two(seconds: Sequence[float]) -> str:
    """Return the middle and the 95th percentile in milliseconds."""
    in_order = sorted(seconds)
    late = in_order[min(len(in_order) - 1, round(0.95 * len(in_order)))]
    return f"{1000 * statistics.median(in_order):.0f}, p95 {1000 * late:.0f} ms"


def _work(picture: Picture) -> float:
    """Return the seconds that the processor was at work for a program, in all of its threads (Linux)."""
    tasks = Path(f"/proc/{picture.terminal.process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def _own(process: int) -> float:
    """Return the megabytes that a process holds and shares with no file (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(dict(line.split(":", 1) for line in status.splitlines())["RssAnon"].split()[0]) / 1000


Cell = tuple[object, ...]

_PLAIN: Cell = tuple(pyte.screens.Char(" "))[1:]


def _cells(screen: pyte.Screen) -> list[list[Cell]]:
    return [[tuple(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def _least_bytes(before: list[list[Cell]], after: list[list[Cell]]) -> int:
    """Return about how many bytes a terminal must get at least to go from one picture to the other: for each stretch of
    cells that changed, its place, its text, and what is new of its style against that of the stretch before.
    """
    written, style = 0, _PLAIN
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        for changed, stretch in groupby(enumerate(new), key=lambda cell: old[cell[0]] != cell[1]):
            if not changed:
                continue
            for at, (x, cell) in enumerate(stretch):
                written += 0 if at else len(f"\x1b[{y + 1};{x + 1}H")
                written += len(str(cell[0]).encode()) + _style_bytes(style, cell[1:])
                style = cell[1:]
    return written


def _style_bytes(before: Cell, after: Cell) -> int:
    """Return the bytes that change a style: colours as three numbers, and a digit for each attribute."""
    colours = [
        len("38;2;100;100;100") if new != "default" else 2
        for old, new in zip(before[:2], after[:2], strict=True)
        if old != new
    ]
    attributes = [2 for old, new in zip(before[2:], after[2:], strict=True) if old != new]
    codes = [*colours, *attributes]
    return len("\x1b[m") + sum(codes) + len(codes) - 1 if codes else 0


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [0, 100_000])
