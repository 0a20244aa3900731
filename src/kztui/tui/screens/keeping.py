"""Searches that are kept under a name, and opened again."""

import asyncio
from typing import TYPE_CHECKING

from textual import work

from kztui.errors import UserError
from kztui.model.saved_search import SavedSearch
from kztui.present.wording import plural
from kztui.tui.screens.finding import FindingScreen
from kztui.tui.screens.written import Written

if TYPE_CHECKING:
    from kztui.tui.screens.saved_searches import Opened


class KeepingScreen(FindingScreen):
    """A screen whose search can be saved."""

    def action_search_save(self) -> None:
        """Let the reader name the search."""
        from kztui.tui.screens.save_search import SaveSearchDialog

        query = self._query.value.strip()
        if not query:
            self.say("Type a search first, then save it.", failed=True)
            return

        def save(name: str, key: str) -> SavedSearch:
            return self._casebook.searches.save(name, query, key)

        def written(end: Written | None) -> None:
            if end and end.saved:
                self.say(f"Saved as “{end.text}”: ' lists the saved searches.")

        self.app.push_screen(SaveSearchDialog(query, save), written)

    def action_searches(self) -> None:
        """Show the saved searches and open the one that the reader chooses."""
        from kztui.tui.screens.saved_searches import SavedSearchesScreen

        self.app.push_screen(SavedSearchesScreen(self._casebook.searches), self._opened)

    def _opened(self, opened: "Opened | None") -> None:
        """Search for what a saved search finds."""
        if opened:
            search, new = opened
            self._query.value = search.query
            self.keep_search()
            self.enter(self._left.pane)
            self.say(f"{search.name}: {plural(new, 'new incident')}" if new else search.name)
            self._note_opened(search)

    @work(group="saved")
    async def _note_opened(self, search: SavedSearch) -> None:
        """What a saved search found is from now on no longer new."""
        try:
            await asyncio.shield(asyncio.to_thread(self._casebook.searches.open, search))
        except (UserError, OSError) as error:
            self.say(f"Its incidents will count as new again: {error}", failed=True)
