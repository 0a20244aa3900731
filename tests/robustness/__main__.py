"""Tries to break kztui, and prints each defect with the smallest input that shows it.

    .venv/bin/python -m tests.robustness                       # everything: about an hour
    .venv/bin/python -m tests.robustness --seconds 120         # a random slice
    .venv/bin/python -m tests.robustness damage --seed 7       # one part, as it ran before
    .venv/bin/python -m tests.robustness --seed 7 --share 1/8  # the first eighth of everything

Exit code 1 when there are defects.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.robustness.work import Work

PARTS = {
    "kills": 2,
    "writers": 1,
    "damage": 3,
    "texts": 2,
    "files": 2,
    "queries": 1,
    "clocks": 1,
    "keys": 3,
    "acts": 2,
    "team": 1,
}
"""The parts, each a module, and their shares of the time."""


MEMORY = 6_000_000_000
"""Bytes of addresses that the run may take: what reads a device without end fails soon, and leaves the machine alone.
Each thread reserves far more of them than it uses, and many connections to a server take many threads."""


def main() -> int:
    """Run the parts that are asked for; return the exit code."""
    options = _options()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    parts = options.parts or list(PARTS)
    shares = sum(PARTS[part] for part in parts)
    defects = 0
    for part in parts:
        seconds = None if options.seconds is None else options.seconds * PARTS[part] / shares
        with tempfile.TemporaryDirectory(prefix="kztui-robustness-", ignore_cleanup_errors=True) as folder:
            _live_in(Path(folder))
            work = Work(Path(folder), seed, seconds, options.share, options.keep)
            begun = time.monotonic()
            attempt: Callable[[Work], str] = import_module(f"tests.robustness.{part}").attempt
            summary = attempt(work)
            work.clear()
        for kind, example in sorted(work.defects.items()):
            print(f"DEFECT in {part}: {kind}\n    {example}")
        defects += len(work.defects)
        took = time.monotonic() - begun
        print(f"{part}: {summary}; {len(work.defects)} defects; {took:.0f} s, seed {seed}", flush=True)
    print(f"robustness: {defects} defects, seed {seed}")
    return 1 if defects else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.robustness", description="Try to break kztui.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all unless given")
    parser.add_argument("--seconds", type=float, help="how long; everything is tried unless given")
    parser.add_argument("--seed", type=int, help="repeat a run; a new one unless given")
    parser.add_argument("--share", type=_share, default=(1, 1), metavar="K/N", help="the K-th of N parts of everything")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the files of each defect there")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)}")
    return options


def _share(words: str) -> tuple[int, int]:
    number, _, shares = words.partition("/")
    if not 1 <= int(number) <= int(shares):
        raise ValueError(words)
    return int(number), int(shares)


def _live_in(folder: Path) -> None:
    """Make `folder` the home of a user who has never started kztui."""
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / "home" / name.lower())


if __name__ == "__main__":
    sys.exit(main())
