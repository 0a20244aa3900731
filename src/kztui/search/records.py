"""The records beside the index: list rows, incidents and reports by number and id, so that the big file stays shut."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary

_TABLES = """
CREATE TABLE incidents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, row BLOB NOT NULL, record BLOB NOT NULL);
CREATE TABLE reports (id TEXT NOT NULL UNIQUE, record BLOB NOT NULL);
CREATE TABLE annotated (id TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

_MOST_MARKS = 900
"""Older versions of SQLite take 999 values in a question."""

_row = msgspec.msgpack.Decoder(Summary)
_encode = msgspec.msgpack.Encoder().encode


class Stored(NamedTuple):
    """An incident as it is kept: its number, id, list row and JSON record."""

    number: int
    id: str
    row: Summary
    record: bytes


class Records:
    """The records in the file at `path`. Safe to read from several threads and while another process writes."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._base = sqlite3.connect(path, timeout=5, check_same_thread=False)

    @classmethod
    def create(cls, path: Path) -> "Records":
        """Return new, empty records at `path`, to be filled and then closed."""
        records = cls(path)
        records._base.executescript(
            f"PRAGMA page_size=65536; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}"
        )
        return records

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def add_reports(self, reports: Iterable[tuple[str, bytes]]) -> None:
        """Add reports: their ids and JSON records."""
        self._base.executemany("INSERT INTO reports VALUES (?, ?)", reports)

    def add_incidents(self, incidents: Iterable[Stored]) -> None:
        """Add incidents."""
        rows = ((one.number, one.id, _encode(one.row), one.record) for one in incidents)
        self._base.executemany("INSERT INTO incidents VALUES (?, ?, ?, ?)", rows)

    def finish(self, digests: Mapping[str, str], state: Mapping[str, object]) -> None:
        """Note the digests of the annotations by incident and the `state`, and commit."""
        self._base.executemany("INSERT INTO annotated VALUES (?, ?)", digests.items())
        self._put(state)
        self._base.commit()

    def commit(self) -> None:
        """Let others see what was added."""
        self._base.commit()

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of incidents and of reports."""
        with self._lock:
            incidents, reports = self._base.execute(
                "SELECT (SELECT count(*) FROM incidents), (SELECT count(*) FROM reports)"
            ).fetchone()
        return incidents, reports

    def change(
        self, rows: Iterable[tuple[int, Summary]], digests: Mapping[str, str], state: Mapping[str, object]
    ) -> None:
        """Replace list rows, the digests of annotations (an empty one removes it) and `state` in one transaction."""
        with self._lock, self._base:
            pairs = [(_encode(row), number) for number, row in rows]
            self._base.executemany("UPDATE incidents SET row = ? WHERE number = ?", pairs)
            self._base.executemany("DELETE FROM annotated WHERE id = ?", [(identifier,) for identifier in digests])
            kept = [(identifier, digest) for identifier, digest in digests.items() if digest]
            self._base.executemany("INSERT INTO annotated VALUES (?, ?)", kept)
            self._put(state)

    def rows(self, numbers: Sequence[int]) -> list[Summary]:
        """Return the list rows of the incidents with these numbers, in this order."""
        marks = ",".join("?" * len(numbers))
        found: dict[int, bytes] = dict(
            self._all(f"SELECT number, row FROM incidents WHERE number IN ({marks})", numbers)
        )
        return [_row.decode(found[number]) for number in numbers if number in found]

    def has(self, incident_id: str) -> bool:
        """Return whether there is an incident with this id."""
        return bool(self._all("SELECT 1 FROM incidents WHERE id = ?", (incident_id,)))

    def number(self, incident_id: str) -> int:
        """Return the number of an incident. Raises KeyError when there is none with this id."""
        number: int = self._one("SELECT number FROM incidents WHERE id = ?", incident_id)
        return number

    def row(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return _row.decode(self._one("SELECT row FROM incidents WHERE id = ?", incident_id))

    def incident(self, incident_id: str) -> Incident:
        """Return an incident. Raises KeyError when there is none with this id."""
        record: bytes = self._one("SELECT record FROM incidents WHERE id = ?", incident_id)
        return msgspec.json.decode(record, type=Incident)

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        record: bytes = self._one("SELECT record FROM reports WHERE id = ?", report_id)
        return msgspec.json.decode(record, type=Report)

    def digests(self) -> dict[str, str]:
        """Return the digests of the annotations by incident id, as they were when the incidents were last indexed."""
        return dict(self._all("SELECT id, digest FROM annotated"))

    def state(self, name: str) -> Any:
        """Return what was noted under `name`. Raises KeyError when nothing was."""
        value: bytes = self._one("SELECT value FROM state WHERE name = ?", name)
        return msgspec.msgpack.decode(value)

    def _put(self, state: Mapping[str, object]) -> None:
        pairs = [(name, _encode(value)) for name, value in state.items()]
        self._base.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", pairs)

    def _all(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        with self._lock:
            return self._base.execute(question, values).fetchall()

    def _one(self, question: str, key: str) -> Any:
        found = self._all(question, (key,))
        if not found:
            raise KeyError(key)
        return found[0][0]
