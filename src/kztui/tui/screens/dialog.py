"""Small windows to write in. What is written is kept until it is saved."""

import asyncio
import os
import shlex
import subprocess
import tempfile
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from kztui.store.errors import StoreError
from kztui.text.clean import clean
from kztui.tui.commands import bindings
from kztui.tui.screens.written import Written


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

    def compose(self) -> ComposeResult:
        box = Vertical(
            self.field(), Static(self._hint, id="dialog-message", classes="quiet", markup=False), id="dialog"
        )
        box.border_title = Content(self._title)
        yield box

    def say(self, message: str) -> None:
        """Show what is wrong."""
        line = self.query_one("#dialog-message", Static)
        line.remove_class("quiet")
        line.update(clean(message))

    def action_dialog_save(self) -> None:
        self._store()

    def action_dialog_cancel(self) -> None:
        self.dismiss(Written(False, self.text))

    def action_dialog_next(self) -> None:
        self.focus_next()

    @work(exclusive=True, group="save")
    async def _store(self) -> None:
        text, step = self.text, self.saving()
        try:
            await asyncio.shield(asyncio.to_thread(step))
        except (ValueError, StoreError, OSError) as error:
            self.say(f"Not saved: {error}")
        else:
            self.dismiss(Written(True, text))


class LineDialog(Dialog):
    """A window for one line, with completion from `choices`."""

    def __init__(
        self, title: str, save: Callable[[str], object], *, hint: str, value: str = "", choices: Sequence[str] = ()
    ) -> None:
        super().__init__(title, save, hint=hint)
        self._value, self._choices = value, choices

    def field(self) -> Widget:
        suggester = SuggestFromList(self._choices, case_sensitive=False) if self._choices else None
        line = Input(self._value, suggester=suggester, select_on_focus=False)
        line.cursor_blink = False
        return line

    @property
    def text(self) -> str:
        return clean(self.query_one(Input).value)


class NoteDialog(Dialog):
    """A window for a note of several lines."""

    BINDINGS = bindings("note", priority=True)

    def __init__(self, title: str, save: Callable[[str], object], *, draft: str = "") -> None:
        super().__init__(
            title, save, hint="enter save · ctrl+n new line · ctrl+e editor · esc close, the draft is kept"
        )
        self._draft = draft

    def field(self) -> Widget:
        area = TextArea(self._draft, soft_wrap=True, show_line_numbers=False, compact=True)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        return area

    @property
    def text(self) -> str:
        return clean(self.query_one(TextArea).text)

    def action_dialog_newline(self) -> None:
        self.query_one(TextArea).insert("\n")

    def action_dialog_editor(self) -> None:
        area = self.query_one(TextArea)
        try:
            with self.app.suspend():
                text = edited(area.text)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            self.say(f"The editor failed, the text is as it was: {error}")
        else:
            area.text = text
            area.move_cursor(area.document.end)
        self.refresh()


def edited(text: str) -> str:
    """Return `text` as the reader leaves it in $VISUAL, $EDITOR or vi.

    Raises OSError when there is no such program, subprocess.CalledProcessError when it fails, ValueError for a command
    line that cannot be read or a text that is not UTF-8.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="kztui-") as folder:
        path = Path(folder, "note.txt")
        path.write_text(text, encoding="utf-8")
        subprocess.run([*command, str(path)], check=True)
        return clean(path.read_text(encoding="utf-8")).rstrip("\n")
