"""Copies and revisions: texts that are nearly the same."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from kztui.link.words import Words
from kztui.model.fact import COUNTED, Fact, Field, Value
from kztui.model.report import Report
from kztui.text.fold import fold

SHINGLE = 5
"""Words in a row that two texts must share (Broder 1997 used ten for web pages; news digests are shorter)."""

NEAR = 0.5
"""Two texts are nearly the same when at least this share of the shorter one's shingles is in the other too."""

KEPT = 8_000
"""Of so many texts the shingles are kept, two kilobytes each: many batches are compared with the same texts."""

LEAST = 20
"""A text with fewer shingles is too short to be told from chance."""

_HEAD = 200
"""Code points at the start of a text in which it names the wire that it is from."""

Figures = Mapping[Field, frozenset[Value]]
"""The numbers that a report states, by field."""


@lru_cache(KEPT)
def shingles(text: str) -> "array[int]":
    """Return the hashes of all runs of `SHINGLE` words of `text`, each once, spelling aside.

    They hold within one process. Those of a text are made once.
    """
    words = fold(text).split()
    runs = zip(*(islice(words, start, None) for start in range(SHINGLE)), strict=False)
    return array("q", set(map(hash, runs)))


def is_near(one: int, other: int, shared: int) -> bool:
    """Return whether two texts are one text but for cuts, additions and some words.

    `one` and `other` are the numbers of their shingles, `shared` how many of these are the same.
    """
    shorter = min(one, other)
    return shorter >= LEAST and shared >= NEAR * shorter


def figures_of(facts: Iterable[Fact]) -> Figures:
    """Return the numbers of people that facts state, by field."""
    found: defaultdict[Field, set[Value]] = defaultdict(set)
    for fact in facts:
        if fact.field in COUNTED:
            found[fact.field].add(fact.value)
    return {field: frozenset(values) for field, values in found.items()}


def same_figures(one: Figures, other: Figures) -> bool:
    """Return whether two texts state the same numbers; the shorter one may leave some out."""
    return all(one[field] <= other[field] or one[field] >= other[field] for field in one.keys() & other.keys())


def same_numbers(one: Report, other: Report, words: Words | None) -> bool:
    """Return whether two texts have the same numbers in words; the shorter one may leave some out.

    It tells a new toll from the old one also where nobody was found to be counted.
    """
    if words is None or one.language != other.language:
        return True
    said, told = (Counter(w for w in fold(r.text).split() if w in words.numbers) for r in (one, other))
    return said <= told or told <= said


def same_wire(one: Report, other: Report) -> bool:
    """Return whether two reports are of one publisher, or one names the other's publisher as its wire."""
    names = [fold(report.publisher) for report in (one, other)]
    if not all(names):
        return False
    heads = [f" {fold(report.text[:_HEAD])} " for report in (one, other)]
    return names[0] == names[1] or f" {names[0]} " in heads[1] or f" {names[1]} " in heads[0]


class Texts:
    """The texts of reports, found by what they share: an index of shingles, so that not all pairs are compared."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._first: dict[int, str] = {}  # most shingles are of one report
        self._others: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, report: Report) -> None:
        """Add a report that was not added yet."""
        own = set(shingles(report.text))
        shared = own & self._first.keys()
        for shingle in shared:
            self._others[shingle].append(report.id)
        self._first.update(dict.fromkeys(own - shared, report.id))
        self._sizes[report.id] = len(own)

    def near(self, report: Report, others: Iterable[Report] = ()) -> Sequence[str]:
        """Return the ids of the reports with nearly the same text as `report`, the most alike first.

        They are sought among those that were added and `others`.
        """
        own = set(shingles(report.text))
        sizes, common = dict(self._sizes), Counter[str]()
        for other in others:
            theirs = shingles(other.text)
            if other.id not in self._sizes:
                sizes[other.id], common[other.id] = len(theirs), len(own.intersection(theirs))
        for shingle in own & self._first.keys():
            common.update((self._first[shingle], *self._others.get(shingle, ())))
        del common[report.id]
        near = [other for other, shared in common.items() if is_near(len(own), sizes[other], shared)]
        return sorted(near, key=lambda other: (-common[other] / max(len(own), sizes[other]), other))
