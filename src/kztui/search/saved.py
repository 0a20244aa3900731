"""Searches that are kept: under a name in the file of annotations, and the latest ones in a file of the cache."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from kztui.errors import DecisionError, QueryError, StoreError
from kztui.model.saved_search import SavedSearch, saved_search
from kztui.search.library import Library
from kztui.search.query.parser import parse
from kztui.store.files import read_file, write_atomically
from kztui.text.clean import clean

LATEST = 200
"""So many of the latest queries are kept."""


class Counts(NamedTuple):
    """How many incidents a saved search finds, and how many of them were added since it was opened."""

    incidents: int
    new: int


class SavedSearches:
    """The saved searches of a casebook.

    `library` gives its incidents as they are known now, `known` the searches with those that were removed, and `save`
    appends the new states of searches that a function makes, durably, while nobody else writes.
    """

    def __init__(
        self,
        author: str,
        library: Callable[[], Library],
        known: Callable[[], Iterable[SavedSearch]],
        save: Callable[[Callable[[], Sequence[SavedSearch]]], object],
    ) -> None:
        self._author = author
        self._library = library
        self._known = known
        self._save = save

    def all(self) -> list[SavedSearch]:
        """Return the saved searches in the order of their names."""
        return sorted((one for one in self._known() if not one.retracted), key=lambda one: one.name)

    def counts(self, search: SavedSearch) -> Counts:
        """Return how many incidents a search finds now. Raises QueryError."""
        library = self._library()
        results = library.search(search.query)
        return Counts(results.count, results.numbered(search.seen, library.numbers))

    def save(self, name: str, query: str, key: str = "") -> SavedSearch:
        """Save a query under a name, on disk when this returns; it replaces an older one of this name.

        Raises QueryError, DecisionError and StoreError, each with one clear line.
        """
        parse(query)
        search = saved_search(clean(name), clean(query), self._author, key=clean(key), seen=self._library().numbers)
        self._save(lambda: self._replacing(search))
        return search

    def _replacing(self, search: SavedSearch) -> list[SavedSearch]:
        """Return what to append for a new search: the removal of those with its name, and itself."""
        for other in self.all():
            if search.key and other.key == search.key and other.name != search.name:
                raise DecisionError(f"{search.key} is the key of “{other.name}” already")
        return [*(replace(one, retracted=_now()) for one in self.all() if one.name == search.name), search]

    def open(self, search: SavedSearch) -> None:
        """Note that a search was opened: what it finds now is no longer new. Raises StoreError."""
        self._change(search, opened=_now(), seen=self._library().numbers)

    def remove(self, search: SavedSearch) -> None:
        """Remove a search; it can be restored. Raises StoreError."""
        self._change(search, retracted=_now())

    def restore(self, search: SavedSearch) -> None:
        """Restore a search that was removed. Raises StoreError."""
        self._change(search, retracted=None)

    def _change(self, search: SavedSearch, **changes: Any) -> None:
        self._save(lambda: [self._changed(search, changes)])

    def _changed(self, search: SavedSearch, changes: dict[str, Any]) -> SavedSearch:
        now = next((one for one in self._known() if one.id == search.id), None)
        if now is None:
            raise StoreError(f"there is no saved search “{search.name}” any more")
        return replace(now, **changes)


def _now() -> datetime:
    return datetime.now(UTC)


class History:
    """The latest queries, the newest last, in a file that may be lost."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def queries(self) -> list[str]:
        """Return the latest queries, each once, the newest last."""
        try:
            return msgspec.json.decode(read_file(self._path) or b"[]", type=list[str])[-LATEST:]
        except (StoreError, ValueError, RecursionError):
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
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path, msgspec.json.encode(queries), private=True)
        return queries


def _understood(query: str) -> bool:
    try:
        parse(query)
    except QueryError:
        return False
    return True
