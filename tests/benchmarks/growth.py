"""How importing grows with the casebook: ``python tests/benchmarks/growth.py [INCIDENTS ...]``.

What linking adds to the import of one report, beyond its extraction and the writing of the file: looking for incidents
on the same days and near the same places, and comparing with them. In made-up casebooks with an index, over the
reports of incidents that are there already and of such as are not.
"""

import sys
import tempfile
import time
from pathlib import Path

from generate import Generator, Story
from measuring import machine, make_casebook, spread

from kztui.casebook.lookup import LibraryIncidents, wording
from kztui.link.joining import link
from kztui.search.library import Library
from kztui.search.opening import open_library
from kztui.store.opening import open_store

RUNS = 50


def main(sizes: tuple[int, ...]) -> None:
    """Print a line for each size."""
    print(machine())
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            path = make_casebook(folder, size)
            library = open_library(open_store(str(path)), folder / "kztui")
            assert library
            known, new = Generator(1), Generator(2)
            seen = [_link(library, known.story()) for _ in range(RUNS)]
            unseen = [_link(library, new.story()) for _ in range(RUNS)]
        print(f"{size:>9,} incidents  known: {spread(seen)}  new: {spread(unseen)}")


def _link(library: Library, story: Story) -> float:
    """Return the seconds that linking one report takes."""
    report, facts = story
    started = time.perf_counter()
    link([(report, [facts])], LibraryIncidents(library), lambda _: False, wording)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or (1_000, 10_000, 100_000))
