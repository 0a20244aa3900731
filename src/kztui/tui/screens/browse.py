"""The screen on which one browses: search, list, facts beside their source, annotations."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from kztui.casebook import Casebook, Results
from kztui.errors import UserError
from kztui.model.rights import Rights
from kztui.present.lens import Lens
from kztui.present.told import tell
from kztui.present.wording import plural, unread_words
from kztui.text.clean import clean
from kztui.tui.background import in_background
from kztui.tui.browse.context import Context
from kztui.tui.browse.drafts import Drafts
from kztui.tui.browse.finder import Finder
from kztui.tui.browse.follower import Follower
from kztui.tui.browse.opener import Opener
from kztui.tui.browse.panes import Panes
from kztui.tui.columns import head_words
from kztui.tui.command import Command, bindings, with_twins
from kztui.tui.commands.by_hand import import_documents
from kztui.tui.commands.identity import decide, join_likely, none_of_them, put_off, renew, settle, take_back
from kztui.tui.commands.searching import find
from kztui.tui.flat import FLAT
from kztui.tui.keystrokes import KeystrokesApp
from kztui.tui.preferences import Preferences
from kztui.tui.registry import BY_ID, COMMANDS, RIVALS, SCREEN, in_scopes
from kztui.tui.session import Session
from kztui.tui.textual_faults import QuietScreen
from kztui.tui.widgets.bars import KeyBar, StatusLine, TopBar
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.views import LIST
from kztui.tui.wrap import shown

if TYPE_CHECKING:
    from kztui.present.dossier import Dossier
    from kztui.tui.widgets.counts_view import CountsView
    from kztui.tui.widgets.merge_view import MergeView
    from kztui.tui.widgets.overview_view import OverviewView
    from kztui.tui.widgets.view import View

_NOT_OF_THE_LIST = ("search.save", "import")
"""Commands that change the casebook, but nothing that is found: no search has to end before."""

_COUNTED = 2_000
"""In a casebook with more reports nobody asks unasked what today's rules read otherwise: each has to be read again."""


def own_commands(preferences: Preferences) -> tuple[Command, ...]:
    """Return the commands of the reader's own."""
    if not preferences.commands:
        return ()
    from kztui.tui.commands.own import screen_commands  # few readers have some

    return screen_commands(preferences.commands)


