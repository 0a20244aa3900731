"""Opening a casebook's records for search and reading, in the way that fits their number."""

from pathlib import Path
from typing import TYPE_CHECKING

from kztui.errors import StoreError
from kztui.folders import home_of
from kztui.search.kept import KeptEntries
from kztui.search.memory import Memory
from kztui.store.base import Progress, Records, Store, read_all

if TYPE_CHECKING:
    from kztui.search.library import Library, Partial

SMALL = 4_000_000
"""The most bytes of records that are read into memory: about a thousand incidents, in a tenth of a second."""


def open_library(store: Store, root: Path) -> "Library | None":
    """Return the records in a store; None when they need an index that has yet to be built.

    Few records are read into memory; what an earlier start has summed up is in the cache folder `root`, as the index of
    many is.
    """
    if store.size <= SMALL:
        return Memory(_read(store), KeptEntries(home_of(store.location, root) / "entries.msgpack"))
    from kztui.search.index.cache import Cache  # imports what only big casebooks need

    return Cache(store, home_of(store.location, root)).open()


def build_library(store: Store, root: Path, progress: Progress, partial: "Partial") -> "tuple[Library, str]":
    """Build the index of a store in the cache folder `root`; return the records.

    `progress` is told how many incidents are done, of how many, and `partial` is given the index while it grows. Where
    none can be kept, the records are read into memory, and a line says so to the user.
    """
    from kztui.search.index.cache import Cache

    try:
        return Cache(store, home_of(store.location, root)).build(progress, partial), ""
    except StoreError as error:
        return Memory(_read(store)), str(error)


def discard_index(store: Store, root: Path) -> None:
    """Forget the index of a store, which is damaged: the next one is built from nothing."""
    from kztui.search.index.cache import Cache

    Cache(store, home_of(store.location, root)).discard()


def _read(store: Store) -> Records:
    version = store.version().records
    try:
        return read_all(store.records())
    except StoreError as error:
        return Records({}, {}, (), (str(error),), version)
