"""Results in two parts: incidents that are told in the searched words, then those whose reports only have them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from kztui.model.precision import DatePrecision
from kztui.model.summary import Summary
from kztui.search.order import DEFAULT
from kztui.search.query.highlight import Highlighter
from kztui.search.query.tree import All, AnyOf, Node, Phrase, Word
from kztui.search.results import FACETS, Facet, Results, Spot, Tally, in_order, together


class Parted:
    """The results of one query: all of `told`, and after them all of `named`; each has its own order."""

    def __init__(self, told: Results, named: Results, milliseconds: float) -> None:
        self._told = told
        self._named = named
        self.milliseconds = milliseconds
        self.query = told.query
        self.readings = told.readings
        self.message = told.message
        self.order = told.order
        self.highlighter: Highlighter = told.highlighter

    @property
    def count(self) -> int:
        """How many incidents were found."""
        return self._told.count + self._named.count

    @property
    def told(self) -> int:
        """How many of them, the first ones, are told in the searched words."""
        return self._told.count

    @property
    def words(self) -> tuple[str, ...]:
        """The searched words, folded."""
        return self._told.words

    def rows(self, start: int, stop: int) -> Sequence[Summary]:
        """Return the rows `start` to `stop` (exclusive), counted from 0."""
        border = self._told.count
        first = self._told.rows(start, min(stop, border)) if start < border else ()
        return (*first, *(self._named.rows(max(0, start - border), stop - border) if stop > border else ()))

    def position(self, incident_id: str) -> int | None:
        """Return the row of an incident, or None when it was not found."""
        at = self._told.position(incident_id)
        if at is not None:
            return at
        after = self._named.position(incident_id)
        return None if after is None else self._told.count + after

    def numbered(self, first: int, stop: int) -> int:
        """Return how many have a number from `first` to before `stop`."""
        return self._told.numbered(first, stop) + self._named.numbered(first, stop)

    def among(self, incident_ids: Iterable[str]) -> set[str]:
        """Return those of these incidents that were found."""
        ids = set(incident_ids)
        return self._told.among(ids) | self._named.among(ids)

    def tally(self, edges: Sequence[date], least_exact: int = DatePrecision.YEAR) -> list[Tally]:
        """Return what began between each two neighbouring days of `edges`."""
        both = zip(self._told.tally(edges, least_exact), self._named.tally(edges, least_exact), strict=True)
        return [Tally(*map(sum, zip(one, other, strict=True))) for one, other in both]

    def total(self) -> Tally:
        """Return how many there are, with their dead and wounded."""
        return Tally(*map(sum, zip(self._told.total(), self._named.total(), strict=True)))

    def spots(self) -> list[Spot]:
        """Return the places of the results, those with most incidents first."""
        return together((*self._told.spots(), *self._named.spots()))

    def facets(self, fields: Sequence[str] = FACETS) -> dict[str, list[Facet]]:
        """Return by field the counts of its values."""
        both = self._told.facets(fields), self._named.facets(fields)
        counts = {name: Counter({one.value: one.count for one in both[0][name]}) for name in fields}
        for name in fields:
            counts[name].update({one.value: one.count for one in both[1][name]})
        return {name: in_order(name, dict(sorted(counts[name].items()))) for name in fields}


def parts(tree: Node, order: str, asked: str) -> bool:
    """Return whether the results of a query have two parts: when it asks for words, and for no order of its own.

    `order` is the one that they are in, `asked` the one that the query names.
    """
    return order == DEFAULT and not asked and _asks_for_words(tree)


def _asks_for_words(node: Node) -> bool:
    """Return whether a query asks for words anywhere, and for more than a letter of them."""
    match node:
        case Word():
            return not node.prefix or len(node.text) > 1
        case Phrase():
            return True
        case All() | AnyOf():
            return any(map(_asks_for_words, node.nodes))
    return False
