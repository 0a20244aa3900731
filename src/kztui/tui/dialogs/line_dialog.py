"""A window for one line, with choices that complete it and a word on what it means."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial

from textual import on
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled

from kztui.casebook import Completion
from kztui.errors import UserError
from kztui.text.clean import clean
from kztui.tui.background import in_background
from kztui.tui.command import bindings
from kztui.tui.dialogs.dialog import NOT_SAVED, Dialog
from kztui.tui.local import of_scope
from kztui.tui.widgets.choices import ChoiceList

Complete = Callable[[str], Sequence[Completion]]
"""Returns what can complete a text."""

Explain = Callable[[str], str]
"""Returns in words what a text means. Raises UserError or KeyError while it means nothing."""


class LineDialog(Dialog):
    """A window for one line, whose first `value` is selected: what is typed replaces it.

    `complete` and `explain` are called off the screen's thread whenever the line changes. With `of_choices` only what
    completes a line can be saved: what cannot becomes its only completion, or stays until the reader chooses one.
    """

    BINDINGS = bindings(of_scope("line"), priority=True)

    def __init__(
        self,
        title: str,
        save: Callable[[str], object],
        *,
        hint: str,
        value: str = "",
        complete: Complete = lambda text: (),
        explain: Explain = lambda text: "",
        failure: str = NOT_SAVED,
        of_choices: bool = False,
    ) -> None:
        super().__init__(title, save, hint=hint, failure=failure)
        self._of_choices = of_choices
        self._value, self._complete, self._explain = value, complete, explain
        self._line = Input()
        self._looking: Worker[None] | None = None

    def field(self) -> Widget:
        self._line = Input(self.draft or self._value)
        self._line.cursor_blink = False
        return self._line

    def under_field(self) -> Iterable[Widget]:
        return (ChoiceList(),)

    @property
    def text(self) -> str:
        return clean(self._line.value)

    @property
    def unsaved(self) -> str:
        return "" if self._line.value == self._value else self.text

    def on_mount(self) -> None:
        self._changed()

    @on(Input.Changed)
    def _changed(self) -> None:
        self._looking = in_background(self, partial(self._look_up, self.text), "complete", exclusive=True)

    async def _look_up(self, text: str) -> None:
        """Offer what completes the line and say what it means."""
        choices, meaning = await asyncio.to_thread(self._completions_and_meaning, text)
        if self.is_attached:  # the window may have been closed meanwhile
            self._offer(choices)
            self.say(f"= {meaning}" if meaning else self._hint, failed=False)

    def _offer(self, choices: Sequence[Completion]) -> None:
        shown = self.query_one(ChoiceList).show_choices(choices)
        self.show_keys(f"{len(choices)} choices" if len(choices) > shown else "")

    async def refused(self, error: UserError) -> None:
        """Take the only completion of what cannot be saved; say that there are several; else say why."""
        choices, meaning = await asyncio.to_thread(self._completions_and_meaning, self.text)
        fitting = [choice for choice in choices if choice.text.casefold() != self.text.strip().casefold()]
        if not self.is_attached:
            return
        if meaning or not (self._of_choices and fitting):
            await super().refused(error)
        elif fitting[1:]:
            self._offer(fitting)
            self.say(f"{self._failure}: several choices fit. ↓ goes to them, enter takes one.")
        else:
            self._accept(fitting[0])

    def _completions_and_meaning(self, text: str) -> tuple[Sequence[Completion], str]:
        choices: Sequence[Completion] = ()
        meaning = ""
        with suppress(UserError):  # saving says what is wrong
            prefix = "" if text == self._value else text  # until something is typed, everything is offered
            choices = [choice for choice in self._complete(prefix) if text[: choice.start] + choice.text != text]
            with suppress(UserError, KeyError):
                meaning = self._explain(text) if text.strip() else ""
        return choices, meaning

    def action_dialog_save(self) -> None:
        """Save, or accept the completion that the reader has moved to."""
        if choice := self.query_one(ChoiceList).highlighted:
            self._accept(choice)
        else:
            self.workers.cancel_group(self, "complete")  # nothing may hide why it cannot be saved
            super().action_dialog_save()

    async def action_line_take(self) -> None:
        """Accept the completion that the reader has moved to, else the first, as soon as they are known."""
        if self._looking:
            with suppress(WorkerCancelled):
                await self._looking.wait()
        choices = self.query_one(ChoiceList)
        if choices.display:
            self._accept(choices.highlighted or choices.first)

    def action_line_down(self) -> None:
        self.query_one(ChoiceList).move(1)

    def action_line_up(self) -> None:
        self.query_one(ChoiceList).move(-1)

    @on(ChoiceList.Picked)
    def _picked(self, event: ChoiceList.Picked) -> None:
        self._accept(event.choice)

    def _accept(self, choice: Completion) -> None:
        line = self._line
        line.value = line.value[: choice.start] + choice.text
        line.cursor_position = len(line.value)
