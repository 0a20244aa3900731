"""What a close look costs: ``python tests/benchmarks/checking.py [INCIDENTS]``.

``kztui check`` on a made-up casebook of so many incidents with an index, in a process of its own: wall time, processor
time and the most memory that it had.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import KZTUI, home, machine, make_casebook


def main(incidents: int = 100_000) -> None:
    """Print the figures."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_casebook(folder, incidents)
        command = [KZTUI, "check", "--casebook", str(path)]
        before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
        started = time.perf_counter()
        done = subprocess.Popen(command, env=home(folder), stderr=subprocess.PIPE, text=True)
        said, memory = _ended(done)
        took = time.perf_counter() - started
        spent = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before
        print(f"{said.strip().rpartition(': ')[2]}: {took:.1f} s wall, {spent:.1f} CPU s, {memory:.0f} MB at most")


def _ended(process: "subprocess.Popen[str]") -> tuple[str, float]:
    """Return what a process said until its end, and the most megabytes that it had at a time."""
    status, most = Path(f"/proc/{process.pid}/status"), 0.0
    while process.poll() is None:
        lines = status.read_text().splitlines() if status.exists() else []
        most = max([most, *(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM:"))])
        time.sleep(0.05)
    return process.stderr.read() if process.stderr else "", most


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
