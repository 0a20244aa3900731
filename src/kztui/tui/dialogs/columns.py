"""The window in which the reader chooses the columns of the list and their order."""

from collections.abc import Callable, Iterator, Sequence

from textual import on
from textual.app import ComposeResult

from kztui.tui.columns import COLUMNS, usual
from kztui.tui.command import bindings
from kztui.tui.dialogs.window import Window
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView

_NAME = 14


class ColumnList(RowsView):
    """All columns: first those that are shown, in their order, then the others."""

    SCOPES = ("lines", "columns")

    def __init__(self, names: Sequence[str], shown: int) -> None:
        super().__init__("columns")
        self.border_title = "Columns of the list"
        self.border_subtitle = "space show or hide  K J move  del the usual  esc close"
        self.names, self.shown = list(names), shown

    def build_rows(self, width: int) -> Sequence[Row]:
        return list(self._all_rows())

    def _all_rows(self) -> Iterator[Row]:
        for item, name in enumerate(self.names):
            column, there = COLUMNS[name], item < self.shown
            number = f"{item + 1:>3} " if there else "    "
            heading = Part(number + fit(name, _NAME), "strong" if there else "dim")
            title = column.title if column.title.casefold() != name else ""
            yield Row(item, (Part(" "), heading, Part(f"{column.help}{f' ({title})' if title else ''}", "dim")))


class ColumnsScreen(Window[None]):
    """Chooses columns; the list behind it follows at once: `follow` is called with the names, none for the usual."""

    BINDINGS = bindings(of_scope("columns"))

    def __init__(self, chosen: Sequence[str], width: int, follow: Callable[[tuple[str, ...]], object]) -> None:
        """`chosen` are the names of the columns that are shown, none for the usual ones of a list of `width` cells."""
        super().__init__()
        self._width, self._follow = width, follow
        self._list = ColumnList(*_arranged(chosen or usual(width)))

    def compose(self) -> ComposeResult:
        yield self._list

    def _show(self, cursor: int) -> None:
        self._list.show_lines(cursor)
        self._follow(tuple(self._list.names[: self._list.shown]))

    @on(LinesView.Chosen)
    def action_columns_turn(self) -> None:
        """Show the column under the cursor after those that are shown, or hide it; one stays."""
        view = self._list
        there = view.cursor < view.shown
        if there and view.shown == 1:
            return
        name = view.names.pop(view.cursor)
        view.shown += -1 if there else 1
        view.names.insert(view.shown if there else view.shown - 1, name)
        self._show(view.cursor if there else view.shown - 1)

    def action_columns_earlier(self) -> None:
        """Move the column under the cursor to the left."""
        self._move(-1)

    def action_columns_later(self) -> None:
        """Move the column under the cursor to the right."""
        self._move(1)

    def _move(self, step: int) -> None:
        view, here = self._list, self._list.cursor
        there = here + step
        if max(here, there) < view.shown and there >= 0:
            view.names[here], view.names[there] = view.names[there], view.names[here]
            self._show(there)

    def action_columns_usual(self) -> None:
        """Return to the columns that follow from the width."""
        view = self._list
        view.names, view.shown = _arranged(usual(self._width))
        view.show_lines(0)
        self._follow(())

    def action_columns_close(self) -> None:
        """Close the window."""
        self.end()


def _arranged(shown: Sequence[str]) -> tuple[list[str], int]:
    """Return all names, those that are shown first, and how many these are."""
    return [*shown, *(name for name in COLUMNS if name not in shown)], len(shown)
