"""How long an annotation takes: ``python tests/benchmarks/annotate.py [INCIDENTS [ANNOTATIONS ...]]``.

From the call to the return of `Casebook.annotate`, when the note is on disk (fsync), found and counted, in a casebook
that holds so many annotations already; `Casebook.undo` likewise; and how long opening such a casebook takes when the
newest annotation is not indexed yet. Beside them, an append of the same size to a bare file with fsync.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from measuring import machine, make_casebook, percentiles
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, annotation
from kztui.store.base import Batch
from kztui.store.opening import open_store

RUNS = 200
OPENINGS = 5
WORDS = "Compare with the court's count of May."


def main(incidents: int = 10_000, *sizes: int) -> None:
    """Print the times."""
    print(machine())
    for size in sizes or (1_000, 10_000, 50_000):
        with tempfile.TemporaryDirectory() as name:
            _measure(Path(name), incidents, size)


def _measure(folder: Path, incidents: int, size: int) -> None:
    path, cache = make_casebook(folder, incidents), folder / "kztui"
    with Casebook.open(path, cache=cache) as casebook:
        found = casebook.search()
        ids = cycle(row.id for row in found.rows(0, found.count))
    _annotate(path, [next(ids) for _ in range(size)])
    with Casebook.open(path, author="ada", cache=cache) as casebook:
        casebook.prepare()

        def note() -> None:
            casebook.annotate(AnnotationKind.NOTE, Target(next(ids)), text=WORDS)

        note()
        print(f"{casebook.incident_count:,} incidents, {size:,} annotations")
        print(f"  a note, durable      {percentiles(_times(note))}")
        print(f"  an undo, durable     {percentiles(_times(casebook.undo))}")
    print(f"  a bare append, fsync {percentiles(_bare(folder / 'bare'))}")
    Casebook.open(path, cache=cache).prepare()
    _annotate(path, [next(ids)])
    gc.disable()  # as the program does until the first picture
    used = time.process_time()
    opening = _times(lambda: Casebook.open(path, cache=cache).prepare(), OPENINGS)
    used = 1000 * (time.process_time() - used) / OPENINGS
    gc.enable()
    print(f"  opening, newest not indexed  {percentiles(opening)}, {used:.0f} ms of a processor each")


def _annotate(path: Path, incidents: list[str]) -> None:
    store = open_store(str(path))
    last = max((one.count for one in store.notebook().annotations), default=0)
    made = [annotation(AnnotationKind.NOTE, Target(one), "bo", text=WORDS) for one in incidents]
    counted = tuple(replace(one, count=number, writer="bench") for number, one in enumerate(made, last + 1))
    with store.transaction(store.version()) as transaction:
        transaction.append(Batch(annotations=counted))
    store.close(lambda: ())


def _bare(path: Path) -> list[float]:
    with path.open("ab", buffering=0) as file:

        def append() -> None:
            file.write(b"x" * 350 + b"\n")
            os.fsync(file.fileno())

        return _times(append)


def _times(action: Callable[[], object], runs: int = RUNS) -> list[float]:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return times


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
