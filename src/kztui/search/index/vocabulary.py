"""The words that the index knows."""

import tantivy
from tantivy import Occur, Query

from kztui.search.index.documents import TEXTS
from kztui.search.index.indexed import View
from kztui.search.index.ordered import count_of
from kztui.search.scan import ScannedWords

CANDIDATES = 100_000
"""So many words are looked at for each beginning."""


class IndexedWords:
    """The vocabulary of one field, or of all texts: that of the index, and of the incidents that are kept aside."""

    def __init__(self, view: View, field: str) -> None:
        self._view = view
        self._columns = ("terms",) if field else TEXTS
        self._before = f"{field}:" if field else ""
        self._later = ScannedWords(view.later.values(), field)

    def has(self, word: str) -> bool:
        """Return whether some word begins so."""
        return any(map(self.count, self.starting(word)))

    def starting(self, start: str) -> set[str]:
        """Return the words that begin so; the index also has those of the incidents that were replaced."""
        terms = self._view.searcher.terms_with_prefix
        found = {term for column in self._columns for term, _ in terms(column, self._before + start, limit=CANDIDATES)}
        return {term.removeprefix(self._before) for term in found}.union(self._later.starting(start))

    def count(self, word: str) -> int:
        """Return how many incidents have a word."""
        term, schema = self._before + word, self._view.schema
        return self._later.count(word) + self._found(
            [Query.term_query(schema, column, term, "basic") for column in self._columns]
        )

    def has_near(self, word: str, limit: int) -> bool:
        """Return whether some word differs from `word` by at most `limit` letters: this the index tells fast."""
        start, schema = self._before + word, self._view.schema
        near = [Query.fuzzy_term_query(schema, column, start, distance=limit) for column in self._columns]
        return self._later.has_near(word, limit) or self._found(near) > 0

    def _found(self, queries: list[tantivy.Query]) -> int:
        """Return how many incidents of the index, but for those kept aside, some query finds."""
        either = self._view.but_later(Query.boolean_query([(Occur.Should, query) for query in queries]))
        return count_of(self._view.searcher.search(either, limit=1))
