"""What a search found, over time."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.segment import Segment
from rich.style import Style

from kztui.casebook import Casebook, Results
from kztui.model.summary import Summary
from kztui.present.stretches import Scale, Stretch, first_scale, is_imprecise, query_of, stretches, without
from kztui.search.query.narrowing import narrowed
from kztui.search.results import Tally
from kztui.tui.bars_in_rows import SMALL, bar, scale_of
from kztui.tui.command import bindings
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View

_NAMES = {Scale.YEAR: "YEAR", Scale.MONTH: "MONTH", Scale.DAY: "DAY"}
_MOST_TOLD = 5
_NAME = 11


class Timeline(RowsView, View):
    """Days, months or years with their incidents, dead and wounded as bars beside each other; an item is a stretch."""

    HEADING_LINES = 1
    SCOPES = ("lines", "time")
    BINDINGS = bindings(of_scope("time"))

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._stretches: list[Stretch] = []
        self._scale: Scale | None = None
        self._results: Results | None = None
        self._opened = ("", "")
        self._known: Casebook | None = None
        self._first = ""

    def start_at(self, incident: str) -> None:
        self._first = incident

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the stretches of `results`."""
        self._results, self._known = results, casebook
        await self._count()

    async def _count(self, near: str = "") -> None:
        """Count again, with the cursor at or after a day, or where it was."""
        results = self._results
        if results is None:
            return
        at = near or (self._stretches[self.cursor].name if self._stretches else "") or self._day_of_first()
        if self._scale is None:
            self._scale = await asyncio.to_thread(first_scale, results)
        self._stretches = await asyncio.to_thread(stretches, results, self._scale, at)
        names = [one.name for one in self._stretches]
        cursor = next((n for n, name in enumerate(names) if name >= at[: len(name)]), len(names) - 1)
        self.show_lines(cursor=max(0, cursor))
        self.post_message(self.Moved(self))

    def _day_of_first(self) -> str:
        """Return the day of the incident that was open; the last days when that has none."""
        if self._known and self._first:
            try:
                row = self._known.summary(self._first)
            except KeyError:
                return "9"
            if row.date and row.date.start:
                return f"{row.date.start}"
        return "9"

    @property
    def current(self) -> str:
        """The id of the deadliest incident in the stretch under the cursor, once it is known; else empty."""
        stretch, incident = self._opened
        return incident if self._stretches and stretch == self._stretches[self.cursor].name else ""

    @property
    def narrowing(self) -> str:
        """What to add to the search to find only what is under the cursor."""
        return query_of(self._stretches[self.cursor].name, self._length) if self._stretches else ""

    @property
    def _length(self) -> Scale:
        """How long the stretches are."""
        return self._scale or Scale.MONTH

    def describe(self, casebook: Casebook, text: str) -> str:
        """Return what happened in the stretch under the cursor; called off the screen's thread."""
        if not self._stretches:
            return ""
        stretch = self._stretches[self.cursor]
        found = casebook.search(narrowed(text, query_of(stretch.name, self._length)), "-killed")
        rows = found.rows(0, _MOST_TOLD)
        told = ", ".join(_told(row) for row in rows)
        if rows and self._first not in {row.id for row in rows}:
            self._first = ""
        self._opened = stretch.name, self._first or (rows[0].id if rows else "")
        more = f" and {found.count - len(rows):,} more" if found.count > len(rows) else ""
        rough = f", without a {self._length.name.lower()}" if is_imprecise(stretch.name, self._length) else ""
        when = f"{_words(stretch.name)}{rough}"
        return f"{when}: {told}{more}"

    def _sizes(self, width: int) -> tuple[int, int]:
        """Return the cells for the bars of incidents, and for each of the other two."""
        small = max(6, min(20, width // 8))
        return small, max(4, (width - _NAME - small - 22) // 2)

    def paint_heading(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        small, large = self._sizes(width)
        ends = [f"{name} to {scale:,}" for name, scale in zip(Tally._fields, self._scales, strict=True)]
        words = f" {_NAMES[self._length]}".ljust(_NAME) + fit(ends[0], small + 6) + " "
        words += fit(ends[1], large + 7) + " " + fit(ends[2], large + 4)
        yield Segment(fit(words, width), base + self.style_of("heading"))

    @property
    def _scales(self) -> list[int]:
        columns = zip(*(one.tally for one in self._stretches), strict=True)
        return [scale_of(column) for column in columns] or [1, 1, 1]

    def build_rows(self, width: int) -> Sequence[Row]:
        return list(self._chart(width)) if self._stretches else ()

    def _chart(self, width: int) -> Iterator[Row]:
        small, large = self._sizes(width)
        scales = self._scales
        before = ""
        for item, (stretch, tally) in enumerate(self._stretches):
            if gap := without(before, stretch):
                yield Row(None, (Part(" " * (_NAME + 4) + gap, "dim"),))
            before = stretch
            incidents = fit(f"{tally.incidents:>4,} " + bar(tally.incidents, scales[0], small, SMALL), small + 6)
            killed = fit(f"{tally.killed:>5,} " + bar(tally.killed, scales[1], large), large + 7)
            wounded = f"{tally.wounded:>5,} " + bar(tally.wounded, scales[2], large)
            rough = "~" if is_imprecise(stretch, self._length) else ""
            name = Part(f" {stretch}{rough}".ljust(_NAME), "strong")
            yield Row(item, (name, Part(f"{incidents} ", "who"), Part(f"{killed} ", "count"), Part(wounded, "count")))

    def action_time_closer(self) -> None:
        self._rescale(1)

    def action_time_farther(self) -> None:
        self._rescale(-1)

    def _rescale(self, step: int) -> None:
        scales = list(Scale)
        at = scales.index(self._length) + step
        if 0 <= at < len(scales):
            self._scale = scales[at]
            self.run_worker(self._count(), group="view", exclusive=True)


def _told(row: Summary) -> str:
    where = row.place.name if row.place else row.type or row.id
    return f"{where} {row.killed.best if row.killed else 0} killed" if row.killed and row.killed.best else where


def _words(name: str) -> str:
    """Return a stretch in words: "June 2016"."""
    if len(name) == Scale.YEAR.value:
        return name
    day = date.fromisoformat(name if len(name) == Scale.DAY.value else f"{name}-01")
    return f"{day.day} {day:%B %Y}" if len(name) == Scale.DAY.value else f"{day:%B %Y}"
