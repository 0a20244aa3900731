"""Near spellings: when nothing matches, words that no incident has give way to the likeliest word that some have."""

from collections.abc import Iterable

import tantivy

from kztui.search.tree import All, AnyOf, Node, Value, Word
from kztui.text.fold import fold

SHORTEST, LONGER = 3, 7
"""Words of at least so many letters may differ by one letter, or by two."""

CANDIDATES = 100_000
"""So many words are looked at for each beginning."""


class _Speller:
    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self.searcher = searcher
        self.schema = schema

    def near(self, field: str, start: str, word: str) -> str:
        """Return the nearest word in the index, the most frequent of equals; empty if `word` itself is there."""
        if len(word) < SHORTEST or self.searcher.terms_with_prefix(field, start + word, limit=1):
            return ""
        limit = next((n for n in range(1, 3 if len(word) >= LONGER else 2) if self.is_near(field, start + word, n)), 0)
        for beginning in (word[:1], word[1:2], "") if limit else ():  # the first letter is seldom wrong
            terms = self.searcher.terms_with_prefix(field, start + beginning, limit=CANDIDATES)
            if near := _nearest(word, ((term.removeprefix(start), count) for term, count in terms), limit):
                return near
        return ""

    def is_near(self, field: str, word: str, limit: int) -> bool:
        """Return whether some word differs from `word` by at most so many letters: this the index tells fast."""
        near = tantivy.Query.fuzzy_term_query(self.schema, field, word, distance=limit)
        return bool(self.searcher.search(near, limit=1).hits)


def respelled(tree: Node, searcher: tantivy.Searcher, schema: tantivy.Schema) -> tuple[Node, str] | None:
    """Return `tree` with near spellings, and a message such as "no aktove; showing aktobe"; None if there are none."""
    changed: dict[str, str] = {}
    other = _respell(tree, _Speller(searcher, schema), changed)
    if not changed:
        return None
    missing, shown = ", ".join(changed), ", ".join(dict.fromkeys(changed.values()))
    return other, f"no {missing}; showing {shown}"


def _respell(node: Node, speller: _Speller, changed: dict[str, str]) -> Node:
    match node:
        case All():
            return All(tuple(_respell(part, speller, changed) for part in node.nodes))
        case AnyOf():
            return AnyOf(tuple(_respell(part, speller, changed) for part in node.nodes))
        case Word():
            if near := speller.near("words", "", fold(node.text)):
                changed[node.text] = near
                return Word(near)
        case Value(words=(word,), whole=False):
            if near := speller.near("terms", f"{node.field}:", word):
                changed[node.text] = near
                return Value(node.field, near)
    return node


def _nearest(word: str, terms: Iterable[tuple[str, int]], limit: int) -> str:
    letters = set(word)
    best = (limit + 1, 0, "")
    for term, count in terms:
        if abs(len(term) - len(word)) <= limit and len(letters.symmetric_difference(term)) <= 2 * limit:
            best = min(best, (distance(word, term, limit), -count, term))
    return best[2] if best[0] <= limit else ""


def distance(first: str, second: str, limit: int) -> int:
    """Return how many letters are added, left out, changed or swapped with their neighbour; above `limit`, limit + 1.

    This is the optimal string alignment distance.
    """
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, 1):
        above, row, older = row, [at], before
        for other_at, other in enumerate(second, 1):
            cost = min(above[other_at] + 1, row[-1] + 1, above[other_at - 1] + (letter != other))
            if at > 1 and other_at > 1 and letter == second[other_at - 2] and first[at - 2] == other:
                cost = min(cost, older[other_at - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
