"""Finding the records that are whole in a file that is cut or broken, however it is laid out."""

import mmap
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import BinaryIO, NamedTuple

from kztui.store.tinydb.rows import FileRows
from kztui.store.tinydb.schema import names_in

_NUMBER = re.compile(rb'"(?:0|[1-9][0-9]*)"\s*:\s*(?=\{)')
"""What is before each record in a TinyDB file. In a text its quotes would be written otherwise."""

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}]', re.DOTALL)
"""A string or a brace. Possessive, since to remember in a long stretch where to go back to would take gigabytes."""

_AROUND = re.compile(rb'[\s{},:]*(?:"[a-z_]+"[\s{},:]*)*')
"""What is between the tables of a file."""

_PASSED = 1 << 24
"""Bytes after which those that were looked at are let go."""

_ENDS = 8
"""How many closing braces can follow a record, those of tables and of the file."""


class Salvage(NamedTuple):
    """The records by table, numbered anew, how many others there seem to have been, and whether there is more between
    two numbers than a record and the ends of tables.
    """

    tables: dict[str, FileRows]
    lost: int = 0
    broken: bool = False


def salvage(file: BinaryIO, telling: Mapping[str, Set[str]], progress: Callable[[int], object]) -> Salvage:
    """Return the records of a file that are whole; `telling` names what the records of each table have in them.

    The number before each record bounds what damage costs: the stretch up to the next number is looked at by itself.
    What a record has in it says which table it is of: the name of the table may be what is damaged. The file is mapped
    and not read whole, and stays open as long as a table of it is in use. `progress` is told how many bytes are done.
    """
    tables: dict[str, FileRows] = {}
    size = file.seek(0, 2)
    if not size:
        return Salvage(tables)
    lost, broken = 0, False
    start = passed = 0
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for stop in _bounds(data, size):
            stretch = data[start:stop]
            sound = _sound(stretch)
            records = [*_named(_pieces(stretch) if sound is None else sound, telling)]
            for name, place, length in records:
                table = tables.setdefault(name, FileRows(file))
                table.append(len(table) + 1, start + place, length)
            if sound is None:
                broken = True
                lost += not records
            start = stop
            if start - passed >= _PASSED:
                passed = _let_go(data, passed, start)
                progress(start)
    return Salvage(tables, lost, broken)


def _let_go(data: mmap.mmap, start: int, stop: int) -> int:
    """Give the memory of a stretch back, as far as the system takes it; return where the stretch ends."""
    stop -= stop % mmap.PAGESIZE
    if hasattr(mmap, "MADV_DONTNEED"):
        data.madvise(mmap.MADV_DONTNEED, start, stop - start)
    return stop


def _bounds(data: mmap.mmap, size: int) -> Iterator[int]:
    for number in _NUMBER.finditer(data):
        if number.start():
            yield number.start()
    yield size


def _sound(stretch: bytes) -> list[tuple[int, bytes]] | None:
    """Return the one object that takes all of a stretch, and where it starts; none for a stretch between tables.

    Returns None for a stretch that is neither.
    """
    if _AROUND.fullmatch(stretch):
        return []
    start, stop = stretch.find(b"{"), len(stretch)
    for _ in range(_ENDS):
        stop = stretch.rfind(b"}", start, stop) if start >= 0 else -1
        if stop < 0:
            break
        whole = stretch[start : stop + 1]
        if names_in(whole) is not None and _AROUND.fullmatch(stretch, stop + 1):
            return [(start, whole)]
    return None


def _pieces(stretch: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield objects that are whole in a broken stretch, and where they start."""
    start = stretch.find(b"{")
    while start >= 0:
        whole = _object(stretch, start)
        is_one = names_in(whole) is not None
        if is_one:
            yield start, whole
        start = stretch.find(b"{", start + (len(whole) if is_one else 1))


def _named(objects: Iterable[tuple[int, bytes]], telling: Mapping[str, Set[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield those objects that are records: the table of each, where it starts, and its bytes."""
    for start, whole in objects:
        names = names_in(whole) or set()
        if name := next((name for name, told in telling.items() if told <= names), ""):
            yield name, start, len(whole)


def _object(stretch: bytes, start: int) -> bytes:
    """Return what is between a brace and the one that closes it."""
    depth = 0
    for token in _TOKEN.finditer(stretch, start):
        depth += {b"{": 1, b"}": -1}.get(token[0], 0)
        if not depth:
            return stretch[start : token.end()]
    return b""
