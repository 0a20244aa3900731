"""Reports, incidents and suggestions as they were when the local copy had come to some number, out of it."""

from collections.abc import Container, Iterable, Iterator

from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion, latest
from kztui.store.base import IncidentRecord
from kztui.store.encoding import Record, decode_record
from kztui.store.postgres.copy import LocalCopy

REMEMBERED = 2_000
"""Decoded reports that are kept at hand: the incidents of one report are near one another."""

_INCIDENT = """
    select record from log where kind = 'incident' and number <= ?1
    and id = (select id from incident where number = ?2) order by number desc limit 1
"""
_REPORT = "select record from log where kind = 'report' and id = ? and number <= ? order by number desc limit 1"
_REPORTS = "select distinct id from log where kind = 'report' and number <= ? order by number"


class PostgresSource:
    """The records of a local copy up to a number of it (`kztui.store.base.RecordSource`)."""

    def __init__(self, copy: LocalCopy, location: str, number: int, version: str) -> None:
        self.location = location
        self.version = version
        self.problems: list[str] = []
        self._copy = copy
        self._number = number
        rows = copy.rows("select record from log where kind = 'suggestion' and number <= ? order by number", (number,))
        decoded = (self._decoded(record, Suggestion, "a suggestion", self.problems) for (record,) in rows)
        self.suggestions = latest(one for one in decoded if one)
        self._reports: dict[str, Report | None] = {}

    @property
    def total(self) -> int:
        """The number of incidents, with those that cannot be read."""
        return self._count("select count(*) from incident where first <= ?")

    @property
    def report_count(self) -> int:
        """The number of reports, with those that cannot be read."""
        return self._count("select count(distinct id) from log where kind = 'report' and number <= ?")

    def incidents(self, numbers: Iterable[int], problems: list[str]) -> Iterator[IncidentRecord]:
        """Yield the incidents with these numbers; `problems` gets a line on each that cannot be read."""
        for number in numbers:
            incident = self._decoded(self._json(number), Incident, f"incident number {number}", problems)
            if incident is None:
                continue
            reports = [report for one in incident.reports if (report := self._report(one))]
            if len(reports) == len(incident.reports):
                yield IncidentRecord(number, incident, reports)
            else:
                problems.append(f"{self.location}: incident {incident.id}: a report that its facts quote is missing")

    def reports(self, but: Container[str] = ()) -> Iterator[Report]:
        """Yield the reports whose ids are not in `but`."""
        for (identifier,) in self._copy.rows(_REPORTS, (self._number,)):
            if identifier not in but and (report := self._report(identifier)):
                yield report

    def incident_json(self, number: int) -> bytes:
        """Return an incident as JSON."""
        return self._json(number).encode()

    def report_json(self, report_id: str) -> bytes:
        """Return a report as JSON. Raises KeyError when there is none."""
        found = self._copy.rows(_REPORT, (report_id, self._number))
        if not found:
            raise KeyError(report_id)
        return str(found[0][0]).encode()

    def _json(self, number: int) -> str:
        return str(self._copy.rows(_INCIDENT, (self._number, number + 1))[0][0])

    def _report(self, identifier: str) -> Report | None:
        if identifier not in self._reports:
            if len(self._reports) >= REMEMBERED:
                self._reports.clear()
            found = self._copy.rows(_REPORT, (identifier, self._number))
            name = f"report {identifier}"
            self._reports[identifier] = self._decoded(found[0][0], Report, name, self.problems) if found else None
        return self._reports[identifier]

    def _decoded(self, record: str, kind: type[Record], name: str, problems: list[str]) -> Record | None:
        try:
            return decode_record(record.encode(), kind)
        except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
            problem = f"{self.location}: {name} cannot be read: {error}"
            if problem not in problems:
                problems.append(problem)
            return None

    def _count(self, query: str) -> int:
        return int(self._copy.rows(query, (self._number,))[0][0])
