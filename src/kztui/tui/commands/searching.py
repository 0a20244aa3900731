"""Searching, going through the matches, and the views of what was found."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from kztui.tui.background import in_background
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands import lacks
from kztui.tui.widgets.views import LIST, VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kztui.tui.dialogs.palette import Offer


def search(on: Context) -> None:
    """Go to the search line; what is typed replaces the search that stands there, unless the cursor moves first."""
    on.panes.enter(on.panes.query)
    if on.panes.query.value:
        on.panes.query.select_all()


def lacks_way_to_search(on: Context) -> str:
    """The reader must be elsewhere."""
    return "This is the search line." if on.panes.focused is on.panes.query else ""


def step_match(step: int, on: Context) -> None:
    """Go to the next searched word in the reports of the incident, or for -1 to the previous one."""
    on.panes.enter(on.panes.source)
    number, count = on.panes.source.step_match(step)
    if on.panes.source.finding:
        found = (
            f"Match {number} of {count} in this report"
            if count
            else f'"{on.panes.source.wanted}" is not in this report'
        )
        on.say(f"{found}. esc ends the find.", failed=not count)
    else:
        on.say(f"Match {number} of {count}" if count else "No match in these reports.")


def find(on: Context) -> None:
    """Let the reader find a piece of text in the report that is shown."""
    from kztui.present.occurrences import Literal
    from kztui.tui.dialogs.line_dialog import LineDialog

    source = on.panes.source
    if (report := source.report) is None:
        on.say("Open a report first.", failed=True)
        return

    def explain(wanted: str) -> str:
        return f"{len(Literal(wanted).spans(report.text))} in this report"

    def found(wanted: str) -> None:
        if wanted.strip():
            source.find(wanted)
            step_match(1, on)
        else:
            source.end_find()

    hint = "any spelling, inside words too  enter find  then n N next, previous  esc close"
    dialog = LineDialog("Find in this report", lambda wanted: None, hint=hint, value=source.wanted, explain=explain)
    on.ask(dialog, "find", found)


def show_past_searches(on: Context) -> None:
    """Let the reader choose one of their latest searches."""
    from kztui.tui.browse.offers import past_searches

    none = "Nothing has been searched for yet: / starts a search."
    in_background(on.screen, partial(_offer, on, past_searches, "Searches, the latest first", none), "past")


def show_visited(on: Context) -> None:
    """Let the reader choose one of the incidents that they went into last."""
    from kztui.tui.browse.offers import visited

    none = "You have not gone into an incident yet: enter in the list does."
    in_background(on.screen, partial(_offer, on, visited, "Incidents, the latest first", none), "past")


async def _offer(on: Context, read: "Callable[[Context], Sequence[Offer]]", title: str, none: str) -> None:
    """Let the reader choose among what `read` returns; say `none` where that is nothing."""
    if offers := await asyncio.to_thread(read, on):
        _choose(on, offers, title)
    else:
        on.say(none)


def _choose(on: Context, offers: "Sequence[Offer]", title: str) -> None:
    from kztui.tui.dialogs.palette import PaletteScreen

    def chosen(offer: "Offer | None") -> None:
        if offer:
            in_background(on.screen, offer.run, "palette")

    on.screen.app.push_screen(PaletteScreen(offers, title=title), chosen)


def show_view(name: str, on: Context) -> None:
    """Show a view."""
    on.finder.show_view(name)


SEARCHING = (
    Command("search", "browse", "Search", "Search", "Type a search; the list follows", "slash,ctrl+f", "search",
            search, lacks_way_to_search),
    Command("match.next", "browse", "Search", "Next match", "Go to the next match in the source", "n", "match",
            partial(step_match, 1), lacks.match),
    Command("match.previous", "browse", "Search", "Previous match", "Go to the previous match in the source", "N",
            "match", partial(step_match, -1), lacks.match),
    Command("search.past", "browse", "Search", "Past searches", "Choose one of your latest searches", "ctrl+y", "",
            show_past_searches),
    Command("visited", "browse", "Search", "Recent incidents", "Choose one of the incidents that you went into last",
            "H", "", show_visited),
    Command("view.list", "browse", "Views", "List", "Show the incidents as a list", "1", "views",
            partial(show_view, LIST)),
    *(
        Command(f"view.{name}", "browse", "Views", view.label, view.help, view.key,
                "views" if view.key.isdigit() else name, partial(show_view, name))
        for name, view in VIEWS.items()
    ),
)  # fmt: skip
