"""What the palette offers on the browsing screen: commands, those chosen last first, saved searches, incidents."""

from contextlib import suppress

from kztui.errors import UserError
from kztui.model.saved_search import SavedSearch
from kztui.model.summary import Summary
from kztui.present.wording import plural, title_words
from kztui.text.fold import fold
from kztui.tui.browse.context import Context
from kztui.tui.command import Command, key_words
from kztui.tui.dialogs.palette import Offer

MOST_RECENT = 5
"""The number of commands chosen last that come before the others."""

MOST_INCIDENTS = 8
"""The number of incidents that are offered for what is typed."""

_ELSEWHERE = {
    "lines": "in any pane of lines",
    "list": "in the list (1)",
    "fields": "among facts",
    "source": "in the source",
    "mark": "on marked words (m in the source)",
    "time": "in Time (2)",
    "map": "on the map (3)",
    "counts": "in Counts (f)",
    "merge": "in Merge (5)",
}
"""Where the commands of a pane apply, by their scope."""


def commands(on: Context) -> list[Offer]:
    """Return the commands: those chosen last, those that apply, those that do not."""
    recent = {command_id: number for number, command_id in enumerate(on.preferences.recent)}
    scopes = (*getattr(on.panes.focused, "SCOPES", ()), "browse", "facts", "annotations", *_ELSEWHERE)
    order = {scope: number for number, scope in reversed(list(enumerate(scopes)))}
    offers = [(command, _offer(on, command)) for command in on.commands if command.scope in order]
    offers.sort(
        key=lambda pair: (recent.get(pair[0].id, MOST_RECENT), bool(pair[1].lacks), pair[0].group == "Move",
                          order[pair[0].scope])
    )  # fmt: skip
    return [offer for _, offer in offers]


def _offer(on: Context, command: Command) -> Offer:
    keys = "  ".join(map(key_words, on.preferences.keys.get(command.id, command.keys).split(",")))
    focused = on.panes.focused
    here = focused is not None and command.scope in getattr(focused, "SCOPES", ())

    async def run() -> None:
        before = (one for one in on.preferences.recent if one != command.id)
        on.preferences.recent = (command.id, *before)[:MOST_RECENT]
        carrier = on.screen if command.run or focused is None else focused
        await carrier.run_action(command.action)

    if command.run:
        lacks = command.missing(on)
    elif here and focused:
        lacks = "" if focused.check_action(command.action, ()) else "There is nothing here."
    else:
        lacks = f"This works {_ELSEWHERE[command.scope]}."
    return Offer(command.label, keys, command.help, run, lacks)


def found(on: Context, text: str) -> list[Offer]:
    """Return the saved searches and the incidents that a text finds; called off the screen's thread."""
    try:
        saved = [search for search in on.casebook.searches.all() if fold(text) in fold(f"{search.name} {search.query}")]
        rows = on.casebook.search(text, "relevance").rows(0, MOST_INCIDENTS)
    except UserError:  # such as a query that is not finished
        return []
    return [*(_saved(on, search) for search in saved), *(_incident(on, row) for row in rows)]


def visited(on: Context) -> list[Offer]:
    """Return the incidents that the reader went into, the latest first; called off the screen's thread."""
    offers = []
    for incident in on.opener.visited:
        with suppress(KeyError):  # merged or taken out since
            offers.append(_incident(on, on.casebook.summary(incident)))
    return offers


def past_searches(on: Context) -> list[Offer]:
    """Return the latest searches, the newest first, with what each finds now; called off the screen's thread."""
    return [_past(on, query) for query in reversed(on.casebook.history.queries())]


def _past(on: Context, query: str) -> Offer:
    async def run() -> None:
        on.finder.search_for(query)

    try:
        found = plural(on.casebook.search(query).count, "incident")
    except UserError as error:  # it may be of another version
        found = str(error)
    return Offer(query, "", found, run)


def _saved(on: Context, search: SavedSearch) -> Offer:
    async def run() -> None:
        on.finder.search_for(search.query)

    return Offer(f"Saved: {search.name}", search.key, search.query, run)


def _incident(on: Context, row: Summary) -> Offer:
    async def run() -> None:
        results = on.panes.list.results
        if results is None or results.position(row.id) is None:
            on.finder.text = f"id:{row.id}"
        on.panes.list.go_to(row.id)
        await on.opener.open_now(row.id)
        on.panes.enter(on.panes.facts)

    return Offer(row.id, "", ", ".join((title_words(row), *row.headlines[-1:])), run)
