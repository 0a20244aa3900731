"""The order of results: one number per incident and order, the greatest first, so that no two incidents are equal.

A key is a signed number of 64 bits, as the index sorts them: 40 for what it is ordered by, then 24 for the number of
the incident. Of a name these hold the first letters and roughly its length, which parts a town from the region named
after it; longer names that begin alike can be in any order.
"""

from collections.abc import Callable
from functools import lru_cache

from kztui.model.incident import INCIDENT_ID
from kztui.search.entry import Entry
from kztui.search.query.fields import ORDERS
from kztui.text.fold import fold

DEFAULT = "-date"
"""Newest first."""

_SORTED = tuple(name for name in ORDERS if name != "relevance")

KEYS = tuple(sign + name for name in _SORTED for sign in ("", "-"))
"""The orders that follow from an incident alone."""

_NUMBER_BITS = 24
_LAST = 1 << 40
_LOWEST = -1 << 63

_LETTERS = {letter: rank for rank, letter in enumerate(" 0abcdefghiklmnoprstuvwxz")}  # those of folded words
_BASE = len(_LETTERS) + 1  # all other letters come last
_NAME_LETTERS = 8
_LENGTHS = _LAST // _BASE**_NAME_LETTERS

_FIRST_YEAR, _YEARS = 1789, 512  # years before and after these are put in with the first and the last one
_SERIALS = _LAST // (26 * 26 * _YEARS)


def sort_keys(entry: Entry) -> list[int]:
    """Return the keys of an incident in the orders of `KEYS`."""
    keys: list[int] = []
    for find in _FINDERS.values():
        keys += _keys(entry.number, find(entry))
    return keys


def sort_key(entry: Entry, order: str) -> int:
    """Return the key of an incident in an order of `KEYS`. What it does not tell puts it last in both directions."""
    rising, falling = _keys(entry.number, _FINDERS[order.removeprefix("-")](entry))
    return falling if order.startswith("-") else rising


def number_in(key: int) -> int:
    """Return the number of the incident whose key this is."""
    return key & (1 << _NUMBER_BITS) - 1


def _keys(number: int, value: int | None) -> tuple[int, int]:
    """Return the keys of an incident in the rising and in the falling order of `value`."""
    last = number + _LOWEST
    if value is None:
        return last, last
    return last + (_LAST - 1 - value << _NUMBER_BITS), last + (value + 1 << _NUMBER_BITS)


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
"""Finds what an incident is ordered by, less than `_LAST` - 1; None when it does not tell."""


def _number(name: str) -> Finder:
    return lambda entry: entry.numbers.get(name)


_FINDERS: dict[str, Finder] = {name: _number(name) for name in _SORTED} | {
    "date": _number("start"),
    "id": lambda entry: _id_value(entry.summary.id),
    "place": lambda entry: _name_value(entry.summary.place.name) if entry.summary.place else None,
    "type": lambda entry: _name_value(entry.summary.type),
    "tag": lambda entry: _name_value(" ".join(entry.summary.tags)) if entry.summary.tags else None,
}
"""How to find it, in the order of `KEYS`."""
