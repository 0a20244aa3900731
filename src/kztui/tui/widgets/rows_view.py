"""A pane of rows: styled words at the left, a source or a count at the right."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style

from kztui.tui.paint import Layer, fit, hits, paint
from kztui.tui.row import Part, Row, empty_rows
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.wrap import cells, shown


class RowsView(LinesView):
    """A pane whose lines are rows. A subclass gives them in `build_rows`; the rows of an item stand together."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._rows: Sequence[Row] = ()
        self._lines_of: list[tuple[int, int]] = []
        self._words: Sequence[str] = ()

    def show_words(self, words: Sequence[str]) -> None:
        """Mark words that begin with one of these folded ones. Only lines on which others were marked are repainted."""
        before, self._words = self._words, words
        top = self.scroll_offset.y
        for number, row in enumerate(self._rows[top : top + self.size.height], top):
            if any(hits(part.text, before) != hits(part.text, words) for part in row.left):
                self.refresh_lines(number + self.HEADING_LINES)

    @abstractmethod
    def build_rows(self, width: int) -> Sequence[Row]:
        """Return the rows for lines of `width` cells; none when there is nothing."""

    @property
    def item_count(self) -> int:
        return len(self._lines_of)

    def item_lines(self, item: int) -> tuple[int, int]:
        return self._lines_of[item]

    def item_at(self, line: int) -> int | None:
        return self._rows[line].item if line < len(self._rows) else None

    def lay_out(self, width: int) -> int:
        self._rows = self.build_rows(width) or empty_rows(self.nothing, width)
        spans: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(self._rows):
            if row.item is not None:
                spans[row.item] = (spans.get(row.item, (number, 0))[0], number + 1)
        self._lines_of = [spans[item] for item in sorted(spans)]
        return len(self._rows)

    def paint_line(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        row = self._rows[line]
        left = _under_cursor(row.left) if row.item == self.cursor and self.shows_cursor else row.left
        right = [Segment(shown(part.text), self._styled(part, base)) for part in row.right]
        room = width - sum(segment.cell_length for segment in right)
        for part in left:
            size = min(cells(part.text), room)
            if size > 0:
                yield from self._with_hits(fit(part.text, size), self._styled(part, base))
            room -= max(0, size)
        yield Segment(" " * max(0, room), base)
        yield from right

    def _with_hits(self, text: str, style: Style) -> Iterable[Segment]:
        found = hits(text, self._words) if self._words else []
        return paint(text, 0, len(text), style, [Layer(*span, self.style_of("hit")) for span in found])

    def _styled(self, part: Part, base: Style) -> Style:
        for name in part.styles.split():
            base += self.style_of(name)
        return base


def _under_cursor(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the words of a row that the cursor is on: a bar stands where it begins with a blank."""
    first, *others = parts
    return (Part("▐", "here"), first._replace(text=first.text[1:]), *others) if first.text.startswith(" ") else parts
