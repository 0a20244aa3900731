"""Small windows to write in. What is written is kept until it is saved."""

import asyncio
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kztui.errors import UserError
from kztui.present.wording import plural
from kztui.text.clean import clean
from kztui.tui.command import bindings
from kztui.tui.dialogs.window import Window
from kztui.tui.local import of_scope
from kztui.tui.wrap import shown

Write = Callable[[Callable[[], object]], Awaitable[object]]
"""Runs what writes to the casebook, off the screen's thread and to its end. Raises what it raises."""

NOT_SAVED = "Not saved"

PARTED = "  "
"""Stands in a hint between what to write and the keys, and between the keys."""


class Outcome(NamedTuple):
    """How a dialog ended: whether its text was saved, and the text."""

    saved: bool
    text: str


async def in_a_thread(step: Callable[[], object]) -> object:
    """Run `step` off the screen's thread and to its end, whatever becomes of the caller."""
    return await asyncio.shield(asyncio.to_thread(step))


class Dialog(Window[Outcome]):
    """A window around one field. `save` runs off the screen's thread; what the user can mend is shown in the window.

    `write` runs it. `draft` is the text to start with in place of the usual one; `keeps_draft` says that closing
    the window without saving keeps the text for the next time; `more_drafts` is how many others there are.

    A `hint` is what to write and, after two blanks, the keys: these stand in the frame, whatever is said in the window.
    `failure` says what was not done when `save` raises; its reason follows.
    """

    BINDINGS = bindings(of_scope("dialog"), priority=True)

    keeps_draft = False

    def __init__(self, title: str, save: Callable[[str], object], *, hint: str, failure: str = NOT_SAVED) -> None:
        super().__init__()
        self._title, self._save, self._failure = title, save, failure
        self._hint, self._keys = _parted(hint)
        self.write: Write = in_a_thread
        self.draft = ""
        self.more_drafts = 0

    @abstractmethod
    def field(self) -> Widget:
        """Return the widget that is written in."""

    @property
    @abstractmethod
    def text(self) -> str:
        """What is written."""

    @property
    @abstractmethod
    def unsaved(self) -> str:
        """What is written, unless it is what the window started with; safe to ask at any time."""

    def saving(self) -> Callable[[], object]:
        """Return what saves the text as it is now."""
        return partial(self._save, self.text)

    def under_field(self) -> Iterable[Widget]:
        """Return what is between the field and the message."""
        return ()

    def compose(self) -> ComposeResult:
        message = Static(self._hint, id="dialog-message", classes="quiet", markup=False)
        box = Vertical(*self._above_field(), self.field(), *self.under_field(), message, id="dialog")
        message.display = bool(self._hint)
        box.border_title, box.border_subtitle = Content(shown(self._title)), self._keys
        yield box

    def _above_field(self) -> Iterable[Widget]:
        """Return a line that says that something else was written about the same thing."""
        if self.more_drafts:
            words = f"{plural(self.more_drafts, 'more draft')} of this: close the window and press the same key again."
            yield Static(words, id="dialog-drafts", markup=False)

    def hint(self, hint: str) -> None:
        """Show other quiet words, and other keys."""
        if self.is_attached:
            words, self._keys = _parted(hint)
            self.say(words, failed=False)
            self.show_keys()

    def show_keys(self, before: str = "") -> None:
        """Show the keys, which stay in sight whatever is said, after some words."""
        self.query_one("#dialog").border_subtitle = PARTED.join(filter(None, (before, self._keys)))

    def say(self, message: str, *, failed: bool = True) -> None:
        """Show what is wrong, or a quiet word."""
        line = self.query_one("#dialog-message", Static)
        line.set_class(not failed, "quiet")
        line.display = bool(message)
        line.update(shown(clean(message)))

    def action_dialog_save(self) -> None:
        self._store()

    def action_dialog_cancel(self) -> None:
        self.end(Outcome(False, self.text))

    @work(exclusive=True, group="save")
    async def _store(self) -> None:
        text, step = self.text, self.saving()
        try:
            await self.write(step)
        except UserError as error:
            if self.is_running:
                await self.refused(error)
        else:
            self.end(Outcome(True, text))

    async def refused(self, error: UserError) -> None:
        """Say why the text cannot be saved."""
        self.say(f"{self._failure}: {error}")


def _parted(hint: str) -> tuple[str, str]:
    """Return the words and the keys of a hint."""
    words, _, keys = hint.partition(PARTED)
    return words, keys.strip()
