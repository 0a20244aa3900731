"""Near spellings: when nothing matches, words that no incident has give way to the likeliest word that some have."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Protocol

from kztui.search.query.tokens import shortened
from kztui.search.query.tree import All, AnyOf, Node, Value, Word
from kztui.text.fold import fold

SHORTEST, LONGER, LONGEST = 4, 7, 40
"""Words of at least SHORTEST letters may differ by one letter, of LONGER by two; those beyond LONGEST are not tried.

Of three letters one differs in words that have nothing to do with each other: "gas" and "as".
"""

COMPARED, LIKE, NAMED = 2_000, 0.5, 3
"""A value that nothing has is compared with so many, the most frequent first; those that are at least so LIKE it (as
difflib measures) are named, but no more than NAMED."""


class Vocabulary(Protocol):
    """The words that incidents have."""

    def has(self, word: str) -> bool:
        """Return whether any word begins with `word`."""

    def starting(self, start: str) -> Iterable[str]:
        """Return the words that begin with `start`; some may have been those of earlier states of incidents alone."""

    def count(self, word: str) -> int:
        """Return how many incidents have `word`."""

    def has_near(self, word: str, limit: int) -> bool:
        """Return whether any word may differ from `word` by at most `limit` letters."""


Vocabularies = Callable[[str], Vocabulary]
"""Gives the vocabulary of a field; of all texts for an empty name."""


def respelled(tree: Node, words: Vocabularies) -> tuple[Node, str] | None:
    """Return `tree` with near spellings, and a message such as "no aktove; showing aktobe"; None if there are none."""
    changed: dict[str, str] = {}
    other = _respell(tree, words, changed)
    if not changed:
        return None
    missing, shown = ", ".join(changed), ", ".join(dict.fromkeys(changed.values()))
    return other, f"no {missing}; showing {shown}"


def unknown(tree: Node, words: Vocabularies, values: Callable[[str], Mapping[str, int]]) -> str:
    """Return a line on values that no incident has: "no type “fight” is known; near: riot". Empty where each is known.

    `values` gives the values of a field with the numbers of their incidents.
    """
    lines = []
    for one in _values_in(tree):
        vocabulary = words(one.field)
        if any(not vocabulary.has(word) for word in one.words):
            counts = values(one.field)
            often = sorted(counts, key=lambda value: (-counts[value], value))[:COMPARED]
            known = {fold(value): value for value in often}
            near = [known[value] for value in get_close_matches(fold(one.text), known, NAMED, LIKE)]
            others = f"near: {', '.join(near)}" if near else f"most have {', '.join(often[:NAMED])}" if often else ""
            lines.append("; ".join(filter(None, (f"no {one.field} “{shortened(one.text)}” is known", others))))
    return ", ".join(lines)


def _values_in(node: Node) -> Iterator[Value]:
    match node:
        case All() | AnyOf():
            for part in node.nodes:
                yield from _values_in(part)
        case Value():
            yield node


def _respell(node: Node, words: Vocabularies, changed: dict[str, str]) -> Node:
    match node:
        case All():
            return All(tuple(_respell(part, words, changed) for part in node.nodes))
        case AnyOf():
            return AnyOf(tuple(_respell(part, words, changed) for part in node.nodes))
        case Word():
            if near := _near(words(""), fold(node.text)):
                changed[node.text] = near
                return Word(near)
        case Value(words=(word,), whole=False):
            if near := _near(words(node.field), word):
                changed[node.text] = near
                return Value(node.field, near)
    return node


def _near(words: Vocabulary, word: str) -> str:
    """Return the nearest word that incidents have, the most frequent of equals; empty if they have `word` itself."""
    if not SHORTEST <= len(word) <= LONGEST or words.has(word) or any(map(str.isdigit, word)):
        return ""  # a number or an id that differs by a digit is another one
    limit = next((letters for letters in (1, 2)[: 1 + (len(word) >= LONGER)] if words.has_near(word, letters)), 0)
    for beginning in (word[:1], word[1:2], "") if limit else ():  # the first letter is seldom wrong
        if near := _nearest(word, words, beginning, limit):
            return near
    return ""


def _nearest(word: str, words: Vocabulary, beginning: str, limit: int) -> str:
    apart: defaultdict[int, list[str]] = defaultdict(list)
    for letters, term in within(word, words.starting(beginning), limit):
        apart[letters].append(term)
    for _, terms in sorted(apart.items()):
        count, term = min((-words.count(term), term) for term in terms)
        if count:
            return term
    return ""


def within(word: str, terms: Iterable[str], limit: int) -> Iterator[tuple[int, str]]:
    """Yield those of `terms` that differ from `word` by at most `limit` letters, each after how many these are."""
    letters = set(word)
    for term in terms:
        if (
            len(term) >= SHORTEST
            and abs(len(term) - len(word)) <= limit
            and len(letters.symmetric_difference(term)) <= 2 * limit
            and (apart := distance(word, term, limit)) <= limit
        ):
            yield apart, term


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
