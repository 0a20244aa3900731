"""Copies: one wire text that several publishers print."""

from collections.abc import Iterable
from itertools import islice

from kztui.model.report import Report
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


def copy_of(report: Report, earlier: Iterable[Report]) -> str:
    """Return the id of the report whose text `report` repeats, of several the one that itself repeats none; or "".

    Whole reports are compared; `earlier` are those that may have been its model.
    """
    own = shingles(report.text)
    if len(own) < LEAST:
        return ""
    for other in earlier:
        theirs = shingles(other.text)
        shorter = min(len(own), len(theirs))
        if other.id != report.id and shorter >= LEAST and len(own & theirs) >= COPIED * shorter:
            return other.copy_of or other.id
    return ""
