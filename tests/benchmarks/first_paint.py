"""How soon the list is there: ``python tests/benchmarks/first_paint.py [INCIDENTS [RUNS]]``.

From the call of ``kztui CASEBOOK`` in a terminal to the first painted row of its list: of the bundled casebook, or of a
made-up one of so many incidents whose index has been built. At the very first start, which welcomes the reader, and at
later ones.
"""

import sys
import tempfile
from pathlib import Path

from measuring import KZTUI, home, machine, make_casebook, spread
from terminal import Terminal

from kztui.casebook import Casebook


def main(incidents: int = 0, runs: int = 15) -> None:
    """Print the times."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_casebook(folder, incidents)
        casebook = Casebook.open(path, cache=folder / "kztui")
        (row,) = casebook.search().rows(0, 1)
        assert row.date
        print(f"first paint of {casebook.incident_count:,} incidents")
        for start in ("first start", "later start"):
            painted, worked = zip(*(_paint(path, f"{row.date.start:%Y-%m}", folder) for _ in range(runs)), strict=True)
            print(f"  {start}: {spread(painted)}; the processor's work until then: {spread(worked)}")
            (folder / "kztui").mkdir(exist_ok=True)
            (folder / "kztui" / "sessions.json").write_text("{}")


def _paint(path: Path, date: str, folder: Path) -> tuple[float, float]:
    with Terminal((*KZTUI, str(path)), home(folder)) as terminal:
        painted = terminal.until(date)
    return painted - terminal.started, terminal.worked


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
