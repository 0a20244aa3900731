"""The order of results: one number per incident and order, the greatest first, so that no two incidents are equal.

The key in a falling order is a signed number of 64 bits, as the index sorts them: 40 for what it is ordered by, then 24
for the number of the incident. Of a name these hold the first letters and roughly its length, which parts a town from
the region named after it; longer names that begin alike can be in any order.

The rising order is the reverse, but for the incidents that do not tell what it is ordered by: they have the lowest keys
in both.
"""

from collections.abc import Callable
from functools import lru_cache

from kztui.model.incident import INCIDENT_ID
from kztui.search.entry import Entry
from kztui.search.query.fields import ORDERS
from kztui.text.fold import fold

DEFAULT = "-date"
"""Newest first."""

ORDERED_BY = tuple(name for name in ORDERS if name != "relevance")
"""The rising orders that follow from an incident alone; with a hyphen before it, each is a falling one."""

_NUMBER_BITS = 24
_LAST = 1 << 40
_LOWEST = -1 << 63

LEAST_TOLD = _LOWEST + (1 << _NUMBER_BITS)
"""The least key of an incident that tells what it is ordered by."""

_LETTERS = {letter: rank for rank, letter in enumerate(" 0abcdefghiklmnoprstuvwxz")}  # those of folded words
_BASE = len(_LETTERS) + 1  # all other letters come last
_NAME_LETTERS = 8
_LENGTHS = _LAST // _BASE**_NAME_LETTERS

_FIRST_YEAR, _YEARS = 1789, 512  # years before and after these are put in with the first and the last one
_SERIALS = _LAST // (26 * 26 * _YEARS)


def falling_keys(entry: Entry) -> list[int]:
    """Return the keys of an incident in the falling orders by each of `ORDERED_BY`."""
    return [_falling_key(entry.number, find(entry)) for find in _FINDERS.values()]


def sort_key(entry: Entry, order: str) -> int:
    """Return the key of an incident in an order: one of `ORDERED_BY`, or that after a hyphen."""
    key = _falling_key(entry.number, _FINDERS[order.removeprefix("-")](entry))
    return key if order.startswith("-") else turned(key)


def turned(key: int) -> int:
    """Return the key in the rising order of the incident with this key in the falling one, or the other way round."""
    return key if key < LEAST_TOLD else -key


def number_in(key: int) -> int:
    """Return the number of the incident that has this key in a falling order."""
    return key & (1 << _NUMBER_BITS) - 1


def _falling_key(number: int, value: int | None) -> int:
    place = 0 if value is None else value + 1
    return _LOWEST + (place << _NUMBER_BITS) + number


@lru_cache(maxsize=50_000)
def _name_value(name: str) -> int | None:
    """Return the place of a name in the alphabet, in any spelling; None for an empty one."""
    folded = fold(name)
    value = 0
    for letter in folded[:_NAME_LETTERS].ljust(_NAME_LETTERS):
        value = value * _BASE + _LETTERS.get("0" if letter.isdigit() else letter, _BASE - 1)
    longer = max(0, len(folded) - _NAME_LETTERS)
    return value * _LENGTHS + min(longer, _LENGTHS - 1) if folded else None


def _id_value(incident_id: str) -> int | None:
    """Return the place of an id among all by country, year and its end; None for one of another form."""
    parts = INCIDENT_ID.fullmatch(incident_id)
    if parts is None:
        return None
    first, second = (ord(letter) - ord("A") for letter in parts[1])
    year = min(max(int(parts[2]) - _FIRST_YEAR, 0), _YEARS - 1)
    return ((first * 26 + second) * _YEARS + year) * _SERIALS + min(int(parts[3], 36), _SERIALS - 1)


Finder = Callable[[Entry], int | None]
"""Finds what an incident is ordered by, less than `_LAST` - 2; None when it does not tell."""


def _number(name: str) -> Finder:
    return lambda entry: entry.numbers.get(name)


_FINDERS: dict[str, Finder] = {name: _number(name) for name in ORDERED_BY} | {
    "date": _number("start"),
    "id": lambda entry: _id_value(entry.summary.id),
    "place": lambda entry: _name_value(entry.summary.place.name) if entry.summary.place else None,
    "type": lambda entry: _name_value(entry.summary.type),
    "tag": lambda entry: _name_value(" ".join(entry.summary.tags)) if entry.summary.tags else None,
}
"""How to find it, in the order of `ORDERED_BY`."""
