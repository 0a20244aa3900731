"""What an output format is, and what it is given to write."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary


class Contents(Protocol):
    """What can be read of a casebook."""

    def incident(self, incident_id: str) -> Incident:
        """Return an incident."""

    def report(self, report_id: str) -> Report:
        """Return a report."""

    def annotations(self, incident_id: str) -> Sequence[Annotation]:
        """Return the annotations in force on an incident, oldest first."""


class Selected(Struct, frozen=True):
    """All that is known of one incident."""

    row: Summary
    incident: Incident
    reports: tuple[Report, ...]
    annotations: tuple[Annotation, ...]


class Selection(Struct, frozen=True):
    """The incidents to export: the rows that a `query` found in `contents`, in the order of its answer."""

    contents: Contents
    rows: Sequence[Summary]
    query: str = ""

    def incidents(self) -> Iterator[Selected]:
        """Yield all that is known of each incident; each is read when it is reached."""
        for row in self.rows:
            incident = self.contents.incident(row.id)
            reports = tuple(self.contents.report(report) for report in incident.reports)
            yield Selected(row, incident, reports, tuple(self.contents.annotations(row.id)))


class Format(Struct, frozen=True):
    """An output format: what a plug-in registers under ``kztui.exporters``.

    `description` is a line for the help. `write` yields the bytes of the file, piece by piece.
    """

    description: str
    write: Callable[[Selection], Iterable[bytes]]
