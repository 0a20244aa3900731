"""Other views of what a search found: over time and by source."""

import asyncio
from collections.abc import Iterator, Sequence

from kztui.casebook import Casebook, Results
from kztui.model.report import Source
from kztui.present.periods import Period, between, periods
from kztui.present.wording import day_words, plural
from kztui.search.query.tokens import in_quotes
from kztui.tui.paint import fit
from kztui.tui.rows import Part, Row
from kztui.tui.widgets.grouped import Group, GroupedView
from kztui.tui.widgets.rows import RowsView
from kztui.tui.wrap import cells

MOST_READ = 3000
"""Incidents that are read for the view by source, which has to read each of them."""


class Timeline(RowsView, GroupedView):
    """Months or years with their incidents and their dead as bars; an item is a period."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._periods: list[Period] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the periods of `results`."""
        before = self.group
        self._periods = await asyncio.to_thread(lambda: periods(results.rows(0, results.count)))
        self.show_groups(before)

    def groups(self) -> Sequence[Group]:
        return [Group(period.name, period.ids) for period in self._periods]

    @property
    def narrowing(self) -> str:
        """What to add to the search to find only what is under the cursor."""
        name = self._periods[self.cursor].name if self._periods else ""
        return f"date:{name}" if name else ""

    def build_rows(self, width: int) -> Sequence[Row]:
        return list(self._chart(max(1, width - 10 - 2 * 6))) if self._periods else ()

    def _chart(self, room: int) -> Iterator[Row]:
        """Yield the rows; the most incidents and the most killed each take all the room there is for bars."""
        yield Row(None, (Part(" Period".ljust(10) + "incidents ■, killed ▲, own scales", "dim"),))
        incidents, killed = max(len(one.ids) for one in self._periods), max(one.killed for one in self._periods)
        for item, period in enumerate(self._periods):
            if item and (without := between(period.name, self._periods[item - 1].name)):
                yield Row(None, (Part(f" ⋮        none in {without}", "dim"),))
            bar = Part(_bar("■", len(period.ids), incidents, room), "who")
            name = Part(f" {period.name or 'no date'}".ljust(10), "strong")
            yield Row(item, (name, bar), (Part(f"{len(period.ids)} "),))
            if period.killed:
                bar = Part(_bar("▲", period.killed, killed, room), "count")
                yield Row(item, (Part(" " * 10), bar), (Part(f"{period.killed} killed "),))


def _bar(sign: str, number: int, most: int, room: int) -> str:
    return sign * max(1, round(number / most * room))


class SourceList(RowsView, GroupedView):
    """The reports that tell of the incidents, the newest first; an item is a report."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._told: list[tuple[Source, list[str]]] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the reports that tell of `results`."""
        before = self.group
        self._told = await asyncio.to_thread(_told, casebook, results)
        self.show_groups(before)
        if before is None:
            self.post_message(self.Moved(self))

    def groups(self) -> Sequence[Group]:
        return [Group(source.report, incidents) for source, incidents in self._told]

    @property
    def report(self) -> str:
        """The id of the report under the cursor; empty when there is none."""
        return self.group.name if self.group else ""

    @property
    def narrowing(self) -> str:
        """What to add to the search to find only what is under the cursor."""
        if not self._told:
            return ""
        source, _ = self._told[self.cursor]
        return f"source:{in_quotes(source.title or source.label)}"

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = []
        for item, (source, incidents) in enumerate(self._told):
            count = Part(f" {plural(len(incidents), 'incident')} ", "dim")
            label = fit(source.label, min(cells(source.label), width - cells(count.text) - 2))
            rows.append(Row(item, (Part(" "), Part(label, "strong")), (count,)))
            about = " · ".join(part for part in (day_words(source.published), source.title) if part)
            rows.append(Row(item, (Part(f"   {about}", "dim"),)))
        return rows


def _told(casebook: Casebook, results: Results) -> list[tuple[Source, list[str]]]:
    """Return the reports of the first incidents and the ids of the incidents that each tells of, the newest first."""
    told: dict[str, list[str]] = {}
    for row in results.rows(0, min(results.count, MOST_READ)):
        for report in casebook.incident(row.id).reports:
            told.setdefault(report, []).append(row.id)
    sources = [(casebook.report(report).source, incidents) for report, incidents in told.items()]
    return sorted(sources, key=lambda found: (str(found[0].published or ""), found[0].label), reverse=True)
