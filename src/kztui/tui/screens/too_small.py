"""What is shown in a terminal that is too small to work in."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST = Size(40, 8)
"""The smallest terminal, in cells, in which the panes can be read."""


def too_small(size: Size) -> bool:
    """Return whether a terminal of this size is too small."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(ModalScreen[None]):
    """Says how to go on; it leaves by itself when the terminal has grown."""

    BINDINGS: ClassVar = [Binding(key, "app.quit", show=False) for key in ("q", "й", "ctrl+q", "ctrl+й")]

    def compose(self) -> ComposeResult:
        yield Static(id="too-small", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Show the size as it is now."""
        size = event.size
        self.query_one(Static).update(
            f"This terminal is {size.width}×{size.height}.\n"
            f"kztui needs {SMALLEST.width}×{SMALLEST.height}:\nenlarge it or choose\na smaller font.\nq quits."
        )
