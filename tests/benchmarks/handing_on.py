"""What goes out, and two analysts: time and memory of whole commands.

    python tests/benchmarks/handing_on.py            all of it, with the sizes that are promised
    python tests/benchmarks/handing_on.py bundle 100000 | site 1000 | merge 10000

bundle: a casebook of so many incidents goes out as a bundle and into a new casebook. site: so many incidents as pages.
merge: two casebooks of so many incidents each, with 2,000 annotations each, become one. Of each command it prints wall
time, processor time and the most memory that it had, as the operating system counts it.
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import write_casebook
from measuring import KZTUI, home, machine

from kztui import AnnotationKind, Casebook, Target

ANNOTATIONS = 2_000


def timed(what: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command and print what it took."""
    began = time.perf_counter()
    child = os.posix_spawn(command[0], list(command), environment)
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - began
    if status:
        sys.exit(f"{' '.join(command)} failed")
    processor, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    print(f"{what}: {took:.1f} s, {processor:.1f} s of the processor, {memory:.0f} MB", flush=True)


def export(what: str, form: str, casebook: Path, output: Path) -> None:
    """Export a casebook and print what it took."""
    command = [KZTUI, "export", "--format", form, "--casebook", str(casebook), "--output", str(output)]
    timed(what, command, home(casebook.parent))


def bundle(folder: Path, count: int) -> None:
    """Out and in, and whether the same goes out again."""
    write_casebook(folder / "one.json", count)
    for source, target in (("one.json", "one.zip"), ("two.json", "two.zip")):
        export(f"bundle of {count:,} out of {source}", "bundle", folder / source, folder / target)
        if target == "one.zip":
            put = [KZTUI, "import", str(folder / target), "--casebook", str(folder / "two.json")]
            timed(f"bundle of {count:,} into a new casebook", put, home(folder))
    print("equal bytes:", (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes())


def site(folder: Path, count: int) -> None:
    """Pages of so many incidents, and how big they are."""
    write_casebook(folder / "one.json", count)
    export(f"site of {count:,}", "site", folder / "one.json", folder / "site")
    size = sum(file.stat().st_size for file in (folder / "site").rglob("*"))
    print(f"size of the site: {size / 1e6:.1f} MB")


def merge(folder: Path, count: int) -> None:
    """Two copies of one casebook, each with annotations of its own."""
    for name in ("ann", "ben"):
        write_casebook(folder / f"{name}.json", count)
        with Casebook.open(folder / f"{name}.json", author=name, cache=folder / name) as book:
            ids = [row.id for row in book.search("", "id").rows(0, count)]
            for number in range(ANNOTATIONS):
                book.annotate(AnnotationKind.NOTE, Target(ids[number % count]), text=f"{name} {number}")
    command = [KZTUI, "merge-casebooks", str(folder / "ann.json"), str(folder / "ben.json")]
    timed(f"merge of two of {count:,}", command, home(folder))


def main(arguments: Sequence[str]) -> None:
    """Run what the arguments name."""
    print(machine())
    sizes = {"bundle": 100_000, "site": 1_000, "merge": 10_000}
    wanted = {arguments[0]: int(arguments[1]) if arguments[1:] else sizes[arguments[0]]} if arguments else sizes
    for name, count in wanted.items():
        with TemporaryDirectory() as folder:
            {"bundle": bundle, "site": site, "merge": merge}[name](Path(folder), count)


if __name__ == "__main__":
    main(sys.argv[1:])
