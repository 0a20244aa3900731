"""The journal beside a TinyDB file: a line for each change since the file was written.

What a casebook holds is its file and what the journal adds to it. A change is one line, on the disk before anybody is
told that it is saved, so writing costs what is changed and not what is there. A line is a JSON array of a checksum and
an object; the checksum covers the object and all changes before it. The first line is the header: it says which state
of the file the journal continues. A line without an end was never acknowledged; the next writer cuts it off.

Folding writes the file with all changes up to a point and begins a new journal, with the changes that were appended
while the file was written. Before the new file takes the old one's place, a line in the journal names it and the point:
whoever is killed between the two steps leaves a journal of which it is known which changes are in the file already.
"""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec
from msgspec import Raw, Struct

from kztui.errors import StoreError
from kztui.store.files import open_file, reason, replacing, sync_folder
from kztui.store.tinydb.encodings import file_as_utf8
from kztui.store.tinydb.stamp import Stamp, stamp_of

FORMAT = 1
"""The version of the journal's layout. A journal with a higher one is left alone."""


_NEW = "new-"


class Base(Struct, frozen=True):
    """The state of the file that a journal continues: its stamp, and the digest of its content."""

    size: int
    mtime_ns: int
    inode: int
    digest: str = ""

    @property
    def stamp(self) -> Stamp:
        """The stamp of the file."""
        return Stamp(self.size, self.mtime_ns, self.inode)


class Mark(NamedTuple):
    """A point in the history of a file: whence it began, the number of changes since, and their checksum."""

    lineage: str
    number: int = 0
    checksum: int = 0

    def __str__(self) -> str:
        return f"{self.lineage}.{self.number}.{self.checksum:08x}"

    @classmethod
    def new(cls) -> "Mark":
        """Return the start of the history of a file that does not exist yet."""
        return cls(_NEW + os.urandom(6).hex())

    @property
    def at_the_start(self) -> "Mark | None":
        """The point at which there was no file yet; None when the file is older than the journal."""
        return Mark(self.lineage) if self.lineage.startswith(_NEW) else None

    @classmethod
    def parse(cls, text: str) -> "Mark | None":
        """Return the point that a text names, or None."""
        lineage, number, checksum = text.rsplit(".", 2) if text.count(".") >= 2 else ("", "", "")
        try:
            return cls(lineage, int(number), int(checksum, 16))
        except ValueError:
            return None


class Entry(NamedTuple):
    """A change: the point that it led to, and the records that it puts into tables, undecoded."""

    mark: Mark
    put: dict[str, list[Raw]]


class _Header(Struct, frozen=True, tag="header"):
    base: Base
    lineage: str
    number: int = 0
    checksum: int = 0
    format: int = FORMAT

    @property
    def mark(self) -> Mark:
        """The point in history at which the file has all changes."""
        return Mark(self.lineage, self.number, self.checksum)


class _Change(Struct, frozen=True, tag="change"):
    put: dict[str, list[Raw]]


class _Folding(Struct, frozen=True, tag="folding"):
    """The file has all changes so far, as earlier versions noted it."""

    base: Base


class _Folded(Struct, frozen=True, tag="folded"):
    """The file has all changes up to a point."""

    base: Base
    number: int
    checksum: int


_Line = tuple[str, Raw]
_line = msgspec.json.Decoder(_Line)
_Said = _Header | _Change | _Folding | _Folded
_object = msgspec.json.Decoder(_Said)
_encode = msgspec.json.Encoder().encode


class Position(NamedTuple):
    """How far a journal has been read: the states of the file that it can continue, each with the point in history at
    which it has all changes; the point that the journal led to; the length of its sound lines in bytes; its stamp.
    """

    bases: tuple[tuple[Base, Mark], ...]
    mark: Mark
    length: int
    stamp: Stamp


class Reading(NamedTuple):
    """What was read of a journal: how far, the changes, and what is wrong with it, in one line."""

    position: Position
    entries: Sequence[Entry]
    problem: str = ""


