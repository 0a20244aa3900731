"""What the benchmarks share: the machine's description, figures in words, and casebooks to measure with."""

import os
import platform
import shutil
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generate import write_casebook

from kztui.casebook import Casebook
from kztui.store.tinydb.beside import annotations_path
from kztui.text.bundled import bundled

if TYPE_CHECKING:
    from tests.servers import PostgresServer

KZTUI = str(Path(sys.executable).with_name("kztui"))
"""The command as it is installed beside this Python."""

sys.path.append(str(Path(__file__).parents[2]))  # where `tests` is, when a benchmark is run by its path
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # programs that are installed have their bytecode at hand


def machine() -> str:
    """Return what the figures were measured on: cores, processor, their load, and Python."""
    return (
        f"{os.cpu_count()} cores of {_processor()}, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, {platform.system()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def spread(seconds: Sequence[float]) -> str:
    """Return the least, the middle and the greatest of some times, in milliseconds."""
    least, middle, most = (1000 * value for value in (min(seconds), statistics.median(seconds), max(seconds)))
    return f"median {middle:.0f} ms ({least:.0f} to {most:.0f}, {len(seconds)} runs)"


def percentiles(seconds: Sequence[float]) -> str:
    """Return the middle and the 95th percentile of some times, in milliseconds."""
    in_order = sorted(seconds)
    middle, late = statistics.median(in_order), in_order[min(len(in_order) - 1, round(0.95 * len(in_order)))]
    return f"median {1000 * middle:.2f} ms, p95 {1000 * late:.2f} ms ({len(seconds)} runs)"


def home(folder: Path) -> Mapping[str, str]:
    """Return the environment of a user whose files are all in `folder`."""
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(folder))
    return {**os.environ, **homes, "TERM": "xterm-256color"}


def make_casebook(folder: Path, incidents: int = 0) -> Path:
    """Return a casebook in `folder`: the bundled one, or a made-up one of so many incidents with its index built."""
    path = folder / "incidents.json"
    if incidents:
        write_casebook(path, incidents)
        Casebook.open(path, cache=folder / "kztui").prepare()
    else:
        for file in (path, annotations_path(path)):
            shutil.copy(bundled(file.name), file)
    return path


@contextmanager
def database_of_its_own(name: str) -> "Iterator[tuple[Path, PostgresServer, str]]":
    """Give a folder in which this process keeps all its files, a server that runs there until the block ends, and the
    address of an empty shared casebook on it.
    """
    from kztui.store.postgres.schema import create
    from tests.servers import new_database, running_server

    with TemporaryDirectory(ignore_cleanup_errors=True) as made, running_server() as server:
        folder = Path(made)
        for kind in ("CACHE", "STATE", "CONFIG", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
        database = new_database(server, name)
        create(database)
        yield folder, server, database
