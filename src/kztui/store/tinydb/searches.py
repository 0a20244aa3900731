"""The saved searches in the file of annotations."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from kztui.errors import StoreError
from kztui.model.saved_search import SavedSearch
from kztui.store.tinydb.files import read_file
from kztui.store.tinydb.schema import ANNOTATIONS, decode_table, raw_tables

_TABLE = "saved_searches"


def load_searches(path: Path) -> list[SavedSearch]:
    """Return the standing saved searches in the file of annotations at `path`, in the order of their names.

    Raises StoreError when the file as a whole cannot be used (`kztui.store.tinydb.schema.raw_tables`).
    """
    content = read_file(path)
    if content is None:
        return []
    tables = raw_tables(content[0], path, ANNOTATIONS)
    searches, _ = decode_table(tables.get(_TABLE, {}), SavedSearch, path, "saved search")
    return sorted((search for search in searches if not search.retracted), key=lambda search: search.name)


def add_search(path: Path, search: SavedSearch) -> None:
    """Add `search`, on disk when this returns; one with the same name gives way to it. Raises StoreError."""
    from kztui.store.tinydb.storage import editing, insert  # imports TinyDB, which only a writer needs

    with editing(path, ANNOTATIONS) as edit:
        table = edit.tables[_TABLE]
        for number in table:
            known = msgspec.json.decode(table[number], type=SavedSearch)
            if known.name == search.name and not known.retracted:
                table[number] = _changed(table[number], {"retracted": _now()})
        insert(table, [search])


def open_search(path: Path, identifier: str, seen: int) -> None:
    """Note that a saved search was opened now, when the casebook held `seen` incidents. Raises StoreError."""
    _change(path, identifier, {"opened": _now(), "seen": seen})


def retract_search(path: Path, identifier: str) -> None:
    """Take a saved search back. Raises StoreError."""
    _change(path, identifier, {"retracted": _now()})


def restore_search(path: Path, identifier: str) -> None:
    """Let a saved search that was taken back stand again. Raises StoreError."""
    _change(path, identifier, {"retracted": None})


def _change(path: Path, identifier: str, changes: dict[str, object]) -> None:
    from kztui.store.tinydb.storage import editing

    with editing(path, ANNOTATIONS) as edit:
        table = edit.tables[_TABLE]
        for number in table:
            if msgspec.json.decode(table[number], type=SavedSearch).id == identifier:
                table[number] = _changed(table[number], changes)
                return
        raise StoreError(f"{path} holds no saved search {identifier}")


def _changed(document: Any, changes: dict[str, object]) -> dict[str, object]:
    return {**msgspec.json.decode(document), **changes}


def _now() -> str:
    return datetime.now(UTC).isoformat()
