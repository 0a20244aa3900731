"""Choices that complete what is typed: under the line of a dialog, or in a box under the search line."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from kztui.casebook import Completion
from kztui.text.clean import clean
from kztui.tui.paint import fit, line
from kztui.tui.themes import painted_styles
from kztui.tui.wrap import cells

_MOST_SHOWN, _WIDEST = 8, 72
_SHARE = 4
"""The box takes at most this part of the screen's height."""


class ChoiceList(Widget):
    """Choices with the number of their incidents or their meaning. None is highlighted until the reader moves."""

    class Picked(Message):
        """The reader clicked on a choice."""

        def __init__(self, choice: Completion) -> None:
            super().__init__()
            self.choice = choice

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How large the choices are: no widget need be arranged again for it."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._choices: Sequence[Completion] = ()
        self._highlighted = -1
        self._top = 0

    @property
    def highlighted(self) -> Completion | None:
        """The choice that the reader moved to."""
        return self._choices[self._highlighted] if self._highlighted >= 0 else None

    @property
    def first(self) -> Completion:
        """The choice at the top; there must be one."""
        return self._choices[0]

    def show_choices(self, choices: Sequence[Completion]) -> int:
        """Show as many of `choices` as there is room for, or close without any; return how many."""
        self._choices, self._highlighted, self._top = choices, -1, 0
        self.display = bool(choices)
        shown = min(len(choices), _MOST_SHOWN, max(1, self.app.size.height // _SHARE - 1))
        self.styles.height = shown
        self.refresh()
        return shown

    def move(self, step: int) -> None:
        """Highlight the next choice or the one before; before the first there is none."""
        self._highlighted = max(-1, min(self._highlighted + step, len(self._choices) - 1))
        self._top = max(0, min(self._top, self._highlighted), self._highlighted - self.size.height + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line: the choice, and at the right the number of its incidents or its meaning."""
        styles = painted_styles(self.app.theme_variables, colourless=self.app.no_color)
        width, base = self.size.width, self.rich_style
        number = self._top + y
        if number >= len(self._choices):
            return Strip.blank(width, base)
        choice, here = self._choices[number], number == self._highlighted
        if here:
            base += styles["cursor"]
        label = clean(choice.label)
        about = fit(_about(choice), max(0, min(cells(_about(choice)), width - cells(label) - 4)))
        room = max(0, width - cells(about) - 2)
        painted = (Segment("›" if here else " ", base), Segment(fit(label, room), base + styles["strong"]))
        return line((*painted, Segment(f"{about} ", base + styles["dim"])), width, base)

    def on_click(self, event: events.Click) -> None:
        """Pick the choice that is clicked."""
        offset = event.get_content_offset(self)
        if offset and self._top + offset.y < len(self._choices):
            self.post_message(self.Picked(self._choices[self._top + offset.y]))


class Choices(ChoiceList):
    """The box under the search line."""

    DEFAULT_CSS = """
    Choices {
        overlay: screen;
        constrain: inside inside;
        background: $footer-background;
        border-left: solid $primary;
        border-right: solid $primary;
        border-bottom: solid $primary;
        border-subtitle-color: $text-muted;
        border-subtitle-align: left;
    }
    """

    def offer(self, choices: Sequence[Completion], column: int) -> None:
        """Show `choices` with their words from `column` of the screen on; without any, close."""
        shown = self.show_choices(choices)
        if choices:
            more = f", {len(choices)} in all" if len(choices) > shown else ""
            self.border_subtitle = f"tab complete{more}"
            label = max(cells(choice.label) for choice in choices)
            about = max(cells(_about(choice)) for choice in choices)
            self.styles.width = min(_WIDEST, max(label + about + 6, len(self.border_subtitle) + 6))
            self.styles.height = shown + 1
            self.styles.offset = (max(0, column - 2), 1)


def _about(choice: Completion) -> str:
    return clean(choice.meaning) if choice.count is None else f"{choice.count:,}"
