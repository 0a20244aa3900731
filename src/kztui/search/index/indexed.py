"""Results from the index: counted at once, rows fetched when they come into view."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import tantivy
from tantivy import FieldType, Occur, Query

from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.model.summary import Summary
from kztui.search.index.documents import shown, shown_prefix, spot_in
from kztui.search.index.ordered import PAGE, Hit, Ordered, both, count_of
from kztui.search.index.records import Records
from kztui.search.order import sort_key
from kztui.search.query.highlight import Highlighter
from kztui.search.results import (
    FACETS,
    Facet,
    Spot,
    Tally,
    alone,
    in_order,
    spots_of_rows,
    tally_rows,
    together,
    total_of,
)
from kztui.search.scan import Scannable, count_values
from kztui.text.fold import fold

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
        replaced = Query.term_set_query(self.schema, "number", numbers)
        return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, replaced)])


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
        self._ranked = order == "relevance"
        self.highlighter = highlighter
        self.message = message
        self.named = named
        self.query = ""
        self.readings: tuple[str, ...] = ()
        self.milliseconds = 0.0
        self._ordered = Ordered(view.searcher, view.schema, query, order, indexed)
        self.indexed = self._ordered.count
        self._first = self._rows(self._merged(self._ordered.first)[:PAGE]) if indexed is None else []

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
                return at + (0 if self._ranked else self._ordered.before(hit.key))
        try:
            number = self._view.records.number(incident_id)
        except KeyError:
            return None
        if self._ranked:
            numbers = [hit.number for hit in self._between(0, min(self.count, RANKED))]
            return numbers.index(number) if number in numbers else None
        itself = Query.term_query(self._view.schema, "number", number, "basic")
        hits = self._ordered.among(itself, limit=1)
        if not hits:
            return None
        key = hits[0].key
        return self._ordered.before(key) + sum(hit.key > key for hit in self._later)

    def numbered(self, first: int, stop: int) -> int:
        """Return how many have a number from `first` to before `stop`."""
        within = Query.range_query(self._view.schema, "number", FieldType.Integer, first, stop, include_upper=False)
        indexed = count_of(self._view.searcher.search(both(self._query, within), limit=1))
        return indexed + sum(first <= entry.number < stop for entry in self._later_entries)

    def among(self, incident_ids: Iterable[str]) -> set[str]:
        """Return those of these incidents that were found."""
        wanted = set(incident_ids)
        found = wanted & {one.summary.id for one in self._later_entries}
        records = self._view.records
        numbers = {records.number(one): one for one in wanted - found if records.has(one)}
        if numbers:
            itself = Query.term_set_query(self._view.schema, "number", list(numbers))
            hits = self._ordered.among(itself, len(numbers))
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
        found = self._view.searcher.aggregate(both(self._query, exact), {"told": {**asked, "aggs": sums}})
        counted = {bucket.get("from"): bucket for bucket in found["told"]["buckets"]}
        kin = self._kin()
        apart = [alone(row) for row in kin]
        later = [alone(one.summary) for one in self._later_entries]
        new, once, each = (tally_rows(rows, edges, least_exact) for rows in (later, kin, apart))
        tallies = []
        for day, *more in zip(days, new, once, each, strict=False):
            bucket = counted.get(float(day))
            numbers = (bucket["doc_count"], bucket["killed"]["value"], bucket["wounded"]["value"]) if bucket else ()
            tallies.append(_together(Tally(*(int(number or 0) for number in numbers)), *more))
        return tallies

    def total(self) -> Tally:
        """Return how many there are, with their dead and wounded, from the columns of the index."""
        asked = {name: {"sum": {"field": name}} for name in ("killed", "wounded")}
        sums = self._view.searcher.aggregate(self._query, asked)
        told = Tally(self.indexed, *(int(sums[name]["value"] or 0) for name in ("killed", "wounded")))
        kin = self._kin()
        later = (one.summary for one in self._later_entries)
        return _together(told, *(total_of(rows) for rows in (map(alone, later), kin, map(alone, kin))))

    def _kin(self) -> list[Summary]:
        """Return the rows of those that are parts of others, and of these."""
        later = {one.summary.id: one.summary for one in self._later_entries}
        parts = self._rows_of(Query.term_query(self._view.schema, "terms", "is:part", "basic"))
        parts += [row for row in later.values() if row.part_of]
        there = self.among(row.part_of for row in parts)
        kin = {row.id: row for row in parts if row.part_of in there}
        heads = there - kin.keys()
        numbers = [self._view.records.number(one) for one in heads - later.keys()]
        return [
            *kin.values(), *(later[one] for one in heads & later.keys()), *self._rows([Hit(0, one) for one in numbers])
        ]  # fmt: skip

    def _rows_of(self, query: tantivy.Query) -> list[Summary]:
        """Return the rows of those in the index that another query finds, too."""
        return self._rows(self._ordered.among(query, RANKED))

    def spots(self) -> list[Spot]:
        """Return the places of the results, those with most incidents first, from the terms of the index."""
        names = {fold(name): name for name in self._counts("place")}
        region = Query.range_query(
            self._view.schema, "placeprec", FieldType.Integer, PlacePrecision.REGION, max(PlacePrecision)
        )
        search = self._view.searcher.terms_with_prefix
        rough = dict(search("terms", "@", both(self._query, region)))
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
        hits = self._ordered.between(ahead, stop)
        return self._merged(hits)[start - ahead : stop - ahead]

    def _merged(self, hits: list[Hit]) -> list[Hit]:
        return sorted((*hits, *self._later), key=lambda hit: hit.key, reverse=True)

    def _rows(self, hits: Sequence[Hit]) -> list[Summary]:
        stored = self._view.records.rows([hit.number for hit in hits if hit.row is None])
        return [hit.row or stored[hit.number] for hit in hits]


def _together(indexed: Tally, later: Tally, kin: Tally, apart: Tally) -> Tally:
    """Return the numbers of the index and of later incidents, with those that are parts of others counted once."""
    return indexed.plus(later).plus(kin).plus(apart, -1)


def _later_hit(one: Scannable, order: str) -> Hit:
    key = math.inf if order == "relevance" else sort_key(one.entry, order)
    return Hit(key, one.entry.number, one.entry.summary)
