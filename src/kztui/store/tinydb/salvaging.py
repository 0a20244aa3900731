"""Finding the records that are whole in a file that is cut or broken, however it is laid out."""

import re
from collections.abc import Iterator, Mapping, Set
from mmap import ACCESS_READ, mmap
from typing import BinaryIO, NamedTuple

from kztui.store.tinydb.rows import FileRows
from kztui.store.tinydb.schema import names_in

_NUMBER = re.compile(rb'"(?:0|[1-9][0-9]*)"\s*:\s*(?=\{)')
"""What is before each record in a TinyDB file. In a text its quotes would be written otherwise."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)
_AROUND = re.compile(rb'[\s{},:]*(?:"[a-z_]+"[\s{},:]*)*')
"""What is between the tables of a file."""

_ENDS = 8
"""How many closing braces can follow a record, those of tables and of the file."""


class Salvage(NamedTuple):
    """The records by table, numbered anew, and how many others there seem to have been."""

    tables: dict[str, FileRows]
    lost: int


def salvage(file: BinaryIO, telling: Mapping[str, Set[str]]) -> Salvage:
    """Return the records of a file that are whole; `telling` names what the records of each table have in them.

    The number before each record bounds what damage costs: the stretch up to the next number is looked at by itself.
    What a record has in it says which table it is of: the name of the table may be what is damaged. The file is mapped
    and not read whole, and stays open as long as a table of it is in use.
    """
    found = Salvage({}, 0)
    size = file.seek(0, 2)
    if not size:
        return found
    lost = 0
    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        start = 0
        for stop in _bounds(data, size):
            stretch = data[start:stop]
            records = [*_records(stretch, telling)]
            for name, place, length in records:
                table = found.tables.setdefault(name, FileRows(file))
                table.append(len(table) + 1, start + place, length)
            lost += not records and not _is_sound(stretch)
            start = stop
    return found._replace(lost=lost)


def _bounds(data: mmap, size: int) -> Iterator[int]:
    for number in _NUMBER.finditer(data):
        if number.start():
            yield number.start()
    yield size


def _records(stretch: bytes, telling: Mapping[str, Set[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield the records that are whole in a stretch, the one after the number, or else others: the table of each, where
    it starts in the stretch, and its bytes.
    """
    start = stretch.find(b"{")
    if start >= 0 and (whole := _first(stretch, start)):
        if name := _table(whole, telling):
            yield name, start, len(whole)
        return
    while start >= 0:
        whole = _object(stretch, start)
        name = _table(whole, telling)
        if name:
            yield name, start, len(whole)
        start = stretch.find(b"{", start + (len(whole) if whole and names_in(whole) is not None else 1))


def _first(stretch: bytes, start: int) -> bytes:
    """Return the object that begins at `start` and takes all of a stretch but for the ends of tables after it."""
    stop = len(stretch)
    for _ in range(_ENDS):
        stop = stretch.rfind(b"}", start, stop)
        if stop < 0:
            break
        whole = stretch[start : stop + 1]
        if names_in(whole) is not None and _AROUND.fullmatch(stretch, stop + 1):
            return whole
    return b""


def _object(stretch: bytes, start: int) -> bytes:
    """Return what is between a brace and the one that closes it."""
    depth = 0
    for token in _TOKEN.finditer(stretch, start):
        depth += {b"{": 1, b"}": -1}.get(token[0], 0)
        if not depth:
            return stretch[start : token.end()]
    return b""


def _table(whole: bytes, telling: Mapping[str, Set[str]]) -> str:
    names = names_in(whole) or set()
    return next((name for name, told in telling.items() if told <= names), "")


def _is_sound(stretch: bytes) -> bool:
    """Return whether a stretch is the record of another table, or only what is between tables."""
    start = stretch.find(b"{")
    return bool(_AROUND.fullmatch(stretch) or (start >= 0 and _first(stretch, start)))
