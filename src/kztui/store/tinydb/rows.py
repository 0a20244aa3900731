"""The tables of a big file, of which only the places of the records are held: they are read when they are asked for."""

import os
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from msgspec import Raw

from kztui.errors import StoreError
from kztui.store.encoding import FIRST_ID, id_of
from kztui.store.files import cannot_read

_TABLE = re.compile(rb'"([a-z_]+)":\{\n')
_NUMBER = re.compile(rb'"(0|[1-9][0-9]{0,16})":(?=\{)')
"""What is before a record. After the highest of these numbers there are others that a table can have."""

_HEAD = 64
"""Bytes at the beginning of a record in which its id is."""

_AHEAD = 1 << 16
"""Bytes that are read at once when records are asked for in their order: each read by itself takes ten times as long as
to cut it out of them.
"""

_BETWEEN = 32
"""The most bytes between two neighbouring records: the end of a line and the number of the next record."""


Table = Mapping[str, Raw]
"""A TinyDB table: records, undecoded, by number."""


class FileRows(Mapping[str, Raw]):
    """A TinyDB table in an open file: records, undecoded, by number. Safe in several threads and processes.

    Reading one raises StoreError when the file cannot be read.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._keys = array("Q")
        self._starts = array("Q")
        self._sizes = array("Q")
        self._instead: dict[int, Raw] = {}
        self._held = (0, b"")  # where the bytes that are at hand begin in the file
        self._end = 0  # of the record that was read last

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        """Yield the numbers of the records."""
        return map(str, self._keys)

    def __getitem__(self, number: str) -> Raw:
        """Return the record with a number."""
        key = int(number) if number.isdecimal() else -1
        place = bisect_left(self._keys, key) if key >= 0 else -1
        if not 0 <= place < len(self._keys) or self._keys[place] != key:
            raise KeyError(number)
        return self.at(place)

    def key(self, place: int) -> str:
        """Return the number of the record in this place, from 0."""
        return str(self._keys[place])

    def at(self, place: int) -> Raw:
        """Return the record in this place, from 0."""
        if place in self._instead:
            return self._instead[place]
        return Raw(self._read(self._starts[place], self._sizes[place]))

    def ids(self) -> Iterator[str]:
        """Yield the ids of the records in their order; an empty one for a record that has none."""
        for place in range(len(self)):
            if place in self._instead:
                yield id_of(self._instead[place])
                continue
            start, size = self._starts[place], self._sizes[place]
            found = FIRST_ID.match(self._read(start, min(size, _HEAD)))
            yield found[1].decode() if found else id_of(self.at(place))

    def with_records(self, records: Mapping[str, Raw], *, named: bool) -> "FileRows":
        """Return the table with records in the places of those with their ids, and with others at the end."""
        places: dict[str, int] = {}
        for place, one in enumerate(self.ids() if named else ()):
            if one in records:
                places.setdefault(one, place)
        changed = FileRows(self._file)
        changed._keys, changed._starts, changed._sizes = self._keys[:], self._starts[:], self._sizes[:]
        changed._instead = dict(self._instead)
        for identifier, record in records.items():
            if identifier not in places:
                places[identifier] = len(changed._keys)
                changed.append((changed._keys[-1] if changed._keys else 0) + 1, 0, 0)
            changed._instead[places[identifier]] = record
        return changed

    def append(self, number: int, start: int, size: int) -> None:
        """Add the place of a record: where it starts in the file, and its bytes."""
        self._keys.append(number)
        self._starts.append(start)
        self._sizes.append(size)

    def _read(self, start: int, size: int) -> bytes:
        """Return bytes of the file, and when they follow those that were read last, keep the next ones at hand."""
        begin, held = self._held
        if begin <= start and start + size <= begin + len(held):
            found = held[start - begin : start - begin + size]
        elif 0 <= start - self._end <= _BETWEEN and size < _AHEAD // 2:
            held = self._read_at(start, _AHEAD)
            self._held = start, held
            found = held[:size]
        else:
            found = self._read_at(start, size)
        if len(found) < size:
            raise StoreError(f"{self._file.name} was cut short while it was read: try again")
        self._end = start + size
        return found

    def _read_at(self, start: int, size: int) -> bytes:
        try:
            return os.pread(self._file.fileno(), size, start)
        except OSError as error:
            raise cannot_read(self._file.name, error) from error


class HeldRows:
    """A table in memory, with the places of its records."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._keys = list(table)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._keys)

    def key(self, place: int) -> str:
        """Return the number of the record in this place, from 0."""
        return self._keys[place]

    def at(self, place: int) -> Raw:
        """Return the record in this place, from 0."""
        return self._table[self._keys[place]]

    def ids(self) -> Iterator[str]:
        """Yield the ids of the records in their order; an empty one for a record that has none."""
        return map(id_of, self._table.values())


def placed(table: Table) -> FileRows | HeldRows:
    """Return a table with the places of its records."""
    return table if isinstance(table, FileRows) else HeldRows(table)


def begins_with_rows(file: BinaryIO) -> bool:
    """Return whether an open file begins as those that kztui lays out."""
    file.seek(0)
    return file.read(2) == b"{\n" and _TABLE.fullmatch(file.readline(_HEAD)) is not None


def rows_of(file: BinaryIO) -> dict[str, FileRows] | None:
    """Return the tables of an open file that is laid out as kztui does, a record a line; None for any other.

    The file stays open as long as a table of it is in use. What is in a record is not looked at.
    """
    tables: dict[str, FileRows] = {}
    if file.read(2) != b"{\n":
        return None
    lines, start, more = iter(file), 2, True
    for line in lines:
        start += len(line)
        if not more or not (opened := _TABLE.fullmatch(line)) or opened[1].decode() in tables:
            return tables if line == b"}\n" and not more and next(lines, None) is None else None
        table = tables[opened[1].decode()] = FileRows(file)
        end, start = _table(lines, table, start)
        if end not in (b"}\n", b"},\n"):
            return None
        more = end == b"},\n"
    return None


def _table(lines: Iterator[bytes], table: FileRows, start: int) -> tuple[bytes, int]:
    """Note the places of the records of one table; return the line that ends it, and where the next one starts.

    A line that is neither a record nor an end is returned as the end.
    """
    last, more = -1, True
    for line in lines:
        found = _NUMBER.match(line)
        if found is None or not more:
            start += len(line)
            empty = line == b"\n" and last < 0
            if not empty:
                return (line, start) if not more or last < 0 else (b"", start)
            continue
        number, begins = int(found[1]), found.end()
        more = line.endswith(b"},\n")
        if number <= last or not (more or line.endswith(b"}\n")):
            return b"", start
        table.append(number, start + begins, len(line) - begins - (2 if more else 1))
        last, start = number, start + len(line)
    return b"", start
