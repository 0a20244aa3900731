"""All commands with their keys."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from kztui.model.fact import Aspect
from kztui.present.wording import CONFLICT
from kztui.tui.command import Command, grouped, key_words
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView

_KEYS = 24


class HelpView(RowsView):
    """The commands by group, then what the signs mean; an item is a command."""

    def __init__(self, commands: Sequence[Command], keys: Mapping[str, str]) -> None:
        """`keys` are the reader's own, by command id."""
        super().__init__("help")
        self._commands, self._keys = commands, keys
        self.border_title = "Help"
        self.border_subtitle = "esc close"

    def build_rows(self, width: int) -> Sequence[Row]:
        rows: list[Row] = []
        item = 0
        for group, members in grouped(self._commands):
            rows.append(Row(None, (Part(f" {group}", "who"),)))
            for command in members:
                keys = "  ".join(map(key_words, self._keys.get(command.id, command.keys).split(",")))
                rows.append(Row(item, (Part(f"  {keys}".ljust(_KEYS), "strong"), Part(command.help))))
                item += 1
            rows.append(Row(None, ()))
        return rows + [Row(None, (Part(f"  {sign}".ljust(_KEYS), style), Part(says))) for sign, style, says in _SIGNS]


_SIGNS = (
    *((one.glyph, one, "a number of people" if one is Aspect.COUNT else one) for one in Aspect),
    (CONFLICT, "conflict", "the reports differ"),
    ("·", "dim", "no report says a number"),
    ("* ✱", "strong", "marked, and marked under the cursor"),
    ("›", "strong", "stands in the paragraph under the cursor"),
    ("✓ ✗ ✎", "strong", "confirmed, rejected, corrected"),
    ("“ #", "tag", "in the margin: a note or a tag is on words that begin here"),
    ("· • ●", "count", "on the map: one incident without dead, one or two, more"),
    ("○", "count", "on the map: somewhere in a region or a country"),
)


class HelpScreen(ModalScreen[None]):
    """The help; any key that opened it closes it."""

    BINDINGS: ClassVar = [
        Binding(key, "dismiss", show=False) for key in ("escape", "q", "й", "question_mark", "comma", "f1")
    ]

    def __init__(self, commands: Sequence[Command], keys: Mapping[str, str]) -> None:
        super().__init__()
        self._commands, self._keys = commands, keys

    def compose(self) -> ComposeResult:
        yield HelpView(self._commands, self._keys)
