"""The screen on which one browses: search, list, facts beside their source, annotations."""

import asyncio
from collections.abc import Mapping
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from kztui.casebook import Casebook, Results
from kztui.model.annotation import Annotation
from kztui.model.fact import Evidence, Fact
from kztui.model.report import Report
from kztui.present.dossier import read_dossier
from kztui.present.inbox import next_unjudged
from kztui.present.wording import plural
from kztui.text.clean import clean
from kztui.tui.commands import bindings, in_scopes
from kztui.tui.screens.keeping import KeepingScreen
from kztui.tui.screens.opening import OpeningScreen
from kztui.tui.screens.sharing import SharingScreen
from kztui.tui.settings import Session
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.bars import KeyBar, TopBar
from kztui.tui.widgets.divider import Divider
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.left import LeftPanes, titled
from kztui.tui.widgets.search_line import SearchLine
from kztui.tui.widgets.source_view import SourceView
from kztui.tui.wrap import shown

_ON_FACTS = {command.action for command in in_scopes(("facts",))}
_ON_ANNOTATIONS = {command.action for command in in_scopes(("annotations",))}


class BrowseScreen(SharingScreen, KeepingScreen, OpeningScreen):
    """All panes. The casebook is asked off the screen's thread; its answers arrive here and go down to the panes."""

    SCOPES = ("browse",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("browse"), *bindings("facts"), *bindings("annotations")]

    AUTO_FOCUS = "#list"

    _bar = getters.query_one(KeyBar)

    def __init__(
        self, casebook: Casebook, *, notice: str, keys: Mapping[str, str], session: Session, look_every: float
    ) -> None:
        """`keys` are the reader's own keys by command; each `look_every` seconds the files are looked at."""
        super().__init__(casebook)
        self._notice, self._keys, self._session, self._look_every = notice, keys, session, look_every
        self._drafts, self._wanted = session.drafts, session.fact
        self.set_class(session.zoomed, "zoomed")

    def session(self) -> Session:
        """Return where the reader is."""
        return Session(
            self._query.value,
            self._list.sort,
            self._list.current,
            self.has_class("zoomed"),
            self.query_one("#list-divider", Divider).widths,
            self.query_one("#facts-divider", Divider).widths,
            view=self._left.name_of_view,
            drafts=self.drafts(),
            writing=self._writing is not None,
            fact=self._facts.current.id if self._facts.current else "",
            pane=(self.focused.id or "") if self.focused in self.ring()[2:] else "",
        )

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield SearchLine(self._session.search, self._casebook.suggest)
        with Horizontal(id="panes"):
            yield LeftPanes()
            yield Divider("list-divider", self._session.list_widths, least=(34, 40))
            with Vertical(id="detail"):
                yield Static(id="incident-title", markup=False)
                with Horizontal(id="sides"):
                    yield titled(FactList("facts"), "Facts")
                    yield Divider("facts-divider", self._session.facts_widths, least=(16, 16))
                    yield titled(SourceView("source"), "Source")
                yield titled(AnnotationList("annotations"), "Annotations")
        yield KeyBar(self._keys, self.offers)

    def on_mount(self) -> None:
        self._list.sort, self._list.place = self._session.sort, self._session.incident
        self.find_first()
        self.set_timer(self._look_every, self._look)
        if self._session.view:
            self._show_view(self._session.view)
        if self._session.pane in ("facts", "source", "annotations"):
            self.call_after_refresh(self.enter, self.query_one(f"#{self._session.pane}"))
        if self._session.writing:
            self.say("Your note is kept: press a where you began it.")
        if self._notice:
            self.say(self._notice)

    @work(exclusive=True, group="open")
    async def action_inbox(self) -> None:
        """Go to the next fact without a verdict, in this incident or the next ones of the list."""
        self._stop_resting()
        results, fact = self._list.results, self._facts.current
        if not results or not results.count:
            return
        after = fact.id if fact else ""
        found = await asyncio.to_thread(next_unjudged, self._casebook, results, self._list.current, after)
        if found is None:
            self.say("Every fact of these incidents has a verdict.")
            return
        incident, self._wanted = found
        self._list.go_to(incident)
        self.dossier = await asyncio.to_thread(read_dossier, self._casebook, incident)
        self.enter(self._facts)
        self._go_to_wanted()
        self._source.go_to(self._words_of_fact())

    # Going from pane to pane.

    def ring(self) -> tuple[Widget, ...]:
        return (self._query, self._left.pane, self._facts, self._source, self._annotations)

    def enter(self, pane: Widget) -> None:
        """Go to a pane; those of the incident show the one under the list's cursor by then."""
        self.opened()
        super().enter(pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the pane that has the focus."""
        self._bar.scopes = (*getattr(event.widget, "SCOPES", ()), *self.SCOPES)

    def on_key(self) -> None:
        """Take the message away with the next key."""
        self._bar.message = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Judging and annotating need something under the cursor, going through matches needs searched words."""
        if action in ("match_next", "match_previous"):
            return bool(self._list.results and self._list.results.words)
        if action in _ON_FACTS:
            return self.fact_here() is not None
        if action in _ON_ANNOTATIONS:
            return self.annotation_here() is not None
        return super().check_action(action, parameters)

    def offers(self, action: str) -> bool:
        """Return whether a command is worth naming in the footer now; its key works, or says why not, all the same."""
        if action in ("note_add", "tag_add", "inbox", "match_next", "match_previous"):
            return self.dossier is not None
        if action in ("report_next", "report_previous"):
            return self.dossier is not None and len(self.dossier.reports) > 1
        if action == "fact_add":
            return self.words_marked() is not None
        if action == "copy":
            return bool(self.words_here() or self._list.marked)
        return action != "search" or self.focused is not self._query

    def action_report_next(self) -> None:
        self._source.step_report(1)

    def action_report_previous(self) -> None:
        self._source.step_report(-1)

    def action_match_next(self) -> None:
        self._step_match(1)

    def action_match_previous(self) -> None:
        self._step_match(-1)

    def _step_match(self, step: int) -> None:
        """Go to the next searched word in the reports of the incident, or to the one before."""
        self.enter(self._source)
        number, count = self._source.step_match(step)
        self.say(f"Searched word {number} of {count}" if count else "No searched word stands in these reports.")

    def action_back(self) -> None:
        if self._source.unmark() or (self.focused is self._facts and self._facts.unmark()):
            return
        if self.focused is not self._left.pane:
            self.enter(self._left.pane)
        elif self._left.view:
            self.action_view_list()
        elif self._list.marked:
            self._list.marked = ()
        else:
            self._query.value = ""

    # What annotating asks for.

    def fact_here(self) -> Fact | None:
        if self.focused not in (self._facts, self._source) or self.words_marked():
            return None
        return self._facts.current

    def facts_marked(self) -> tuple[str, ...]:
        return self._facts.marked

    def annotation_here(self) -> Annotation | None:
        if self.focused is self._annotations:
            return self._annotations.current
        return self._left.annotation if self.focused is self._left.view else None

    def results_shown(self, results: Results) -> None:
        """Let the panes follow a search."""
        self._show_casebook()
        self._source.show_words(results.highlighter)
        self._facts.show_words(results.words)
        self._annotations.show_words(results.words)
        self.refresh_bindings()
        if not self.dossier or self.dossier.incident.id != self._list.current:
            self.open(self._list.current)

    def words_marked(self) -> Evidence | None:
        return self._source.marked

    def unmark(self) -> None:
        self._source.unmark()

    def words_here(self) -> Evidence | None:
        fact = self._facts.current
        return self._source.marked or (fact.evidence if fact else None)

    def report_here(self) -> Report | None:
        return self._source.report

    def say(self, message: str, *, failed: bool = False) -> None:
        self._bar.say(shown(clean(message)), failed=failed)

    def reread(self) -> None:
        """Show the casebook as it is now, without losing the reader's place."""
        self.find()
        self.count_waiting()
        if self.dossier:
            self.open(self.dossier.incident.id)

    @work(group="look")
    async def _look(self) -> None:
        """Follow what other programs change, and look again later."""
        if await asyncio.to_thread(self._casebook.refresh):
            self.reread()
        self.set_timer(self._look_every, self._look)

    def _show_casebook(self) -> None:
        bar = self.query_one(TopBar)
        bar.name_of_casebook = clean(str(self._casebook.path))
        bar.problem = clean(self._casebook.problem)
        incidents = plural(self._casebook.incident_count, "incident")
        bar.counts = f"{incidents} · {plural(self._casebook.report_count, 'report')}"

    # The program.

    def action_help(self) -> None:
        from kztui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._keys))

    def action_theme(self) -> None:
        from kztui.tui.palette import choose_theme

        choose_theme(self.app)

    def action_palette(self) -> None:
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        await self.app.action_quit()
