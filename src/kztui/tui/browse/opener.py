"""Opening an incident in the panes, and the tie between facts, source and annotations."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import Worker

from kztui.casebook import Casebook, Results
from kztui.model.annotation import Annotation
from kztui.model.fact import Evidence
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.present.lens import Lens
from kztui.present.wording import title_words
from kztui.tui.background import in_background
from kztui.tui.browse.panes import Panes
from kztui.tui.wrap import shown

if TYPE_CHECKING:
    from kztui.present.dossier import Dossier

VISITED = 30
"""Incidents that the reader went into and can go back to."""

REST = 0.06
"""Seconds that the list's cursor rests on an incident before it is opened: a held key opens only the last one."""


class Opener:
    """Shows one incident in the panes. Moving in one of them moves the others to what it is about.

    `fact_wanted` is the id of the fact to go to when the incident is shown next. `visited` are the ids of the incidents
    that the reader went into, the latest first.
    """

    def __init__(
        self, screen: Screen[Any], casebook: Casebook, panes: Panes, fact_wanted: str, changed: Callable[[], None]
    ) -> None:
        """`changed` is called when the panes show something else."""
        self._changed = changed
        self._screen, self._casebook, self._panes = screen, casebook, panes
        self.dossier: Dossier | None = None
        self.alone: Report | None = None
        """The report that is shown by itself, as no incident is told in it."""
        self.fact_wanted = fact_wanted
        self.visited: tuple[str, ...] = ()
        self._resting: Worker[None] | None = None
        self._found: Results | None = None
        self.lens = Lens()
        self._searched_before = False
        self._coming: str | None = None

    def open(self, incident: str) -> None:
        """Show an incident in the panes; none for an empty id."""
        self._coming = incident
        in_background(self._screen, partial(self.open_now, incident), "open", exclusive=True)

    @property
    def coming(self) -> bool:
        """Whether an incident is about to be shown."""
        return bool(self._coming)

    def open_here(self) -> None:
        """Show what the reader is at: an incident, or a report in which none was found."""
        if report := self._report_here:
            self._coming = None
            in_background(self._screen, partial(self._open_report, report), "open", exclusive=True)
        else:
            self.open(self._panes.list.place)

    @property
    def _report_here(self) -> str:
        """The id of the report under the cursor of a view if no incident is told in it; empty else."""
        view = self._panes.area.view
        return view.report if view and view.report and not view.current else ""

    async def _open_report(self, identifier: str) -> None:
        if found := await asyncio.to_thread(self._read_report, identifier):
            self._show_report(*found)

    def _read_report(self, identifier: str) -> tuple[Report, tuple[Annotation, ...], str] | None:
        """Return a report, the annotations on it, and why nothing is found in it; None when it is gone."""
        from kztui.present.unfound import why_nothing  # imports the rules of the languages

        try:
            report = self._casebook.report(identifier)
        except KeyError:
            return None
        aside = self._casebook.reports.is_set_aside(identifier)
        why = "set aside: X brings it back" if aside else why_nothing(report)
        return report, self._casebook.reports.annotations(identifier), why

    def _show_report(self, report: Report, annotations: tuple[Annotation, ...], why: str) -> None:
        """Show a report by itself: its text, the annotations on it, and `why` nothing is found in it."""
        from kztui.present.dossier import Dossier

        panes = self._panes
        self.dossier, self.alone = None, report
        panes.title.words, panes.title.checked = shown(f"{report.id}  {report.title}"), ""
        panes.facts.no_incident = f"{why}. i makes an incident of words that m marks."
        panes.facts.show_dossier(None)
        by_itself = Dossier(Incident("", ()), Summary(""), (report,), annotations)
        panes.source.show_dossier(by_itself)
        panes.annotations.show_dossier(by_itself)

    async def open_now(self, incident: str) -> None:
        """Show an incident in the panes, and return when it is shown."""
        dossier = await asyncio.to_thread(self._read, incident)
        self._coming = None
        self.show(dossier)

    def _read(self, incident: str) -> "Dossier | None":
        from kztui.present.dossier import read_dossier

        try:
            return self.lens.dossier(self._casebook, read_dossier(self._casebook, incident)) if incident else None
        except KeyError:  # another program removed it since the search
            return None

    def rest(self) -> None:
        """Open the incident under the list's cursor when the cursor has rested there."""
        self._resting = in_background(self._screen, partial(self._rest, self.open_here), "rest", exclusive=True)

    async def _rest(self, then: Callable[[], None]) -> None:
        await asyncio.sleep(REST)
        self._resting = None
        self._show_words()
        then()

    def visit(self) -> None:
        """Remember that the reader goes into the incident that is open."""
        if self.dossier and self.dossier.incident.id != next(iter(self.visited), ""):
            before = (one for one in self.visited if one != self.dossier.incident.id)
            self.visited = (self.dossier.incident.id, *before)[:VISITED]

    def follow_search(self, results: Results) -> None:
        """Mark the words of a search and open the incident under the list's cursor, when typing rests."""
        self._found = results
        if self._searched_before:
            self._resting = in_background(self._screen, partial(self._rest, self._open_found), "rest", exclusive=True)
        else:
            self._searched_before = True
            self._coming = self._panes.list.current
            self._screen.call_after_refresh(self._show_first)  # the list is painted first

    def _show_first(self) -> None:
        self._show_words()
        self._open_found()

    def _open_found(self) -> None:
        """Open the incident under the list's cursor, unless it is open or a report is shown by itself."""
        current = self._panes.list.current
        if self.alone is None and (not self.dossier or self.dossier.incident.id != current):
            self.open(current)

    def _show_words(self) -> None:
        """Mark the words of the latest search in the panes."""
        found, self._found = self._found, None
        if found:
            self._panes.source.show_words(found.highlighter)
            self._panes.facts.show_words(found.words)
            self._panes.annotations.show_words(found.words)

    def stop_resting(self) -> bool:
        """Return whether an incident was to be opened when the cursor had rested, which is off now."""
        resting, self._resting = self._resting, None
        if resting:
            resting.cancel()
        return resting is not None

    def opened(self) -> "Dossier | None":
        """Return the incident that the reader means: the one under the cursor, even before its panes follow."""
        searching = self._found is not None
        if self.stop_resting():
            self._show_words()
            if searching:
                self._panes.list.place = self._panes.list.current
            if (report := self._report_here) and (found := self._read_report(report)):
                self._screen.workers.cancel_group(self._screen, "open")
                self._show_report(*found)
                return None
            self._coming = self._panes.list.place
        if self._coming is not None:  # a key came first
            self._screen.workers.cancel_group(self._screen, "open")
            coming, self._coming = self._coming, None
            self.show(self._read(coming))
        return self.dossier

    def show(self, dossier: "Dossier | None") -> None:
        """Show a dossier in all panes; where it is the incident that was shown, the reader stays where they are."""
        before, self.dossier = self.dossier, dossier
        alone, self.alone = self.alone, None
        if dossier == before and alone is None:
            return
        self._panes.facts.no_incident = ""
        panes, words = self._panes, self.words_of_fact
        panes.title.words = shown(f"{dossier.incident.id}  {title_words(dossier.summary)}") if dossier else ""
        panes.facts.show_dossier(dossier)
        panes.title.checked = panes.facts.checked
        self.go_to_wanted()
        panes.source.show_dossier(dossier)
        stays = before and dossier and before.incident.id == dossier.incident.id and words == self.words_of_fact
        (panes.source.point_at if stays else panes.source.go_to)(self.words_of_fact)
        panes.annotations.show_dossier(dossier)
        self.follow_view()
        if panes.focused in panes.of_incident:
            self.visit()
        self._changed()

    def go_to_wanted(self) -> None:
        """Go to the fact that is wanted, if it is one of the incident."""
        if self._panes.facts.go_to(self.fact_wanted):
            self.fact_wanted = ""

    @property
    def words_of_fact(self) -> Evidence | None:
        """The words that state the fact under the cursor."""
        fact = self._panes.facts.current
        return fact.evidence if fact else None

    def follow_view(self) -> None:
        """Where the reader is in a view of annotations or reports, show the one under its cursor in the panes; where it
        is about one report of an incident, go to the head of that and to its words.
        """
        view = self._panes.area.view
        if view is None or self._panes.focused is not view:
            return
        self._panes.source.show_report(view.report)
        report, asked = view.telling
        if report and self.dossier and self.dossier.incident.id == view.current:
            self._panes.facts.go_to_report(report)
            words = (fact.evidence for fact in self.dossier.facts if fact.id in asked)
            first = min((one for one in words if one.report == report), key=lambda one: one.start, default=None)
            self._panes.source.show_report(report)
            self._panes.source.go_to(first)
        if annotation := view.annotation:
            self._panes.annotations.go_to(annotation)
            self.point_at(annotation)

    def point_at(self, annotation: Annotation) -> None:
        """Put the cursors of facts and source on what an annotation is on, unless that is the incident as a whole."""
        on_fact = self._panes.facts.go_to(annotation.fact.id if annotation.fact else annotation.target.fact)
        if on_fact or annotation.words:
            self._panes.source.go_to(annotation.words or self.words_of_fact)

    def follow_fact(self) -> None:
        """Bring the words of the fact under the cursor into view, or the report that it heads."""
        facts = self._panes.facts
        if facts.current:
            self._panes.source.go_to(self.words_of_fact)
        elif facts.report:
            self._panes.source.show_report(facts.report.id)

    def follow_source(self) -> None:
        """Mark the facts that the paragraph under the source's cursor states."""
        if self.dossier is None:
            return
        supported, on_line = self._panes.source.facts_here()
        self._panes.facts.mark_supported(supported, on_line if self._panes.focused is self._panes.source else "")
        self._panes.source.point_at(self._panes.source.stepped or self.words_of_fact)
