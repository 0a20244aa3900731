"""Reports, incidents and suggestions as they were when the log had come to some number."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from zlib import crc32

import msgspec

from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.store.base import IncidentRecord
from kztui.store.encoding import Record, decode_record
from kztui.store.postgres.connection import Server

CHUNK = 500
"""Incidents that are fetched at once."""

_INCIDENTS = """
    select incident.number, (
        select record::text from kztui.log
        where kind = 'incident' and id = incident.id and seq <= %(seq)s order by seq desc limit 1
    )
    from kztui.incident where number = any(%(numbers)s) order by number
"""
_SUGGESTIONS = "select record::text from kztui.log where kind = 'suggestion' and seq <= %(seq)s order by seq"
_REPORTS = "select id, record::text from kztui.log where kind = 'report' and seq <= %(seq)s and id = any(%(ids)s)"


class PostgresSource:
    """The records of a log up to the number `seq`."""

    def __init__(self, server: Server, seq: int, version: str) -> None:
        self.location = server.address
        self.version = version
        self.problems: list[str] = []
        self._server = server
        self._seq = seq
        rows = self._rows(
            "select record::text from kztui.log where kind = 'suggestion' and seq <= %(seq)s order by seq"
        )
        decoded = (self._decoded(row[0], Suggestion, "a suggestion", self.problems) for row in rows)
        self.suggestions = tuple(one for one in decoded if one)

    @property
    def total(self) -> int:
        """The number of incidents, with those that cannot be read."""
        return self._count("select count(*) from kztui.incident where first <= %(seq)s")

    @property
    def report_count(self) -> int:
        """The number of reports, with those that cannot be read."""
        return self._count("select count(*) from kztui.log where kind = 'report' and seq <= %(seq)s")

    def incidents(self, numbers: Iterable[int], problems: list[str]) -> Iterator[IncidentRecord]:
        """Yield the incidents with these numbers; `problems` gets a line on each that cannot be read."""
        remaining = iter(numbers)
        while chunk := list(islice(remaining, CHUNK)):
            found = {}
            for number, record in self._rows(_INCIDENTS, numbers=chunk):
                incident = self._decoded(record, Incident, f"incident number {number}", problems)
                if incident:
                    found[number] = incident
            wanted = list({report for incident in found.values() for report in incident.reports})
            reports = {report.id: report for report in self._reports(_REPORTS, ids=wanted)}
            for number in chunk:
                if number in found:
                    quoted = [reports[one] for one in found[number].reports if one in reports]
                    yield IncidentRecord(number, found[number], quoted)

    def reports(self, but: Container[str] = ()) -> Iterator[Report]:
        """Yield the reports whose ids are not in `but`."""
        ids = self._rows("select id from kztui.log where kind = 'report' and seq <= %(seq)s order by seq")
        remaining = (row[0] for row in ids if row[0] not in but)
        while chunk := list(islice(remaining, CHUNK)):
            found = {report.id: report for report in self._reports(_REPORTS, ids=chunk)}
            yield from (found[one] for one in chunk if one in found)

    def checksum(self, number: int) -> int:
        """Return a number that is another one when the incident with this number has changed."""
        return crc32(self.incident_json(number))

    def incident_json(self, number: int) -> bytes:
        """Return an incident as JSON."""
        ((_, record),) = self._rows(_INCIDENTS, numbers=[number])
        return str(record).encode()

    def report_json(self, report_id: str) -> bytes:
        """Return a report as JSON. Raises KeyError when there is none."""
        rows = self._rows(_REPORTS, ids=[report_id])
        if not rows:
            raise KeyError(report_id)
        return str(rows[0][1]).encode()

    def _reports(self, query: str, **values: Any) -> Iterator[Report]:
        for identifier, record in self._rows(query, **values):
            report = self._decoded(record, Report, f"report {identifier}", self.problems)
            if report:
                yield report

    def _decoded(self, record: str, kind: type[Record], name: str, problems: list[str]) -> Record | None:
        try:
            return decode_record(record.encode(), kind)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            problem = f"{self.location}: {name} cannot be read: {error}"
            if problem not in problems:
                problems.append(problem)
            return None

    def _count(self, query: str) -> int:
        return int(self._rows(query)[0][0])

    def _rows(self, query: str, **values: Any) -> Sequence[tuple[Any, ...]]:
        with self._server.reading() as connection:
            return connection.execute(query, {"seq": self._seq, **values}).fetchall()
