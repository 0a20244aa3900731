"""How soon the list is there: ``python tests/benchmarks/first_paint.py [INCIDENTS [RUNS]]``.

From the call of ``kztui`` in a terminal of 120x36 to the first painted row of its list, and to the id of the incident
that is opened beside it: of the bundled casebook, or of a made-up one of so many incidents whose index has been built.
At the very first start, which copies the bundled casebook and welcomes the reader, and at later ones.
"""

import sys
import tempfile
from pathlib import Path

from in_terminal import Terminal
from measuring import KZTUI, home, machine, make_casebook, spread

from kztui.casebook import Casebook


def main(incidents: int = 0, runs: int = 15) -> None:
    """Print the times."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_casebook(folder, incidents)
        casebook = Casebook.open(path, cache=folder / "kztui")
        (row,) = casebook.search().rows(0, 1)
        casebook.close()
        assert row.date
        print(f"first paint of {casebook.incident_count:,} incidents")
        command, date = (KZTUI, str(path)) if incidents else (KZTUI,), f"{row.date.start:%Y-%m}"
        _print("first start", [_first(command, date, folder if incidents else None) for _ in range(runs)])
        (folder / "kztui").mkdir(exist_ok=True)
        (folder / "kztui" / "sessions.json").write_text("{}")
        _paint(command, date, folder)
        _print("later start", [_paint(command, date, folder) for _ in range(runs)])


def _first(command: tuple[str, ...], date: str, folder: Path | None) -> tuple[float, float, float]:
    """Return the times of the first start of a user, who has nothing yet where no folder is given."""
    with tempfile.TemporaryDirectory() as new:
        return _paint(command, date, folder or Path(new))


def _paint(command: tuple[str, ...], date: str, folder: Path) -> tuple[float, float, float]:
    with Terminal(command, home(folder)) as terminal:
        painted = terminal.until(date)
        opened = terminal.until("KZ-")
    return painted - terminal.started, opened - terminal.started, terminal.worked


def _print(start: str, times: list[tuple[float, float, float]]) -> None:
    painted, opened, worked = zip(*times, strict=True)
    print(f"  {start}: the list {spread(painted)}; an incident beside it {spread(opened)}")
    print(f"    the processor's work until then: {spread(worked)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
