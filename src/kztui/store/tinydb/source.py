"""The file of reports and incidents, decoded a few records at a time so that a million of them fit into memory."""

from collections.abc import Container, Iterable, Iterator, Mapping

from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion, latest
from kztui.store.base import IncidentRecord
from kztui.store.encoding import Record, decode_record
from kztui.store.tinydb.rows import FileRows, HeldRows, Table, placed
from kztui.store.tinydb.schema import decode_table

REMEMBERED = 2_000
"""Decoded reports that are kept at hand: the incidents of one report are near one another."""


class FileSource:
    """The records in the tables of the file at `location` (`kztui.store.base.RecordSource`)."""

    def __init__(self, location: str, tables: Mapping[str, Table], version: str) -> None:
        self.location = location
        self.version = version
        self.problems: list[str] = []
        self._incidents = placed(tables.get("incidents", {}))
        made = decode_table(tables.get("suggestions", {}), Suggestion, location, "suggestion")
        self.suggestions = latest(made.records)
        self.problems += made.problems
        self._reports = placed(tables.get("reports", {}))
        self._places = self._places_by_id()
        self._decoded: dict[str, Report | None] = {}

    @property
    def total(self) -> int:
        """The number of incidents, with those that cannot be read."""
        return len(self._incidents)

    @property
    def report_count(self) -> int:
        """The number of reports, with those that cannot be read."""
        return len(self._places)

    def incidents(self, numbers: Iterable[int], problems: list[str]) -> Iterator[IncidentRecord]:
        """Yield the incidents with these numbers; `problems` gets a line on each that cannot be read.

        An incident that is there twice is not noticed.
        """
        for number in numbers:
            incident = self._decode(self._incidents, number, Incident, problems)
            if incident is None:
                continue
            identifiers = incident.reports
            reports = [report for identifier in identifiers if (report := self._report(identifier))]
            if len(reports) == len(identifiers):
                yield IncidentRecord(number, incident, reports)
            else:
                problems.append(f"{self.location}: incident {incident.id}: a report that its facts quote is missing")

    def reports(self, but: Container[str] = ()) -> Iterator[Report]:
        """Yield the reports whose ids are not in `but`."""
        for identifier in self._places:
            if identifier not in but and (report := self._report(identifier)):
                yield report

    def incident_json(self, number: int) -> bytes:
        """Return an incident as JSON."""
        return bytes(self._incidents.at(number))

    def report_json(self, report_id: str) -> bytes:
        """Return a report as JSON. Raises KeyError when there is none with this id."""
        return bytes(self._reports.at(self._places[report_id]))

    def _report(self, identifier: str) -> Report | None:
        if identifier not in self._places:
            return None
        if identifier not in self._decoded:
            if len(self._decoded) >= REMEMBERED:
                self._decoded.clear()
            self._decoded[identifier] = self._decode(self._reports, self._places[identifier], Report, self.problems)
        return self._decoded[identifier]

    def _decode(self, rows: FileRows | HeldRows, place: int, kind: type[Record], problems: list[str]) -> Record | None:
        """Return a record; None for one that cannot be read, on which `problems` gets a line."""
        raw = rows.at(place)
        try:
            return decode_record(bytes(raw), kind)
        except (ValueError, RecursionError):
            problems += decode_table({rows.key(place): raw}, kind, self.location, kind.__name__.lower()).problems
            return None

    def _places_by_id(self) -> dict[str, int]:
        """Return the places of the reports by their ids."""
        places: dict[str, int] = {}
        for place, identifier in enumerate(self._reports.ids()):
            if places.setdefault(identifier or self._reports.key(place), place) != place:
                self.problems.append(f"{self.location}: report {identifier} is there twice: the first one counts")
        return places
