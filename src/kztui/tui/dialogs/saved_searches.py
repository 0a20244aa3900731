"""The saved searches: how many incidents each finds now, and how many are new since it was opened."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from textual import events, on, work
from textual.app import ComposeResult

from kztui.errors import UserError
from kztui.model.saved_search import SavedSearch
from kztui.search.saved import Counts, SavedSearches
from kztui.text.clean import clean
from kztui.tui.command import bindings, with_twins
from kztui.tui.dialogs.window import Window
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView

_NAME = 24


class OpenedSearch(NamedTuple):
    """The search that the reader opened, and how many of its incidents are new."""

    search: SavedSearch
    new: int


class SavedSearchList(RowsView):
    """The saved searches in the order of their names; an item is a search."""

    SCOPES = ("lines", "saved")

    def __init__(self) -> None:
        super().__init__("saved")
        self.border_title = "Saved searches"
        self.border_subtitle = "enter or its key open  del remove  esc close"
        self.searches: Sequence[SavedSearch] = ()
        self.counts: dict[str, Counts | str] = {}
        self.removed: set[str] = set()
        self.nothing = "Reading …"

    @property
    def current(self) -> SavedSearch | None:
        """The search under the cursor."""
        return self.searches[self.cursor] if self.searches else None

    def build_rows(self, width: int) -> Sequence[Row]:
        if not self.searches:
            return ()
        heading = Row(None, (Part(" Key " + fit("Name", _NAME) + " Search", "dim"),), (Part(" incidents ", "dim"),))
        return [heading, *(self._row(item, search) for item, search in enumerate(self.searches))]

    def _row(self, item: int, search: SavedSearch) -> Row:
        gone = search.id in self.removed
        name = Part(fit(search.name, _NAME), "struck" if gone else "strong")
        left = Part(f"  {search.key or ' '}  ", "who"), name, Part(f" {search.query}", "dim")
        if gone:
            return Row(item, left, (Part(" removed, del brings it back "),))
        counts = self.counts.get(search.id, "…")
        if isinstance(counts, str):
            return Row(item, left, (Part(f" {counts} "),))
        new = (Part(f" {counts.new:,} new", "conflict"),) if counts.new else ()
        return Row(item, left, (*new, Part(f" {counts.incidents:>6,} ")))


class SavedSearchesScreen(Window[OpenedSearch | None]):
    """The saved searches; enter, or its own key, opens one. What is removed can be brought back until it is closed."""

    BINDINGS = bindings(of_scope("saved"))

    def __init__(self, searches: SavedSearches) -> None:
        super().__init__()
        self._searches = searches
        self._list = SavedSearchList()
        self._typed: str | None = None

    def compose(self) -> ComposeResult:
        yield self._list

    def on_mount(self) -> None:
        self._read()

    @work
    async def _read(self) -> None:
        """Show the searches, then count what each finds."""
        view = self._list
        try:
            view.searches = await asyncio.to_thread(self._searches.all)
            view.nothing = "No search is saved. Type one, and press K in the list."
        except UserError as error:
            view.nothing = clean(str(error))
        view.show_lines()
        self._open_by(self._typed)
        for search in view.searches:
            try:
                view.counts[search.id] = await asyncio.to_thread(self._searches.counts, search)
            except UserError as error:  # a query may be of another version
                view.counts[search.id] = str(error)
            view.show_lines()

    @on(LinesView.Chosen)
    def _chosen(self) -> None:
        if search := self._list.current:
            self._open(search)

    def on_key(self, event: events.Key) -> None:
        """Open the search that has this key, as soon as the searches are known."""
        self._typed = event.character
        if self._open_by(self._typed):
            event.stop()

    def _open_by(self, key: str | None) -> bool:
        """Open the search with this key; return whether there is one."""
        for search in self._list.searches:
            if search.key and key in with_twins(search.key).split(",") and search.id not in self._list.removed:
                self._open(search)
                return True
        return False

    def _open(self, search: SavedSearch) -> None:
        if search.id not in self._list.removed:
            counts = self._list.counts.get(search.id)
            self.end(OpenedSearch(search, counts.new if isinstance(counts, Counts) else 0))

    @work(group="remove")
    async def action_saved_remove(self) -> None:
        """Remove the search under the cursor, or bring it back."""
        view, search = self._list, self._list.current
        if search is None:
            return
        step = self._searches.restore if search.id in view.removed else self._searches.remove
        try:
            await asyncio.shield(asyncio.to_thread(step, search))
        except UserError as error:
            view.counts[search.id] = str(error)
        else:
            view.removed ^= {search.id}
        view.show_lines()

    def action_saved_close(self) -> None:
        self.end(None)
