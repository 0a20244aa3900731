"""Finding incidents: the search line, the list, and the other views of what was found."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import Worker

from kztui.casebook import Casebook, Results
from kztui.errors import QueryError, StoreError, UserError
from kztui.present.wording import EMPTY, NOTHING, order_words, plural
from kztui.search.query.narrowing import holds, narrowed, switched
from kztui.search.query.parser import without_order
from kztui.text.fold import fold
from kztui.tui.background import in_background
from kztui.tui.browse.panes import Panes
from kztui.tui.widgets.bars import TopBar
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.views import LIST, VIEWS

if TYPE_CHECKING:
    from kztui.tui.widgets.view import View

_COUNTED = 20_000
"""In a casebook with more reports, those that wait are counted only in their view: each has to be read."""


class Finder:
    """Asks the casebook what the search line asks for, off the screen's thread, and shows it in the list and the view.

    `shown` is called with each set of results that is shown, `open_found` with the incident that the reader asked to
    open while it was still being searched for, `say` with a line for the reader, `rest` when the cursor of the list is
    where the reader has not moved it.
    """

    def __init__(
        self,
        screen: Screen[Any],
        casebook: Casebook,
        panes: Panes,
        top: TopBar,
        *,
        say: Callable[..., None],
        shown: Callable[[Results], None],
        open_found: Callable[[str], None],
        rest: Callable[[], None],
    ) -> None:
        self._screen, self._casebook, self._panes, self._top = screen, casebook, panes, top
        self._say, self._shown, self._open_found, self._rest = say, shown, open_found, rest
        self._finding: Worker[None] | None = None
        self._open_when_found = False
        self._kept: str | None = None
        self._apart: str | None = None
        self._typed_apart = ""
        self._left_at = ""

    @property
    def text(self) -> str:
        """The search as it is typed."""
        return self._panes.query.value

    @text.setter
    def text(self, query: str) -> None:
        self._panes.query.value = query

    @property
    def incident_search(self) -> str:
        """The search of the incidents, also in a view in which the search line asks for something else."""
        return self.text if self._apart is None else self._apart

    @property
    def searching(self) -> bool:
        """Whether another search is under way than the one whose results are in the list."""
        results = self._panes.list.results
        under_way = self._finding is not None and not self._finding.is_finished
        return under_way and results is not None and results.query != self.incident_search

    @property
    def still_shown(self) -> str:
        """What the list still shows while the search line cannot be understood, in words; empty when it can be."""
        results = self._panes.list.results
        if results is None or not self._panes.list.stale:
            return ""
        query = results.query.strip()
        return f"Still shown: {f'what “{query}” finds' if query else 'all incidents'}"

    @property
    def _own(self) -> "View | None":
        """The view that is shown, if the search line asks for what is in it."""
        view = self._panes.area.view
        return view if view is not None and view.searches else None

    @property
    def asks_for_incidents(self) -> bool:
        """Whether what is typed into the search line asks for incidents, and not for what is in a view."""
        return self._own is None

    def typed(self) -> None:
        """Follow a change of the search line."""
        if self._panes.query.has_focus:
            self._say("")
        if self._own:
            in_background(self._screen, self._find_in_view, "find", exclusive=True)
        else:
            self.find()

    async def _find_in_view(self) -> None:
        """Show what the search line finds in the view."""
        if (view := self._own) is None:
            return
        try:
            said = await view.search(self._casebook, self.text)
        except UserError as error:
            self._say_failure(error, [view])
        else:
            self._panes.query.mark_broken(None)
            view.stale = False
            self._panes.search.say(said)

    def _leave_view(self) -> None:
        """Let the search line ask for incidents again."""
        if self._apart is not None:
            incidents, self._apart = self._apart, None
            self._typed_apart = self.text if self.text != incidents else ""
            self.text = incidents

    async def _enter_view(self) -> None:
        """Let the search line ask for what is in the view: at first for what it asked for among incidents."""
        self._apart = self.text
        self.text = self._typed_apart or self.text
        await self._find_in_view()

    def find(self) -> None:
        """Show what the search line finds. A newer search stops an older one, so the newest is what stays."""
        self._finding = in_background(self._screen, self.find_now, "find", exclusive=True)

    async def find_now(self) -> None:
        """Show what the search line finds, and return when it is shown."""
        text, sort = self.incident_search, self._panes.list.sort
        self._show(text, await asyncio.to_thread(self._search, text, sort))

    def find_first(self) -> None:
        """Show what the search line finds: in the first picture, unless an index must be built before."""
        text, sort = self.text, self._panes.list.sort
        if self._casebook.ready():
            self._show(text, self._search(text, sort))
            self._screen.call_after_refresh(in_background, self._screen, self._verify, "verify")
        else:
            in_background(self._screen, self._prepare, "prepare")
            self.find()

    def _search(self, text: str, sort: str) -> Results | UserError:
        try:
            return self._casebook.search(text, sort)
        except UserError as error:
            return error

    def _show(self, text: str, found: Results | UserError) -> None:
        view = self._panes.area.view
        panes: list[LinesView] = [self._panes.list, *([view] if view and not view.searches else [])]
        if isinstance(found, UserError):
            self._say_failure(found, panes)
        else:
            self._panes.query.mark_broken(None)
            for pane in panes:
                pane.stale = False
            self._show_results(text, found)

    def _say_failure(self, error: UserError, panes: Sequence[LinesView]) -> None:
        """Say why nothing could be searched for: below, too, where the line has no room. What `panes` show is stale."""
        self._panes.query.mark_broken(error.position if isinstance(error, QueryError) else None)
        message = error.message if isinstance(error, QueryError) else str(error)
        for pane in panes:
            pane.stale = True
        if not self._panes.search.say(message, failed=True):
            self._say(message, failed=True)

    def _show_results(self, text: str, results: Results) -> None:
        first = self._panes.list.results is None
        nothing = f"{results.message[:1].upper()}{results.message[1:]}. {NOTHING}" if results.message else NOTHING
        self._panes.list.nothing = nothing if self._casebook.incident_count else self._casebook.problem or EMPTY
        self._panes.list.show_results(results)
        self._follow(results)
        total = self._casebook.incident_count
        count = f"{results.count:,} of {total:,}" if text.strip() else plural(total, "incident")
        if self._own is None:
            said = results.message or order_words(results.order)
            self._panes.search.say(f"{count}, {said}", read=readings(text, results))
        self._shown(results)
        if self._open_when_found:
            self._open()
        if first:
            self._screen.call_after_refresh(self.count_waiting)  # the list is painted first

    def _follow(self, results: Results) -> None:
        if self._panes.area.view:
            in_background(self._panes.area, partial(self._follow_now, results), "view", exclusive=True)

    async def _follow_now(self, results: Results) -> None:
        await self._panes.area.follow(self._casebook, results)
        await self._find_in_view()

    def count_waiting(self) -> None:
        """Say how many decisions wait."""
        in_background(self._screen, self._count_waiting, "waiting", exclusive=True)

    async def _count_waiting(self) -> None:
        self._top.waiting = await asyncio.to_thread(self._casebook.decisions.waiting)
        if self._casebook.report_count <= _COUNTED:
            with suppress(StoreError):  # what is damaged is said on the top line
                self._top.inbox = await asyncio.to_thread(self._casebook.reports.waiting)

    def sorted(self) -> None:
        """Follow the order that the reader chose in the list, which replaces one in the search."""
        self.text = without_order(self.text)
        self.find()

    def open_current(self) -> None:
        """Open the incident under the cursor, or what a search that is still under way will find."""
        if self._own:
            self._panes.enter(self._panes.area.pane)
        elif self._finding and not self._finding.is_finished:
            self._open_when_found = True
        else:
            self._open()

    def _open(self) -> None:
        self._open_when_found = False
        self._panes.list.place = self._panes.area.current
        self._open_found(self._panes.list.place)

    def show_view(self, name: str) -> None:
        """Show a view by its name, and go there."""
        in_background(self._screen, partial(self._show_view, name), "view", exclusive=True)

    async def _show_view(self, name: str) -> None:
        area, apart = self._panes.area, self._apart is not None
        self._leave_view()
        self._keep_place()
        if area.view and area.view.report and (fact := self._panes.facts.current):
            self._panes.source.go_to(fact.evidence)  # it has shown the view's report
        await area.show(name)
        self._top.view = area.name_of_view
        self._screen.set_class(name in VIEWS and VIEWS[name].whole, "whole")
        self._screen.set_class(name in VIEWS and VIEWS[name].beside, "beside")
        self._panes.list.go_to(self._panes.list.place)
        if self._own:
            await self._enter_view()
        elif apart:
            self.find()  # the line says how many incidents there are, even where the text is the same
        elif self._panes.list.results:
            self._follow(self._panes.list.results)
        if area.view is None and self._panes.list.results:
            self._meet_list()
        self._panes.enter(area.pane)

    def _keep_place(self) -> None:
        """Let the list stay where it was left for views in which the reader went to nothing."""
        incidents, view = self._panes.list, self._panes.area.view
        if view and not view.went:
            incidents.place = self._left_at
        self._left_at = incidents.place or incidents.current

    def _meet_list(self) -> None:
        """Open the incident under the list's cursor, which may be another one than the view's."""
        self._panes.list.place = self._panes.list.current
        self._rest()

    def search_for(self, query: str) -> None:
        """Search for incidents: in the list where the view's search line asks for something else."""
        if self.asks_for_incidents:
            self.text = query
            self.keep_search()
            self._panes.enter(self._panes.area.pane)
        else:
            self.ask(query, LIST)

    def go_to(self, incident: str) -> None:
        """Go to an incident in the list; a search that does not find it gives way."""
        results = self._panes.list.results
        if results is not None and results.position(incident) is not None:
            self._panes.list.place = incident
            self.show_view(LIST)
        else:
            self.ask(f"id:{incident}", LIST)

    def narrow(self, condition: str) -> None:
        """Add a condition to the search and go to the list."""
        if condition and not holds(self.text, condition):
            self.text = narrowed(self.text, condition)
        self.show_view(LIST)

    def ask(self, query: str, view: str) -> None:
        """Search for `query` in a view, or in the list, and go there."""
        in_background(self._screen, partial(self.ask_now, query, view), "view", exclusive=True)

    async def ask_now(self, query: str, view: str) -> None:
        """Search for `query` in a view, or in the list, and return when that is shown."""
        await self._show_view(view)
        self.text = query

    def toggle(self, field: str, condition: str) -> None:
        """Let the search ask for a value of a field, too, or no longer, and stay in the view."""
        self.text = switched(self.text, field, condition)

    async def _prepare(self) -> None:
        """Make searching ready; a big casebook takes a while, and says how far it is."""
        said = 0

        def progress(done: int, total: int) -> None:
            nonlocal said
            hundredths = done * 100 // max(1, total)
            if hundredths != said:
                said = hundredths
                words = f"indexing, {done:,} of {total:,} incidents can be searched"
                self._screen.app.call_from_thread(setattr, self._top, "progress", words)

        def fetched(done: int, total: int) -> None:
            words = f"fetching, {done:,} of {total:,} records are here"
            self._screen.app.call_from_thread(setattr, self._top, "progress", words)

        notice = await asyncio.to_thread(self._casebook.prepare, progress, fetched)
        self._top.progress = ""
        if said:
            self.find()
        if notice:
            self._say(notice)

    async def _verify(self) -> None:
        """Look whether the index of a big casebook is as it was written, and search again when it was not."""
        if not await asyncio.to_thread(self._casebook.verify):
            self.find()
            self._say("The search index was damaged. It has been built again.")

    def keep_search(self) -> None:
        """Keep the search among the latest ones, since the reader goes on from it."""
        if self._own is None and self.text != self._kept:
            self._kept = self.text
            in_background(self._screen, partial(self._add_to_history, self._kept), "history")

    async def _add_to_history(self, query: str) -> None:
        self._panes.search.recall.queries = await asyncio.to_thread(self._casebook.history.add, query)


def readings(text: str, results: Results) -> str:
    """Return how a query was read, in words; empty where that says no more than the query itself."""
    read = ", ".join(results.readings)
    return "" if fold(read) == fold(text) else read
