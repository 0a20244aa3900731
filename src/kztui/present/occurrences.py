"""Where the searched words are in the reports of an incident, and going from one to the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kztui.model.report import Report
from kztui.search.query.highlight import Highlighter


class Match(NamedTuple):
    """A searched word: the number of its report among those of the incident, and its code points there."""

    report: int
    start: int
    end: int


class Matches:
    """The places in `reports` that `highlighter` finds. `here` is the one that the reader went to last."""

    def __init__(self, reports: Sequence[Report] = (), highlighter: Highlighter | None = None) -> None:
        self.highlighter = highlighter or Highlighter()
        self.here: Match | None = None
        self._reports = reports
        self._found: dict[int, list[Match]] = {}

    def within(self, report: int) -> list[Match]:
        """Return those in one report, in order; they are looked for when first wanted."""
        if report not in self._found:
            spans = self.highlighter.spans(self._reports[report].text)
            self._found[report] = [Match(report, *span) for span in spans]
        return self._found[report]

    def step(self, report: int, start: int, end: int, step: int) -> tuple[int, int]:
        """Move `here` to the next one for a reader who is at a line, or for -1 to the one before; around the ends.

        The line has the code points `start` to `end` of a report. Returns the number of the match, counted from 1, and
        how many there are; zeros when there are none.
        """
        matches = [match for number in range(len(self._reports)) for match in self.within(number)]
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
