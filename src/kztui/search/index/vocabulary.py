"""The words that the index knows."""

from collections import Counter

import tantivy

from kztui.search.index.documents import TEXTS
from kztui.search.query.spelling import Counted

CANDIDATES = 100_000
"""So many words are looked at for each beginning."""


class IndexedWords:
    """The vocabulary of the index for one field."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, field: str) -> None:
        self._searcher = searcher
        self._schema = schema
        self._columns = ("terms",) if field else TEXTS
        self._before = f"{field}:" if field else ""

    def has(self, word: str) -> bool:
        """Return whether some word begins so."""
        start = self._before + word
        return any(self._searcher.terms_with_prefix(column, start, limit=1) for column in self._columns)

    def starting(self, start: str) -> Counted:
        """Return the words that begin so."""
        counts: Counter[str] = Counter()
        for column in self._columns:
            counts.update(dict(self._searcher.terms_with_prefix(column, self._before + start, limit=CANDIDATES)))
        return ((term.removeprefix(self._before), count) for term, count in counts.items())

    def has_near(self, word: str, limit: int) -> bool:
        """Return whether some word differs from `word` by at most `limit` letters: this the index tells fast."""
        start = self._before + word
        near = (tantivy.Query.fuzzy_term_query(self._schema, one, start, distance=limit) for one in self._columns)
        return any(self._searcher.search(query, limit=1).hits for query in near)
