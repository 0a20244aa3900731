"""The tables of a TinyDB file, with the changes of its journal put in, in memory or while the file is copied."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import msgspec
from msgspec import Raw

from kztui.store.encoding import encode_json
from kztui.store.tinydb.journal import Entry
from kztui.store.tinydb.source import id_of

UNNAMED = ("suggestions",)
"""The tables whose records have no id."""

_TABLE = re.compile(rb'"([a-z_]+)":\{\n')
_RECORD = re.compile(rb'"(\d+)":(.*?),?\n', re.DOTALL)


def with_changes(tables: Mapping[str, Mapping[str, Any]], entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Return tables with the records that entries put there, undecoded.

    A record takes the place of one with its id, and else the next free number.
    """
    changed: dict[str, dict[str, Any]] = {name: dict(table) for name, table in tables.items()}
    for name, records in gathered(entries).items():
        table = changed.setdefault(name, {})
        numbers = {} if name in UNNAMED else {id_of(record): number for number, record in reversed(table.items())}
        last = max(map(int, table), default=0)
        for key, record in records.items():
            if key in numbers:
                table[numbers[key]] = record
            else:
                last += 1
                table[str(last)] = record
    return changed


def gathered(entries: Iterable[Entry]) -> dict[str, dict[str, Raw]]:
    """Return the records that entries put into each table, by their ids, or by a number where they have none."""
    found: dict[str, dict[str, Raw]] = {}
    for entry in entries:
        for name, records in entry.put.items():
            table = found.setdefault(name, {})
            for record in records:
                table[str(len(table)) if name in UNNAMED else id_of(record)] = record
    return found


def write_tables(file: BinaryIO, tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Write tables as kztui lays a file out: ASCII JSON, a record a line."""
    file.write(b"{")
    for number, (name, table) in enumerate(tables.items()):
        file.write(b",\n" if number else b"\n")
        file.write(f"{encode_json(name)}:{{\n".encode("ascii"))
        for place, (key, document) in enumerate(table.items()):
            file.write(b",\n" if place else b"")
            file.write(f"{encode_json(key)}:".encode("ascii") + _json(document))
        file.write(b"\n}")
    file.write(b"\n}\n")


def copy_with_changes(old: BinaryIO, new: BinaryIO, entries: Iterable[Entry]) -> bool:
    """Copy a file that is laid out as `write_tables` does, with the changes of entries, a line at a time.

    Returns False, with `new` of no use, when it is laid out otherwise.
    """
    changes = gathered(entries)
    if old.readline() != b"{\n":
        return False
    new.write(b"{\n")
    while (line := old.readline()) not in (b"}\n", b""):
        opened = _TABLE.fullmatch(line)
        if not opened:
            return False
        new.write(line)
        name = opened[1].decode()
        if not _copy_table(old, new, changes.pop(name, {}), name not in UNNAMED):
            return False
    if changes:  # a table that the file does not have
        return False
    new.write(line)
    return line == b"}\n" and not old.read(1)


def _copy_table(old: BinaryIO, new: BinaryIO, changes: dict[str, Raw], named: bool) -> bool:
    """Copy the lines of one table up to its end."""
    last, first = 0, True
    while (line := old.readline()) not in (b"}\n", b"},\n"):
        if line == b"\n" and first:  # an empty table
            continue
        record = _RECORD.fullmatch(line)
        if not record:
            return False
        last = max(last, int(record[1]))
        document = record[2]
        if named and changes and (changed := changes.pop(id_of(document), None)):
            document = _json(changed)
        new.write(b'%b"%b":%b' % (b"" if first else b",\n", record[1], document))
        first = False
    for number, record_added in enumerate(changes.values(), last + 1):
        new.write(b'%b"%d":%b' % (b"" if first else b",\n", number, _json(record_added)))
        first = False
    new.write(b"\n" + line)
    return True


def _json(document: Any) -> bytes:
    """Return a record as ASCII JSON; one that is undecoded and ASCII is left as it is."""
    if not isinstance(document, Raw):
        return encode_json(document).encode("ascii")
    if (data := bytes(document)).isascii():
        return data
    return encode_json(msgspec.json.decode(data)).encode("ascii")
