"""Copies and revisions: texts that are nearly the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from kztui.link.words import Words
from kztui.model.fact import COUNTED, Fact, Field, Value
from kztui.model.report import Report
from kztui.text.fold import fold

SHINGLE = 5
"""Words in a row that two texts must share (Broder 1997 used ten for web pages; news digests are shorter)."""

NEAR = 0.5
"""Two texts are nearly the same when at least this share of the shorter one's shingles is in the other too."""

LEAST = 20
"""A text with fewer shingles is too short to be told from chance."""

_HEAD = 200
"""Code points at the start of a text in which it names the wire that it is from."""

Figures = Mapping[Field, frozenset[Value]]
"""The numbers that a report states, by field."""


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of all runs of `SHINGLE` words of `text`, spelling aside; they hold within one process."""
    words = fold(text).split()
    runs = zip(*(islice(words, start, None) for start in range(SHINGLE)), strict=False)
    return frozenset(map(hash, runs))


def is_near(one: frozenset[int], other: frozenset[int]) -> bool:
    """Return whether two texts, given by their shingles, are one text but for cuts, additions and some words."""
    shorter = min(len(one), len(other))
    return shorter >= LEAST and len(one & other) >= NEAR * shorter


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
        self._shingles: dict[str, frozenset[int]] = {}
        self._with: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, report: Report) -> None:
        """Add a report, once."""
        if report.id in self._shingles:
            return
        self._shingles[report.id] = own = shingles(report.text)
        for shingle in own:
            self._with[shingle].append(report.id)

    def near(self, report: Report) -> Sequence[str]:
        """Return the ids of the reports with nearly the same text as `report`, the most alike first."""
        own = shingles(report.text)
        shared = Counter(other for shingle in own for other in self._with.get(shingle, ()) if other != report.id)
        near = [other for other in shared if is_near(own, self._shingles[other])]
        return sorted(near, key=lambda other: (-shared[other] / max(len(own), len(self._shingles[other])), other))
