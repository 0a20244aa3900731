"""The panes of the browsing screen: which one has the focus, and which ones are shown where not all fit."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from kztui.tui.session import Session
from kztui.tui.widgets.bars import TitleLine
from kztui.tui.widgets.divider import Divider
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.search_line import Complete, SearchLine
from kztui.tui.widgets.view_area import ViewArea

if TYPE_CHECKING:
    from kztui.tui.widgets.annotation_list import AnnotationList
    from kztui.tui.widgets.fact_list import FactList
    from kztui.tui.widgets.source_view import SourceView

STEP = 2
"""Cells by which a key moves the line between two panes."""


class Panes:
    """The widgets in which the reader works, and the way from one to the next.

    Those that show the open incident are imported, and made, when they are wanted: the first picture has none of them.
    """

    def __init__(self, screen: Screen[Any], session: Session, complete: Complete) -> None:
        """`session` has the widths and the search to begin with; `complete` returns what can complete a search."""
        self._screen = screen
        self.search = SearchLine(session.search, complete)
        self.area = ViewArea()
        self.list = self.area.list
        self.title = TitleLine(id="incident-title")
        self.list_divider = Divider("list-divider", session.list_widths, least=(34, 40))
        self.facts_divider = Divider("facts-divider", session.facts_widths, least=(16, 16))
        self._detail = Vertical(id="detail")
        self.from_query = False
        """Whether the reader went with tab from the search line to the list or view: esc goes back there."""

    def compose(self) -> ComposeResult:
        """Yield the search line and, below it, the list beside the room for the other panes."""
        yield self.search
        yield Horizontal(self.area, self.list_divider, self._detail, id="panes")

    async def mount_detail(self) -> None:
        """Put the panes of the incident into their room."""
        sides = Horizontal(self.facts, self.facts_divider, self.source, id="sides")
        await self._detail.mount(self.title, sides, self.annotations)

    @cached_property
    def facts(self) -> "FactList":
        """The facts of the incident."""
        from kztui.tui.widgets.fact_list import FactList

        return FactList("facts")

    @cached_property
    def source(self) -> "SourceView":
        """Its reports."""
        from kztui.tui.widgets.source_view import SourceView

        return SourceView("source")

    @cached_property
    def annotations(self) -> "AnnotationList":
        """The annotations on it."""
        from kztui.tui.widgets.annotation_list import AnnotationList

        return AnnotationList("annotations")

    @property
    def query(self) -> QueryInput:
        """The line in which a search is typed."""
        return self.search.query_input

    @property
    def focused(self) -> Widget | None:
        """The widget that has the focus."""
        return self._screen.focused

    def ring(self) -> tuple[Widget, ...]:
        """Return all that tab goes through, in order."""
        return (self.query, self.area.pane, *self.of_incident)

    @property
    def of_incident(self) -> tuple[Widget, ...]:
        """The panes that show the open incident."""
        return (self.facts, self.source, self.annotations)

    def enter(self, pane: Widget) -> None:
        """Focus a pane; where only one fits the terminal, it is the one shown.

        A pane of the incident gets the room of most of the list, too; one that is only clicked on stays where it is.
        """
        self.from_query = False
        self._screen.set_class(pane in self.of_incident, "entered")
        self.show(pane)
        self._screen.set_focus(pane, scroll_visible=False)

    def show(self, pane: Widget) -> None:
        """Show a pane where not all of them fit."""
        _, first, *others = self.ring()
        self.from_query = self.from_query and pane is first
        self._screen.set_class(pane in others, "reading")
        if pane not in others:
            self._screen.remove_class("entered")
        self._screen.set_class(pane is self.annotations, "at-annotations")
        self._screen.set_class(pane is self.source, "at-source")
        for other in (first, *others):
            other.set_class(other is pane, "shown")

    def beside(self, step: int, *, with_search: bool) -> Widget | None:
        """Return the pane `step` after the focused one, around the ends; None when the focus is in none of them."""
        ring = self.ring() if with_search else self.ring()[1:]
        focused = self.focused
        return ring[(ring.index(focused) + step) % len(ring)] if focused in ring else None

    def move_divider(self, steps: int) -> None:
        """Move the line between facts and source when the reader is there, else the one beside the list."""
        if self._screen.has_class("zoomed") or self._screen.has_class("-narrow"):
            return
        beside_list = self._screen.has_class("-widest") and self.focused not in (self.facts, self.source)
        (self.list_divider if beside_list else self.facts_divider).move(steps * STEP)

    def toggle_zoom(self) -> None:
        """Give the focused pane all the room, or return to all panes."""
        self._screen.toggle_class("zoomed")
