"""A window over the browsing screen."""

from pathlib import Path
from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Window(ModalScreen[Result]):
    """A window that ends once: what comes later, such as a slow save or a second click, does nothing."""

    CSS_PATH = Path(__file__).with_name("window.tcss")  # read with the first window: the list is there sooner

    _ending: tuple[Result | None] | None = None

    def end(self, result: Result | None = None) -> None:
        """Close the window with its result, unless it is closed already; one that is covered closes afterwards."""
        if self.is_active:
            self.dismiss(result)
        elif self.is_current and self._ending is None:
            self._ending = (result,)

    def on_screen_resume(self) -> None:
        """Close now if that was asked for while another window was over this one: only the uppermost one can."""
        if self._ending is not None:
            self.dismiss(*self._ending)

    def action_end(self) -> None:
        """Close the window without a result."""
        self.end()
