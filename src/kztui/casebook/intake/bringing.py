"""Prepared documents go into a casebook, a batch at a time."""

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct

from kztui.casebook.casebook import Casebook
from kztui.casebook.intake.preparing import Prepared
from kztui.extract.engine import Draft, State
from kztui.model.report import Report

BATCH = 200
"""Reports that are added in one write: an interrupt loses at most as many, and running it again goes on."""


_MOST_TOLD = 100


class Outcome(Struct):
    """What came of an import: numbers of reports and incidents.

    `known` counts reports that were in the casebook already, `restored` those of them that had been set aside and
    count again, `back` the incidents that are there again with them, `copies` new ones that repeat another,
    `joined` the known incidents that have new facts, `suggestions` what may be the same, `nothing_found` and
    `not_read` the new reports of these states, `failed` the documents, or parts of them, that could not be read;
    `read_as` how many were read as each kind; `told` are the ids of incidents that are new or have new facts, of
    the first ones only.
    """

    reports: int = 0
    known: int = 0
    restored: int = 0
    back: int = 0
    copies: int = 0
    incidents: int = 0
    joined: int = 0
    suggestions: int = 0
    nothing_found: int = 0
    not_read: int = 0
    failed: int = 0
    read_as: dict[str, int] = {}
    told: list[str] = []


class Incoming:
    """Reports on their way into a casebook: add to it what is prepared, and `finish`.

    Without `joining`, what would join incidents that are there becomes incidents of their own when it is closed.
    """

    def __init__(self, casebook: Casebook, batch: int = BATCH, *, joining: bool = True) -> None:
        self.outcome = Outcome()
        self._joining = joining
        self._casebook = casebook
        self._size = batch
        self._batch: dict[str, tuple[Report, list[Draft]]] = {}
        self._again: list[tuple[Report, list[Draft]]] = []
        self._kinds: Counter[str] = Counter()
        self._reports: list[str] = []
        self._incidents: list[str] = []

    def is_known(self, report: Report) -> bool:
        """Return whether a report with this text is in the casebook, or on its way."""
        return report.id in self._batch or self._casebook.has_report(report.id)

    def take(self, prepared: Prepared) -> None:
        """Take a part of a document, and add a batch to the casebook when it is full. Raises StoreError."""
        if prepared.report is not None:
            self._kinds[prepared.kind] += 1
        self.outcome.read_as = dict(self._kinds.most_common())
        if prepared.problem or prepared.report is None:
            self.outcome.failed += 1
        elif self._casebook.reports.is_set_aside(prepared.report.id):
            before = self._casebook.incident_count
            self._casebook.reports.restore([prepared.report.id])
            self.outcome.restored += 1
            self.outcome.back += self._casebook.incident_count - before
        elif self.is_known(prepared.report):
            self._again.append((prepared.report, []))
        else:
            self._batch[prepared.report.id] = (prepared.report, prepared.drafts)
            self.outcome.not_read += prepared.state is State.NOT_READ
            self.outcome.nothing_found += prepared.state is State.NOTHING_FOUND
        if len(self._batch) + len(self._again) >= self._size:
            self.finish()

    def finish(self) -> Outcome:
        """Add the reports that wait; return the outcome so far. Raises StoreError."""
        if self._batch or self._again:
            batch, self._batch, self._again = [*self._batch.values(), *self._again], {}, []
            added = self._casebook.add(batch)
            self.outcome.reports += added.reports
            self.outcome.known += added.known
            self.outcome.copies += added.copies
            self.outcome.incidents += added.incidents
            self.outcome.joined += added.joined
            self.outcome.suggestions += added.suggestions
            self._reports += added.ids
            self._incidents += added.told
            self.outcome.told = list(dict.fromkeys((*self.outcome.told, *added.told)))[:_MOST_TOLD]
        return self.outcome

    def close(self) -> None:
        """Add the reports that wait, and note what came in, so that undo takes it back. Raises StoreError."""
        self.finish()
        if self._reports:
            made = self._casebook.reports.note_import(self._reports, self._incidents, joining=self._joining)
            self.outcome.incidents += len(made)
            self.outcome.joined -= len(made)
            new = {one.target.incident: one.into for one in made}
            self.outcome.told = [new.get(incident, incident) for incident in self.outcome.told]
            self._reports, self._incidents = [], []


def bring_in(
    casebook: Casebook,
    parts: Iterable[Prepared],
    hear: Callable[[Prepared, bool], object],
    *,
    joining: bool = True,
) -> Outcome:
    """Add the prepared `parts` of documents to a casebook. `hear` is told each of them, and whether it was known.

    Without `joining`, what would join incidents that are there becomes incidents of their own. When it is interrupted,
    what is prepared goes in first. Raises StoreError.
    """
    incoming = Incoming(casebook, joining=joining)
    try:
        for part in parts:
            known = part.report is not None and not part.problem and incoming.is_known(part.report)
            hear(part, known)
            incoming.take(part)
    finally:
        incoming.close()
    return incoming.outcome
