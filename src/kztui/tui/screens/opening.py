"""Opening an incident in the panes, and the tie between facts, source and annotations."""

import asyncio

from textual import getters, on, work
from textual.reactive import var
from textual.widgets import Static
from textual.worker import Worker

from kztui.casebook import Casebook
from kztui.model.annotation import Annotation
from kztui.model.fact import Evidence
from kztui.present.dossier import Dossier, read_dossier
from kztui.tui.screens.finding import FindingScreen
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.lines import LinesView
from kztui.tui.widgets.source_view import SourceView
from kztui.tui.wrap import shown

REST = 0.06
"""Seconds that the list's cursor rests on an incident before it is opened: a held key opens only the last one."""


class OpeningScreen(FindingScreen):
    """A screen whose panes show one incident. Moving in one of them moves the others to what it is about."""

    dossier: var[Dossier | None] = var(None, init=False)

    _facts = getters.query_one(FactList)
    _source = getters.query_one(SourceView)
    _annotations = getters.query_one(AnnotationList)

    def __init__(self, casebook: Casebook) -> None:
        super().__init__(casebook)
        self._resting: Worker[None] | None = None
        self._coming: str | None = None

    def open(self, incident: str) -> None:
        """Show an incident in the panes, with an empty id none."""
        self._coming = incident
        self._fetch(incident)

    @work(exclusive=True, group="open")
    async def _fetch(self, incident: str) -> None:
        self.dossier = await asyncio.to_thread(self._read, incident)
        self._coming = None

    def _read(self, incident: str) -> Dossier | None:
        try:
            return read_dossier(self._casebook, incident) if incident else None
        except KeyError:  # another program took it away since the search
            return None

    @work(exclusive=True, group="rest")
    async def _rest(self) -> None:
        """Open the incident under the cursor when the cursor has rested there."""
        await asyncio.sleep(REST)
        self._resting = None
        self.open(self._list.place)

    def _stop_resting(self) -> bool:
        """Return whether an incident was to be opened when the cursor had rested, which is off now."""
        resting, self._resting = self._resting, None
        if resting:
            resting.cancel()
        return resting is not None

    def watch_dossier(self, before: Dossier | None, dossier: Dossier | None) -> None:
        """Show the dossier in all panes; where it is the incident that was shown, the reader stays where they are."""
        title = f"{dossier.incident.id}  {dossier.summary.title}" if dossier else ""
        self.query_one("#incident-title", Static).update(shown(title), layout=False)
        words = self._words_of_fact()
        self._facts.show_dossier(dossier)
        self._go_to_wanted()
        self._source.show_dossier(dossier)
        stays = before and dossier and before.incident.id == dossier.incident.id and words == self._words_of_fact()
        (self._source.point_at if stays else self._source.go_to)(self._words_of_fact())
        self._annotations.show_dossier(dossier)
        self._follow_view()

    def _go_to_wanted(self) -> None:
        if self._facts.go_to(self._wanted):
            self._wanted = ""

    def _words_of_fact(self) -> Evidence | None:
        return self._facts.current.evidence if self._facts.current else None

    def _follow_view(self) -> None:
        """Where the reader is in a view of annotations or reports, show the one under its cursor in the panes."""
        if self.focused is not self._left.view:
            return
        self._source.show_report(self._left.report)
        if annotation := self._left.annotation:
            self._annotations.go_to(annotation)
            self._point_at(annotation)

    def _point_at(self, annotation: Annotation) -> None:
        """Put the cursors of facts and source on what an annotation is on, unless that is the incident as a whole."""
        on_fact = self._facts.go_to(annotation.fact.id if annotation.fact else annotation.target.fact)
        if on_fact or annotation.words:
            self._source.go_to(annotation.words or self._words_of_fact())

    @on(LinesView.Moved, "#left LinesView")
    def _left_moved(self) -> None:
        self._list.place = self._left.current
        self._resting = self._rest()
        self._follow_view()

    @on(LinesView.Moved, "#facts")
    def _fact_moved(self) -> None:
        self._source.go_to(self._words_of_fact())

    @on(LinesView.Moved, "#annotations")
    def _annotation_moved(self) -> None:
        if annotation := self._annotations.current:
            self._point_at(annotation)

    @on(LinesView.Moved, "#source")
    def _source_moved(self) -> None:
        supported, on_line = self._source.facts_here()
        self._facts.mark_supported(supported, on_line)
        self._source.point_at(self._words_of_fact())

    @on(LinesView.Chosen)
    def _chosen(self, event: LinesView.Chosen) -> None:
        annotation = self._annotations.current
        if event.view is self._left.view:
            if self._left.annotation:
                self.opened()
                self.enter(self._annotations)
            else:
                self.narrow(self._left.view.narrowing)
        elif event.view is self._annotations and annotation:
            self._point_at(annotation)
            self.enter(self._source if annotation.words else self._facts)
        else:
            self._list.place = self._left.current
            self.enter(self._source if event.view is self._facts else self._facts)

    def opened(self) -> Dossier | None:
        if self._stop_resting():
            self._coming = self._list.place
        if self._coming is not None:  # a key came first: it means what is under the cursor
            self.workers.cancel_group(self, "open")
            coming, self._coming = self._coming, None
            self.dossier = self._read(coming)
        return self.dossier

    def go_into(self, incident: str) -> None:
        """Show an incident and go to its facts."""
        self.open(incident)
        self.enter(self._facts)
