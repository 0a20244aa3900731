"""The line between two panes that stand side by side."""

from textual import events
from textual.widget import Widget


class Divider(Widget):
    """A line that the reader moves, which gives room of the widget after it to the one before it, or takes it back.

    `widths` are the widths of the two in cells as the reader left them; in another terminal they are proportions.
    Until the line is moved the stylesheet says how wide they are; then they have the class ``moved``.
    """

    def __init__(self, divider_id: str, widths: tuple[int, int] | None, *, least: tuple[int, int]) -> None:
        """`least` are the widths below which the reader cannot push the two widgets."""
        super().__init__(id=divider_id)
        self.widths = widths
        self._least = least

    def on_mount(self) -> None:
        self._arrange()

    def move(self, cells: int) -> None:
        """Move by that many cells to the right, as far as there is room."""
        before = self._sides()[0].outer_size.width
        if self.widths and sum(self.widths) == self._room:  # keys can come before the panes are resized
            before = self.widths[0]
        self._put(before + cells)

    def _put(self, width: int) -> None:
        """Give the widget before that many cells, as far as there is room."""
        least, least_after = self._least
        width = max(least, min(width, self._room - least_after))
        self.widths = width, self._room - width
        self._arrange()

    @property
    def _room(self) -> int:
        return sum(side.outer_size.width for side in self._sides())

    def _sides(self) -> tuple[Widget, Widget]:
        row = list(self.parent.children) if self.parent else []
        at = row.index(self)
        return row[at - 1], row[at + 1]

    def _arrange(self) -> None:
        if self.widths:
            for side, width in zip(self._sides(), self.widths, strict=True):
                side.add_class("moved")
                side.styles.width = f"{width}fr"

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Follow the mouse from now on."""
        event.stop()
        self.capture_mouse()
        self.add_class("dragged")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go where the mouse is while its button is down; a terminal that is slow may not have said that it is up."""
        if not event.button:
            self.on_mouse_up()
        elif self.has_class("dragged"):
            self._put(event.screen_x - self._sides()[0].region.x)

    def on_mouse_up(self) -> None:
        """Stay."""
        self.release_mouse()
        self.remove_class("dragged")
