"""What the incidents of a search have in common: their numbers, killed and wounded by the values of their fields."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from kztui.casebook import Casebook, Results
from kztui.present.counting import FACETS, FIRST, Counted, Counts, count
from kztui.present.wording import plural
from kztui.search.results import Tally
from kztui.text.clean import clean
from kztui.tui.bars_in_rows import bar, scale_of
from kztui.tui.command import bindings
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View

_KINDS = {"year": "when", "dateprec": "when", "region": "where", "placeprec": "where", "actor": "who", "source": "who"}
_WIDEST_NAME = 30
_NUMBERS, _LEAST = 46, 60
"""The cells of the numbers of a row; on a line of fewer than the least, there are only incidents."""


class _Item(NamedTuple):
    """A value of a field, or with None the rest of its values."""

    field: str
    value: Counted | None


class CountsView(RowsView, View):
    """Values with their numbers; an item is a value, or opens the rest of a field's values."""

    HEADING_LINES = 1
    SCOPES = ("counts", "lines")
    BINDINGS: ClassVar = bindings(of_scope("counts"))
    nothing = "Counting ..."

    @dataclass
    class Toggled(Message):
        """The reader wants the incidents of a value of `field`, or no longer: its `condition`."""

        field: str
        condition: str

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._counts: Counts | None = None
        self._found: tuple[Casebook, Results] | None = None
        self._opened: frozenset[str] = frozenset()
        self._items: list[_Item] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the values of `results`, the cursor on the value that it was on."""
        self._found = casebook, results
        await self._count()

    async def _count(self) -> None:
        if self._found is None:
            return
        found = self._found
        counts = await asyncio.to_thread(count, *found, self._opened)
        if found is not self._found:
            return
        at = self._items[self.cursor] if self._items else None
        self._counts, self._items = counts, []
        for block in counts.blocks:
            shown = [one for one in block.values if one.toll is not None]
            self._items += [_Item(block.field, one) for one in shown]
            if len(shown) < len(block.values):
                self._items.append(_Item(block.field, None))
        queries = [(one.field, one.value.query if one.value else "") for one in self._items]
        there = (at.field, at.value.query if at.value else "") if at else None
        self.show_lines(cursor=queries.index(there) if there in queries else None)
        self.post_message(self.Moved(self))

    def build_rows(self, width: int) -> Sequence[Row]:
        return list(self._listed(self._counts, width)) if self._counts else ()

    def _listed(self, counts: Counts, width: int) -> Iterator[Row]:
        full = width >= _LEAST
        room = width - (_NUMBERS if full else 17)
        name = max(4, min(_WIDEST_NAME, room))
        blocks = {block.field: block for block in counts.blocks}
        scale = scale_of(one.incidents for block in counts.blocks for one in block.values[:FIRST])
        heading = ""
        for item, (field, value) in enumerate(self._items):
            kind = _KINDS.get(field, "what")
            if field != heading:
                if heading:
                    yield Row(None, ())
                heading = field
                heads = f"{'incidents':>12}" + (f"{'killed':>16}{'wounded':>12}" if full else "")
                yield Row(None, (Part(fit(f" {FACETS[field]}", name + 3), kind), Part(heads, "dim")))
            if value is None:
                shown = sum(one.field == field for one in self._items) - 1
                yield Row(item, (Part(f"   {len(blocks[field].values) - shown} more", "dim"),))
            else:
                yield Row(item, self._row(value, blocks[field].total, name, full, max(0, room - name), scale, kind))

    def _row(
        self, one: Counted, total: Tally, name: int, full: bool, room: int, scale: int, kind: str
    ) -> tuple[Part, ...]:
        parts = [
            Part(f" {'*' if one.chosen else ' '} ", "confirmed"),
            Part(fit(clean(one.name), name), "strong"),
            Part(f"{one.incidents:>7,}"),
            Part(_share(one.incidents, total.incidents), "dim"),
        ]
        if full and one.toll:
            parts += [
                Part(f"{one.toll.killed:>11,}", "" if one.toll.killed else "dim"),
                Part(_share(one.toll.killed, total.killed), "dim"),
                Part(f"{one.toll.wounded:>12,} ", "" if one.toll.wounded else "dim"),
            ]
        return (*parts, Part(f" {bar(one.incidents, scale, room)}", kind))

    def paint_heading(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        """Return what was found in all, and how many values are chosen."""
        if self._counts is None:
            return
        total, chosen = self._counts.total, self._counts.chosen
        words = f" {plural(total.incidents, 'incident')}, {total.killed:,} killed, {total.wounded:,} wounded"
        if chosen:
            words += f"   {chosen:,} chosen"
        yield Segment(fit(words, width), base + self.style_of("focused" if self.has_focus else "strong"))

    def on_lines_view_chosen(self, event: LinesView.Chosen) -> None:
        """Choose the value under the cursor."""
        event.stop()
        self.action_counts_choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to choose."""
        return bool(self._items) if action.startswith("counts_") else super().check_action(action, parameters)

    def action_counts_choose(self) -> None:
        """Narrow or widen the search by the value under the cursor, or show the rest of a field's values."""
        field, value = self._items[self.cursor]
        if value:
            self.post_message(self.Toggled(field, value.query))
        else:
            self._opened |= {field}
            self.run_worker(self._count(), group="view", exclusive=True)

    def action_counts_next(self) -> None:
        self._step(1)

    def action_counts_previous(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        """Go to the first value of the next field, or for -1 of this one or the one before."""
        starts = [at for at, one in enumerate(self._items) if not at or self._items[at - 1].field != one.field]
        beyond = [at for at in starts if (at > self.cursor if step > 0 else at < self.cursor)]
        if beyond:
            self.go(beyond[0] if step > 0 else beyond[-1])

    def describe(self, casebook: Casebook, text: str) -> str:
        field, value = self._items[self.cursor] if self._items else ("", None)
        if value is None:
            return f"enter shows all values of {FACETS[field].lower()}" if field else ""
        what = "no longer asks" if value.chosen else "asks"
        return f"{FACETS[field]}: {clean(value.name)}. space: the search {what} for it; 1 shows the list"


def _share(part: int, whole: int) -> str:
    """Return a share in percent, in five cells; what is less than half of one is "<1%"."""
    if not part or not whole:
        return " " * 5
    hundredths = round(100 * part / whole)
    return f"{hundredths or '<1':>4}%"
