"""Reading on a Dask cluster against processes here: ``python tests/benchmarks/cluster.py [REPORTS]``.

Two workers each, on this machine, started before: `kztui extract --jsonl` with --jobs 2 and with --cluster, over
made-up reports (20,000 unless told), in turns, a part after the other. Reports a second, and the share of the cluster's
in the processes'.
"""

import json
import sys
import time
from collections.abc import Iterator

from generate import incidents_of
from measuring import machine

from kztui.casebook.intake.chunks import Workers, each
from kztui.casebook.intake.cluster import Cluster
from kztui.casebook.intake.processes import Processes
from kztui.cli.subcommands.extract import CHUNK, Answer, answers

PARTS = 20


def main(count: int = 20_000) -> None:
    """Print the figures."""
    from distributed import LocalCluster

    print(machine())
    _, reports = incidents_of(count)
    lines = [json.dumps({"id": one.id, "text": one.text, "published": None}).encode() for one in reports.values()]
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with (
        LocalCluster(**options) as started,  # type: ignore[no-untyped-call]
        Cluster(started.scheduler_address) as cluster,
        Processes(2) as processes,
    ):
        for workers in (cluster, processes):
            _read(workers, lines[:200])  # what is imported first, and the dictionaries
        taken: dict[Workers, float] = {processes: 0.0, cluster: 0.0}
        for start in range(PARTS):
            for one in taken:
                taken[one] += _read(one, lines[start::PARTS])
        here, there = (count / seconds for seconds in taken.values())
        print(f"{count:,} reports: --jobs 2 {here:,.0f} a second, 2 workers {there:,.0f} a second: {there / here:.2f}")


def _read(workers: Workers, lines: list[bytes]) -> float:
    """Return the seconds that reading takes."""
    begun = time.perf_counter()
    found = sum(len(chunk) for chunk in each(workers, answers, _chunks(lines), lambda one: Answer(problem="lost")))
    assert found == len(lines)
    return time.perf_counter() - begun


def _chunks(lines: list[bytes]) -> Iterator[list[tuple[int, bytes]]]:
    numbered = list(enumerate(lines, 1))
    yield from (numbered[start : start + CHUNK] for start in range(0, len(numbered), CHUNK))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
