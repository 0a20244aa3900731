"""Panes: which one has the focus, and which ones are shown where not all fit."""

from abc import abstractmethod

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from kztui.tui.widgets.divider import Divider

STEP = 2
"""Cells by which a key moves the line between two panes."""


class PanesScreen(Screen[None]):
    """A screen of panes in a row that the reader goes through; a subclass names them."""

    @abstractmethod
    def ring(self) -> tuple[Widget, ...]:
        """Return all that tab goes through, in order: the search line, the list, the panes of the incident."""

    def enter(self, pane: Widget) -> None:
        """Focus a pane; where only one fits the terminal, it is the one shown."""
        self._show_pane(pane)
        self.set_focus(pane, scroll_visible=False)

    def _show_pane(self, pane: Widget) -> None:
        _, first, *others = self.ring()
        self.set_class(pane in others, "reading")
        self.set_class(pane is others[-1], "at-annotations")
        for other in (first, *others):
            other.set_class(other is pane, "shown")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane that has the focus."""
        self._show_pane(event.widget)

    def _step(self, step: int, ring: tuple[Widget, ...]) -> None:
        if self.focused in ring:
            self.enter(ring[(ring.index(self.focused) + step) % len(ring)])

    def action_pane_next(self) -> None:
        self._step(1, self.ring())

    def action_pane_previous(self) -> None:
        self._step(-1, self.ring())

    def action_pane_right(self) -> None:
        self._step(1, self.ring()[1:])

    def action_pane_left(self) -> None:
        self._step(-1, self.ring()[1:])

    def action_divider_left(self) -> None:
        self._move_divider(-STEP)

    def action_divider_right(self) -> None:
        self._move_divider(STEP)

    def _move_divider(self, cells: int) -> None:
        """Move the line between facts and source when the reader is there, else the one beside the list."""
        divider = self.query_one("#facts-divider" if self.focused in self.ring()[2:4] else "#list-divider", Divider)
        if divider.region:
            divider.move(cells)

    def action_zoom(self) -> None:
        """Give the pane with the focus all the room, or take it back."""
        self.toggle_class("zoomed")
