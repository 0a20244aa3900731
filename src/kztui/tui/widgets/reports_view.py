"""All reports of the casebook, whatever was found in them, with a search of their own; what waits is an inbox."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from threading import Event
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from kztui.casebook import Casebook, Results
from kztui.casebook.reports import ReportRow, newest
from kztui.model.report import ReportState
from kztui.present.heads import named
from kztui.present.report_query import asked_for
from kztui.present.status import report_status
from kztui.present.wording import UNDATED, plural, short_day
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View
from kztui.tui.wrap import cells

MANY = 20_000
"""Of more reports only those that are asked for are kept, and each search reads all of them."""

MOST = 3_000
"""The most reports that are listed."""

PAUSE = 0.4
"""Seconds without a key before many reports are read."""

_STATE, _DAY, _PUBLISHER = 15, 12, 18
_STYLES = {
    ReportState.READ: "dim",
    ReportState.NOTHING_FOUND: "strong",
    ReportState.NOT_READ: "strong",
    ReportState.SET_ASIDE: "dim",
}


class ReportsView(RowsView, View):
    """The reports that the search line asks for, the newest first; an item is a report."""

    HEADING_LINES = 2
    searches: ClassVar[bool] = True
    nothing = "No report is asked for. esc clears the search; state:waiting finds those without an incident."

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._reports: Sequence[ReportRow] = ()
        self._all: Sequence[ReportRow] = ()
        self._counts = Counter[ReportState]()
        self._incident = ""

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Read the reports again; `search` shows those that are asked for."""
        self._all = () if casebook.report_count > MANY else await asyncio.to_thread(casebook.reports.rows)

    async def search(self, casebook: Casebook, text: str) -> str:
        """Show the reports that a text asks for; return how many there are. Raises QueryError."""
        was, before, at = self.row, self.report, self.cursor
        total = casebook.report_count
        if total > MANY:
            await asyncio.sleep(PAUSE)
        elif not self._all:
            self._all = await asyncio.to_thread(casebook.reports.rows)
        left = Event()
        try:
            count, self._reports, self._counts = await asyncio.to_thread(_found, casebook, self._all, text, left)
        finally:
            left.set()
        ids = [row.report.id for row in self._reports]
        here = [item for item, row in enumerate(self._reports) if self._incident in row.incidents]
        first = here[0] if here and not before else at if before else 0
        self.show_lines(cursor=ids.index(before) if before in ids else first)
        if self.row != was:
            self.post_message(self.Moved(self))
        shown = f", the first {len(self._reports):,} are shown" if count > len(self._reports) else ""
        return f"{count:,} of {total:,}, newest first{shown}"

    @property
    def row(self) -> ReportRow | None:
        """The report under the cursor."""
        return self._reports[self.cursor] if self._reports else None

    @property
    def report(self) -> str:
        return self.row.report.id if self.row else ""

    @property
    def current(self) -> str:
        """The id of the incident that is open if the report tells of it, else of the first one that it tells of."""
        told = self.row.incidents if self.row else ()
        return self._incident if self._incident in told else next(iter(told), "")

    def describe(self, casebook: Casebook, text: str) -> str:
        return report_status(casebook, self.row) if self.row else ""

    def start_at(self, incident: str) -> None:
        self._incident = incident

    def go(self, item: int) -> None:
        """Move the cursor as the reader does, to where another incident may be opened."""
        super().go(item)
        self._incident = self.current or self._incident

    def paint_heading(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        if line:
            heads = f" {'State':<{_STATE}}{'Day':<{_DAY}}{'Publisher':<{_PUBLISHER}}Title"
            yield Segment(fit(heads, width), base + self.style_of("dim"))
            return
        words = "   ".join(f"{state} {self._counts[state]:,}" for state in ReportState)
        yield Segment(fit(f" {words}", width), base)

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = []
        for item, row in enumerate(self._reports):
            report, state = row.report, str(row.state)
            if row.state is ReportState.NOT_READ:
                state = f"{state} ({report.language})"
            publisher = fit(report.publisher, _PUBLISHER - 1)
            room = max(1, width - _STATE - _DAY - _PUBLISHER - 1)
            told = f" {plural(len(row.incidents), 'incident')} " if row.incidents else ""
            title = fit(named(report), min(cells(named(report)), max(1, room - cells(told))))
            left = (
                Part(f" {state:<{_STATE}}", _STYLES[row.state]),
                Part(f"{short_day(row.report.published) or UNDATED:<{_DAY}}"),
                Part(f"{publisher} "),
                Part(title, "strong"),
            )
            rows.append(Row(item, left, (Part(told, "dim"),)))
            if row.reason:
                rows.append(Row(item, (Part(f" {'':<{_STATE}}{row.reason}", "dim"),)))
        return rows


def _found(
    casebook: Casebook, rows: Sequence[ReportRow], text: str, left: Event
) -> tuple[int, Sequence[ReportRow], Counter[ReportState]]:
    """Return how many reports a text asks for, the newest of them, and how many there are in each state; `rows` are all
    there are, or none when they are too many to keep. It stops when nobody waits for it any more: the search is `left`.
    Raises QueryError.
    """
    wanted, counts, count = asked_for(casebook, text), Counter[ReportState](), 0

    def found() -> Iterator[ReportRow]:
        nonlocal count
        for row in rows or casebook.reports.each():
            if left.is_set():
                return
            counts[row.state] += 1
            if wanted(row):
                count += 1
                yield row

    best = nlargest(MOST, found(), key=newest)
    return count, best, counts
