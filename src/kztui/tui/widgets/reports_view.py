"""The reports on the incidents that a search found."""

import asyncio
from collections.abc import Sequence

from kztui.casebook import Casebook, Results
from kztui.model.report import Source
from kztui.present.wording import day_words, plural
from kztui.search.query.tokens import in_quotes
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.grouped import Group, GroupedView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.wrap import cells

MOST_READ = 3000
"""Incidents that are read for this view, which has to read each of them."""


class ReportsView(RowsView, GroupedView):
    """The reports on the incidents, the newest first; an item is a report."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._reports: list[tuple[Source, list[str]]] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the reports on `results`."""
        before = self.group
        self._reports = await asyncio.to_thread(_reports_on, casebook, results)
        self.show_groups(before)
        if before is None:
            self.post_message(self.Moved(self))

    def groups(self) -> Sequence[Group]:
        return [Group(source.report, incidents) for source, incidents in self._reports]

    @property
    def report(self) -> str:
        """The id of the report under the cursor; empty when there is none."""
        return self.group.name if self.group else ""

    @property
    def narrowing(self) -> str:
        """What to add to the search to find only what is under the cursor."""
        if not self._reports:
            return ""
        source, _ = self._reports[self.cursor]
        return f"source:{in_quotes(source.title or source.label)}"

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = []
        for item, (source, incidents) in enumerate(self._reports):
            count = Part(f" {plural(len(incidents), 'incident')} ", "dim")
            label = fit(source.label, min(cells(source.label), width - cells(count.text) - 2))
            rows.append(Row(item, (Part(" "), Part(label, "strong")), (count,)))
            about = " · ".join(part for part in (day_words(source.published), source.title) if part)
            rows.append(Row(item, (Part(f"   {about}", "dim"),)))
        return rows


def _reports_on(casebook: Casebook, results: Results) -> list[tuple[Source, list[str]]]:
    """Return the reports on the first incidents, the newest first, each with the ids of its incidents."""
    found: dict[str, list[str]] = {}
    for row in results.rows(0, min(results.count, MOST_READ)):
        for report in casebook.incident(row.id).reports:
            found.setdefault(report, []).append(row.id)
    sources = [(casebook.report(report).source, incidents) for report, incidents in found.items()]
    return sorted(sources, key=lambda one: (str(one[0].published or ""), one[0].label), reverse=True)
