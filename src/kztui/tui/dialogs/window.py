"""A window over the browsing screen."""

from pathlib import Path
from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Window(ModalScreen[Result]):
    """A window that ends once: what comes later, such as a slow save or a second click, does nothing."""

    CSS_PATH = Path(__file__).with_name("window.tcss")  # read with the first window: the list is there sooner

    def end(self, result: Result | None = None) -> None:
        """Close the window with its result, unless it is closed already."""
        if self.is_current:
            self.dismiss(result)

    def action_end(self) -> None:
        """Close the window without a result."""
        self.end()