class Journal:
    """The journal of the file at `path`."""

    def __init__(self, path: Path) -> None:
        self.file = path
        self.path = path.with_name(f"{path.name}.journal")

    def read(self) -> Reading | None:
        """Return what the journal holds, None when there is none. Raises StoreError when it cannot be read."""
        file = open_file(self.path)
        if file is None:
            return None
        with file:
            now = stamp_of(file)
            return self._parsed(file.read(now.size), Position((), Mark(""), 0, now))

    def tail(self, seen: Position) -> Reading | None:
        """Return what has been appended since; None when the journal was begun again. Raises StoreError.

        A new journal can have the inode of an old one, which the system gives away again: its first line tells them
        apart.
        """
        file = open_file(self.path)
        if file is None:
            return None
        with file:
            now = stamp_of(file)
            if now.inode != seen.stamp.inode or now.size < seen.length or _start(file.readline()) != seen.bases[:1]:
                return None
            file.seek(seen.length)
            return self._parsed(file.read(now.size - seen.length), seen._replace(stamp=now))

    def salvage(self) -> tuple[list[Entry], int, str] | None:
        """Return the changes on lines that are sound by themselves, how many other lines there are, and the encoding of
        the journal when another program has saved it in one that has a mark.

        A first line that is missing is one of these. Each line is checked by what the line before it says of itself,
        so that damage does not hide what comes after it. None when there is no journal. Raises StoreError when it
        cannot be read.
        """
        file = open_file(self.path)
        if file is None:
            return None
        entries: list[Entry] = []
        bad, before, begun = 0, {0}, False  # `before` are the checksums that the next line can continue
        lines, encoding = file_as_utf8(file)
        with file, lines:
            for number, line in enumerate(lines):
                if not line.endswith(b"\n"):
                    break
                read = next((one for checksum in before if (one := _sound(line, checksum))), None)
                if read is None:
                    bad += 1
                    before |= _stated(line)
                    continue
                found, checksum = read
                if isinstance(found, _Header):
                    before, begun = {found.checksum}, True
                elif isinstance(found, _Change):
                    before = {checksum}
                    entries.append(Entry(Mark("", number), found.put))
        return entries, bad or int(not begun), encoding

    def remove(self) -> None:
        """Remove the journal: its changes are in the file. Raises StoreError."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"cannot remove {self.path}: {reason(error)}") from error
        sync_folder(self.path)

    def begin(self, base: Base, mark: Mark, later: Sequence[Entry] = (), *, private: bool) -> Position:
        """Begin a new journal, in place of an old one if there is one, with changes that are later than the file.

        Raises StoreError.
        """
        payload = _encode(_Header(base, mark.lineage, mark.number, mark.checksum))
        start = mark
        with replacing(self.path, private=private) as new:
            new.file.write(_written(payload, crc32(payload)))
            for entry in later:
                mark = entry.mark._replace(lineage=start.lineage)
                new.file.write(_written(_encode(_Change(entry.put)), mark.checksum))
            new.finish()
            written = stamp_of(new.file)
        return Position(((base, start),), mark, written.size, written)

    def append(self, seen: Position, put: Mapping[str, Sequence[bytes]]) -> Position:
        """Append a change durably; return how far the journal reaches then.

        `seen` is how far it reached before, read under the lock. Raises StoreError, and then nothing was changed.
        """
        change = _Change({name: [Raw(record) for record in records] for name, records in put.items()})
        return self._append(seen, _encode(change))

    def note_folding(self, seen: Position, base: Base, mark: Mark) -> None:
        """Note durably which state of the file has all changes up to a point, before the file is put in place."""
        self._append(seen, _encode(_Folded(base, mark.number, mark.checksum)))

    def _append(self, seen: Position, payload: bytes) -> Position:
        checksum = crc32(payload, seen.mark.checksum)
        line = _written(payload, checksum)
        try:
            handle = os.open(self.path, os.O_WRONLY)
            try:
                if os.fstat(handle).st_size != seen.length:  # the line of a writer that was killed
                    os.ftruncate(handle, seen.length)
                os.lseek(handle, seen.length, os.SEEK_SET)
                _write(handle, line, seen.length)
                written = stamp_of(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise StoreError(f"cannot write {self.file}: {reason(error)}; nothing was changed") from error
        mark = Mark(seen.mark.lineage, seen.mark.number + 1, checksum)
        return Position(seen.bases, mark, seen.length + len(line), written)

    def _parsed(self, data: bytes, seen: Position) -> Reading:
        """Return what lines say that come after those which were seen."""
        bases, mark, length, problem = list(seen.bases), seen.mark, seen.length, ""
        entries: list[Entry] = []
        for line in data.split(b"\n")[:-1]:
            try:
                found, checksum = _checked(line, mark if bases else Mark(""))
                if isinstance(found, _Header) is bool(bases):
                    raise ValueError("it is out of place")
            except (ValueError, RecursionError) as error:
                problem = f"{self.path} is damaged after {length:,} bytes ({error}): see kztui repair"
                break
            if isinstance(found, _Header):
                if found.format > FORMAT:
                    problem = f"{self.path} is from a newer kztui: update kztui"
                    break
                mark = found.mark
                bases.append((found.base, mark))
            elif isinstance(found, _Folding):
                bases.append((found.base, mark))
            elif isinstance(found, _Folded):
                bases.append((found.base, Mark(mark.lineage, found.number, found.checksum)))
            else:
                mark = Mark(mark.lineage, mark.number + 1, checksum)
                entries.append(Entry(mark, found.put))
            length += len(line) + 1
        if not bases and not problem:
            problem = f"{self.path} is damaged: its first line is missing: see kztui repair"
        return Reading(Position(tuple(bases), mark, length, seen.stamp), tuple(entries), problem)


def _checked(line: bytes, before: Mark) -> tuple[_Said, int]:
    """Return what a line says, and its checksum. Raises ValueError when it is not as it was written."""
    checksum, raw = _line.decode(line)
    payload = bytes(raw)
    if int(checksum, 16) != crc32(payload, before.checksum):
        raise ValueError("its checksum is wrong")
    return _object.decode(payload), int(checksum, 16)


def _start(line: bytes) -> tuple[tuple[Base, Mark], ...]:
    """Return where a journal with this first line starts; nothing when the line is damaged or of another kind."""
    try:
        header, _ = _checked(line, Mark(""))
    except (ValueError, RecursionError):
        return ()
    return ((header.base, header.mark),) if isinstance(header, _Header) else ()


def _sound(line: bytes, checksum: int) -> tuple[_Said, int] | None:
    """Return what a line says that continues one with this checksum; None when it does not."""
    try:
        return _checked(line, Mark("", 0, checksum))
    except (ValueError, RecursionError):
        return None


def _stated(line: bytes) -> set[int]:
    """Return the checksum that a damaged line says it has, if it says one."""
    found = re.match(rb'\["([0-9a-f]{8})"', line)
    return {int(found[1], 16)} if found else set()


def _write(handle: int, line: bytes, start: int) -> None:
    """Write a line durably at the end of a file, or leave the file as it was and raise OSError."""
    rest = memoryview(line)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, start)
        raise


def _written(payload: bytes, checksum: int) -> bytes:
    return b'["%08x",%b]\n' % (checksum, payload)
