"""Search without an index: each incident is looked at. Slower, needs no disk, and says what is right."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.model.precision import DatePrecision
from kztui.model.summary import Summary
from kztui.search.entry import Entry, spot
from kztui.search.order import DEFAULT, sort_key
from kztui.search.parted import Parted, parts
from kztui.search.query.asking import Lookup, ask
from kztui.search.query.highlight import Highlighter, highlighter
from kztui.search.query.tree import All, AnyOf, Choice, Dates, Id, Near, Node, Not, Number, Phrase, Value, Word
from kztui.search.results import FACETS, Facet, Results, Tally, in_order, spots_of_rows, tally_rows, total_of
from kztui.search.results import Spot as Place
from kztui.text.fold import fold

if TYPE_CHECKING:
    from kztui.search.query.nearby import Spot


class Scannable:
    """An entry made ready to be looked at: its texts and values folded once."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @cached_property
    def text(self) -> str:
        """The folded words of all texts, each with a blank before and after it; a line end parts texts."""
        return "\n".join((self.told, *(f" {fold(text)} " for text in self.entry.rest)))

    @cached_property
    def told(self) -> str:
        """Those of what is told of the incident."""
        return "\n".join(f" {fold(text)} " for text in self.entry.told)

    @cached_property
    def told_words(self) -> frozenset[str]:
        """The folded words of what is told of the incident."""
        return frozenset(self.told.split())

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of all texts."""
        return frozenset(self.text.split())

    @cached_property
    def whole(self) -> frozenset[tuple[str, str]]:
        """The pairs of a field and one of its shown values, folded."""
        return frozenset((name, fold(value)) for name, value in self.entry.values)

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """The folded values by field, with a blank before and after each word."""
        values: dict[str, list[str]] = {}
        for name, value in (*self.entry.values, *self.entry.asides):
            values.setdefault(name, []).append(f" {fold(value)} ")
        return values


MOST_SPELLED = 5_000
"""The most incidents among which near spellings are looked for."""

Test = Callable[[Scannable], bool]


class Scanned(Struct, frozen=True, dict=True):
    """Results in memory."""

    entries: Sequence[Entry]
    order: str
    highlighter: Highlighter
    milliseconds: float = 0.0
    message: str = ""
    query: str = ""
    readings: tuple[str, ...] = ()
    named: bool = False

    def __repr__(self) -> str:
        return f"Scanned({self.query!r}, {self.count} incidents)"  # workers are described by what they are given

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {entry.summary.id: position for position, entry in enumerate(self.entries)}

    @property
    def count(self) -> int:
        """How many incidents were found."""
        return len(self.entries)

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
        return tuple(entry.summary for entry in self.entries[start:stop])

    def position(self, incident_id: str) -> int | None:
        """Return the row of an incident, or None when it was not found."""
        return self._positions.get(incident_id)

    def numbered(self, first: int, stop: int) -> int:
        """Return how many have a number from `first` to before `stop`."""
        return sum(first <= entry.number < stop for entry in self.entries)

    def among(self, incident_ids: Iterable[str]) -> set[str]:
        """Return those of these incidents that were found."""
        return self._positions.keys() & set(incident_ids)

    def tally(self, edges: Sequence[date], least_exact: int = DatePrecision.YEAR) -> list[Tally]:
        """Return what began between each two neighbouring days of `edges`."""
        return tally_rows((entry.summary for entry in self.entries), edges, least_exact)

    def total(self) -> Tally:
        """Return how many there are, with their dead and wounded."""
        return total_of(entry.summary for entry in self.entries)

    def spots(self) -> list[Place]:
        """Return the places of the results, those with most incidents first."""
        return spots_of_rows(entry.summary for entry in self.entries)

    def facets(self, fields: Sequence[str] = FACETS) -> dict[str, list[Facet]]:
        """Return by field the counts of its values."""
        return {name: in_order(name, count_values(self.entries, name)) for name in fields}


def scan(
    looked: Sequence[Scannable], query: str, sort: str, known: Lookup, values: Callable[[str], Mapping[str, int]]
) -> Results:
    """Return those of the incidents that `query` asks for, in its order or else in that of `sort`. `values` gives the
    values of a field with the numbers of their incidents.

    When there is none, words that nothing has are replaced by near spellings, and the message says so, or which values
    are unknown. Raises QueryError.
    """
    started = time.perf_counter()
    asked = ask(query, known)
    order = asked.sort or sort or DEFAULT
    tree, message = asked.tree, asked.message
    found = _fitting(looked, tree)
    if not found and len(looked) <= MOST_SPELLED:
        found, tree, message = _as_meant(looked, tree, message, values)
    marks = highlighter(tree)
    if order == "relevance":
        found.sort(key=lambda one: (_relevance(marks, one), sort_key(one.entry, DEFAULT)), reverse=True)
    else:
        found.sort(key=lambda one: sort_key(one.entry, order), reverse=True)
    told = set(_fitting(found, tree, told=True)) if parts(tree, order, asked.sort) else {*found}

    def made(some: Iterable[Scannable], *, named: bool) -> Scanned:
        took = (time.perf_counter() - started) * 1000
        return Scanned([one.entry for one in some], order, marks, took, message, query, asked.readings, named)

    if not told or len(told) == len(found):
        return made(found, named=bool(found) and not told)
    first = made((one for one in found if one in told), named=False)
    last = made((one for one in found if one not in told), named=True)
    return Parted(first, last, last.milliseconds)


def _as_meant(
    looked: Sequence[Scannable], tree: Node, message: str, values: Callable[[str], Mapping[str, int]]
) -> tuple[list[Scannable], Node, str]:
    """Return what near spellings find where a query finds nothing, the query with them, and a message."""
    from kztui.search.query.spelling import respelled, unknown

    def words(field: str) -> ScannedWords:
        return ScannedWords(looked, field)

    if (other := respelled(tree, words)) and (near := _fitting(looked, other[0])):
        return near, *other
    return [], tree, message or unknown(tree, words, values)


def _fitting(looked: Sequence[Scannable], tree: Node, *, told: bool = False) -> list[Scannable]:
    test = compiled(tree, lambda: spots_of(looked), told=told)
    return [one for one in looked if test(one)]


class ScannedWords:
    """The vocabulary of one field, or of all texts, by looking at each incident."""

    def __init__(self, looked: Iterable[Scannable], field: str) -> None:
        self._counts = Counter(
            word for one in looked for word in set((" ".join(one.values.get(field, ())) if field else one.text).split())
        )

    def has(self, word: str) -> bool:
        """Return whether some word begins so."""
        return any(known.startswith(word) for known in self._counts)

    def starting(self, start: str) -> list[str]:
        """Return the words that begin so."""
        return [word for word in self._counts if word.startswith(start)]

    def count(self, word: str) -> int:
        """Return how many incidents have a word."""
        return self._counts[word]

    def has_near(self, word: str, limit: int) -> bool:
        """Return whether some word differs from `word` by at most `limit` letters."""
        from kztui.search.query.spelling import within

        return any(True for _ in within(word, self._counts, limit))


def spots_of(looked: Iterable[Scannable]) -> "set[Spot]":
    """Return the places of the incidents that have coordinates."""
    return {found for one in looked if (found := spot(one.entry.summary))}


def count_values(entries: Iterable[Entry], field: str) -> dict[str, int]:
    """Return how many incidents have each value of `field`."""
    return dict(Counter(value for entry in entries for name, value in entry.values if name == field))


def compiled(node: Node, spots: "Callable[[], Iterable[Spot]]", *, told: bool = False) -> Test:
    """Return the test that `node` puts to an incident. `spots` gives the places that near: can mean.

    With `told`, words are only looked for in what is told of the incident, but for those that are excluded.
    """
    match node:
        case Not():
            inner = compiled(node.node, spots)
            return lambda one: not inner(one)
        case All():
            parts = [compiled(part, spots, told=told) for part in node.nodes]
            return lambda one: all(part(one) for part in parts)
        case AnyOf():
            parts = [compiled(part, spots, told=told) for part in node.nodes]
            return lambda one: any(part(one) for part in parts)
        case Near():
            from kztui.search.query.nearby import spots_near

            near = set(spots_near(node, spots()))
            return lambda one: spot(one.entry.summary) in near
        case Word():
            return _word(node, told)
        case Phrase():
            phrase = f" {' '.join(node.words)} "
            return (lambda one: phrase in one.told) if told else (lambda one: phrase in one.text)
    return _leaf(node)


def _leaf(node: Value | Choice | Id | Number | Dates) -> Test:
    match node:
        case Value():
            return _value(node)
        case Choice():
            pair = (node.field, node.value)
            return lambda one: pair in one.entry.choices
        case Id():
            return lambda one: one.entry.summary.id == node.id
        case Number():
            return lambda one: _between(one.entry.numbers.get(node.field), node.low, node.high)
    first = node.start.toordinal() if node.start else None
    last = node.end.toordinal() if node.end else None
    return lambda one: (
        _between(one.entry.numbers.get("end"), first, None) and _between(one.entry.numbers.get("start"), None, last)
    )


def _word(node: Word, told: bool) -> Test:
    from kztui.search.query.forms import forms

    wanted, start = forms(node.text), f" {fold(node.text)}"
    phrases = [start] if node.prefix else []
    if node.parts:
        phrases.append(f" {' '.join(node.parts)}{'' if node.prefix else ' '}")
    if told:
        return lambda one: not wanted.isdisjoint(one.told_words) or any(phrase in one.told for phrase in phrases)
    return lambda one: not wanted.isdisjoint(one.words) or any(phrase in one.text for phrase in phrases)


def _value(node: Value) -> Test:
    spellings = [" ".join(words) for words in (node.words, node.parts) if words]
    if node.whole:
        return lambda one: any((node.field, words) in one.whole for words in spellings)
    phrases = [f" {words}" if node.prefix else f" {words} " for words in spellings]
    return lambda one: any(phrase in value for value in one.values.get(node.field, ()) for phrase in phrases)


def _between(value: int | None, low: int | None, high: int | None) -> bool:
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def _relevance(marks: Highlighter, one: Scannable) -> int:
    words = one.text.split()
    return sum(word in marks.words or word.startswith(marks.prefixes) for word in words)
