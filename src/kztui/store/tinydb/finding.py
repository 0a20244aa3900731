"""Finding the records of a file that may be damaged, and of its journal."""

import mmap
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kztui.errors import StoreError
from kztui.store.files import open_file
from kztui.store.tinydb.encodings import file_as_utf8
from kztui.store.tinydb.journal import Journal
from kztui.store.tinydb.rows import FileRows, Table, begins_with_rows, rows_of
from kztui.store.tinydb.salvaging import salvage
from kztui.store.tinydb.schema import TELLING, NotOursError, is_marked, is_well_formed, raw_tables, require_ours
from kztui.store.tinydb.tables import STEP, with_changes

_Tables = Mapping[str, Table]

_CAN_STAY_OPEN = hasattr(os, "pread")
"""Whether an open file can be read at any place, and replaced meanwhile: on Windows it cannot."""


class Found(NamedTuple):
    """The tables of a file with the changes of its journal, and what is wrong with either, a line on each."""

    tables: _Tables
    lines: tuple[str, ...]


def find(path: Path, holds: str, kept: Collection[str], progress: Callable[[int], object]) -> Found:
    """Return the tables of the file at `path`, of the kind that `holds` names, as far as they can be found.

    Of a file that is cut or broken, these are the ones whose names are `kept`. `progress` is told how many bytes of the
    file are done. Raises StoreError when it cannot be read, and NotOursError when it is not one of kztui's.
    """
    tables, lines = _in_file(path, holds, kept, progress)
    journal = Journal(path)
    salvaged = journal.salvage()
    if salvaged is None:
        return Found(tables, lines)
    entries, bad, encoding = salvaged
    dropped = (f"{journal.path}: lines that cannot be read are dropped: {bad}",) if bad else ()
    return Found(with_changes(tables, entries), (*lines, *_said(journal.path, encoding), *dropped))


def _said(path: Path, encoding: str) -> tuple[str, ...]:
    """Return a line on what a file is in; none for plain UTF-8."""
    return (f"{path} is in {encoding}: it is written again, in ASCII",) if encoding else ()


def _in_file(path: Path, holds: str, kept: Collection[str], progress: Callable[[int], object]) -> Found:
    found_there = open_file(path)
    if found_there is None:
        return Found({}, (f"{path} is gone: it is made again of its journal",))
    file, encoding = file_as_utf8(found_there)
    said = _said(path, encoding)
    if tables := _undamaged(lambda: _in_place(file, path, holds, progress)):
        return Found(tables, said)
    found = salvage(file, {name: TELLING[name] for name in ("meta", *kept)}, progress)
    surely = found.broken and begins_with_rows(file) and is_marked(found.tables, path, holds)
    if not surely and (tables := _undamaged(lambda: raw_tables(_content(file), path, holds))):
        return Found(tables, said)
    count = sum(len(table) for name, table in found.tables.items() if name in kept)
    lost = f", {found.lost} cannot and are left in the copy" if found.lost else ""
    damaged = f"{path} is damaged: {count} records in it can be read{lost}"
    return Found(found.tables, (*said, damaged))


def _undamaged(read: Callable[[], _Tables]) -> _Tables:
    """Return tables as they are read; none when they are damaged. Raises NotOursError."""
    try:
        return read()
    except NotOursError:
        raise
    except StoreError:
        return {}


def _in_place(file: BinaryIO, path: Path, holds: str, progress: Callable[[int], object]) -> Mapping[str, FileRows]:
    """Return the tables of a file that kztui has written, with all records in their places in it; none for any other,
    and for one in which a record is not JSON. The file stays open as long as a table of it is in use.
    """
    tables = rows_of(file) if _CAN_STAY_OPEN else None
    done = 0
    for table in (tables or {}).values():
        for place in range(len(table)):
            record = bytes(table.at(place))
            if not is_well_formed(record):
                return {}
            done += len(record)
            if place % STEP == 0:
                progress(done)
    if tables:
        require_ours(tables, path, holds)
    return tables or {}


def _content(file: BinaryIO) -> mmap.mmap | bytes:
    """Return all of a file: where that can be, the system brings what is looked at, and takes it away again."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size and _CAN_STAY_OPEN else file.read()
