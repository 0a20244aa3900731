"""The window of all settings: what each is, where that comes from, what it means."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kztui.text.clean import clean
from kztui.tui.command import bindings
from kztui.tui.dialogs.window import Window
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.wrap import shown, wrap

_NAME = 10


class Shown(NamedTuple):
    """A setting as it is now: its name, the value in words, where that comes from, and what the setting means."""

    name: str
    value: str
    origin: str
    help: str


class SettingList(RowsView):
    """The settings, each with its meaning below it."""

    SCOPES = ("lines", "settings")

    def __init__(self, settings: Callable[[], Sequence[Shown]], place: str) -> None:
        super().__init__("settings")
        self.border_title = Content(shown(clean(f"Settings: {place}" if place else "Settings")))
        self.border_subtitle = "enter change  esc close"
        self._settings = settings
        self._now: Sequence[Shown] = ()

    @property
    def current(self) -> str:
        """The name of the setting under the cursor."""
        return self._now[self.cursor].name

    def build_rows(self, width: int) -> Sequence[Row]:
        self._now = self._settings()
        return list(self._all_rows(width))

    def _all_rows(self, width: int) -> Iterator[Row]:
        for item, one in enumerate(self._now):
            room = max(8, width - _NAME - len(one.origin) - 4)
            value = Part(fit(clean(one.value), room))
            yield Row(item, (Part(" "), Part(fit(one.name, _NAME), "strong"), value), (Part(f" {one.origin} ", "dim"),))
            for start, end in wrap(one.help, 0, len(one.help), max(10, width - _NAME - 2)):
                yield Row(item, (Part(" " * (_NAME + 1) + one.help[start:end], "dim"),))


class SettingsScreen(Window[None]):
    """Shows the settings; `change` is called with the name of the one that the reader wants to change."""

    BINDINGS = bindings(of_scope("settings"))

    def __init__(self, settings: Callable[[], Sequence[Shown]], place: str, change: Callable[[str], object]) -> None:
        """`settings` returns them as they are now; `place` is the file they are in, empty for none."""
        super().__init__()
        self._list, self._change = SettingList(settings, place), change

    def compose(self) -> ComposeResult:
        yield self._list

    @on(LinesView.Chosen)
    def _chosen(self) -> None:
        self._change(self._list.current)
        self._list.show_lines()

    def on_screen_resume(self) -> None:
        """Show what was changed in another window."""
        self._list.show_lines()

    def say(self, message: str) -> None:
        """Show a line in the frame, where it hides nothing."""
        self._list.border_subtitle = Content(shown(clean(message)))

    def action_settings_close(self) -> None:
        """Close the window."""
        self.end()
