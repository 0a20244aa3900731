"""A window for a note of several lines."""

from collections.abc import Callable

from textual.app import SuspendNotSupported
from textual.widget import Widget
from textual.widgets import TextArea

from kztui.text.clean import clean
from kztui.tui.command import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.editor import EditorError, edited
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
                    text, failure = edited(area.text)
                except EditorError as error:
                    self.say(f"The editor failed, the text is as it was: {error}")
                else:
                    area.replace(text, area.document.start, area.document.end)
                    self.say(
                        f"The editor failed, this is what it left (ctrl+z undoes it): {failure}" if failure else ""
                    )
        except SuspendNotSupported:
            self.say("This terminal cannot be handed over to an editor.")
        area.move_cursor(area.document.end)
        self.refresh()
