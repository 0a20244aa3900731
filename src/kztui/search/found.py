"""Results from the index: counted at once, rows fetched when they come into view."""

from collections.abc import Sequence

import tantivy
from tantivy import FieldType, Occur, Order

from kztui.model.summary import Summary
from kztui.search.documents import order_column, shown, shown_prefix
from kztui.search.highlight import Highlighter
from kztui.search.order import number_in
from kztui.search.records import Records
from kztui.search.results import FACETS, Facet, in_order

PAGE = 64
"""Rows that are fetched together with the count."""

RANKED = 5_000
"""In order of relevance, a row is looked for among so many best ones."""


class Found:
    """The incidents that a query found in the state of the index when it was asked."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        query: tantivy.Query,
        order: str,
        records: Records,
        highlighter: Highlighter,
        message: str = "",
    ) -> None:
        self._searcher = searcher
        self._schema = schema
        self._query = query
        self._column = None if order == "relevance" else order_column(order)
        self._records = records
        self.highlighter = highlighter
        self.message = message
        self.milliseconds = 0.0
        found = searcher.search(query, limit=PAGE, order_by_field=self._column)
        self.count = _count(found)
        self._first = records.rows(self._numbers(found.hits))

    @property
    def words(self) -> tuple[str, ...]:
        """The searched words, folded."""
        return self.highlighter.all_words

    def rows(self, start: int, stop: int) -> Sequence[Summary]:
        """Return the rows `start` to `stop` (exclusive), counted from 0."""
        stop = min(stop, self.count)
        if start >= stop:
            return ()
        if stop <= len(self._first):
            return self._first[start:stop]
        return self._records.rows(self._numbers_between(start, stop))

    def position(self, incident_id: str) -> int | None:
        """Return the row of an incident, or None when it was not found (by relevance: not among the best 5,000)."""
        try:
            number = self._records.number(incident_id)
        except KeyError:
            return None
        if self._column is None:
            numbers = self._numbers_between(0, min(self.count, RANKED)) if self.count else []
            return numbers.index(number) if number in numbers else None
        itself = self._also(tantivy.Query.term_query(self._schema, "number", number, "basic"))
        hits = self._searcher.search(itself, limit=1, order_by_field=self._column).hits
        if not hits:
            return None
        before = tantivy.Query.range_query(
            self._schema, self._column, FieldType.Integer, hits[0][0], include_lower=False
        )
        return _count(self._searcher.search(self._also(before), limit=1, order_by_field=self._column))

    def facets(self, fields: Sequence[str] = FACETS) -> dict[str, list[Facet]]:
        """Return by field the counts of its values in all of the results, the largest first (years: the latest)."""
        return {field: in_order(field, self._counts(field)) for field in fields}

    def _counts(self, field: str) -> dict[str, int]:
        terms = self._searcher.terms_with_prefix("terms", shown_prefix(field), self._query)
        return {shown(term): count for term, count in terms if count}

    def _numbers_between(self, start: int, stop: int) -> list[int]:
        """Return the numbers of some rows; from the nearer end, since the index orders all rows up to there."""
        if self._column is None or stop <= self.count - start:
            found = self._searcher.search(
                self._query, limit=stop - start, offset=start, count=False, order_by_field=self._column
            )
            return self._numbers(found.hits)
        from_end = self._searcher.search(
            self._query,
            limit=stop - start,
            offset=self.count - stop,
            count=False,
            order_by_field=self._column,
            order=Order.Asc,
        )
        return self._numbers(from_end.hits)[::-1]

    def _numbers(self, hits: list[tuple[int, tantivy.DocAddress]]) -> list[int]:
        if self._column is None:
            values = self._searcher.fast_field_values("number", [address for _, address in hits])
            return [int(value) for value in values if value is not None]
        return [number_in(key) for key, _ in hits]

    def _also(self, query: tantivy.Query) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Occur.Must, self._query), (Occur.Must, query)])


def _count(found: tantivy.SearchResult) -> int:
    count: int = found.count  # type: ignore[attr-defined]  # the stubs lack it
    return count
