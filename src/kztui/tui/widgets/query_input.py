"""The line in which a search is typed."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from rich.highlighter import Highlighter
from rich.text import Text
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from kztui.tui.commands import bindings


class _BrokenPart(Highlighter):
    """Shows from where on a query cannot be understood."""

    def __init__(self) -> None:
        self.position: int | None = None

    def highlight(self, text: Text) -> None:
        """Underline the word at the broken position."""
        if self.position is not None and text.plain:
            start = min(self.position, len(text.plain) - 1)
            rest = re.compile(r"\S*").match(text.plain, start)
            text.stylize("bold underline red", start, max(start + 1, rest.end() if rest else start))


class _Completion(Suggester):
    """Completes the last word of a query, off the screen's thread."""

    def __init__(self, complete: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return the query completed, None when that would change what is typed."""
        completed = await asyncio.to_thread(self._complete, value)
        return completed if completed.startswith(value) and completed != value else None


class QueryInput(Input):
    """A search line. Up and down move in the list while the reader types; enter opens, escape goes to the list.

    `complete` returns a query completed, or nothing; the right arrow takes what it offers.
    """

    SCOPES = ("query",)
    BINDINGS = bindings("query")

    @dataclass
    class Asked(Message):
        """The reader pressed a key that is not for typing: "up", "down", "open" or "leave"."""

        what: str

    def __init__(self, value: str, complete: Callable[[str], str]) -> None:
        self._broken = _BrokenPart()
        super().__init__(
            value,
            placeholder="type to search",
            highlighter=self._broken,
            suggester=_Completion(complete),
            select_on_focus=False,
        )
        self.cursor_blink = False  # nothing is sent to the terminal while nothing happens

    def mark_broken(self, position: int | None) -> None:
        """Show that the query breaks at a position (a code-point offset), or with None that it is sound."""
        self._broken.position = position
        self.refresh()

    def action_query_up(self) -> None:
        self.post_message(self.Asked("up"))

    def action_query_down(self) -> None:
        self.post_message(self.Asked("down"))

    def action_query_open(self) -> None:
        self.post_message(self.Asked("open"))

    def action_query_leave(self) -> None:
        self.post_message(self.Asked("leave"))
