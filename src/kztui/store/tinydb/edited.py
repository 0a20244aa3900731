"""A table of which some records are dropped or replaced."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any


class EditedTable(MutableMapping[str, Any]):
    """A TinyDB table, maybe in a file, of which some records are dropped or replaced: only these are held in memory.

    Records can be dropped and replaced while one goes through them.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._instead: dict[str, Any] = {}
        self._dropped: set[str] = set()

    def __len__(self) -> int:
        """Return how many records are left."""
        return len(self._table) - len(self._dropped)

    def __iter__(self) -> Iterator[str]:
        """Yield the numbers of the records that are left."""
        return (number for number in self._table if number not in self._dropped)

    def __getitem__(self, number: str) -> Any:
        """Return the record with a number. Raises KeyError when there is none any more."""
        if number in self._dropped:
            raise KeyError(number)
        return self._instead.get(number) or self._table[number]

    def __setitem__(self, number: str, record: Any) -> None:
        """Replace the record with a number."""
        self._instead[number] = record

    def __delitem__(self, number: str) -> None:
        """Drop the record with a number."""
        self._instead.pop(number, None)
        self._dropped.add(number)
