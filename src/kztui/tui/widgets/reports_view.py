"""All reports of the casebook, whatever was found in them, with a search of their own; what waits is an inbox."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from kztui.casebook import Casebook, Results
from kztui.casebook.reports import ReportRow
from kztui.model.report import ReportState
from kztui.present.report_query import find_reports
from kztui.present.wording import plural
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View
from kztui.tui.wrap import cells

_STATE, _DAY, _PUBLISHER = 15, 12, 18
_STYLES = {
    ReportState.READ: "dim",
    ReportState.NOTHING_FOUND: "strong",
    ReportState.NOT_READ: "strong",
    ReportState.SET_ASIDE: "dim",
}
_STATES = {state: state.value for state in ReportState}


class ReportsView(RowsView, View):
    """The reports that the search line asks for, the newest first; an item is a report."""

    HEADING_LINES = 2
    searches: ClassVar[bool] = True
    nothing = "No report is asked for. esc clears the search; state:waiting finds those without an incident."

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._reports: Sequence[ReportRow] = ()
        self._all: Sequence[ReportRow] = ()
        self._incident = ""

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Read the reports anew; `search` shows those that are asked for."""
        self._all = await asyncio.to_thread(casebook.reports.rows)

    async def search(self, casebook: Casebook, text: str) -> str:
        """Show the reports that a text asks for; return how many there are. Raises QueryError."""
        before, at = self.report, self.cursor
        if not self._all:
            self._all = await asyncio.to_thread(casebook.reports.rows)
        self._reports = await asyncio.to_thread(find_reports, casebook, self._all, text)
        ids = [row.report.id for row in self._reports]
        here = [item for item, row in enumerate(self._reports) if self._incident in row.incidents]
        first = here[0] if here and not before else at if before else 0
        self.show_lines(cursor=ids.index(before) if before in ids else first)
        if self.report != before:
            self.post_message(self.Moved(self))
        return f"{len(self._reports):,} of {len(self._all):,} · newest first"

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
        counts = dict.fromkeys(ReportState, 0)
        for row in self._all:
            counts[row.state] += 1
        words = "   ".join(f"{_STATES[state]} {count:,}" for state, count in counts.items())
        yield Segment(fit(f" {words}", width), base)

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = []
        for item, row in enumerate(self._reports):
            report, state = row.report, _STATES[row.state]
            if row.state is ReportState.NOT_READ:
                state = f"{state} ({report.language})"
            publisher = fit(report.publisher, _PUBLISHER - 1)
            room = max(1, width - _STATE - _DAY - _PUBLISHER - 1)
            told = f" {plural(len(row.incidents), 'incident')} " if row.incidents else ""
            title = fit(report.title or report.id, min(cells(report.title or report.id), max(1, room - cells(told))))
            left = (
                Part(f" {state:<{_STATE}}", _STYLES[row.state]),
                Part(f"{_day(row):<{_DAY}}"),
                Part(f"{publisher} "),
                Part(title, "strong"),
            )
            rows.append(Row(item, left, (Part(told, "dim"),)))
            if row.reason:
                rows.append(Row(item, (Part(f" {'':<{_STATE}}{row.reason}", "dim"),)))
        return rows


def _day(row: ReportRow) -> str:
    """Return the day of publication in at most eleven cells: "5 Jun 2016"."""
    day = row.report.published
    return f"{day.day} {day:%b} {day.year}" if day else ""
