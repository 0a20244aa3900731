"""The least that a program with a search line and a list can be in Textual, to measure kztui beside it.

A line of input above 1,000 rows of which those are painted that are seen; each letter filters them, and an arrow moves
a cursor. Nothing is read from a disk.
"""

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

ROWS = [f" 2016-{1 + n % 12:02}-{1 + n % 28:02}  row {n:<12} {chr(97 + n % 26) * 60}" for n in range(1000)]
"""What is listed: the first row has the words "row 0"."""


class Rows(ScrollView, can_focus=True):
    """The rows that have the searched words, with a cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ROWS
        self.cursor = 0

    def show(self, rows: list[str]) -> None:
        """Show other rows."""
        self.rows, self.cursor = rows, 0
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        row = self.rows[y] if y < len(self.rows) else ""
        return Strip([Segment(row.ljust(self.size.width), Style(reverse=y == self.cursor))])

    def key_down(self) -> None:
        """Move the cursor."""
        self.cursor += 1
        self.refresh_lines(self.cursor - 1, 2)


class BareApp(App[None]):
    """The program."""

    CSS = "Input { border: none; height: 1; } Rows { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Input()
        yield Rows()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one(Rows).show([row for row in ROWS if event.value in row])


if __name__ == "__main__":
    BareApp().run()
