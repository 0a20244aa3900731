"""Saving a search under a name, and opening the saved ones."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from kztui.errors import UserError
from kztui.model.saved_search import SavedSearch
from kztui.present.wording import plural
from kztui.tui.background import in_background
from kztui.tui.browse.context import Context
from kztui.tui.command import Command

if TYPE_CHECKING:
    from kztui.tui.dialogs.saved_searches import OpenedSearch


def save_search(on: Context) -> None:
    """Let the reader name the search."""
    from kztui.tui.dialogs.save_search import SaveSearchDialog

    query = on.finder.text.strip()

    def save(name: str, key: str) -> SavedSearch:
        return on.casebook.searches.save(name, query, key)

    def saved(name: str) -> None:
        on.say(f"Saved as “{name}”: ' lists the saved searches.")

    on.ask(SaveSearchDialog(query, save), f"save {query}", saved)


def lacks_search(on: Context) -> str:
    """There must be a search for incidents to save."""
    if not on.finder.asks_for_incidents:
        return "This asks for reports: searches for incidents can be saved (1 shows the list)."
    return "" if on.finder.text.strip() else "Type a search first, then save it."


def show_searches(on: Context) -> None:
    """Show the saved searches and open the one that the reader chooses."""
    from kztui.tui.dialogs.saved_searches import SavedSearchesScreen

    def opened(chosen: "OpenedSearch | None") -> None:
        if chosen:
            search, new = chosen
            on.finder.search_for(search.query)
            on.say(f"{search.name}: {plural(new, 'new incident')}" if new else search.name)
            in_background(on.screen, partial(_record_visit, on, search), "saved")

    on.screen.app.push_screen(SavedSearchesScreen(on.casebook.searches), opened)


async def _record_visit(on: Context, search: SavedSearch) -> None:
    """Record that a saved search was opened: what it found is not new any more."""
    try:
        await asyncio.shield(asyncio.to_thread(on.casebook.searches.open, search))
    except UserError as error:
        on.say(f"Could not record the visit; its incidents will show as new again: {error}", failed=True)


SAVED = (
    Command("search.save", "browse", "Search", "Save the search", "Save the search under a name", "K,ctrl+t", "save",
            save_search, lacks_search),
    Command("searches", "browse", "Search", "Saved searches", "Show the saved searches and what is new in them",
            "apostrophe", "saved", show_searches),
)  # fmt: skip
