"""The records beside the index: list rows, incidents and reports by number and id, so that the store is not read."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from kztui.errors import StoreError
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.store.base import Version
from kztui.store.encoding import decode_record

_TABLES = """
CREATE TABLE incidents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record BLOB NOT NULL,
  sum INTEGER NOT NULL);
CREATE TABLE rows (number INTEGER PRIMARY KEY, row BLOB NOT NULL);
CREATE TABLE reports (id TEXT NOT NULL UNIQUE, record BLOB NOT NULL);
CREATE TABLE annotated (id TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE contents (only INTEGER PRIMARY KEY CHECK (only = 1), value BLOB NOT NULL);
"""
"""The list rows stand apart: with the records between them, nearly each would take reading another page of the file."""


_ROOM = "PRAGMA cache_size=-64000;"
"""Kilobytes for the ids of a million incidents and reports, which come in any order: with fewer, each takes reading and
writing a page again.
"""


class Contents(msgspec.Struct, frozen=True):
    """What the index holds: the version of the store that it was made from, empty in its parts while it grows; the
    number of reports, what is wrong with records, and the suggestions. `numbers` is how many numbers incidents were
    given: the next one's number. `unread` has the languages of the reports that came in unread and that no incident
    quotes, by their ids.
    """

    version: Version = Version()
    reports: int = 0
    problems: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    numbers: int = 0
    unread: dict[str, str] = {}


_NUMBER = "SELECT number FROM incidents WHERE id = ?"

_MOST_MARKS = 900
"""Older versions of SQLite take 999 values in a question."""

_row = msgspec.msgpack.Decoder(Summary)
_contents = msgspec.msgpack.Decoder(Contents)
_encode = msgspec.msgpack.Encoder().encode


def pack_row(row: Summary) -> bytes:
    """Return a list row as it is kept."""
    return _encode(row)


class Stored(NamedTuple):
    """An incident as it is kept: its number, id, list row (`pack_row`), JSON as the store has it, and the
    checksum of that.
    """

    number: int
    id: str
    row: bytes
    record: bytes
    sum: int


class Records:
    """The records in the file at `path`. Safe to read from several threads and while another process writes.

    What reads them raises StoreError when the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers: dict[str, int] = {}  # those that were asked for; a number is for good
        self._lock = Lock()
        self._base = sqlite3.connect(path, timeout=5, check_same_thread=False)

    @classmethod
    def create(cls, path: Path) -> "Records":
        """Return new, empty records at `path`, to be filled and then closed."""
        records = cls(path)
        records._base.executescript(
            f"PRAGMA page_size=65536; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_ROOM} {_TABLES}"
        )
        return records

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def add_reports(self, reports: Iterable[tuple[str, bytes]]) -> None:
        """Add reports: their ids and JSON records."""
        self._base.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?)", reports)

    def add_incidents(self, incidents: Iterable[Stored]) -> None:
        """Add or replace incidents."""
        incidents = list(incidents)
        kept = [(one.number, one.id, one.record, one.sum) for one in incidents]
        rows = [(one.number, one.row) for one in incidents]
        self._base.executemany("INSERT OR REPLACE INTO incidents VALUES (?, ?, ?, ?)", kept)
        self._base.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?)", rows)

    def finish(self, contents: Contents) -> None:
        """Note what the records were made from, and commit."""
        self._note(contents)
        self._base.commit()

    def incidents(self) -> dict[int, tuple[str, int]]:
        """Return by number the ids of all incidents and the checksums of what they were made from."""
        found = self._all("SELECT number, id, sum FROM incidents")
        return {number: (identifier, total) for number, identifier, total in found}

    def report_ids(self) -> set[str]:
        """Return the ids of all reports."""
        return {identifier for (identifier,) in self._all("SELECT id FROM reports")}

    def forget_annotations(self, incident_ids: Iterable[str]) -> None:
        """Note that these incidents are as they were imported."""
        self._base.executemany("DELETE FROM annotated WHERE id = ?", [(one,) for one in incident_ids])

    def commit(self) -> None:
        """Make what was added visible to others."""
        self._base.commit()

    def change(self, rows: Iterable[tuple[int, Summary]], digests: Mapping[str, str], contents: Contents) -> None:
        """Replace list rows and the digests of annotations (an empty one removes it), in one transaction.

        `contents` is what the index holds then.
        """
        pairs = [(pack_row(row), number) for number, row in rows]
        kept = [(identifier, digest) for identifier, digest in digests.items() if digest]
        with self._lock, self._base:
            self._base.executemany("UPDATE rows SET row = ? WHERE number = ?", pairs)
            self._base.executemany("DELETE FROM annotated WHERE id = ?", [(identifier,) for identifier in digests])
            self._base.executemany("INSERT INTO annotated VALUES (?, ?)", kept)
            self._note(contents)

    def add(self, incidents: Iterable[Stored], reports: Iterable[tuple[str, bytes]]) -> None:
        """Add or replace incidents, and add reports, in one transaction."""
        with self._lock, self._base:
            self.add_incidents(incidents)
            self.add_reports(reports)

    def rows(self, numbers: Sequence[int]) -> dict[int, Summary]:
        """Return by number the list rows of the incidents with these numbers."""
        found: dict[int, Summary] = {}
        in_order = sorted(numbers)  # those of one page of the file at once
        for start in range(0, len(in_order), _MOST_MARKS):
            some = in_order[start : start + _MOST_MARKS]
            marks = ",".join("?" * len(some))
            pairs = self._all(f"SELECT number, row FROM rows WHERE number IN ({marks})", some)
            found.update((number, _row.decode(row)) for number, row in pairs)
        return found

    def has(self, incident_id: str) -> bool:
        """Return whether there is an incident with this id."""
        if incident_id not in self._numbers and (found := self._all(_NUMBER, (incident_id,))):
            self._numbers[incident_id] = found[0][0]
        return incident_id in self._numbers

    def number(self, incident_id: str) -> int:
        """Return the number of an incident. Raises KeyError when there is none with this id."""
        if not self.has(incident_id):
            raise KeyError(incident_id)
        return self._numbers[incident_id]

    def row(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return _row.decode(self._one("SELECT row FROM incidents NATURAL JOIN rows WHERE id = ?", incident_id))

    def incident(self, incident_id: str) -> Incident:
        """Return an incident. Raises KeyError when there is none with this id."""
        record: bytes = self._one("SELECT record FROM incidents WHERE id = ?", incident_id)
        return decode_record(record, Incident)

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        record: bytes = self._one("SELECT record FROM reports WHERE id = ?", report_id)
        return decode_record(record, Report)

    def digests(self) -> dict[str, str]:
        """Return the digests of the annotations by incident id, as they were when the incidents were last indexed."""
        return dict(self._all("SELECT id, digest FROM annotated"))

    def digest(self, incident_id: str) -> str:
        """Return the digest of the annotations on an incident; empty when it was indexed without."""
        found = self._all("SELECT digest FROM annotated WHERE id = ?", (incident_id,))
        return str(found[0][0]) if found else ""

    def contents(self) -> Contents:
        """Return what the index holds; nothing much while it still grows."""
        found = self.encoded_contents()
        return _contents.decode(found) if found else Contents()

    def encoded_contents(self) -> bytes:
        """Return what the index holds as it is kept, to see whether it is what it was; empty while it still grows."""
        found = self._all("SELECT value FROM contents")
        return bytes(found[0][0]) if found else b""

    def _note(self, contents: Contents) -> None:
        self._base.execute("INSERT OR REPLACE INTO contents VALUES (1, ?)", [_encode(contents)])

    def _all(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._base.execute(question, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(
                f"the index cannot be read ({error}): delete {self._path.parent} and start again"
            ) from error

    def _one(self, question: str, key: str) -> Any:
        found = self._all(question, (key,))
        if not found:
            raise KeyError(key)
        return found[0][0]
