"""Putting one query to one view of the index."""

from functools import cache, cached_property

import tantivy
from tantivy import Occur

from kztui.search.index.compile import Compiler
from kztui.search.index.documents import TEXTS, spot_in
from kztui.search.index.indexed import IndexedResults, View
from kztui.search.query.highlight import highlighter
from kztui.search.query.nearby import Spot
from kztui.search.query.tree import Node
from kztui.search.scan import Scannable, compiled, spots_of

EXPANSIONS = 500
"""The most words that may complete the last word of a phrase."""


MOST_KNOWN = 50_000
"""The most words of queries that are remembered, with whether the index has them."""


class Finder:
    """Finds what a query's `tree` asks for, in an `order`. `message` goes along with the results.

    What the index says of words and places is asked once. Raises QueryError for a place that nobody knows.
    """

    def __init__(self, view: View, tree: Node, order: str, message: str = "") -> None:
        self._view = view
        self._tree = tree
        self._order = order
        self._message = message
        self._expand = cache(self._beginning)

    def whole(self) -> IndexedResults:
        """Return all that is found."""
        return self._found(self._query(told=False), self._later(told=False))

    def parts(self) -> list[IndexedResults]:
        """Return the incidents that are told in the searched words, and those whose reports have them elsewhere."""
        whole, told = self._query(told=False), self._query(told=True)
        later, later_told = self._later(told=False), self._later(told=True)
        first = self._found(told, later_told)
        others = [one for one in later if one not in later_told]
        rest = tantivy.Query.boolean_query([(Occur.Must, whole), (Occur.MustNot, told)])
        count = self._view.searcher.search(self._view.but_later(whole), limit=1).count  # type: ignore[attr-defined]
        return [first, self._found(rest, others, named=True, indexed=count - first.indexed)]

    def _found(
        self, query: tantivy.Query, later: list[Scannable], *, named: bool = False, indexed: int | None = None
    ) -> IndexedResults:
        wanted = self._view.but_later(query)
        marks = highlighter(self._tree)
        return IndexedResults(
            self._view, wanted, later, self._order, marks, self._message, named=named, indexed=indexed
        )

    def _query(self, *, told: bool) -> tantivy.Query:
        ranked, schema = self._order == "relevance", self._view.schema
        compiler = Compiler(schema, lambda: self._spots, self._expand, self._has_word, self._number, ranked, told)
        return compiler.query(self._tree)

    def _later(self, *, told: bool) -> list[Scannable]:
        test = compiled(self._tree, lambda: self._spots, told=told)
        return [one for one in self._view.later.values() if test(one)]

    @cached_property
    def _spots(self) -> list[Spot]:
        indexed = [spot_in(term) for term, _ in self._view.searcher.terms_with_prefix("terms", "@")]
        return [*indexed, *spots_of(self._view.later.values())]

    def _beginning(self, column: str, start: str) -> list[str]:
        return [word for word, _ in self._view.searcher.terms_with_prefix(column, start, limit=EXPANSIONS)]

    def _has_word(self, word: str) -> bool:
        known = self._view.known
        if word not in known:
            if len(known) > MOST_KNOWN:
                known.clear()
            known[word] = any(self._view.searcher.doc_freq(texts, word) for texts in TEXTS)
        return known[word]

    def _number(self, incident_id: str) -> int | None:
        records = self._view.records
        return records.number(incident_id) if records.has(incident_id) else None
