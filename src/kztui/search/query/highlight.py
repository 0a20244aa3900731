"""Where the words of a query are in a text."""

from collections.abc import Iterator

from msgspec import Struct

from kztui.search.query.tree import All, AnyOf, Node, Phrase, Value, Word
from kztui.search.query.words import keys, run_keys, runs
from kztui.text.fold import fold
from kztui.text.visible import visible


class Highlighter(Struct, frozen=True):
    """The words, beginnings of words and phrases that a query looks for; what it excludes is not among them."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        """All of these as single folded words."""
        return tuple(sorted({*self.words, *self.prefixes, *(word for phrase in self.phrases for word in phrase)}))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the code points (start, end) of `text` that match, in order and apart from one another."""
        if not (self.words or self.prefixes or self.phrases):
            return []
        seen = visible(text)
        found = list(runs(seen.text))
        hits = {index for index, (_, _, run) in enumerate(found) if self._matches(run)}
        hits.update(self._in_phrases([fold(run) for _, _, run in found]) if self.phrases else ())
        return [seen.span(start, end) for index, (start, end, _) in enumerate(found) if index in hits]

    def _matches(self, run: str) -> bool:
        found = run_keys(run)
        return not self.words.isdisjoint(found) or any(key.startswith(self.prefixes) for key in fold(run).split())

    def _in_phrases(self, folded: list[str]) -> Iterator[int]:
        """Yield the numbers of the runs that are part of a phrase. A run holds one word but for rare signs."""
        for phrase in self.phrases:
            for index in range(len(folded) - len(phrase) + 1):
                if tuple(folded[index : index + len(phrase)]) == phrase:
                    yield from range(index, index + len(phrase))


def highlighter(tree: Node) -> Highlighter:
    """Return what finds in a text the words that the query `tree` asks for."""
    words: set[str] = set()
    prefixes: list[str] = []
    phrases: list[tuple[str, ...]] = []
    for node in _wanted(tree):
        if isinstance(node, Word):
            words |= keys(node.text)
            if node.parts:
                phrases.append(node.parts)
            if node.prefix:
                prefixes.append(fold(node.text))
        elif len(node.words) == 1:
            words.add(node.words[0])
            if isinstance(node, Value) and node.prefix:
                prefixes.append(node.words[0])
        else:
            phrases.append(node.words)
    return Highlighter(frozenset(words), tuple(prefixes), tuple(phrases))


def _wanted(node: Node) -> Iterator[Word | Phrase | Value]:
    if isinstance(node, Word | Phrase | Value):
        yield node
    elif isinstance(node, All | AnyOf):
        for part in node.nodes:
            yield from _wanted(part)
