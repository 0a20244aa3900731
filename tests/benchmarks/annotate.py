"""How long an annotation takes: ``python tests/benchmarks/annotate.py [INCIDENTS [ANNOTATIONS]]``.

From the call to the return of `Casebook.annotate`, when the note is on disk (fsync), found and counted; in a casebook
that holds so many annotations already (1,000). `Casebook.undo` likewise.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from measuring import machine, make_casebook, spread

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target

RUNS = 50


def main(incidents: int = 0, annotations: int = 1_000) -> None:
    """Print the times."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        casebook = Casebook.open(make_casebook(folder, incidents), author="ada", cache=folder / "kztui")
        found = casebook.search()
        ids = cycle(row.id for row in found.rows(0, min(found.count, annotations)))

        def annotate() -> None:
            casebook.annotate(AnnotationKind.NOTE, Target(next(ids)), text="Compare with the court's count of May.")

        for _ in range(annotations):
            annotate()
        print(f"{casebook.incident_count:,} incidents, {annotations:,} annotations")
        print(f"a note, durable: {spread(_times(annotate))}")
        print(f"an undo, durable: {spread(_times(casebook.undo))}")


def _times(action: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return times


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
