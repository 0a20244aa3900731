"""Marking words in a pane of text, by keyboard and with the mouse."""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.geometry import Offset

from kztui.model.fact import Evidence, quote
from kztui.model.report import Report
from kztui.present.marking import Mark, Unit, grown, mark_at, mark_between, moved, stretched
from kztui.tui.command import bindings
from kztui.tui.local import of_scope
from kztui.tui.widgets.lines_view import LinesView

_ON_A_MARK = {command.action for command in of_scope("mark")}


class MarkableView(LinesView):
    """A pane of a report's text. A subclass says which report, and which code points stand where."""

    BINDINGS: ClassVar = [*bindings(of_scope("source")), *bindings(of_scope("mark"))]

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._mark: Mark | None = None
        self._pressed: int | None = None

    @property
    @abstractmethod
    def report(self) -> Report | None:
        """The report that is shown."""

    @property
    @abstractmethod
    def offset_here(self) -> int:
        """The code point at which a mark begins."""

    @property
    @abstractmethod
    def found_here(self) -> tuple[int, int] | None:
        """The code points of the words that the reader looked for and went to; None where they went elsewhere."""

    @abstractmethod
    def offset_at(self, cell: Offset) -> int | None:
        """Return the code point at a cell of the pane; None beside the text."""

    @abstractmethod
    def item_of(self, offset: int) -> int:
        """Return the item in which a code point stands."""

    @abstractmethod
    def unfold_at(self, offset: int) -> None:
        """Show the text at a code point, if it is folded."""

    @property
    def marked(self) -> Evidence | None:
        """The words that the reader marked."""
        report, mark = self.report, self._mark
        if report is None or mark is None:
            return None
        return quote(report.text, report.id, report.paragraph_at(mark.start).number, mark.start, mark.end)

    def unmark(self) -> bool:
        """Forget the mark; return whether there was one."""
        there = self._mark is not None
        self._put(None)
        return there

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A mark can only be moved when there is one."""
        return self._mark is not None if action in _ON_A_MARK else super().check_action(action, parameters)

    def action_mark_begin(self) -> None:
        """Mark a word, or those that were found, or let the mark grow to its sentence and its paragraph."""
        if self.report and self.item_count:
            self._put(grown(self.report, self._mark) if self._mark else self._first_mark(self.report))

    def _first_mark(self, report: Report) -> Mark:
        if found := self.found_here:
            start, end = found
            return mark_between(report, start, end - 1)
        return mark_at(report, self.offset_here)

    def action_mark_next(self) -> None:
        self._change(moved, 1)

    def action_mark_previous(self) -> None:
        self._change(moved, -1)

    def action_mark_longer(self) -> None:
        self._change(stretched, 1)

    def action_mark_shorter(self) -> None:
        self._change(stretched, -1)

    def _change(self, motion: Callable[[Report, Mark, int], Mark], step: int) -> None:
        if self.report and self._mark:
            self._put(motion(self.report, self._mark, step))

    def _put(self, mark: Mark | None) -> None:
        """Show a mark, its end in view, or none."""
        before, self._mark = self._mark, mark
        if mark:
            self.unfold_at(mark.start)
            self.cursor = self.item_of(max(mark.start, mark.end - 1))
        self.refresh()
        if (before is None) is not (mark is None):
            self.refresh_bindings()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a mark may begin; one that is there is forgotten, but not for the bar."""
        if self.on_bar(event):
            return
        self.unmark()
        self._pressed = self._under(event)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the words from where the button went down to here, while it is down."""
        if not event.button:
            self._pressed = None
        here = self._under(event) if self._pressed is not None else None
        if self.report and here is not None and self._pressed is not None and here != self._pressed:
            self._put(mark_between(self.report, self._pressed, here))

    def on_mouse_up(self) -> None:
        """End marking."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Mark the word that is clicked twice, the sentence that is clicked three times."""
        here = self._under(event)
        if event.chain > 1 and self.report and here is not None:
            event.prevent_default()
            self._put(mark_at(self.report, here, Unit.WORD if event.chain == 2 else Unit.SENTENCE))

    def _under(self, event: events.MouseEvent) -> int | None:
        cell = event.get_content_offset(self)
        return self.offset_at(cell) if cell and not self.on_bar(event) else None
