"""What an output format is, and what it is given to write."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct, field

from kztui.model.annotation import Annotation
from kztui.model.history import known_on, known_then
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.present.dossier import Dossier
from kztui.present.lens import Lens


class Contents(Protocol):
    """What can be read of a casebook."""

    def incident(self, incident_id: str) -> Incident:
        """Return an incident."""

    def report(self, report_id: str) -> Report:
        """Return a report."""

    def annotations(self, incident_id: str) -> Sequence[Annotation]:
        """Return the annotations in force on an incident, oldest first."""

    def tables(self, query: str) -> Mapping[str, Iterable[Any]]:
        """Return all records in order, by table, or those of the incidents that a query finds."""


class Options(Struct, frozen=True):
    """What the user asked for beside the format. Each format uses those that mean something to it.

    `columns` are those of a table, by name; none for the usual ones. `byte_order_mark` begins a text file with one, by
    which Excel knows UTF-8. `full_text` gives whole reports, not only the paragraphs that are quoted. `notes` gives
    notes, the names of those who wrote them, and in texts and pages the tags, which tables always have. `lens` is the
    policy of the figures, and the day as of which they are given.
    """

    columns: tuple[str, ...] = ()
    byte_order_mark: bool = False
    full_text: bool = False
    notes: bool = False
    lens: Lens = Lens()


class Selection(Struct, frozen=True):
    """The incidents to export: the rows that a `query` found in `contents`, in the order of its answer, as the lens of
    the options shows them (`kztui.export.exporting.select`).

    `losses` counts, by a line of words, what the format has no place for.
    """

    contents: Contents
    rows: Sequence[Summary]
    query: str = ""
    options: Options = Options()
    losses: Counter[str] = field(default_factory=Counter)

    def dossiers(self) -> Iterator[Dossier]:
        """Yield all that is known of each incident; each is read when it is reached."""
        return map(self.dossier, self.rows)

    def dossier(self, row: Summary) -> Dossier:
        """Return all that is known of the incident of a row, or was on the day that was asked for."""
        incident, annotations = self.contents.incident(row.id), tuple(self.contents.annotations(row.id))
        reports = [self.contents.report(report) for report in incident.reports]
        policy, day = self.options.lens
        if day:
            facts = known_on(incident.facts, {report.id: report.source for report in reports}, day)
            incident, annotations = Incident(incident.id, facts), known_then(annotations, facts)
            reports = [report for report in reports if report.id in incident.reports]
        return Dossier(incident, row, tuple(reports), annotations, policy)

    def lose_notes(self, row: Summary, why: str = "") -> None:
        """Count an incident whose notes are left out: nobody asked for them, or there is no place, as `why` says."""
        if row.notes and (why or not self.options.notes):
            self.lose(f"with notes: {why or 'left out, --notes adds them'}")

    def lose_unquoted(self) -> None:
        """Count an incident of whose reports only what is quoted is given, unless all was asked for."""
        if not self.options.full_text:
            self.lose("whose reports are given by their quoted paragraphs: --full-text gives all of them")

    def lose(self, words: str) -> None:
        """Count something that is left out; `words` say what, for one incident: "no coordinates: not on the map"."""
        self.losses[words] += 1


class Format(Struct, frozen=True):
    """An output format of one file: what a plug-in registers under ``kztui.exporters``.

    `description` is a line for the help. `write` yields the bytes of the file, piece by piece. Raises UserError. One
    that is of `records`, and not of the rows of an answer, is given no rows when there is no query: nothing has to be
    indexed for it.
    """

    description: str
    write: Callable[[Selection], Iterable[bytes]]
    records: bool = False


class FolderFormat(Struct, frozen=True):
    """An output format of a folder: `files` yields the path of each file in it, with ``/`` between its parts, and its
    content.
    """

    description: str
    files: Callable[[Selection], Iterable[tuple[str, bytes]]]
