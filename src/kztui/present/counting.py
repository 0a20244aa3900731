"""Counting what was found by the values of its fields, with the dead and the wounded."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kztui.casebook import Casebook, Results
from kztui.model.annotation import Verdict
from kztui.model.fact import Side
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.search.query.narrowing import chosen, narrowed, without
from kztui.search.results import Facet, Tally

FACETS = {
    "year": "Year",
    "type": "Type",
    "region": "Region",
    "actor": "Actor",
    "weapon": "Weapon",
    "target": "Target",
    "side": "Side",
    "verdict": "Verdict",
    "dateprec": "Day known to",
    "placeprec": "Place known to",
    "source": "Publisher",
    "lang": "Language",
    "tag": "Tag",
}
"""The fields that are counted, in the order in which they are shown, with their headings."""

FIRST = 8
"""Values of a field that are counted in full; of the others there is only the number of incidents until asked for."""

_UNCHECKED = "-has:verdict"

_FIXED: dict[str, Sequence[tuple[str, str]]] = {
    "side": [(side, f"side:{side}") for side in Side if side not in (Side.UNKNOWN, Side.TOTAL)],
    "verdict": [*((verdict, f"verdict:{verdict}") for verdict in Verdict), ("nobody checked it", _UNCHECKED)],
    "dateprec": [
        (f"{'a' if one is DatePrecision.FEW_DAYS else 'the'} {one.words}", f"dateprec:{one}")
        for one in DatePrecision
        if one
    ],
    "placeprec": [(one.words, f"placeprec:{one}") for one in PlacePrecision],
}
"""The values of fields that have only a few, each with what finds it."""


class Counted(NamedTuple):
    """A value: its name, the `query` that keeps only its incidents, and how many there are, perhaps with their toll.

    `chosen` says that the search asks for it; `toll` is None where it has not been added up.
    """

    name: str
    query: str
    incidents: int
    chosen: bool
    toll: Tally | None = None


class Block(NamedTuple):
    """The values of a field, the most frequent first (years: the latest; of those that have an order: in that).

    `total` is what they are counted in: all that was found, or would be if none of them were chosen.
    """

    field: str
    values: tuple[Counted, ...]
    total: Tally


class Counts(NamedTuple):
    """All that was found, and the blocks."""

    total: Tally
    blocks: tuple[Block, ...]

    @property
    def chosen(self) -> int:
        """How many values the search asks for."""
        return sum(one.chosen for block in self.blocks for one in block.values)


def count(casebook: Casebook, results: Results, opened: frozenset[str] = frozenset()) -> Counts:
    """Return the counts of what was found; of the fields in `opened` all values are counted in full.

    The values of a field from which some are chosen are counted as if none of them were, so that more can be chosen.
    """
    total = results.total()
    return Counts(total, tuple(_blocks(casebook, results, total, opened)))


def _blocks(casebook: Casebook, results: Results, total: Tally, opened: frozenset[str]) -> Iterator[Block]:
    found = results.facets([field for field in FACETS if field not in _FIXED])
    found = {field: _in_one_case(casebook, results, listed) for field, listed in found.items()}
    for field in FACETS:
        held = chosen(results.query, field)
        base = casebook.search(without(results.query, field)) if held else results
        listed = _listed(casebook, base, field) if held or field in _FIXED else found[field]
        known = {one.query for one in listed}
        listed = [*listed, *(Facet(field, _name(one), 0, one) for one in held if one not in known)]
        most = len(listed) if field in opened or len(listed) == FIRST + 1 else FIRST
        values = [
            Counted(one.value, one.query, one.count, one.query in held, _toll(casebook, base, one) if shown else None)
            for number, one in enumerate(listed)
            if (shown := number < most or one.query in held) or one.count
        ]
        if any(one.incidents or one.chosen for one in values):
            yield Block(field, tuple(values), base.total() if held else total)


def _listed(casebook: Casebook, base: Results, field: str) -> list[Facet]:
    """Return how many incidents of `base` have each value of a field."""
    if field not in _FIXED:
        return _in_one_case(casebook, base, base.facets([field])[field])
    counts = ((name, query, casebook.search(narrowed(base.query, query)).count) for name, query in _FIXED[field])
    return [Facet(field, name, number, query) for name, query, number in counts if number]


def _in_one_case(casebook: Casebook, base: Results, listed: Sequence[Facet]) -> list[Facet]:
    """Return the values as they are most often written: a search finds those in capitals and in small letters alike."""
    alike: dict[str, list[Facet]] = {}
    for one in listed:
        alike.setdefault(one.value.casefold(), []).append(one)
    if len(alike) == len(listed):
        return list(listed)
    first = [
        replace(one, count=casebook.search(narrowed(base.query, one.query)).count) if others else one
        for one, *others in alike.values()
    ]
    return sorted(first, key=lambda one: one.count, reverse=True)


def _toll(casebook: Casebook, base: Results, one: Facet) -> Tally:
    return casebook.search(narrowed(base.query, one.query)).total()


def _name(condition: str) -> str:
    """Return the value in a condition that finds nothing now."""
    fixed = (name for values in _FIXED.values() for name, query in values if query == condition)
    return next(fixed, condition.partition(":")[2].lstrip("=").strip('"'))
