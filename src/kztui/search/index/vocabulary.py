"""The words that the index knows."""

import tantivy

from kztui.search.query.spelling import Counted

CANDIDATES = 100_000
"""So many words are looked at for each beginning."""


class IndexedWords:
    """The vocabulary of the index for one field."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, field: str) -> None:
        self._searcher = searcher
        self._schema = schema
        self._column = "terms" if field else "words"
        self._before = f"{field}:" if field else ""

    def has(self, word: str) -> bool:
        """Return whether some word begins so."""
        return bool(self._searcher.terms_with_prefix(self._column, self._before + word, limit=1))

    def starting(self, start: str) -> Counted:
        """Return the words that begin so."""
        terms = self._searcher.terms_with_prefix(self._column, self._before + start, limit=CANDIDATES)
        return ((term.removeprefix(self._before), count) for term, count in terms)

    def has_near(self, word: str, limit: int) -> bool:
        """Return whether some word differs from `word` by at most `limit` letters: this the index tells fast."""
        near = tantivy.Query.fuzzy_term_query(self._schema, self._column, self._before + word, distance=limit)
        return bool(self._searcher.search(near, limit=1).hits)
