"""Small windows to write in. What is written is kept until it is saved."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Iterable
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from kztui.errors import UserError
from kztui.text.clean import clean
from kztui.tui.commands import bindings
from kztui.tui.screens.written import Written
from kztui.tui.wrap import shown


class Dialog(ModalScreen[Written]):
    """A window around one field. `save` runs off the screen's thread; what it raises is shown and the text stays."""

    BINDINGS = bindings("dialog", priority=True)

    def __init__(self, title: str, save: Callable[[str], object], *, hint: str) -> None:
        super().__init__()
        self._title, self._save, self._hint = title, save, hint

    @abstractmethod
    def field(self) -> Widget:
        """Return the widget that is written in."""

    @property
    @abstractmethod
    def text(self) -> str:
        """What is written."""

    def saving(self) -> Callable[[], object]:
        """Return what saves the text as it is now."""
        return partial(self._save, self.text)

    def under_field(self) -> Iterable[Widget]:
        """Return what stands between the field and the message."""
        return ()

    def compose(self) -> ComposeResult:
        message = Static(self._hint, id="dialog-message", classes="quiet", markup=False)
        box = Vertical(self.field(), *self.under_field(), message, id="dialog")
        box.border_title = Content(shown(self._title))
        yield box

    def say(self, message: str, *, failed: bool = True) -> None:
        """Show what is wrong, or a quiet word."""
        line = self.query_one("#dialog-message", Static)
        line.set_class(not failed, "quiet")
        line.update(shown(clean(message)))

    def action_dialog_save(self) -> None:
        self._store()

    def action_dialog_cancel(self) -> None:
        self.dismiss(Written(False, self.text))

    @work(exclusive=True, group="save")
    async def _store(self) -> None:
        text, step = self.text, self.saving()
        try:
            await asyncio.shield(asyncio.to_thread(step))
        except (UserError, OSError) as error:
            self.say(f"Not saved: {error}")
        else:
            self.dismiss(Written(True, text))
