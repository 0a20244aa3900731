"""Opening a casebook's records for search and reading, in the way that fits their number."""

import hashlib
from pathlib import Path

from kztui.errors import StoreError
from kztui.search.library import Library, Partial, Progress
from kztui.search.memory import Memory
from kztui.store.tinydb.files import stamp
from kztui.store.tinydb.incidents import Records, load_incidents

SMALL = 4_000_000
"""A casebook of up to so many bytes, about a thousand incidents, is read into memory in a tenth of a second."""


def home_of(casebook: Path, root: Path) -> Path:
    """Return the folder, in the cache folder `root`, of what belongs to the casebook at `casebook`."""
    return root / hashlib.sha256(str(casebook).encode()).hexdigest()[:16]


def open_library(casebook: Path, root: Path) -> Library | None:
    """Return the records of the file at `casebook`; None when they need an index that has yet to be built.

    Small casebooks are read into memory. Big ones have an index in the cache folder `root`.
    """
    found = stamp(casebook)
    if found is None or found.size <= SMALL:
        return Memory(_read(casebook))
    from kztui.search.index.cache import Cache  # imports what only big casebooks need

    return Cache(casebook, home_of(casebook, root)).open(found)


def build_library(casebook: Path, root: Path, progress: Progress, partial: Partial) -> tuple[Library, str]:
    """Build the index of the file at `casebook` in the cache folder `root`; return the records.

    `progress` hears how many incidents are done, of how many, and `partial` of an index that can be searched while it
    grows. Where none can be kept, the file is read into memory, and a line says so to the user.
    """
    from kztui.search.index.cache import Cache

    try:
        return Cache(casebook, home_of(casebook, root)).build(progress, partial), ""
    except StoreError as error:
        return Memory(_read(casebook)), str(error)


def _read(casebook: Path) -> Records:
    try:
        return load_incidents(casebook)
    except StoreError as error:
        return Records({}, {}, (str(error),), stamp(casebook))
