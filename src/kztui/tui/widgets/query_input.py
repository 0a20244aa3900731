"""The line in which a search is typed."""

import re

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from kztui.tui.command import bindings
from kztui.tui.local import of_scope
from kztui.tui.themes import painted_styles


class _BrokenPart(Highlighter):
    """Shows from where on a query cannot be understood."""

    def __init__(self) -> None:
        self.position: int | None = None
        self.style = Style()

    def highlight(self, text: Text) -> None:
        """Underline the word at the broken position."""
        if self.position is not None and text.plain:
            start = min(self.position, len(text.plain) - 1)
            rest = re.compile(r"\S*").match(text.plain, start)
            text.stylize(self.style, start, max(start + 1, rest.end() if rest else start))


class QueryInput(Input):
    """A search line. What keys ask for that are not for typing goes up as a message.

    `choosing` says whether there are choices to take, or may be as soon as they are known.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How long the text is: no widget need be arranged again for it."""

    SCOPES = ("query",)
    BINDINGS = bindings(of_scope("query"))

    class Asked(Message):
        """The reader pressed a key: "up", "down", "older", "newer", "take", "open" or "leave"."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, value: str) -> None:
        self._broken = _BrokenPart()
        self.choosing = False
        super().__init__(value, placeholder="type to search", highlighter=self._broken, select_on_focus=False)
        self.cursor_blink = False  # nothing is sent to the terminal while nothing happens

    def cells_before(self, position: int) -> int:
        """Return how many cells the code points before `position` take."""
        return cell_len(self.value[:position])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A choice can be taken only when there may be one; else tab goes to the next pane."""
        return self.choosing if action == "query_take" else super().check_action(action, parameters)

    def mark_broken(self, position: int | None) -> None:
        """Show that the query breaks at a position (a code-point offset), or with None that it is sound."""
        self._broken.position = position
        painted = painted_styles(self.app.theme_variables, colourless=self.app.no_color)
        self._broken.style = painted["rejected"] + Style(underline=True)
        self.refresh()

    def action_query_up(self) -> None:
        self.post_message(self.Asked("up"))

    def action_query_down(self) -> None:
        self.post_message(self.Asked("down"))

    def action_query_open(self) -> None:
        self.post_message(self.Asked("open"))

    def action_query_leave(self) -> None:
        self.post_message(self.Asked("leave"))

    def action_query_older(self) -> None:
        self.post_message(self.Asked("older"))

    def action_query_newer(self) -> None:
        self.post_message(self.Asked("newer"))

    def action_query_take(self) -> None:
        self.post_message(self.Asked("take"))
