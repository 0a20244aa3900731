"""What a reader sees at the very first start."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kztui.tui.dialogs.window import Window

_ONLY_CLOSING = ("enter", "escape", "space", "q")
_LINES = (
    ("", "Every figure here is tied to the words that state it."),
    ("enter", "opens an incident; ↑↓ walk its facts, and the source follows"),
    ("y x c", "confirm, reject or correct a fact: the figures follow at once"),
    ("/", "searches while you type:  aktobe killed:>=5  conflict:killed"),
    ("?", "shows all keys. Any key closes this; it will not come again."),
)


class WelcomeScreen(Window[None]):
    """Five lines to begin with. Any key closes them and then does what it always does, but for `_ONLY_CLOSING`."""

    def __init__(self, pass_on: Callable[[events.Key], None]) -> None:
        """`pass_on` presses a key again."""
        super().__init__()
        self._pass_on = pass_on

    def compose(self) -> ComposeResult:
        lines = [Content.assemble((f"{key:<7}", "bold $text-accent"), says) if key else says for key, says in _LINES]
        box = Static(
            Content("\n").join(Content(line) if isinstance(line, str) else line for line in lines),
            id="dialog",
            markup=False,
        )
        box.border_title = "Welcome to kztui"
        yield box

    def on_key(self, event: events.Key) -> None:
        """Close, and pass the key on: a reader who types a search at once loses no letter of it."""
        event.stop()
        self.end()
        if event.key not in _ONLY_CLOSING:
            self._pass_on(event)

    def on_click(self) -> None:
        """Close."""
        self.end()
