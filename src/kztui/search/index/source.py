"""The records of a casebook's file, decoded a few at a time so that a million of them fit into memory."""

import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec
from msgspec import Raw, Struct

from kztui.errors import StoreError
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.store.tinydb.files import read_file
from kztui.store.tinydb.schema import INCIDENTS, Record, decode_record, decode_table, raw_tables

REMEMBERED = 2_000
"""Decoded reports that are kept at hand: the incidents of one report stand near one another."""


_FIRST_ID = re.compile(rb'\{"id":"([0-9a-z-]+)"')


class Told(NamedTuple):
    """An incident and the reports that tell of it."""

    incident: Incident
    reports: list[Report]


class _Id(Struct, frozen=True):
    id: str


class Source:
    """The sound records in the file at `path`, as `kztui.store.tinydb.incidents.load_incidents` has them.

    `problems` has a line on each report that is there twice, and grows by one on each that proves unsound when it is
    read; `stamp` is that of the file.
    Raises StoreError when the file as a whole cannot be used.
    """

    def __init__(self, path: Path) -> None:
        content = read_file(path)
        if content is None:
            raise StoreError(f"there is no casebook at {path}")
        data, self.stamp = content
        tables = raw_tables(data, path, INCIDENTS)
        self.path = path
        self.problems: list[str] = []
        self._incidents = tables.get("incidents", {})
        self._keys = list(self._incidents)
        made = decode_table(tables.get("suggestions", {}), Suggestion, path, "suggestion")
        self.suggestions = tuple(made.records)
        self.problems += made.problems
        self._reports = self._by_id(tables.get("reports", {}))
        self._decoded: dict[str, Report | None] = {}

    @property
    def total(self) -> int:
        """The number of incidents, unsound ones too."""
        return len(self._incidents)

    @property
    def report_count(self) -> int:
        """The number of reports, unsound ones too."""
        return len(self._reports)

    def sum(self, place: int) -> int:
        """Return the checksum of the incident's record at a place of the file."""
        return crc32(memoryview(self._incidents[self._keys[place]]))

    def record(self, place: int) -> bytes:
        """Return the JSON of the incident at a place of the file."""
        return bytes(self._incidents[self._keys[place]])

    def report_record(self, report_id: str) -> bytes:
        """Return the JSON of a report. Raises KeyError when there is none with this id."""
        return bytes(self._reports[report_id][1])

    def told(self, places: Iterable[int], problems: list[str]) -> Iterator[tuple[int, Told]]:
        """Yield the sound ones of the incidents at these places of the file, each with its place.

        `problems` gets a line on each that is not sound. An incident that is there twice is not noticed.
        """
        for place in places:
            key = self._keys[place]
            incident = self._decode(key, self._incidents[key], Incident, problems)
            if incident is None:
                continue
            identifiers = incident.reports
            reports = [report for identifier in identifiers if (report := self._report(identifier))]
            if len(reports) == len(identifiers):
                yield place, Told(incident, reports)
            else:
                problems.append(f"{self.path}: incident {incident.id}: a report that its facts quote is missing")

    def reports(self, but: Container[str] = ()) -> Iterator[Report]:
        """Yield all reports whose ids are not in `but`."""
        for identifier in self._reports:
            if identifier not in but and (report := self._report(identifier)):
                yield report

    def _report(self, identifier: str) -> Report | None:
        if identifier not in self._reports:
            return None
        if identifier not in self._decoded:
            if len(self._decoded) >= REMEMBERED:
                self._decoded.clear()
            self._decoded[identifier] = self._decode(*self._reports[identifier], Report, self.problems)
        return self._decoded[identifier]

    def _decode(self, key: str, raw: Raw, kind: type[Record], problems: list[str]) -> Record | None:
        """Return a record; None for one that is not sound, of which `problems` gets a line."""
        try:
            return decode_record(bytes(raw), kind)
        except (ValueError, RecursionError):
            problems += decode_table({key: raw}, kind, self.path, kind.__name__.lower()).problems
            return None

    def _by_id(self, table: dict[str, Raw]) -> dict[str, tuple[str, Raw]]:
        by_id: dict[str, tuple[str, Raw]] = {}
        for key, raw in table.items():
            identifier = _id_of(raw)
            if by_id.setdefault(identifier or key, (key, raw))[0] != key:
                self.problems.append(f"{self.path}: report {identifier} is there twice: the first one counts")
        return by_id


def _id_of(record: Raw) -> str:
    if match := _FIRST_ID.match(memoryview(record)):  # as kztui writes them; to decode them takes longer
        return match[1].decode()
    try:
        return msgspec.json.decode(record, type=_Id).id
    except (ValueError, RecursionError):
        return ""
