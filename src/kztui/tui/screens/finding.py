"""Finding incidents: the search line, the list, and the other views of what was found."""

import asyncio
from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import events, getters, on, work
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker

from kztui.casebook import Casebook, Results
from kztui.errors import QueryError, UserError
from kztui.present.wording import EMPTY, NOTHING, order_words
from kztui.search.query.narrowing import holds, narrowed, widened
from kztui.search.query.parser import without_order
from kztui.tui.screens.deciding import DecidingScreen
from kztui.tui.widgets.bars import TopBar
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.left import LeftPanes
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from kztui.tui.widgets.alike import AlikeList
    from kztui.tui.widgets.facet_list import FacetList


class FindingScreen(DecidingScreen):
    """A screen with a search line and what it finds; a subclass shows the incident that is opened."""

    class FirstShown(Message):
        """The first search is shown."""

    _search = getters.query_one(SearchLine)
    _query = getters.query_one(QueryInput)
    _left = getters.query_one(LeftPanes)
    _list = getters.query_one(IncidentList)

    def __init__(self, casebook: Casebook) -> None:
        super().__init__(casebook)
        self._finding: Worker[None] | None = None
        self._open_when_found = False
        self._kept: str | None = None

    @abstractmethod
    def results_shown(self, results: Results) -> None:
        """Let the rest of the screen follow a search."""

    @abstractmethod
    def go_into(self, incident: str) -> None:
        """Show an incident and go to its facts."""

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._query.has_focus:
            self.say("")
        self._finding = self.find()

    @work(exclusive=True, group="find")
    async def find(self) -> None:
        """Show what the search line finds. A newer search stops an older one, so the newest is what stays."""
        text, sort = self._query.value, self._list.sort
        self._show_found(text, await asyncio.to_thread(self._found, text, sort))

    def find_first(self) -> None:
        """Show what the search line finds: in the first picture, unless an index must be built before."""
        text, sort = self._query.value, self._list.sort
        if self._casebook.ready():
            self._show_found(text, self._found(text, sort))
        else:
            self.prepare()
            self.find()

    def _found(self, text: str, sort: str) -> Results | Exception:
        try:
            return self._casebook.search(text, sort)
        except (UserError, OSError) as error:
            return error

    def _show_found(self, text: str, found: Results | Exception) -> None:
        if isinstance(found, QueryError):
            self._query.mark_broken(found.position)
            self._search.say(found.message, failed=True)
        elif isinstance(found, Exception):
            self._search.say(str(found), failed=True)
        else:
            self._query.mark_broken(None)
            self._show_results(text, found)

    def _show_results(self, text: str, results: Results) -> None:
        first = self._list.results is None
        self._list.nothing = NOTHING if self._casebook.incident_count else EMPTY
        self._list.show_results(results)
        self._left.follow(self._casebook, results)
        count = f"{results.count:,} of {self._casebook.incident_count:,}" if text.strip() else f"{results.count:,}"
        about = results.message or f"{order_words(results.order)} · {results.milliseconds:.0f} ms"
        self._search.say(f"{count} · {about}")
        self.results_shown(results)
        if self._open_when_found:
            self._open()
        if first:
            self.post_message(self.FirstShown())
            self.count_waiting()

    @work(exclusive=True, group="waiting")
    async def count_waiting(self) -> None:
        """Say how many suggestions wait for a decision."""
        self.query_one(TopBar).waiting = len(await asyncio.to_thread(self._casebook.decisions.suggestions))

    @on(IncidentList.Sorted)
    def _sorted(self) -> None:
        self._query.value = without_order(self._query.value)
        self.find()

    @on(QueryInput.Asked)
    def _asked_while_typing(self, event: QueryInput.Asked) -> None:
        if event.what == "leave":
            self.enter(self._left.pane)
        elif event.what == "open" and self._finding and not self._finding.is_finished:
            self._open_when_found = True
        elif event.what == "open":
            self._open()
        else:
            self._left.pane.go(self._left.pane.cursor + (1 if event.what == "down" else -1))

    def _open(self) -> None:
        self._open_when_found = False
        self._list.place = self._left.current
        self.go_into(self._list.place)

    @work(exclusive=True, group="view")
    async def _show_view(self, name: str) -> None:
        await self._left.show(name)
        self._list.go_to(self._list.place)
        if self._list.results:
            self._left.follow(self._casebook, self._list.results)
        self.enter(self._left.pane)

    def narrow(self, condition: str) -> None:
        """Add a condition to the search and go to the list."""
        if condition and not holds(self._query.value, condition):
            self._query.value = narrowed(self._query.value, condition)
        self._show_view("list")

    def on_facet_list_toggled(self, event: "FacetList.Toggled") -> None:
        """Add a condition to the search, or take it out, and stay."""
        query, condition = self._query.value, event.condition
        self._query.value = (widened if holds(query, condition) else narrowed)(query, condition)

    @work(group="prepare")
    async def prepare(self) -> None:
        """Make searching ready; a big casebook takes a while, and says how far it is."""
        bar = self.query_one(TopBar)
        said = 0

        def progress(done: int, total: int) -> None:
            nonlocal said
            hundredths = done * 100 // max(1, total)
            if hundredths != said:
                said = hundredths
                words = f"indexing, {done:,} of {total:,} incidents can be searched"
                self.app.call_from_thread(setattr, bar, "progress", words)

        notice = await asyncio.to_thread(self._casebook.prepare, progress)
        bar.progress = ""
        if said:
            self.find()
        if notice:
            self.say(notice)

    def on_alike_list_decided(self, event: "AlikeList.Decided") -> None:
        """Keep what the reader decided."""
        self.decide(event.suggestion, event.same)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep a search that the reader goes on from, to another pane, among the latest ones."""
        if event.widget is not self._query:
            self.keep_search()

    def keep_search(self) -> None:
        """Keep the search among the latest ones."""
        if self._query.value != self._kept:
            self._kept = self._query.value
            self._remember(self._kept)

    @work(group="history")
    async def _remember(self, query: str) -> None:
        self._search.recall.queries = await asyncio.to_thread(self._casebook.history.add, query)

    def action_search(self) -> None:
        self.enter(self._query)

    def action_view_list(self) -> None:
        self._show_view("list")

    def action_view_timeline(self) -> None:
        self._show_view("timeline")

    def action_view_map(self) -> None:
        self._show_view("map")

    def action_view_sources(self) -> None:
        self._show_view("sources")

    def action_view_alike(self) -> None:
        self._show_view("alike")

    def action_view_facets(self) -> None:
        self._show_view("facets")

    def action_view_notebook(self) -> None:
        self._show_view("notebook")
