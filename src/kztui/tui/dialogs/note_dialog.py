"""A window for a note of several lines, and the way to the reader's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.widget import Widget
from textual.widgets import TextArea

from kztui.text.clean import clean
from kztui.tui.command import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.local import of_scope


class NoteDialog(Dialog):
    """A window for a note of several lines."""

    BINDINGS = bindings(of_scope("note"), priority=True)

    keeps_draft = True

    def __init__(self, title: str, save: Callable[[str], object], *, text: str = "") -> None:
        super().__init__(title, save, hint="  enter save  ctrl+n new line  ctrl+e editor  esc close, keep the draft")
        self._first = text
        self._area = TextArea(soft_wrap=True, show_line_numbers=False, compact=True)

    def field(self) -> Widget:
        self._area.text = self.draft or self._first
        self._area.cursor_blink = False
        self._area.move_cursor(self._area.document.end)
        return self._area

    @property
    def text(self) -> str:
        return clean(self._area.text)

    @property
    def unsaved(self) -> str:
        return "" if self.text.strip() in ("", self._first) else self.text

    def action_dialog_newline(self) -> None:
        self._area.insert("\n")

    def action_dialog_editor(self) -> None:
        area = self._area
        try:
            with self.app.suspend():  # no other error may leave it: Textual would not take the terminal back
                try:
                    area.text = edited(area.text)
                except (OSError, ValueError, subprocess.CalledProcessError) as error:
                    self.say(f"The editor failed, the text is as it was: {_reason(error)}")
        except SuspendNotSupported:
            self.say("This terminal cannot be handed over to an editor.")
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
        path.write_text(f"{text}\n", encoding="utf-8")
        subprocess.run([*command, str(path)], check=True)
        return clean(path.read_text(encoding="utf-8")).rstrip("\n")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename}: {(error.strerror or str(error)).lower()}"
    if isinstance(error, subprocess.CalledProcessError):
        return f"{error.cmd[0]} ended with exit code {error.returncode}"
    return str(error)
