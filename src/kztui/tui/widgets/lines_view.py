"""A view that paints only its visible lines, with a cursor that moves over its items."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from kztui.present.wording import NOTHING
from kztui.tui.command import Command, bindings
from kztui.tui.local import of_scope
from kztui.tui.paint import joined, line
from kztui.tui.themes import painted_styles
from kztui.tui.widgets.barred import BarredView


class LinesView(BarredView, inherit_bindings=False):
    """A pane of lines. An item takes one line or several; the cursor stands on an item.

    A subclass says how many items there are (`item_count`), which lines an item takes (`item_lines`), which item a
    line belongs to (`item_at`), and paints one line (`paint_line`). It calls `show_lines` when its content changes,
    and builds its lines in `lay_out`, which is called when the width changes too (`width_changed`).
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("lines",)
    BINDINGS = bindings(of_scope("lines"))
    KEEPS_PLACE: ClassVar[bool] = True
    """Whether the item under the cursor stands out while the reader is elsewhere."""
    nothing: str = NOTHING
    """What is said where there are no items."""
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    stale: reactive[bool] = reactive(False, init=False)
    """Whether what is shown is not what was asked for last: it is dim."""

    class Acted(Message):
        """The reader did something in `view`."""

        def __init__(self, view: "LinesView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "LinesView":
            return self.view

    class Moved(Acted):
        """The reader moved the cursor of `view` to another item."""

    class Chosen(Acted):
        """The reader chose the item under the cursor of `view` (enter or a double click)."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(id=pane_id)
        self._arranged_width = -1
        self._empty = True
        self._painted: dict[str, Style] = {}
        self._base: Style | None = None

    # To override.

    @property
    @abstractmethod
    def item_count(self) -> int:
        """The number of items."""

    def item_lines(self, item: int) -> tuple[int, int]:
        """Return the first line of an item and the line after its last."""
        return item, item + 1

    def item_at(self, line: int) -> int | None:
        """Return the item that a line belongs to, None for a heading or a blank line."""
        return line

    def item_under(self, offset: Offset) -> int | None:
        """Return the item at a cell of the pane, None where there is none."""
        line = offset.y - self.HEADING_LINES + self.scroll_offset.y
        below = line >= self.virtual_size.height - self.HEADING_LINES
        return None if below or offset.y < self.HEADING_LINES else self.item_at(line)

    @abstractmethod
    def paint_line(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        """Return the segments of a line; what they leave of `width` cells is filled with `base`."""

    def paint_heading(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        """Return the segments of one of the lines at the top that do not scroll."""
        return ()

    def lay_out(self, width: int) -> int:
        """Build the lines for `width` cells and return how many there are."""
        return self.item_count

    def width_changed(self) -> None:
        """Build the lines again."""
        self.show_lines()

    def footer_word(self, command: Command) -> str:
        """Return the word for a command in the footer; empty when it is left out."""
        return command.footer

    # API.

    def show_lines(self, cursor: int | None = None) -> None:
        """Arrange and paint everything, with the cursor where it was or on another item."""
        self._arranged_width = self.line_width
        count = self.lay_out(self._arranged_width)
        self.virtual_size = Size(self._arranged_width, count + self.HEADING_LINES)
        self.set_reactive(LinesView.cursor, self._within(self.cursor if cursor is None else cursor))
        self.refresh()
        self.reveal()
        if self._empty is not (self.item_count == 0):
            self._empty = not self._empty
            if self.is_attached:  # results can come in after the reader has left the view
                self.refresh_bindings()

    def reveal(self) -> None:
        """Scroll so that the item under the cursor is seen, and the headings right above it."""
        if self.item_count and self.size.height:
            first, stop = self.item_lines(self.cursor)
            first = self.item_lines(self.cursor - 1)[1] if self.cursor else 0
            self.reveal_lines(first, stop)
            self._bring_cursor()

    def reveal_lines(self, first: int, stop: int) -> None:
        """Scroll so that lines are seen, those at the top where there is no room for all of them."""
        region = Region(0, first + self.HEADING_LINES, 1, max(1, min(stop - first, self.size.height)))
        spacing = Spacing(self.HEADING_LINES, 0, 0, 0)
        self.scroll_to_region(region, spacing=spacing, animate=False, immediate=True, x_axis=False)

    def refresh_item(self, item: int) -> None:
        """Repaint the lines of one item."""
        if 0 <= item < self.item_count:
            first, stop = self.item_lines(item)
            self.refresh_lines(first + self.HEADING_LINES, stop - first)

    @property
    def shows_cursor(self) -> bool:
        """Whether the item under the cursor stands out: where the reader is, and in most panes elsewhere, too."""
        return self.KEEPS_PLACE or self.has_focus

    def style_of(self, name: str) -> Style:
        """Return a style of `kztui.tui.themes.painted_styles`, to be laid over another."""
        if not self._painted:
            self._painted = painted_styles(self.app.theme_variables, colourless=self.app.no_color)
        return self._painted[name]

    def go(self, item: int) -> None:
        """Move the cursor as the reader does: clamped, and said in a message when it moved."""
        before, self.cursor = self.cursor, item
        if self.cursor != before:
            self.post_message(self.Moved(self))

    # Implementation.

    def _within(self, item: int) -> int:
        return max(0, min(item, self.item_count - 1))

    def validate_cursor(self, item: int) -> int:
        return self._within(item)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is nothing, there is nothing to move over or to open."""
        return not self._empty if action.startswith("lines_") else super().check_action(action, parameters)

    def watch_cursor(self, before: int, now: int) -> None:
        self.refresh_item(before)
        self.refresh_item(now)
        self.reveal()

    def on_focus(self) -> None:
        self._bring_cursor()

    def _bring_cursor(self) -> None:
        """Bring the terminal's cursor, which is shown in the flat layout, to the line of ours."""
        if self.has_focus and self.item_count:
            line = self.item_lines(self.cursor)[0] + self.HEADING_LINES - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(0, line)

    def notify_style_update(self) -> None:
        self._painted, self._base = {}, None
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        if self.line_width != self._arranged_width:
            self.width_changed()
        else:
            self.reveal()

    def render_line(self, y: int) -> Strip:
        self._base = base = self._base or self.rich_style
        if self.stale:
            base += self.style_of("dim")
        size = self.size
        edge, width = self._edge(y - self.HEADING_LINES, size.height - self.HEADING_LINES, base), size.width - 1
        index = y - self.HEADING_LINES + self.scroll_offset.y
        if y < self.HEADING_LINES:
            painted = self.paint_heading(y, width, base)
        elif index >= self.virtual_size.height - self.HEADING_LINES:
            painted = ()
        else:
            if self.item_count and self.item_at(index) == self.cursor and self.shows_cursor:
                base += self.style_of("cursor" if self.has_focus else "cursor-away")
            painted = self.paint_line(index, width, base)
        return Strip(joined((*line(painted, width, base), edge)), size.width)

    def _edge(self, row: int, rows: int, base: Style) -> Segment:
        """Return the cell of the bar in one of its rows."""
        first, length = self.thumb(rows)
        return Segment("▐", base + self.style_of("bar")) if first <= row < first + length else Segment(" ", base)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the reader clicks; a second click chooses."""
        offset = event.get_content_offset(self)
        item = self.item_under(offset) if offset and offset.x < self.line_width else None
        if item is not None:
            self.go(item)
            if event.chain > 1:
                self.post_message(self.Chosen(self))

    def _page(self, direction: int, share: int) -> None:
        """Move by the part 1 / `share` of the visible lines."""
        step = max(1, (self.size.height - self.HEADING_LINES) // share)
        if not self.item_count:
            return
        first, _ = self.item_lines(self.cursor)
        target = max(0, min(first + direction * step, self.virtual_size.height - self.HEADING_LINES - 1))
        while 0 <= target < self.virtual_size.height and self.item_at(target) is None:
            target += direction
        item = self.item_at(target) if 0 <= target < self.virtual_size.height - self.HEADING_LINES else None
        self.go((self.item_count - 1 if direction > 0 else 0) if item is None else item)

    def action_lines_down(self) -> None:
        self.go(self.cursor + 1)

    def action_lines_up(self) -> None:
        self.go(self.cursor - 1)

    def action_lines_half_down(self) -> None:
        self._page(1, 2)

    def action_lines_half_up(self) -> None:
        self._page(-1, 2)

    def action_lines_page_down(self) -> None:
        self._page(1, 1)

    def action_lines_page_up(self) -> None:
        self._page(-1, 1)

    def action_lines_first(self) -> None:
        self.go(0)

    def action_lines_last(self) -> None:
        self.go(self.item_count - 1)

    def action_lines_choose(self) -> None:
        if self.item_count:
            self.post_message(self.Chosen(self))