class BrowseScreen(QuietScreen):
    """Puts the panes on the screen, runs commands, and brings what happens in one pane to the parts it concerns."""

    app = getters.app(KeystrokesApp)
    SCOPES = ("browse",)
    BINDINGS: ClassVar[list[BindingType]] = bindings(SCREEN)

    AUTO_FOCUS = "#list"

    SETTLED = 4.0
    """Seconds after the start until what takes long is looked at."""

    class FirstShown(Message):
        """The first search is shown."""

    def __init__(
        self, casebook: Casebook, *, notice: str, preferences: Preferences, session: Session, look_every: float
    ) -> None:
        """`notice` is said at the start; each `look_every` seconds the casebook's files are looked at."""
        super().__init__()
        self._casebook, self._notice, self._session = casebook, notice, session
        self._preferences = preferences
        self._top = TopBar(preferences.keys)
        self._status, self._bar = StatusLine(), KeyBar(preferences.keys, in_scopes, self.applies, self.footer_word)
        panes = self._panes = Panes(self, session, casebook.suggest)
        opener = self._opener = Opener(self, casebook, panes, session.fact, self._describe)
        opener.visited = session.visited
        finder = self._finder = Finder(
            self,
            casebook,
            panes,
            self._top,
            say=self.say,
            shown=self._results_shown,
            open_found=self._go_into,
            rest=opener.rest,
        )
        self._own = {command.id: command for command in own_commands(preferences)}
        drafts = self._drafts = Drafts(session.unsaved)
        self.context = Context(
            self, casebook, panes, finder, opener, drafts, preferences, (*COMMANDS, *self._own.values()), self.say
        )
        self._follower = Follower(self, casebook, self._top, look_every, reread=self.context.reread, say=self.say)
        self._flat = preferences.layout == FLAT
        self.set_class(session.zoomed or self._flat, "zoomed")
        panes.list.tell = partial(tell, casebook)
        panes.list.show_as(preferences.columns, two_lines=preferences.density == "two-lines", dates=preferences.dates)

    @property
    def dossier(self) -> "Dossier | None":
        """The incident that is open."""
        return self._opener.dossier

    def session(self) -> Session:
        """Return where the reader is."""
        panes, fact = self._panes, self._panes.facts.current
        view = panes.area.name_of_view
        return Session(
            self._finder.incident_search,
            panes.list.sort,
            panes.list.current,
            self.has_class("zoomed") and not self._flat,
            panes.list_divider.widths,
            panes.facts_divider.widths,
            view="" if view == LIST else view,
            writing=self._drafts.writing,
            fact=fact.id if fact and panes.facts.cursor else "",
            visited=self._opener.visited,
            pane=(self.focused.id or "") if self.focused in panes.of_incident else "",
        ).with_unsaved(self._drafts.all())

    def compose(self) -> ComposeResult:
        yield self._top
        yield from self._panes.compose()
        yield self._status
        yield self._bar

    def on_mount(self) -> None:
        self.call_after_refresh(self._mount_detail)  # the list is painted first
        session, panes = self._session, self._panes
        self.watch(panes.list, "marked", self._count_marked, init=False)
        self.watch(panes.list, "stale", self._describe, init=False)
        panes.list.sort, panes.list.place = session.sort, session.incident
        self.context.put_on(Lens(self._preferences.policy))
        self._finder.find_first()
        self._follower.begin()
        for command in self._own.values():
            if command.keys:
                self.app.bind(
                    with_twins(command.keys), f"screen.{command.action}", description=command.label, show=False
                )
        if session.view:
            self._finder.show_view(session.view)
        if session.pane and (last := next((pane for pane in panes.of_incident if pane.id == session.pane), None)):
            self._opener.opened()
            self.call_after_refresh(panes.enter, last)
        if session.writing:
            self.say("What you were writing is kept: go to where you wrote it and press the same key.")
        if self._notice:
            self.say(self._notice)

    async def _mount_detail(self) -> None:
        """Put the panes of the incident where the list has left room for them; keys can go there from now on."""
        try:
            self.watch(self._panes.facts, "cursor", self._describe, init=False)  # also where a command has moved it
            await self._panes.mount_detail()
        finally:
            self.app.begin()

    # Commands.

    def action_run(self, command_id: str) -> Awaitable[None] | None:
        """Run a command of the screen, or say what it lacks."""
        command = self._command(command_id)
        if lacking := command.missing(self.context):
            self.say(lacking, failed=True)
            return None
        changes = command.needs > Rights.READER and command.id not in _NOT_OF_THE_LIST
        if changes and self._finder.searching:  # it was meant for what is not there yet
            self.app.forget_typed()
            self.say("Not done: the search had not ended. Press the key again.", failed=True)
            return None
        done = command.run(self.context) if command.run else None
        return done if isawaitable(done) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command that does not apply leaves its key to one that does; without one it says what it lacks."""
        if action != "run":
            return super().check_action(action, parameters)
        command = self._command(str(parameters[0]))
        rivals = RIVALS.get(command.id, ())
        return not command.missing(self.context) or all(rival.missing(self.context) for rival in rivals)

    def _command(self, command_id: str) -> Command:
        return BY_ID.get(command_id) or self._own[command_id]

    def applies(self, command: Command) -> bool:
        """Return whether a command does something where the reader is."""
        if command.run:
            return not command.missing(self.context)
        return self.focused is None or bool(self.focused.check_action(command.action, ()))

    def footer_word(self, command: Command) -> str:
        """Return the word for a command in the footer where the reader is."""
        return self.focused.footer_word(command) if isinstance(self.focused, LinesView) else command.footer

    # What happens in the panes.

    @on(Input.Changed)
    def _typed(self) -> None:
        self._finder.typed()

    @on(IncidentList.Sorted)
    def _sorted(self) -> None:
        self._finder.sorted()

    @on(QueryInput.Asked)
    def _asked_while_typing(self, event: QueryInput.Asked) -> None:
        pane = self._panes.area.pane
        if event.what == "leave":
            self._panes.enter(pane)
        elif event.what == "open":
            self._finder.open_current()
        else:
            pane.go(pane.cursor + (1 if event.what == "down" else -1))

    @on(IncidentList.OnHead)
    def _on_head(self, event: IncidentList.OnHead) -> None:
        """Say what the head of a column means."""
        if event.column is None:
            self._describe()
        else:
            policy = self._opener.lens.policy
            self._status.about = head_words(event.column, self._panes.list.order, policy)

    @on(LinesView.Moved, "#left LinesView")
    def _left_moved(self) -> None:
        self._panes.list.place = self._panes.area.current
        self._opener.rest()
        self._opener.follow_view()
        if self._panes.area.view:
            in_background(self, self._describe_view, "describe", exclusive=True)

    async def _describe_view(self) -> None:
        """Say what is under the cursor of the view."""
        view = self._panes.area.view
        if view is None:
            return
        from kztui.present.status import incident_status

        with suppress(UserError):  # such as a search that is not finished: it says so itself
            about = await asyncio.to_thread(view.describe, self._casebook, self._finder.incident_search)
            if view is self._panes.area.view and self._is_in(view):
                row = self.dossier.summary if self.dossier and view.current else None
                self._status.about = shown(clean(about or (incident_status(row) if row else "")))
                if view.current and view.current != self._panes.list.place:
                    self._panes.list.place = view.current
                    self._opener.rest()
                self._bar.follow()

    def _is_in(self, view: "View") -> bool:
        """Return whether the reader is in a view, or in the search line while it asks for what is in the view."""
        return self.focused is view or (view.searches and self.focused is self._panes.query)

    @on(LinesView.Moved, "#facts")
    def _fact_moved(self) -> None:
        self._opener.follow_fact()

    @on(LinesView.Moved, "#annotations")
    def _annotation_moved(self) -> None:
        if annotation := self._panes.annotations.current:
            self._opener.point_at(annotation)

    @on(LinesView.Moved, "#source")
    def _source_moved(self) -> None:
        self._opener.follow_source()
        self._describe()

    def on_source_view_find_asked(self) -> None:
        """Ask what to find in the report."""
        find(self.context)

    def _describe(self) -> None:
        """Say what is under the cursor."""
        panes, dossier = self._panes, self.dossier
        self._bar.follow()
        if panes.area.view and self._is_in(panes.area.view):
            in_background(self, self._describe_view, "describe", exclusive=True)
            return
        if self.focused is panes.query and self._finder.still_shown:
            about = self._finder.still_shown
        else:
            about = self._incident_words(dossier) if dossier else ""
        self._status.about = shown(clean(about))

    def _incident_words(self, dossier: "Dossier") -> str:
        """Return what is said of the line under the cursor, among facts and source, or of the incident."""
        from kztui.present.status import incident_status, incident_words, line_status, match_status

        panes = self._panes
        if self.focused in (panes.facts, panes.source) and panes.facts.line:
            return line_status(dossier, panes.facts.line)
        results = panes.list.results
        why = match_status(dossier, results.highlighter) if results and results.words else ""
        why = f"found in {why}" if why else ""
        row = incident_words(dossier.summary) if self._flat else ""
        return ". ".join(part for part in (row, why, incident_status(dossier.summary)) if part)

    @on(LinesView.Chosen)
    def _chosen(self, event: LinesView.Chosen) -> None:
        panes, annotation = self._panes, self._panes.annotations.current
        if event.view is panes.area.view:
            panes.area.view.went = True
            if panes.area.view.annotation:
                self._enter(panes.annotations)
            elif panes.area.view.report:
                self._enter(panes.source)
            elif panes.area.view.telling.report:
                self._enter(panes.facts)
            elif panes.area.view.current and not panes.area.view.narrowing:
                self._finder.go_to(panes.area.view.current)
            else:
                self._finder.narrow(panes.area.view.narrowing)
        elif event.view is panes.facts and panes.facts.foldable:
            panes.facts.action_fact_fold()
        elif event.view is panes.annotations and panes.annotations.is_folded_here:
            panes.annotations.unfold()
        elif event.view is panes.annotations and annotation:
            self._opener.point_at(annotation)
            self._enter(panes.source if annotation.words else panes.facts)
        else:
            panes.list.place = panes.area.current
            self._enter(panes.source if event.view is panes.facts else panes.facts)

    def _enter(self, pane: LinesView) -> None:
        """Go to a pane of the incident under the list's cursor."""
        self._opener.opened()
        self._panes.enter(pane)

    @on(TopBar.Picked)
    def _picked(self, event: TopBar.Picked) -> None:
        self._finder.show_view(event.view)

    def on_counts_view_toggled(self, event: "CountsView.Toggled") -> None:
        """Narrow or widen the search."""
        self._finder.toggle(event.field, event.condition)

    def on_overview_view_asked(self, event: "OverviewView.Asked") -> None:
        """Show the list behind a number."""
        self._finder.ask(event.query, event.view or LIST)

    def on_merge_view_decided(self, event: "MergeView.Decided") -> None:
        """Keep what the reader decided."""
        decide(self.context, event.suggestion, same=event.same)

    def on_merge_view_none_of_them(self, event: "MergeView.NoneOfThem") -> None:
        """Keep that an incident is none of those that it may be."""
        none_of_them(self.context, event.suggestions)

    def on_merge_view_put_off(self, event: "MergeView.PutOff") -> None:
        """Keep that the reader is unsure."""
        put_off(self.context, event.suggestion)

    def on_merge_view_likely(self) -> None:
        """Ask how likely what is to be merged has to be."""
        join_likely(self.context)

    def on_merge_view_renewed(self, event: "MergeView.Renewed") -> None:
        """Take what today's rules read otherwise."""
        renew(self.context, event.proposals)

    def on_merge_view_taken_back(self, event: "MergeView.TakenBack") -> None:
        """Take back what was joined without asking."""
        take_back(self.context, event.join)

    def on_merge_view_settled(self, event: "MergeView.Settled") -> None:
        """Keep how the reader decided between two people."""
        settle(self.context, event.conflict, event.winner)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane that has the focus and its keys; keep a search that the reader goes on from."""
        self._panes.show(event.widget)
        if event.widget in self._panes.of_incident:
            self._opener.visit()
        if event.widget is not self._panes.query:
            self._finder.keep_search()
        self._bar.scopes = (*getattr(event.widget, "SCOPES", ()), *self.SCOPES)
        self._describe()

    def on_paste(self, event: events.Paste) -> None:
        """Offer to import what is pasted where nobody types: a text, a path or an address."""
        from kztui.present.paths import is_document, leads_somewhere

        if is_document(event.text) or leads_somewhere(event.text.strip()):
            import_documents(self.context, event.text)

    def on_key(self) -> None:
        """Remove the message with the next key."""
        self._status.message = ""

    def _results_shown(self, results: Results) -> None:
        """Follow a search in the other panes."""
        first = not self._top.name_of_casebook
        self._follower.show_casebook()
        self._bar.follow()
        self._opener.follow_search(results)
        if first:
            self.post_message(self.FirstShown())
            self.call_after_refresh(in_background, self, self._say_unread, "unread")

    async def _say_unread(self) -> None:
        """Say at the start that there are reports that no rules have read yet; else look for proposals later on."""
        unread = await asyncio.to_thread(self._casebook.reports.unread)
        if unread and not self._status.message:
            self.say(unread_words(len(unread)))
        if not unread and self._casebook.report_count <= _COUNTED:
            self.set_timer(self.SETTLED, lambda: in_background(self, self._say_proposals, "unread"))

    async def _say_proposals(self) -> None:
        """Say how many reports today's rules read otherwise than when they came in."""
        proposals = await self._casebook.proposals.count()
        if proposals and not self._status.message:
            view, otherwise = map(self.context.key_of, ("view.merge", "merge.otherwise"))
            self.say(f"{plural(proposals, 'proposal')} of today's rules: {view} {otherwise} shows them")

    def _go_into(self, incident: str) -> None:
        """Show an incident and go to its facts."""
        self._opener.open(incident)
        self._enter(self._panes.facts)

    def say(self, message: str, *, failed: bool = False) -> None:
        """Show a line until the next key."""
        self._status.say(shown(clean(message)), failed=failed)

    def _count_marked(self, marked: tuple[str, ...]) -> None:
        self._top.marked = len(marked)
