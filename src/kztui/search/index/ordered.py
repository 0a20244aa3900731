"""What a query finds in the index, in an order of the results.

A column of the index has the keys of a falling order. The rising one takes the incidents that tell what it is ordered
by from the other end of the column, and then the others as they are.
"""

from typing import NamedTuple

import tantivy
from tantivy import FieldType, Occur, Order, Query

from kztui.model.summary import Summary
from kztui.search.index.documents import order_column
from kztui.search.order import LEAST_TOLD, ORDERED_BY, number_in, turned

PAGE = 64
"""Hits that are fetched together with their count."""


class Hit(NamedTuple):
    """An incident of the results: what orders it (the greatest first), its number, and its row if it is at hand."""

    key: float
    number: int
    row: Summary | None = None


class _Stretch(NamedTuple):
    """Hits that follow one another in a column, the greatest first or the least."""

    query: Query
    rising: bool
    length: int


class Ordered:
    """The incidents in the index that `query` finds, in an `order` of the results.

    `first` are the hits at the beginning, which are fetched together with the count. When `count` is given, for an
    order that does not rise, they are not.
    """

    def __init__(
        self, searcher: tantivy.Searcher, schema: tantivy.Schema, query: Query, order: str, count: int | None = None
    ) -> None:
        self._searcher = searcher
        self._schema = schema
        self._query = query
        self._column = None if order == "relevance" else order_column(order)
        self._rising = order in ORDERED_BY
        self.first: list[Hit] = []
        if self._rising:
            telling, others = self._keys(LEAST_TOLD, None), self._keys(None, LEAST_TOLD)
            self._stretches = [
                self._begun(both(query, telling), rising=True),
                self._begun(both(query, others), rising=False),
            ]
        elif count is None:
            self._stretches = [self._begun(query, rising=False)]
        else:
            self._stretches = [_Stretch(query, rising=False, length=count)]
        self.count = sum(stretch.length for stretch in self._stretches)

    def between(self, start: int, stop: int) -> list[Hit]:
        """Return the hits `start` to `stop` (exclusive), counted from 0."""
        hits: list[Hit] = []
        for stretch in self._stretches:
            first, last = max(start, 0), min(stop, stretch.length)
            if first < last:
                hits += self._fetched(stretch, first, last)
            start, stop = start - stretch.length, stop - stretch.length
        return hits

    def among(self, query: Query, limit: int) -> list[Hit]:
        """Return the hits that another query finds, too, at most `limit`, in any order."""
        return self._hits(self._searcher.search(both(self._query, query), limit, False, self._column))

    def before(self, key: float) -> int:
        """Return how many hits have a greater key than this one, in an order that has keys."""
        if self._rising and key >= LEAST_TOLD:
            greater = self._keys(LEAST_TOLD, turned(int(key)))
        else:
            greater = self._keys(int(key) + 1, None)
        return count_of(self._searcher.search(both(self._query, greater), limit=1))

    def _keys(self, first: int | None, stop: int | None) -> Query:
        """Return the query for the keys in the column from `first` to before `stop`."""
        return Query.range_query(
            self._schema, self._column or "", FieldType.Integer, first, stop, include_upper=stop is None
        )

    def _begun(self, query: Query, *, rising: bool) -> _Stretch:
        found = self._searcher.search(query, PAGE, True, self._column, 0, Order.Asc if rising else Order.Desc)
        self.first += self._hits(found)[: PAGE - len(self.first)]
        return _Stretch(query, rising, count_of(found))

    def _fetched(self, stretch: _Stretch, start: int, stop: int) -> list[Hit]:
        """Return hits of a stretch, counted from the nearer end since the index orders all of them up to there."""
        after = stretch.length - stop
        backwards = self._column is not None and after < start
        direction = Order.Asc if stretch.rising != backwards else Order.Desc
        offset = after if backwards else start
        hits = self._hits(self._searcher.search(stretch.query, stop - start, False, self._column, offset, direction))
        return hits[::-1] if backwards else hits

    def _hits(self, found: tantivy.SearchResult) -> list[Hit]:
        if self._column is None:
            numbers = self._searcher.fast_field_values("number", [address for _, address in found.hits])
            return [Hit(score, int(number or 0)) for (score, _), number in zip(found.hits, numbers, strict=True)]
        if self._rising:
            return [Hit(turned(key), number_in(key)) for key, _ in found.hits]
        return [Hit(key, number_in(key)) for key, _ in found.hits]


def both(one: Query, other: Query) -> Query:
    """Return the query for what two queries find."""
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])


def count_of(found: tantivy.SearchResult) -> int:
    """Return how many incidents a search found."""
    count: int = found.count  # type: ignore[attr-defined]  # the stubs lack it
    return count
