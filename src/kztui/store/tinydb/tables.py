"""The tables of a TinyDB file, with the changes of its journal put in, in memory or while the file is copied."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, BinaryIO

import msgspec
from msgspec import Raw

from kztui.store.encoding import encode_json, id_of
from kztui.store.tinydb.journal import Entry
from kztui.store.tinydb.rows import FileRows

Rows = Callable[[], Iterable[Any]]
"""Gives the rows of a table, mappings or records, in order."""

STEP = 1_000
"""After how many lines `progress` is told how far a copy is."""

UNNAMED = ("suggestions",)
"""The tables whose records have no id."""

_HIGH = 10**17
"""Numbers up to this one have others after them that a table can have."""

_TABLE = re.compile(rb'"([a-z_]+)":\{\n')
_NUMBER = re.compile(rb'"[0-9]{1,17}')
_ENDS = (b"}\n", b"},\n")


def with_changes(tables: Mapping[str, Mapping[str, Any]], entries: Iterable[Entry]) -> dict[str, Mapping[str, Any]]:
    """Return tables with the records that entries put there, undecoded.

    A record takes the place of one with its id, and else the next free number.
    """
    changed = dict(tables)
    for name, records in gathered(entries).items():
        before = changed.get(name, {})
        if isinstance(before, FileRows):
            changed[name] = before.with_records(records, named=name not in UNNAMED)
            continue
        table = changed[name] = dict(before)
        numbers = {} if name in UNNAMED else {id_of(record): number for number, record in reversed(table.items())}
        free = _free_numbers(table)
        for key, record in records.items():
            table[numbers[key] if key in numbers else next(free)] = record
    return changed


def _free_numbers(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield numbers that no record of a table has: those after the last one, unless that is among the highest."""
    last = max(map(int, table), default=0)
    return (number for number in map(str, count(last + 1 if last < _HIGH else 1)) if number not in table)


def gathered(entries: Iterable[Entry]) -> dict[str, dict[str, Raw]]:
    """Return the records that entries put into each table, by their ids, or by a number where they have none."""
    found: dict[str, dict[str, Raw]] = {}
    for entry in entries:
        for name, records in entry.put.items():
            table = found.setdefault(name, {})
            for record in records:
                table[str(len(table)) if name in UNNAMED else id_of(record)] = record
    return found


def write_tables(
    file: BinaryIO,
    tables: Mapping[str, Mapping[str, Any]],
    others: Mapping[str, Rows] = {},
    progress: Callable[[int], object] = lambda done: None,
) -> None:
    """Write tables as kztui lays a file out: ASCII JSON, a record a line; `others` in place of those of their names.

    `progress` is told how many bytes are written.
    """
    file.write(b"{")
    separator = b"\n"
    for name, table in tables.items():
        if name not in others:
            file.write(separator + _opening(name))
            for place, (key, document) in enumerate(table.items()):
                file.write(b'%b"%b":%b' % (b",\n" if place else b"", key.encode("ascii"), json_of(document)))
                if place % STEP == 0:
                    progress(file.tell())
            file.write(b"\n}")
            separator = b",\n"
    _write_others(file, others, separator)
    file.write(b"\n}\n")


def copy_with_changes(
    old: BinaryIO,
    new: BinaryIO,
    entries: Iterable[Entry],
    others: Mapping[str, Rows] = {},
    progress: Callable[[int], object] = lambda done: None,
) -> bool:
    """Copy a file that is laid out as `write_tables` does, with the changes of entries, a line at a time.

    Returns False, with `new` of no use, when it is laid out otherwise. `others` are as in `write_tables`; `progress` is
    told how many bytes are copied.
    """
    changes = gathered(entries)
    if old.readline() != b"{\n":
        return False
    new.write(b"{")
    separator = b"\n"
    while (line := old.readline()) not in (b"}\n", b""):
        opened = _TABLE.fullmatch(line)
        if not opened:
            return False
        name = opened[1].decode()
        if name in others:
            if not _skip_table(old):
                return False
            continue
        new.write(separator + line)
        if not _copy_table(old, new, changes.pop(name, {}), name not in UNNAMED, progress):
            return False
        separator = b",\n"
    if changes or line != b"}\n" or old.read(1):  # a table that the file does not have, or more than a file
        return False
    _write_others(new, others, separator)
    new.write(b"\n}\n")
    return True


def _write_others(file: BinaryIO, others: Mapping[str, Rows], separator: bytes) -> None:
    """Write tables of which the rows are made while they are written."""
    for name, rows in others.items():
        file.write(separator + _opening(name))
        for number, row in enumerate(rows(), 1):
            file.write(b'%b"%d":%b' % (b",\n" if number > 1 else b"", number, json_of(row)))
        file.write(b"\n}")
        separator = b",\n"


def _opening(name: str) -> bytes:
    return f"{encode_json(name)}:{{\n".encode("ascii")


def _skip_table(old: BinaryIO) -> bool:
    """Go past the lines of one table."""
    while (line := old.readline()) not in _ENDS:
        if not line:
            return False
    return True


def _copy_table(
    old: BinaryIO, new: BinaryIO, changes: dict[str, Raw], named: bool, progress: Callable[[int], object]
) -> bool:
    """Copy the lines of one table up to its end."""
    last, first, copied = 0, True, 0
    while (line := old.readline()) not in _ENDS:
        copied += 1
        if copied % STEP == 0:
            progress(old.tell())
        if line == b"\n" and first:  # an empty table
            continue
        number, between, rest = line.partition(b'":')
        document = rest.rstrip(b"\n").rstrip(b",")
        if not between or not _NUMBER.fullmatch(number) or not document.endswith(b"}"):
            return False
        last = max(last, int(number[1:]))
        if named and changes and (changed := changes.pop(id_of(document), None)):
            document = json_of(changed)
        new.write(b'%b%b":%b' % (b"" if first else b",\n", number, document))
        first = False
    for place, added in enumerate(changes.values(), last + 1):
        new.write(b'%b"%d":%b' % (b"" if first else b",\n", place, json_of(added)))
        first = False
    new.write(b"\n}")
    return True


def json_of(document: Any) -> bytes:
    """Return a record as ASCII JSON; one that is undecoded and ASCII is left as it is."""
    data = bytes(document) if isinstance(document, Raw) else msgspec.json.encode(document)
    if data.isascii():
        return data
    return encode_json(msgspec.json.decode(data)).encode("ascii")
