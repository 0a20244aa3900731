"""A view that scrolls, with a bar at its right edge."""

from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

from kztui.tui.flat import FLAT


class BarredView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scroll view that paints its bar as the last cell of its lines.

    Textual's own bar is a widget beside the lines, which is sent again, cell by cell, with each change of
    the layout: it took half of what opening an incident sends.
    """

    HEADING_LINES: ClassVar[int] = 0
    """Lines at the top that do not scroll."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How far the lines go. Without scroll bars beside them, other widgets need not be arranged again for it."""

    _held = False

    @property
    def line_width(self) -> int:
        """The cells that a line has beside the bar."""
        return max(0, self.size.width - 1)

    def on_bar(self, event: events.MouseEvent) -> bool:
        """Return whether the mouse is on the bar."""
        at = event.get_content_offset(self)
        return at is not None and at.x >= self.line_width

    def thumb(self, rows: int) -> tuple[int, int]:
        """Return, of a bar of that many `rows`, the first one of its thumb and how many it takes: 0 if all is seen, and
        where nothing is drawn.
        """
        lines = self.virtual_size.height - self.HEADING_LINES
        if lines <= rows or self.app.has_class(FLAT):
            return 0, 0
        length = max(1, rows * rows // lines)
        return round(self.scroll_offset.y * (rows - length) / (lines - rows)), length

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the bar."""
        if self.on_bar(event):
            self._held = True
            self.capture_mouse()
            self._pull(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll to where the mouse is while it holds the bar."""
        if self._held:
            self._pull(event)

    def on_mouse_up(self) -> None:
        """Let go of the bar."""
        self._held = False
        self.release_mouse()

    def _pull(self, event: events.MouseEvent) -> None:
        """Bring the middle of the thumb under the mouse."""
        rows = self.size.height - self.HEADING_LINES
        _, length = self.thumb(rows)
        row = event.screen_y - self.content_region.y - self.HEADING_LINES - length // 2
        self.scroll_to(y=row * self.max_scroll_y / max(1, rows - length), animate=False)
