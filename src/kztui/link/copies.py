"""Copies: one wire text that several publishers print."""

from itertools import islice

from kztui.text.fold import fold

SHINGLE = 5
"""Words in a row that two texts must share (Broder 1997 used ten for web pages; news digests are shorter)."""

COPIED = 0.5
"""A text is a copy when at least this share of the shorter one's shingles stands in the other, too."""

LEAST = 20
"""A text of fewer shingles says too little to be told from chance."""


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of all runs of `SHINGLE` words of `text`, spelling aside; they hold within one process."""
    words = fold(text).split()
    runs = zip(*(islice(words, start, None) for start in range(SHINGLE)), strict=False)
    return frozenset(map(hash, runs))


def is_copy(text: frozenset[int], other: frozenset[int]) -> bool:
    """Return whether two texts, given by their shingles, are one text but for cuts and additions."""
    shorter = min(len(text), len(other))
    return shorter >= LEAST and len(text & other) >= COPIED * shorter
