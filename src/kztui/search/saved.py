"""Searches that are kept: under a name in the file of annotations, and the latest ones in a file of the cache."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from kztui.errors import DecisionError, QueryError, StoreError
from kztui.model.saved_search import SavedSearch, saved_search
from kztui.search.library import Library
from kztui.search.query.parser import parse
from kztui.store.tinydb.files import write_atomically
from kztui.store.tinydb.searches import add_search, load_searches, open_search, restore_search, retract_search
from kztui.text.clean import clean

LATEST = 200
"""So many of the latest queries are kept."""


class Counts(NamedTuple):
    """How many incidents a saved search finds, and how many of them were added since it was opened."""

    incidents: int
    new: int


class SavedSearches:
    """The saved searches of a casebook. `library` gives its incidents as they are known now."""

    def __init__(self, path: Path, author: str, library: Callable[[], Library]) -> None:
        self._path = path
        self._author = author
        self._library = library

    def all(self) -> list[SavedSearch]:
        """Return the saved searches in the order of their names. Raises StoreError."""
        return load_searches(self._path)

    def counts(self, search: SavedSearch) -> Counts:
        """Return how many incidents a search finds now. Raises QueryError."""
        library = self._library()
        results = library.search(search.query)
        return Counts(results.count, results.numbered(search.seen, library.numbers))

    def save(self, name: str, query: str, key: str = "") -> SavedSearch:
        """Save a query under a name, on disk when this returns; an older search of this name gives way to it.

        Raises QueryError, ValueError and StoreError, each with one clear line.
        """
        parse(query)
        search = saved_search(clean(name), clean(query), self._author, key=clean(key), seen=self._library().numbers)
        for other in self.all():
            if search.key and other.key == search.key and other.name != search.name:
                raise DecisionError(f"{search.key} is the key of “{other.name}” already")
        add_search(self._path, search)
        return search

    def open(self, search: SavedSearch) -> None:
        """Note that a search was opened: what it finds now is no longer new. Raises StoreError."""
        open_search(self._path, search.id, self._library().numbers)

    def remove(self, search: SavedSearch) -> None:
        """Take a search back. Raises StoreError."""
        retract_search(self._path, search.id)

    def restore(self, search: SavedSearch) -> None:
        """Let a search that was taken back stand again. Raises StoreError."""
        restore_search(self._path, search.id)


class History:
    """The latest queries, the newest last, in a file that may be lost."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def queries(self) -> list[str]:
        """Return the latest queries, each once, the newest last."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[str])[-LATEST:]
        except (OSError, ValueError):
            return []

    def add(self, query: str) -> list[str]:
        """Keep `query` as the newest one, unless it cannot be understood; return the latest queries.

        Where there is no room to write, it is forgotten.
        """
        query = clean(query).strip()
        before = self.queries()
        if not query or query in before[-1:] or not _understood(query):
            return before
        queries = [*(known for known in before if known != query), query][-LATEST:]
        with suppress(StoreError, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, msgspec.json.encode(queries))
        return queries


def _understood(query: str) -> bool:
    try:
        parse(query)
    except QueryError:
        return False
    return True
