"""A window of several labelled lines: what is typed stands in the middle, what it was read as at the right."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

import msgspec
from textual import events, on, work
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from kztui.casebook import Completion
from kztui.errors import UserError
from kztui.text.clean import clean
from kztui.tui.background import in_background
from kztui.tui.command import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.line_dialog import Complete
from kztui.tui.local import of_scope
from kztui.tui.widgets.choices import ChoiceList
from kztui.tui.wrap import shown

REST = 0.2
"""Seconds without a key after which it is looked at what saving would lead to."""

_MOST_FORESEEN = 6

NOT_UNDERSTOOD = "?"
"""Stands beside a line that cannot be understood yet; saving says why."""

Values = Mapping[str, str]
"""What is written in the lines, by their names."""


class FormLine(NamedTuple):
    """A line of a form: its name, its label, what stands in it at first, and what stands beside it until it is changed.

    `read` returns in words what a text was read as, and raises UserError for one that means nothing; `complete` returns
    what can complete it. Both are called off the screen's thread.
    """

    name: str
    label: str
    value: str = ""
    about: str = ""
    read: Callable[[str], str] = lambda text: ""
    complete: Complete = lambda text: ()


class FormDialog(Dialog):
    """A window of lines; enter saves all of them, tab completes a line that is half typed and goes to the next one.

    `told` are labelled words that stand above the lines and cannot be changed. `save` is given all lines by their
    names, off the screen's thread; `foresee` says in lines what saving them would lead to.
    """

    BINDINGS = bindings((*of_scope("form"), *of_scope("choices")), priority=True)

    def __init__(
        self,
        title: str,
        lines: Sequence[FormLine],
        save: Callable[[Values], object],
        *,
        hint: str,
        told: Iterable[tuple[str, str]] = (),
        foresee: Callable[[Values], Sequence[str]] | None = None,
    ) -> None:
        super().__init__(title, partial(self._save_text, save), hint=hint)
        self._lines, self._told, self._foresee = lines, tuple(told), foresee
        self._inputs: dict[str, Input] = {}

    def field(self) -> Widget:
        drafted = self.drafted
        rows = [Horizontal(Static(label, markup=False), _beside(shown(words))) for label, words in self._told]
        for line in self._lines:
            box = self._inputs[line.name] = self.box(line, drafted.get(line.name, line.value))
            box.cursor_blink = False
            reading = Static(shown(line.about), id=f"read-{line.name}", classes="reading", markup=False)
            rows.append(Horizontal(Static(line.label, markup=False), box, reading, id=f"line-{line.name}"))
        return Vertical(*rows)

    def box(self, line: FormLine, value: str) -> Input:
        """Return the widget in which a line is written."""
        return Input(value, name=line.name)

    def under_field(self) -> Iterable[Widget]:
        foreseen = Static(id="foreseen", markup=False)
        foreseen.display = False
        return ChoiceList(), foreseen

    @property
    def drafted(self) -> dict[str, str]:
        """What was written before and not saved, by the names of the lines."""
        return _drafted(self.draft)

    @property
    def choosing(self) -> bool:
        """Whether the reader has moved to a completion."""
        return self.query_one(ChoiceList).highlighted is not None

    @property
    def values(self) -> dict[str, str]:
        """What is written in the lines, by their names."""
        return {name: clean(line.value).strip() for name, line in self._inputs.items()}

    @property
    def text(self) -> str:
        return msgspec.json.encode(self.values).decode()

    @property
    def unsaved(self) -> str:
        changed = self.values != {line.name: line.value.strip() for line in self._lines}
        return self.text if changed else ""

    def _save_text(self, save: Callable[[Values], object], text: str) -> object:
        return save(_drafted(text))

    def on_mount(self) -> None:
        """Say what the lines were read as, where they were changed before."""
        for line in self._lines:
            if line.value != self._inputs[line.name].value:
                self._look_up(line, offer=False)

    @property
    def _here(self) -> FormLine | None:
        """The line that the reader is in."""
        return next((line for line in self._lines if self._inputs[line.name].has_focus), None)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Offer what can complete the line that the reader comes to."""
        if line := self._here:
            self._look_up(line)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        line = next(one for one in self._lines if one.name == event.input.name)
        self._look_up(line, offer=event.input.has_focus)
        if self._foresee:
            in_background(self, partial(self._foreseen, self._foresee), "foresee", exclusive=True)

    async def _foreseen(self, foresee: Callable[[Values], Sequence[str]]) -> None:
        """Say what saving the lines as they are would lead to."""
        lines: Sequence[str] = ()
        await asyncio.sleep(REST)
        with suppress(UserError):  # the line says that it is not understood
            lines = await asyncio.to_thread(foresee, self.values)
        if self.is_attached:
            box = self.query_one("#foreseen", Static)
            more = [f"and {len(lines) - _MOST_FORESEEN} more"] if len(lines) > _MOST_FORESEEN else []
            box.update("\n".join(shown(clean(line)) for line in (*lines[:_MOST_FORESEEN], *more)))
            box.display = bool(lines)

    def _look_up(self, line: FormLine, *, offer: bool = True) -> None:
        work = partial(self._looked_up, line, offer=offer)
        in_background(self, work, f"complete {line.name}", exclusive=True)

    async def _looked_up(self, line: FormLine, *, offer: bool) -> None:
        """Say what a line was read as, and offer what completes it."""
        text = clean(self._inputs[line.name].value)
        choices, reading = await asyncio.to_thread(_choices_and_reading, line, text)
        if not self.is_attached:  # the window was closed meanwhile
            return
        self.query_one(f"#read-{line.name}", Static).update(shown(clean(reading)))
        if offer and self._here is line:
            self.query_one(ChoiceList).show_choices(choices)

    def stop_offering(self) -> None:
        """Offer nothing to complete the line that the reader is in, until it changes."""
        if line := self._here:
            self.workers.cancel_group(self, f"complete {line.name}")
            self.query_one(ChoiceList).show_choices(())

    def action_dialog_save(self) -> None:
        """Save, or accept the completion that the reader has moved to."""
        if choice := self.query_one(ChoiceList).highlighted:
            self._accept(choice)
        else:
            super().action_dialog_save()

    @work(exclusive=True, group="save")
    async def action_dialog_next(self) -> None:
        """Complete the line if it is half typed, and go to the next one."""
        line = self._here
        if line is not None:
            choices, reading = await asyncio.to_thread(_choices_and_reading, line, clean(self._inputs[line.name].value))
            moved_to = self.query_one(ChoiceList).highlighted
            if moved_to or (choices and reading == NOT_UNDERSTOOD):
                self._accept(moved_to or choices[0])
        self.focus_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In another widget of the window its own keys move."""
        return self._here is not None if action.startswith("choices_") else super().check_action(action, parameters)

    def action_choices_down(self) -> None:
        self._move(1)

    def action_choices_up(self) -> None:
        self._move(-1)

    def _move(self, step: int) -> None:
        """Move in the completions; where none are offered, to the next line or the one before."""
        if self.query_one(ChoiceList).display:
            self.query_one(ChoiceList).move(step)
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(ChoiceList.Picked)
    def _picked(self, event: ChoiceList.Picked) -> None:
        self._accept(event.choice)

    def _accept(self, choice: Completion) -> None:
        if line := self._here:
            box = self._inputs[line.name]
            box.value = box.value[: choice.start] + choice.text
            box.cursor_position = len(box.value)


def _choices_and_reading(line: FormLine, text: str) -> tuple[Sequence[Completion], str]:
    """Return what completes a line, and what its text was read as."""
    choices: Sequence[Completion] = ()
    with suppress(UserError):
        prefix = "" if text == line.value else text  # until something is typed, everything is offered
        choices = [choice for choice in line.complete(prefix) if text[: choice.start] + choice.text != text]
    if text == line.value and line.about:
        return choices, line.about
    try:
        return choices, line.read(text) if text.strip() else ""
    except UserError:
        return choices, NOT_UNDERSTOOD


def _beside(words: str) -> Static:
    """Return words that stand where the lines are and cannot be changed."""
    return Static(words, classes="told", markup=False)


def _drafted(text: str) -> dict[str, str]:
    """Return the lines that are kept in a draft; nothing for one that is not of a form."""
    try:
        return msgspec.json.decode(text, type=dict[str, str])
    except (msgspec.MsgspecError, UnicodeError):
        return {}
