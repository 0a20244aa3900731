"""The search line with its status, the completions of a query, and the previous queries."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from kztui.casebook import Completion
from kztui.errors import UserError
from kztui.text.clean import clean
from kztui.tui.paint import fit
from kztui.tui.recall import Recall
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.wrap import cells

if TYPE_CHECKING:
    from kztui.tui.widgets.choices import ChoiceList, Choices

_PROMPT = 3
_QUERY, _STATUS, _SMALL = 40, 60, 16
"""The shares of the line for the query and for what came of it, and for the latter beside a long query."""

Complete = Callable[[str, int], list[Completion]]
"""Returns what can complete a query at a code point."""


class SearchLine(Horizontal):
    """Where the reader types a search. Keys that are not about typing go on to the screen (`QueryInput.Asked`)."""

    query_input: QueryInput
    """The line itself; it is there once the search line is composed."""

    _status = getters.query_one("#status", Static)

    def __init__(self, value: str, complete: Complete) -> None:
        """`complete` is called off the screen's thread."""
        super().__init__(id="search-line")
        self._value, self._complete = value, complete
        self._pending = self._take_when_known = False
        self._quiet = ""
        self.recall = Recall()

    @cached_property
    def _choices(self) -> "Choices":
        """The box of choices, which nobody sees before somebody types."""
        from kztui.tui.widgets.choices import Choices

        return Choices()

    def compose(self) -> ComposeResult:
        yield Static(" / ", id="prompt", markup=False)
        self.query_input = QueryInput(self._value)
        yield self.query_input
        yield Static(id="status", markup=False)

    def say(self, status: str, *, failed: bool = False, read: str = "") -> bool:
        """Show what came of the search; before it, dim, how it was `read`, where there is room for both.

        Return whether there was room for all of the status, which takes what the query leaves of the line.
        """
        status, read = clean(status), clean(read)
        self._status.set_class(failed, "failed")
        whole = (self.size.width or self.app.size.width) - _PROMPT
        typed = cells(self.query_input.value) + 2
        share = _SMALL if typed > whole * _QUERY // (_QUERY + _STATUS) else _STATUS
        usual, needed = whole * share // (_QUERY + share), min(cells(status) + 2, whole - typed)
        self._status.styles.width = f"{share}fr" if needed <= usual else needed
        width = max(usual, needed) - 2
        room = width - cells(status) - 3
        echo = fit(f"read as: {read}", min(cells(read) + 9, room)) + "   " if read and room > 16 else ""
        words = status if cells(status) <= width else fit(status, max(0, width))
        self._status.update(Content.assemble((echo, "$text-muted"), words), layout=False)
        return cells(status) <= width

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self.query_input.has_focus and event.value and event.value != self._quiet:
            self._pending = self.query_input.choosing = True
            self._take_when_known = False
            self._look_up(event.value, self.query_input.cursor_position)
        else:
            self._close()

    @work(exclusive=True, group="complete")
    async def _look_up(self, value: str, position: int) -> None:
        found: Sequence[Completion] = ()
        with suppress(UserError):  # the search itself says what is wrong
            found = await asyncio.to_thread(self._complete, value, position)
        column = self.query_input.region.x - self.query_input.scroll_offset.x
        self._offer(found, column + self.query_input.cells_before(found[0].start) if found else 0)
        if self._take_when_known:
            self._take_when_known = False
            await self._take_or_go_on()

    def _close(self) -> None:
        self.workers.cancel_group(self, "complete")
        self._take_when_known = False
        self._offer((), 0)

    def _offer(self, choices: Sequence[Completion], column: int) -> None:
        before = self._choices.display
        self._choices.offer(choices, column)
        self._pending, self.query_input.choosing = False, bool(choices)
        if self._choices.display is not before:
            self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """Have room for choices from the first time on that somebody types."""
        if not self._choices.is_attached:
            self.mount(self._choices, before=0)

    def on_descendant_blur(self) -> None:
        """Offer nothing where nobody types."""
        self._close()

    @on(QueryInput.Asked)
    async def _asked(self, event: QueryInput.Asked) -> None:
        """Answer what is about the choices and the queries before; leave the rest to the screen."""
        choices, typed = self._choices, self.query_input.value
        step = {"up": -1, "older": -1, "down": 1, "newer": 1}.get(event.what, 0)
        if event.what == "take":
            await self._take_or_go_on()
        elif event.what in ("older", "newer"):
            self._put(self.recall.step(typed, step), quiet=True)
        elif choices.display and step:
            choices.move(step)
        elif choices.highlighted and event.what == "open":
            self._take(choices.highlighted)
        elif choices.highlighted and event.what == "leave":
            self._close()
        elif step and (self.recall.recalled(typed) or (step < 0 and not typed)):
            self._put(self.recall.step(typed, step), quiet=True)
        else:
            self._close()
            return
        event.stop()

    async def _take_or_go_on(self) -> None:
        """Take a choice as soon as the choices are known; when there is none, go to the next pane."""
        if self._pending:
            self._take_when_known = True
        elif self._choices.display:
            self._take(self._choices.highlighted or self._choices.first)
        else:
            await self.screen.run_action("run('pane.next')")

    def on_choice_list_picked(self, event: "ChoiceList.Picked") -> None:
        """Take the choice that is clicked."""
        self._take(event.choice)

    def _take(self, choice: Completion) -> None:
        value = self.query_input.value
        self._put(value[: choice.start] + choice.text + value[choice.end :])
        self.query_input.cursor_position = choice.start + len(choice.text)

    def _put(self, value: str, *, quiet: bool = False) -> None:
        """Put `value` into the line; when `quiet`, without offering completions."""
        self._quiet = value if quiet else ""
        self.query_input.value = value
        self.query_input.cursor_position = len(value)
