"""Saved searches: queries with a name, which tell how many incidents are new to them."""

import os
from datetime import UTC, datetime

from msgspec import Struct

from kztui.errors import DecisionError


class SavedSearch(Struct, frozen=True, omit_defaults=True):
    """A `query` under a `name`. `key` is the key that opens it, if it has one.

    `seen` is how many incidents the casebook held when it was last opened: those that were added after them are new.
    A change is a new record with the same `id`; `count` and `writer` order records, as those of annotations do.
    """

    id: str
    name: str
    query: str
    author: str
    created: datetime
    key: str = ""
    seen: int = 0
    opened: datetime | None = None
    retracted: datetime | None = None
    count: int = 0
    writer: str = ""


def saved_search(name: str, query: str, author: str, *, key: str = "", seen: int = 0) -> SavedSearch:
    """Return a new saved search with a fresh id, opened now (UTC).

    Raises DecisionError without a name or a query, or when `key` is more than one letter or digit.
    """
    name, query, key = " ".join(name.split()), query.strip(), key.strip()
    if not name:
        raise DecisionError("a saved search needs a name")
    if not query:
        raise DecisionError("a saved search needs a query: type one first")
    if key and not (len(key) == 1 and key.isalnum()):
        raise DecisionError("a key is one letter or digit")
    now = datetime.now(UTC)
    return SavedSearch(f"s-{os.urandom(6).hex()}", name, query, author, now, key, seen, now)
