"""The order of results: one number per incident and order, the greatest first, so that no two incidents are equal."""

from kztui.search.entry import Entry
from kztui.search.fields import ORDERS

DEFAULT = "-date"
"""Newest first."""

_SHIFT = 32
_MIRROR = 1 << 30
_SORTED = tuple(name for name in ORDERS if name != "relevance")

KEYS = tuple(sign + name for name in _SORTED for sign in ("", "-"))
"""The orders that follow from an incident alone."""


def sort_keys(entry: Entry) -> dict[str, int]:
    """Return the keys of an incident by order. What an incident does not tell puts it last in both directions."""
    keys = {}
    for name in _SORTED:
        value = entry.numbers.get("start" if name == "date" else name)
        up, down = (0, 0) if value is None else (_MIRROR - value, value + 1)
        keys[name] = up << _SHIFT | entry.number
        keys[f"-{name}"] = down << _SHIFT | entry.number
    return keys


def number_in(key: int) -> int:
    """Return the number of the incident whose key this is."""
    return key & (1 << _SHIFT) - 1
