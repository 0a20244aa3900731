"""A small window that asks for the name and the key under which a search is saved."""

from collections.abc import Callable
from functools import partial

from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from kztui.errors import DecisionError
from kztui.text.clean import clean
from kztui.tui.command import bindings, with_twins
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.local import of_scope


class SaveSearchDialog(Dialog):
    """Two lines: a name, and a key that may be left out. `save` is given both, off the screen's thread."""

    BINDINGS = bindings(of_scope("form"), priority=True)

    def __init__(self, query: str, save: Callable[[str, str], object]) -> None:
        hint = "  tab next line  enter save  esc close"
        super().__init__(f"Save the search: {query}", self._save_named, hint=hint)
        self._save_search = save
        self._name_line = Input(id="search-name")
        self._key_line = Input(placeholder="opens it: a letter or digit, or none", id="search-key", max_length=1)

    def field(self) -> Widget:
        self._name_line.value = self.draft
        self._name_line.cursor_blink = self._key_line.cursor_blink = False
        return Vertical(
            Horizontal(Static("Name", markup=False), self._name_line),
            Horizontal(Static("Key", markup=False), self._key_line),
        )

    @property
    def text(self) -> str:
        return clean(self._name_line.value)

    @property
    def unsaved(self) -> str:
        return self.text

    def action_dialog_next(self) -> None:
        self.focus_next()

    def saving(self) -> Callable[[], object]:
        return partial(self._save_named, self.text, clean(self._key_line.value))

    def _save_named(self, name: str, key: str = "") -> object:
        for command in (*of_scope("lines"), *of_scope("saved")):
            if key in with_twins(command.keys).split(","):
                what = command.label.lower()
                raise DecisionError(f"{key} is “{what}” in the list of saved searches: choose another")
        return self._save_search(name, key)
