"""The list of incidents that a search found."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive

from kztui.casebook import Results
from kztui.errors import UserError
from kztui.model.summary import Summary
from kztui.present.told import Told
from kztui.search.query.highlight import Highlighter
from kztui.tui.background import in_background
from kztui.tui.columns import SIGN_STYLES, Column, cell_text, columns, heading_text, order_by
from kztui.tui.command import Command, bindings
from kztui.tui.flat import FLAT
from kztui.tui.local import of_scope
from kztui.tui.paint import Layer, fit, hits, paint
from kztui.tui.row import Row, empty_rows
from kztui.tui.widgets.lines_view import LinesView

_PAGE = 64
"""Rows that are asked for at once: as many as the results of a search have at hand."""

_MEASURED = 48
"""Rows that the widths of the columns are to fit."""

_NOTHING_TOLD = Told()

_AT_HEADS = ("list_next_head", "list_previous_head", "list_leave_heads")
"""What can be done only while the cursor is at the head of a column."""

_ELSEWHERE = ("has it only elsewhere in its reports", "have it only elsewhere in their reports")
"""What one incident, and several, are said to do that are not told in the searched words."""

_SIGNS = {(False, False): " ", (True, False): "▐", (False, True): "*", (True, True): "✱"}
"""What a line begins with, by whether the cursor is there and whether the incident is marked."""


class IncidentList(LinesView):
    """The incidents of a search under the titles of their columns. Some can be marked, in any search.

    An incident takes one line, or two: then the second one says where the searched words stand, or what happened in
    full. A line parts those that are told in the searched words from those whose reports have them elsewhere. The
    columns keep their places while one searches: they fit the rows that came first.
    """

    HEADING_LINES = 1
    SCOPES = ("lines", "list")
    BINDINGS = bindings(of_scope("list"))

    marked: reactive[tuple[str, ...]] = reactive((), init=False)
    """The ids of the marked incidents, in the order in which they were marked."""

    head: reactive[int] = reactive(-1, init=False, repaint=False)
    """Which column's head the cursor is at; -1 when it is at none."""

    hovered: reactive[int] = reactive(-1, init=False, repaint=False)
    """Which column's head the mouse is at; -1 when it is at none."""

    class OnHead(Message):
        """The cursor or the mouse went to the head of a column, or left the heads: `column` is None."""

        def __init__(self, column: Column | None) -> None:
            super().__init__()
            self.column = column

    class Sorted(Message):
        """The reader chose another order; it is in `sort`."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self.results: Results | None = None
        self.place = ""
        self.sort = ""
        self.nothing = "Reading the casebook …"
        self.seen: Callable[[Sequence[Summary]], Sequence[Summary]] = lambda rows: rows
        self.tell: Callable[[str, Highlighter | None], Told] = lambda incident, highlighter: _NOTHING_TOLD
        self.chosen: tuple[str, ...] = ()
        self.dates = "auto"
        self.two_lines = False
        self._pages: dict[int, Sequence[Summary]] = {}
        self._laid: tuple[int, bool, tuple[Column, ...]] = (-1, False, ())
        self._told: dict[str, Told] = {}
        self._wanted: set[str] = set()
        self._empty_rows: list[Row] = []

    def show_results(self, results: Results) -> None:
        """Show `results`, the cursor on the incident where the reader was when it is among them.

        The id of that incident is `place`: a later search that finds it brings the cursor back to it. Else the cursor
        stays on its incident when only the order is another one, and on its line when that incident is gone; it goes to
        the first one found by another search.
        """
        same_search = self.results is not None and self.results.query == results.query
        found = (results.position(one) for one in (self.place, self.current if same_search else ""))
        otherwise = self.cursor if same_search else 0
        cursor = next((position for position in found if position is not None), otherwise)
        self.results = results
        self._pages.clear()
        self._told.clear()
        self._wanted.clear()
        self.show_lines(cursor)

    def show_as(self, chosen: tuple[str, ...], *, two_lines: bool, dates: str) -> None:
        """Show other columns (by name; none are the usual ones), one or two lines an incident, dates in one form."""
        self.chosen, self.two_lines, self.dates = chosen, two_lines, dates
        self._laid = (-1, False, ())
        if self.is_mounted:
            self.show_lines()

    def go_to(self, incident: str) -> None:
        """Put the cursor on an incident, if it is among the results, and let it be the `place`."""
        self.place = incident
        position = self.results.position(incident) if self.results else None
        self.cursor = self.cursor if position is None else position

    @property
    def item_count(self) -> int:
        return self.results.count if self.results else 0

    def row(self, item: int) -> Summary | None:
        """Return the summary on a line; None beyond the end."""
        if self.results is None or not 0 <= item < self.results.count:
            return None
        page, offset = divmod(item, _PAGE)
        if page not in self._pages:
            self._pages[page] = self.seen(self.results.rows(page * _PAGE, (page + 1) * _PAGE))
        return self._pages[page][offset]

    @property
    def current(self) -> str:
        """The id of the incident under the cursor; empty when there is none."""
        row = self.row(self.cursor)
        return row.id if row else ""

    def go(self, item: int) -> None:
        """Move the cursor as the reader does."""
        super().go(item)
        self.place = self.current

    def lay_out(self, width: int) -> int:
        self._empty_rows = [] if self.item_count else empty_rows(self.nothing, width)
        return self.item_count * self._lines_each + bool(self._border) or len(self._empty_rows)

    def width_changed(self) -> None:
        """Choose other columns, which is done as lines are painted; wrap again what is said where there are none."""
        if self.item_count:
            self.reveal()
        else:
            self.show_lines()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown, as wide as they are.

        They are measured again for another width, and when the whole casebook is listed for the first time.
        """
        width = self.line_width - 1
        whole = self.results is not None and not self.results.query.strip()
        laid_for, was_whole, laid = self._laid
        if laid_for != width or (whole and not was_whole):
            rows = [row for item in range(min(_MEASURED, self.item_count)) if (row := self.row(item))]
            laid = columns(width, self.chosen, rows, dates=self.dates, words=self.app.has_class(FLAT))
            self._laid = (width if rows else -1, whole, laid)
        return laid

    @property
    def _lines_each(self) -> int:
        return 2 if self.two_lines else 1

    @property
    def _border(self) -> int:
        """How many incidents are told in the searched words, 0 where all are or none is; a line stands below them."""
        told = self.results.told if self.results else 0
        return told if told < self.item_count else 0

    def item_lines(self, item: int) -> tuple[int, int]:
        first = item * self._lines_each + (0 < self._border <= item)
        return first, first + self._lines_each

    def item_at(self, line: int) -> int | None:
        border = self._border * self._lines_each
        if border and line == border:
            return None
        item = (line - (0 < border < line)) // self._lines_each
        return item if item < self.item_count else None

    def paint_heading(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        style = base + self.style_of("heading")
        yield Segment(" ", style)
        for at, column in enumerate(self.columns):
            here = self.style_of("current") if at == self.head else Style.null()
            yield Segment(heading_text(column, self.order), style + here)

    def paint_line(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        border = self._border * self._lines_each
        if border and line == border:
            more = self.item_count - self._border
            yield Segment(fit(f"  {more:,} more {_ELSEWHERE[more > 1]}", width), base + self.style_of("dim"))
            return
        item, second = divmod(line - (0 < border < line), self._lines_each)
        row = self.row(item)
        if row is None:
            yield from (Segment(part.text, base + self.style_of("dim")) for part in self._empty_rows[line].left)
            return
        words = self.results.words if self.results else ()
        hit = self.style_of("hit")
        told = self._told_of(row.id)
        if second:
            text = self._second_line(row, told, width)
            layers = [Layer(0, len(text), self.style_of("dim"))] if item != self.cursor else []
            layers += (Layer(start, end, hit) for start, end in hits(text, words))
            yield from paint(text, 0, len(text), base, layers)
            return
        text = _SIGNS[item == self.cursor, row.id in self.marked]
        layers = [Layer(0, 1, self.style_of("here"))] if item == self.cursor else []
        for column in self.columns:
            at, cell = len(text), cell_text(column, column.cell(row, told))
            text += cell
            if column.align == "left" and words:
                layers += (Layer(at + start, at + end, hit) for start, end in hits(cell, words))
            elif column.align == "right" and (style := SIGN_STYLES.get(cell[-1])):
                layers.append(Layer(len(text) - 1, len(text), self.style_of(style)))
        yield from paint(text, 0, len(text), base, layers)

    def _second_line(self, row: Summary, told: Told, width: int) -> str:
        """Return where the searched words stand, else what is told of an incident in the longest wording."""
        indent = " " * (1 + self.columns[0].width)
        if self.results and self.results.words:
            return fit(indent + told.found, width)
        tags = " ".join(f"#{tag}" for tag in row.tags)
        region = row.place.region if row.place else ""
        return fit(indent + "  ".join(part for part in (row.id, region, *row.headlines[:1], tags) if part), width)

    def _told_of(self, incident: str) -> Told:
        """Return what the facts of an incident say, where that is shown; it is read beside the screen at first."""
        searched = self.two_lines and self.results is not None and bool(self.results.words)
        if not searched and not any(column.of_facts for column in self.columns):
            return _NOTHING_TOLD
        if incident not in self._told and incident not in self._wanted:
            if not self._wanted:
                self.call_next(self._start_telling)
            self._wanted.add(incident)
        return self._told.get(incident, _NOTHING_TOLD)

    def _start_telling(self) -> None:
        in_background(self, self._read_told, "tell")

    async def _read_told(self) -> None:
        """Read what is shown of the facts, and paint it when it is there."""
        results, wanted = self.results, sorted(self._wanted)
        highlighter = results.highlighter if results and results.words and self.two_lines else None
        told = await asyncio.to_thread(self._tell_all, wanted, highlighter)
        if self.results is results:
            self._told |= told
            self._wanted -= set(wanted)
            self.refresh()
            if self._wanted:
                self._start_telling()

    def _tell_all(self, wanted: Iterable[str], highlighter: Highlighter | None) -> dict[str, Told]:
        told = {}
        for incident in wanted:
            told[incident] = _NOTHING_TOLD
            with suppress(UserError, KeyError):  # it may have been merged into another one just now
                told[incident] = self.tell(incident, highlighter)
        return told

    @property
    def order(self) -> str:
        """What the list is sorted by: what the search says, else what the reader chose, else the newest first."""
        return self.results.order if self.results else self.sort

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing was found, there is nothing to mark or to sort; who is at no head cannot leave it."""
        if action in _AT_HEADS:
            return self.head >= 0
        return bool(self.item_count) if action.startswith("list_") else super().check_action(action, parameters)

    def footer_word(self, command: Command) -> str:
        """At a head, what opens an incident sorts, or does nothing."""
        if command.id != "lines.choose" or self.head < 0:
            return super().footer_word(command)
        return "sort by it" if self.columns[self.head].sort else ""

    def watch_head(self) -> None:
        """Show which head the cursor is at, and tell the screen."""
        self.refresh_lines(0, 1)
        self.refresh_bindings()
        self._tell_head(self.head)

    def watch_hovered(self) -> None:
        """Tell the screen which head the mouse is at, else the cursor."""
        self._tell_head(self.hovered if self.hovered >= 0 else self.head)

    def _tell_head(self, number: int) -> None:
        self.post_message(self.OnHead(self.columns[number] if number >= 0 else None))

    def watch_cursor(self, before: int, now: int) -> None:
        """Leave the heads with a move in the list."""
        super().watch_cursor(before, now)
        self.head = -1

    def on_blur(self) -> None:
        self.head = -1

    def action_list_next_head(self) -> None:
        self.head = (self.head + 1) % len(self.columns)

    def action_list_previous_head(self) -> None:
        self.head = (self.head if self.head > 0 else len(self.columns)) - 1

    def action_list_leave_heads(self) -> None:
        self.head = -1

    def action_lines_up(self) -> None:
        """Go up, from the first incident to the heads."""
        if self.cursor == 0:
            self.head = max(self.head, 0)
        super().action_lines_up()

    def action_lines_down(self) -> None:
        """Go down, from the heads to the first incident."""
        if self.head < 0:
            super().action_lines_down()
        self.head = -1

    def action_lines_choose(self) -> None:
        """Sort by the column whose head the reader is at, else open the incident."""
        if self.head < 0:
            super().action_lines_choose()
        elif self.columns[self.head].sort:
            self.order_by(order_by(self.columns[self.head], self.order))

    def action_list_mark(self) -> None:
        if one := self.current:
            others = tuple(other for other in self.marked if other != one)
            self.marked = others if one in self.marked else (*others, one)

    def order_by(self, order: str) -> None:
        """Sort by an order of the casebook."""
        self.sort = order
        self.post_message(self.Sorted())

    def action_list_sort(self) -> None:
        sortable = [column for column in self.columns if column.sort]
        names = [column.sort for column in sortable]
        name = self.order.removeprefix("-")
        following = names.index(name) + 1 if name in names else 0
        self.order_by(order_by(sortable[following % len(names)], self.order))

    def action_list_reverse(self) -> None:
        if self.order != "relevance":
            self.order_by(self.order.removeprefix("-") if self.order.startswith("-") else f"-{self.order}")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the head under the mouse means."""
        super().on_mouse_move(event)
        offset = event.get_content_offset(self)
        self.hovered = self._head_at(offset.x) if offset and offset.y == 0 else -1

    def on_leave(self) -> None:
        self.hovered = -1

    def on_click(self, event: events.Click) -> None:
        """Sort by the column whose title is clicked; mark the incident whose first cell is."""
        offset = event.get_content_offset(self)
        if offset and offset.y == 0:
            column = self.columns[self._head_at(offset.x)]
            if column.sort:
                self.order_by(order_by(column, self.order))
        elif offset and offset.x == 0 and (item := self.item_under(offset)) is not None:
            self.go(item)
            self.action_list_mark()

    def _head_at(self, cell: int) -> int:
        """Return which column's head is at a cell: the first one's in the cell before it, the last one's behind it."""
        at = 1
        for number, column in enumerate(self.columns):
            at += column.width
            if cell < at:
                return number
        return len(self.columns) - 1
