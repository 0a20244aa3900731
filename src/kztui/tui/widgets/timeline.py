"""What a search found, over time."""

import asyncio
from collections.abc import Iterator, Sequence

from kztui.casebook import Casebook, Results
from kztui.present.periods import Period, between, periods
from kztui.tui.row import Part, Row
from kztui.tui.widgets.grouped import Group, GroupedView
from kztui.tui.widgets.rows_view import RowsView


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
