"""Where the wanted words are in the reports of an incident, and going from one to the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol
from unicodedata import combining

from msgspec import Struct

from kztui.model.report import Report
from kztui.search.query.highlight import Highlighter
from kztui.text.fold import fold, fold_with_offsets
from kztui.text.visible import visible


class Seeker(Protocol):
    """Finds something in texts."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the code points (start, end) of what is found in `text`, in order and apart from one another."""


class Literal(Struct, frozen=True):
    """Finds a piece of text wherever it stands, inside words too, in any spelling that folds alike."""

    wanted: str

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where it stands; nowhere when it has neither letters nor digits."""
        key = fold(self.wanted)
        if not key:
            return []
        seen = visible(text)
        folded, offsets = fold_with_offsets(seen.text)
        spans, at = [], folded.find(key)
        while at >= 0:
            start = offsets[at]
            end = max(start + 1, offsets[at + len(key)])
            while end > start + 1 and not (seen.text[end - 1].isalnum() or combining(seen.text[end - 1])):
                end -= 1
            spans.append(seen.span(start, end))
            at = folded.find(key, at + len(key))
        return spans


class Match(NamedTuple):
    """A searched word: the number of its report among those of the incident, and its code points there."""

    report: int
    start: int
    end: int


class Matches:
    """The places in `reports` that `seeker` finds. `here` is the one that the reader went to last.

    With `apart`, going from one to the next stays in one report.
    """

    def __init__(self, reports: Sequence[Report] = (), seeker: Seeker | None = None, *, apart: bool = False) -> None:
        self.seeker: Seeker = seeker or Highlighter()
        self._apart = apart
        self.here: Match | None = None
        self._reports = reports
        self._found: dict[int, list[Match]] = {}

    def within(self, report: int) -> list[Match]:
        """Return those in one report, in order; they are looked for when first wanted."""
        if report not in self._found:
            spans = self.seeker.spans(self._reports[report].text)
            self._found[report] = [Match(report, *span) for span in spans]
        return self._found[report]

    def step(self, report: int, start: int, end: int, step: int) -> tuple[int, int]:
        """Move `here` to the next one for a reader who is at a line, or for -1 to the one before; around the ends.

        The line has the code points `start` to `end` of a report. Returns the number of the match, counted from 1, and
        how many there are; zeros when there are none.
        """
        numbers = (report,) if self._apart else range(len(self._reports))
        matches = [match for number in numbers for match in self.within(number)]
        if not matches:
            return 0, 0
        on_line = self.here and self.here.report == report and start <= self.here.start < end
        if step > 0:
            at = bisect_right(matches, self.here) if self.here and on_line else bisect_left(matches, (report, start))
        else:
            at = bisect_left(matches, self.here if self.here and on_line else (report, start)) - 1
        at %= len(matches)
        self.here = matches[at]
        return at + 1, len(matches)
