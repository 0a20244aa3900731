"""What an import costs in a big casebook: ``python tests/benchmarks/additions.py [INCIDENTS [REPORTS ...]]``.

So many reports with an incident each, extracted already, are brought into a made-up casebook with an index: from
opening it to leaving it, in a process of its own. Wall time, processor time, and the most memory that was its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import Generator
from measuring import machine, make_casebook

from kztui.casebook import Casebook

BATCH = 300
"""Reports in one transaction, as the command brings them in."""


def main(incidents: int = 100_000, *sizes: int) -> None:
    """Print a line for each number of reports."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        path = make_casebook(Path(name), incidents)
        for seed, size in enumerate(sizes or (1, 100), 7):
            command = [sys.executable, __file__, "--into", str(path), str(size), str(seed)]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def _import(path: Path, size: int, seed: int) -> None:
    generator = Generator(seed)
    stories = [generator.story() for _ in range(size)]
    used = time.process_time()
    started = time.perf_counter()
    with Casebook.open(path, author="ada", cache=path.parent / "kztui") as casebook:
        casebook.prepare()
        for at in range(0, size, BATCH):
            casebook.add([(report, [facts]) for report, facts in stories[at : at + BATCH]])
        acknowledged = time.perf_counter()
        count = casebook.incident_count
    left = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:>6,} reports, {count:,} incidents then: {acknowledged - started:.2f} s until they are saved, "
        f"{left - started:.2f} s in all, {time.process_time() - used:.2f} CPU s, {memory:.0f} MB"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--into"]:
        _import(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        main(*map(int, sys.argv[1:]))
