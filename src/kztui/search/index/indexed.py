"""Results from the index: counted at once, rows fetched when they come into view."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import tantivy
from tantivy import FieldType, Occur, Order, Query

from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.model.summary import Summary
from kztui.search.index.documents import order_column, shown, shown_prefix, spot_in
from kztui.search.index.records import Records
from kztui.search.order import number_in, sort_key
from kztui.search.query.highlight import Highlighter
from kztui.search.results import (
    FACETS,
    Facet,
    Spot,
    Tally,
    in_order,
    spots_of_rows,
    tally_rows,
    together,
    toll,
    total_of,
)
from kztui.search.scan import Scannable, count_values
from kztui.text.fold import fold

PAGE = 64
"""Rows that are fetched together with the count."""

RANKED = 5_000
"""In order of relevance, a row is looked for among this many of the best ones."""


class View(NamedTuple):
    """The index as it was committed last, and the incidents that replace theirs since, by id: the `later` ones.

    `gone` are the numbers of those that were merged into others, `known` the words that were looked up so far.
    """

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    records: Records
    later: Mapping[str, Scannable]
    known: dict[str, bool]
    gone: tuple[int, ...] = ()

    def but_later(self, query: tantivy.Query) -> tantivy.Query:
        """Return `query` without the incidents that are replaced."""
        if not self.later and not self.gone:
            return query
        numbers = [*self.gone, *(one.entry.number for one in self.later.values())]
        replaced = tantivy.Query.term_set_query(self.schema, "number", numbers)
        return tantivy.Query.boolean_query([(Occur.Must, query), (Occur.MustNot, replaced)])


class Hit(NamedTuple):
    """An incident of the results: what orders it (the greatest first), its number, and its row if it is at hand."""

    key: float
    number: int
    row: Summary | None = None


class IndexedResults:
    """The incidents that a query found in one view of the index.

    `query` is the query without the later incidents; `later` are those of them that it finds. By relevance, these come
    first: the analyst has just worked on them. `indexed` is how many the query finds in the index, when that is known:
    then nothing is fetched before rows are asked for.
    """

    def __init__(
        self,
        view: View,
        query: tantivy.Query,
        later: Sequence[Scannable],
        order: str,
        highlighter: Highlighter,
        message: str = "",
        *,
        named: bool = False,
        indexed: int | None = None,
    ) -> None:
        self._view = view
        self._query = query
        self._later = sorted((_later_hit(one, order) for one in later), key=lambda hit: hit.key, reverse=True)
        self._later_entries = [one.entry for one in later]
        self.order = order
        self._column = None if order == "relevance" else order_column(order)
        self.highlighter = highlighter
        self.message = message
        self.named = named
        self.query = ""
        self.readings: tuple[str, ...] = ()
        self.milliseconds = 0.0
        if indexed is None:
            found = view.searcher.search(query, limit=PAGE, order_by_field=self._column)
            self.indexed = count_of(found)
            self._first = self._rows(self._merged(self._hits(found), 0)[:PAGE])
        else:
            self.indexed = indexed
            self._first = []

    @property
    def count(self) -> int:
        """How many incidents were found."""
        return self.indexed + len(self._later)

    @property
    def told(self) -> int:
        """How many of them, the first ones, are told in the searched words."""
        return 0 if self.named else self.count

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
        return self._rows(self._between(start, stop))

    def position(self, incident_id: str) -> int | None:
        """Return the row of an incident, or None when it was not found (by relevance: not among the best 5,000)."""
        for at, hit in enumerate(self._later):
            if hit.row and hit.row.id == incident_id:
                return at + (self._before(hit.key) if self._column else 0)
        try:
            number = self._view.records.number(incident_id)
        except KeyError:
            return None
        if self._column is None:
            numbers = [hit.number for hit in self._between(0, min(self.count, RANKED))]
            return numbers.index(number) if number in numbers else None
        itself = self._also(tantivy.Query.term_query(self._view.schema, "number", number, "basic"))
        hits = self._hits(self._view.searcher.search(itself, limit=1, order_by_field=self._column))
        if not hits:
            return None
        return self._before(hits[0].key) + sum(hit.key > hits[0].key for hit in self._later)

    def numbered(self, first: int, stop: int) -> int:
        """Return how many have a number from `first` to before `stop`."""
        within = tantivy.Query.range_query(
            self._view.schema, "number", FieldType.Integer, first, stop, include_upper=False
        )
        indexed = count_of(self._view.searcher.search(self._also(within), limit=1))
        return indexed + sum(first <= entry.number < stop for entry in self._later_entries)

    def among(self, incident_ids: Iterable[str]) -> set[str]:
        """Return those of these incidents that were found."""
        wanted = set(incident_ids)
        found = wanted & {one.summary.id for one in self._later_entries}
        records = self._view.records
        numbers = {records.number(one): one for one in wanted - found if records.has(one)}
        if numbers:
            itself = tantivy.Query.term_set_query(self._view.schema, "number", list(numbers))
            hits = self._hits(self._view.searcher.search(self._also(itself), len(numbers), False, self._column))
            found |= {numbers[hit.number] for hit in hits}
        return found

    def facets(self, fields: Sequence[str] = FACETS) -> dict[str, list[Facet]]:
        """Return by field the counts of its values in all of the results, the largest first (years: the latest)."""
        return {field: in_order(field, self._counts(field)) for field in fields}

    def tally(self, edges: Sequence[date], least_exact: int = DatePrecision.YEAR) -> list[Tally]:
        """Return what began between each two neighbouring days of `edges`, from the columns of the index."""
        days = [day.toordinal() for day in edges]
        exact = Query.range_query(self._view.schema, "dateprec", FieldType.Integer, 0, least_exact)
        asked = {
            "range": {"field": "start", "ranges": [{"from": one, "to": other} for one, other in pairwise(days)]},
        }
        sums = {name: {"sum": {"field": name}} for name in ("killed", "wounded")}
        found = self._view.searcher.aggregate(self._also(exact), {"told": {**asked, "aggs": sums}})
        counted = {bucket.get("from"): bucket for bucket in found["told"]["buckets"]}
        parts = self._rows_of(Query.term_query(self._view.schema, "terms", "is:part", "basic"))
        there = self.among(row.part_of for row in parts)
        twice = tally_rows((row for row in parts if row.part_of in there), edges, least_exact)
        later = tally_rows((one.summary for one in self._later_entries), edges, least_exact)
        tallies = []
        for day, again, new in zip(days, twice, later, strict=False):
            bucket = counted.get(float(day))
            number, *tolls = (
                (bucket["doc_count"], bucket["killed"]["value"], bucket["wounded"]["value"]) if bucket else (0, 0, 0)
            )
            killed, wounded = (int(toll or 0) for toll in tolls)
            tallies.append(
                Tally(number + new.incidents, killed - again.killed + new.killed, wounded - again.wounded + new.wounded)
            )
        return tallies

    def total(self) -> Tally:
        """Return how many there are, with their dead and wounded, from the columns of the index."""
        asked = {name: {"sum": {"field": name}} for name in ("killed", "wounded")}
        sums = self._view.searcher.aggregate(self._query, asked)
        parts = self._rows_of(Query.term_query(self._view.schema, "terms", "is:part", "basic"))
        there = self.among(row.part_of for row in parts) if parts else ()
        tolls = [toll(row) for row in parts if row.part_of in there]
        later = total_of(one.summary for one in self._later_entries)
        killed, wounded = (int(sums[name]["value"] or 0) for name in ("killed", "wounded"))
        killed += later.killed - sum(dead for dead, _ in tolls)
        wounded += later.wounded - sum(hurt for _, hurt in tolls)
        return Tally(self.count, killed, wounded)

    def _rows_of(self, query: tantivy.Query) -> list[Summary]:
        """Return the rows of those in the index that another query finds, too."""
        found = self._view.searcher.search(self._also(query), limit=RANKED, order_by_field=order_column("-date"))
        return self._rows([Hit(key, number_in(key)) for key, _ in found.hits])

    def spots(self) -> list[Spot]:
        """Return the places of the results, those with most incidents first, from the terms of the index."""
        names = {fold(name): name for name in self._counts("place")}
        region = Query.range_query(
            self._view.schema, "placeprec", FieldType.Integer, PlacePrecision.REGION, max(PlacePrecision)
        )
        search = self._view.searcher.terms_with_prefix
        rough = dict(search("terms", "@", self._also(region)))
        terms = search("terms", "@", self._query)
        places = ((*spot_in(term), term, count) for term, count in terms if count)
        indexed = [
            Spot(names.get(name, name.title()), lat, lon, count, rough.get(term, 0) < count)
            for name, lat, lon, term, count in places
        ]
        return together((*indexed, *spots_of_rows(one.summary for one in self._later_entries)))

    def _counts(self, field: str) -> dict[str, int]:
        terms = self._view.searcher.terms_with_prefix("terms", shown_prefix(field), self._query)
        counts = Counter(count_values(self._later_entries, field))
        counts.update({shown(term): count for term, count in terms if count})
        return counts

    def _between(self, start: int, stop: int) -> list[Hit]:
        """Return the hits of some rows, later ones in their place among those from the index.

        The hits from the index are fetched from so far ahead that all later ones may come before the first row.
        """
        ahead = max(0, min(start - len(self._later), self.indexed - 1))
        hits = self._fetched(ahead, min(stop, self.indexed)) if self.indexed else []
        before = sum(hit.key > hits[0].key for hit in self._later) if ahead else 0
        first = ahead + before
        return self._merged(hits, before)[start - first : stop - first]

    def _merged(self, hits: list[Hit], before: int) -> list[Hit]:
        return sorted((*hits, *self._later[before:]), key=lambda hit: hit.key, reverse=True)

    def _fetched(self, start: int, stop: int) -> list[Hit]:
        """Return hits from the index, counted from the nearer end since it orders all of them up to there."""
        search = self._view.searcher.search
        if self._column is None or stop <= self.indexed - start:
            return self._hits(search(self._query, stop - start, False, self._column, start))
        from_end = search(self._query, stop - start, False, self._column, self.indexed - stop, Order.Asc)
        return self._hits(from_end)[::-1]

    def _hits(self, found: tantivy.SearchResult) -> list[Hit]:
        if self._column is not None:
            return [Hit(key, number_in(key)) for key, _ in found.hits]
        numbers = self._view.searcher.fast_field_values("number", [address for _, address in found.hits])
        return [Hit(score, int(number or 0)) for (score, _), number in zip(found.hits, numbers, strict=True)]

    def _rows(self, hits: Sequence[Hit]) -> list[Summary]:
        stored = self._view.records.rows([hit.number for hit in hits if hit.row is None])
        return [hit.row or stored[hit.number] for hit in hits]

    def _before(self, key: float) -> int:
        """Return how many hits from the index come before this key."""
        column = self._column or ""
        higher = tantivy.Query.range_query(self._view.schema, column, FieldType.Integer, int(key), include_lower=False)
        return count_of(self._view.searcher.search(self._also(higher), limit=1, order_by_field=column))

    def _also(self, query: tantivy.Query) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Occur.Must, self._query), (Occur.Must, query)])


def _later_hit(one: Scannable, order: str) -> Hit:
    key = math.inf if order == "relevance" else sort_key(one.entry, order)
    return Hit(key, one.entry.number, one.entry.summary)


def count_of(found: tantivy.SearchResult) -> int:
    """Return how many incidents a search found."""
    count: int = found.count  # type: ignore[attr-defined]  # the stubs lack it
    return count
