"""A small window that asks for the name and the key under which a search is saved."""

from collections.abc import Callable
from functools import partial

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from kztui.errors import DecisionError
from kztui.text.clean import clean
from kztui.tui.commands import bindings, in_scopes, with_twins
from kztui.tui.screens.dialog import Dialog


class SaveSearchDialog(Dialog):
    """Two lines: a name, and a key that may be left out. `save` is given both, off the screen's thread."""

    BINDINGS = bindings("form", priority=True)

    def __init__(self, query: str, save: Callable[[str, str], object]) -> None:
        hint = "tab next line · enter save · esc close"
        super().__init__(f"Save the search · {query}", self._save_named, hint=hint)
        self._save_search = save

    def field(self) -> Widget:
        name = Input(placeholder="name", id="search-name")
        key = Input(placeholder="key that opens it: a letter or digit, or none", id="search-key", max_length=1)
        name.cursor_blink = key.cursor_blink = False
        return Vertical(name, key)

    @property
    def text(self) -> str:
        return clean(self.query_one("#search-name", Input).value)

    def action_dialog_next(self) -> None:
        self.focus_next()

    def saving(self) -> Callable[[], object]:
        return partial(self._save_named, self.text, clean(self.query_one("#search-key", Input).value))

    def _save_named(self, name: str, key: str = "") -> object:
        for command in in_scopes(("lines", "saved")):
            if key in with_twins(command.keys).split(","):
                what = command.label.lower()
                raise DecisionError(f"{key} is “{what}” in the list of saved searches: choose another")
        return self._save_search(name, key)
