"""How long a listing takes: ``python tests/benchmarks/list_command.py [INCIDENTS [RUNS]]``.

The whole process of ``kztui list`` on the bundled casebook, and of ``kztui list type:bombing`` on a made-up one of so
many incidents whose index has been built.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import KZTUI, home, machine, make_casebook, spread


def main(incidents: int = 0, runs: int = 15) -> None:
    """Print the times."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_casebook(folder, incidents)
        command = [KZTUI, "list", *(["type:bombing"] if incidents else []), "--casebook", str(path)]
        times = [_run(command, folder) for _ in range(runs)]
        print(f"kztui {' '.join(command[1:-2])}: {spread(times)}")


def _run(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=home(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
