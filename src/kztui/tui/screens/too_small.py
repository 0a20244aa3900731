"""What is shown in a terminal that is too small to work in."""

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """Says how to go on; it leaves by itself when the terminal has grown."""

    CSS_PATH = Path(__file__).with_name("too_small.tcss")
    BINDINGS: ClassVar = [Binding(key, "app.quit", show=False) for key in ("q", "й", "ctrl+q", "ctrl+й")]

    def __init__(self, needed: Size) -> None:
        """`needed` is the smallest terminal in which one can work."""
        super().__init__()
        self._needed = needed

    def compose(self) -> ComposeResult:
        yield Static(id="too-small", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Show the size as it is now."""
        size = event.size
        self.query_one(Static).update(
            f"This terminal is {size.width}×{size.height}.\n"
            f"kztui needs {self._needed.width}×{self._needed.height}:\nenlarge it or choose\na smaller font.\nq quits."
        )
