"""A TinyDB file with its journal: read as one, written by appending, folded into one now and then."""

import hashlib
import os
import shutil
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from msgspec import Raw

from kztui.errors import StoreError
from kztui.store.base import Progress, unheard
from kztui.store.files import Replacement, open_file, reason, replacing, sweep, sync_folder
from kztui.store.tinydb.journal import Base, Entry, Journal, Mark, Position
from kztui.store.tinydb.rows import FileRows, rows_of
from kztui.store.tinydb.schema import empty_tables, raw_tables, require_ours
from kztui.store.tinydb.stamp import Stamp, stamp, stamp_of
from kztui.store.tinydb.tables import Rows, copy_with_changes, with_changes, write_tables

DIGESTED = 50_000_000
"""Bytes of a file up to which its content is compared when its stamp has changed, as it does by copying."""

_COPIED = 1 << 20  # bytes that are copied at a time

HELD = 50_000_000
"""Bytes of a file up to which all records of it are held in memory, once they are read."""

TRIES = 5
"""How often file and journal are looked at again when another program writes them meanwhile."""


class Tables(NamedTuple):
    """The tables of a file, with undecoded records, what is wrong with its journal, and the version."""

    tables: Mapping[str, Mapping[str, Raw]]
    problems: tuple[str, ...]
    version: str


class _State(NamedTuple):
    """What is there: the stamp of the file, how far the journal reaches, its changes and what is wrong with it, and the
    point in history whose changes the file has; None when the file is not one that the journal continues.
    """

    file: Stamp | None = None
    journal: Position | None = None
    entries: Sequence[Entry] = ()
    problem: str = ""
    folded: Mark | None = None

    @property
    def foreign(self) -> bool:
        """Whether the file is not one that the journal continues."""
        return self.journal is not None and self.folded is None

    @property
    def origin(self) -> str:
        """What the version begins with: nothing for a file that the journal continues."""
        return f"{_text(self.file)}/" if self.foreign else ""

    @property
    def version(self) -> str:
        """The version of the content."""
        if self.journal is None:
            return str(Mark(_text(self.file))) if self.file else ""
        return f"{self.origin}{self.journal.mark}"

    @property
    def waiting(self) -> Sequence[Entry]:
        """The changes that are not in the file yet."""
        return self.after(self.folded.number) if self.folded else self.entries

    def after(self, number: int) -> Sequence[Entry]:
        """Return the changes after one point in history."""
        return self.entries[bisect_right(self.entries, number, key=_number) :]


class JournaledFile:
    """The TinyDB file at `path`, of the kind that `holds` names, with its journal. Safe in several threads.

    A `private` one can be read by its owner only, unless it exists with other permissions. What writes is called under
    the lock of the casebook (`kztui.store.files.locked`). A file of more than `held` bytes is not read into memory.
    """

    def __init__(self, path: Path, holds: str, *, private: bool = False, held: int = HELD) -> None:
        self.path = path
        self._journal = Journal(path)
        self._holds = holds
        self._private = private
        self._held = held
        self._state = _State()
        self._entries: list[Entry] = []
        self._stamps: tuple[Stamp | None, Stamp | None] = (None, None)
        self._digest: tuple[Stamp | None, str] = (None, "")
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The bytes of file and journal."""
        return sum(found.size for found in self._both() if found)

    @property
    def unfolded(self) -> int:
        """The bytes of the journal; 0 when no change waits to be folded."""
        state = self._look()
        return state.journal.length if state.journal and state.waiting else 0

    def idle_for(self, seconds: float) -> bool:
        """Return whether nothing was written to the journal in the last `seconds`."""
        written = self._both()[1]
        return not seconds or written is None or time.time() - written.mtime_ns / 1e9 >= seconds

    @property
    def exists(self) -> bool:
        """Whether there is a file, or a journal that one belongs to."""
        return any(self._both())

    @property
    def notice(self) -> str:
        """One line when another program has changed the file since it was written; else nothing."""
        state = self._look()
        if state.file is None or not state.file.size or not state.foreign:  # one that is gone or empty is damage
            return ""
        kept = f"; {len(state.waiting)} changes that were not in it yet count on top" if state.waiting else ""
        return f"{self.path} was changed by another program{kept}"

    def version(self) -> str:
        """Return the version of the content: another one when it changes, the same when it is only folded."""
        return self._look().version

    def read(self) -> Tables:
        """Return the tables with all changes. Raises StoreError when they cannot be used as a whole."""
        for _ in range(TRIES):
            state = self._look()
            content, read = self._content()
            if read == state.file:
                break
        self._require_file(state)
        tables: Mapping[str, Mapping[str, Raw]] = {}
        if isinstance(content, bytes) and read:
            tables = raw_tables(content, self.path, self._holds)
        elif not isinstance(content, bytes):
            require_ours(content, self.path, self._holds)
            tables = content
        if state.waiting:
            tables = with_changes(tables, state.waiting)
        return Tables(tables, (state.problem,) if state.problem else (), state.version)

    def since(self, version: str) -> Sequence[Entry] | None:
        """Return the changes since a version; None when that cannot be told."""
        state = self._look()
        if version == state.version:
            return ()
        if state.journal is None or state.problem or not version.startswith(state.origin):
            return None
        known = Mark.parse(version.removeprefix(state.origin)) if version else state.journal.bases[0][1].at_the_start
        if known is None:
            return None
        later = state.after(known.number)
        at = len(state.entries) - len(later)
        before = state.entries[at - 1].mark if at else None
        return later if known == before or any(known == mark for _, mark in state.journal.bases) else None

    def append(self, put: Mapping[str, Sequence[bytes]]) -> str:
        """Append a change durably; return the version that it led to. Raises StoreError, and then nothing changed."""
        state = self._writable()
        self._journal.append(state.journal or self._begin(state), put)
        return self._look().version

    def fold(
        self,
        tables: Mapping[str, Rows] = {},
        progress: Progress = unheard,
        held: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Write the file with all changes and begin a new journal. Raises StoreError, and then nothing was changed.

        `tables` are written beside the others, in place of those of their names. `progress` is told how many bytes of
        the file that was there are done, of how many. With `held`, which takes the lock, this is not called under it:
        others write while the new file is written aside, and what they write goes into the new journal.
        """
        with held():
            state = self._writable()
            if state.file is None or not (state.waiting or state.foreign or tables):
                return
            sweep(self.path)
            position, waiting = state.journal or self._begin(state), tuple(state.waiting)
        with ExitStack() as lock:
            with replacing(self.path, private=self._private) as new:
                self._write_folded(new, waiting, tables, progress)
                base = _base(new)
                lock.enter_context(held())
                now, later = self._appended(state.file, position)
                self._journal.note_folding(now, base, position.mark)
            start = position.mark._replace(lineage=state.origin + position.mark.lineage)
            self._journal.begin(base, start, later, private=self._private)

    @contextmanager
    def beginning(self, tables: Mapping[str, Iterable[Any]]) -> Iterator[None]:
        """Write records where there is no file, one at a time; the file is there when the block ends well.

        Raises StoreError, and what going through the records raises; then there is no file.
        """
        with replacing(self.path, private=self._private) as new:
            meta = {"meta": empty_tables(self._holds)["meta"]}
            write_tables(new.file, meta, {name: partial(iter, records) for name, records in tables.items()})
            yield

    def copy(self, ending: str) -> Path:
        """Return where a copy of the file is: beside it, under its name and an ending."""
        return self.path.with_name(f"{self.path.name}{ending}")

    def keep_copy(self, ending: str) -> int | None:
        """Copy the file, without its journal, durably; return the bytes of it, None when there is no file.

        Raises StoreError.
        """
        old = open_file(self.path)
        if old is None:
            return None
        with old, replacing(self.copy(ending), private=self._private) as new:
            shutil.copymode(self.path, new.path)
            shutil.copyfileobj(old, new.file, _COPIED)
            new.finish()
            return stamp_of(new.file).size

    def put_back(self, ending: str, *, was_there: bool) -> None:
        """Put a copy in the place of the file, and forget the journal; or remove the file if it was not there.

        Who is killed while at it calls it again. Raises StoreError.
        """
        self._journal.remove()
        try:
            if not was_there:
                self.path.unlink(missing_ok=True)
            elif (copy := self.copy(ending)).exists():
                copy.replace(self.path)
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error
        sync_folder(self.path)

    def _writable(self) -> _State:
        """Return what is there. Raises StoreError when that must not be written."""
        state = self._look()
        self._require_file(state)
        if state.problem:
            raise StoreError(state.problem)
        return state

    def _appended(self, file: Stamp, since: Position) -> tuple[Position, Sequence[Entry]]:
        """Return how far the journal reaches, and the changes since a position of it.

        Raises StoreError when file and journal are not what they were but for such changes.
        """
        state = self._writable()
        if state.file != file or state.journal is None or state.journal.bases[0] != since.bases[0]:
            raise StoreError(f"{self.path} was written anew by another program meanwhile: fold it again")
        return state.journal, tuple(state.after(since.mark.number))

    def _require_file(self, state: _State) -> None:
        """Raise StoreError when there is a journal and not the file that it belongs to."""
        if state.journal and state.file is None:
            raise StoreError(f"{self.path} is gone, its journal is not: put a copy of it back, or see kztui repair")
        if state.file and not state.file.size:
            raise StoreError(f"{self.path} is empty: put a copy of it back, or see kztui repair")

    def _begin(self, state: _State) -> Position:
        """Begin the journal of a file without one; where there is no file, begin that, too."""
        found = state.file
        if found is None:
            with replacing(self.path, private=self._private) as new:
                write_tables(new.file, empty_tables(self._holds))
                base = _base(new)
            return self._journal.begin(base, Mark.new(), private=self._private)
        base = Base(*found, self._digested(found) if found.size <= DIGESTED else "")
        return self._journal.begin(base, Mark(_text(found)), private=self._private)

    def _write_folded(
        self, new: Replacement, waiting: Sequence[Entry], tables: Mapping[str, Rows], progress: Progress
    ) -> None:
        """Write the file with all changes: line by line where it is laid out as kztui does."""
        old = open_file(self.path)
        if old is None:
            raise StoreError(f"{self.path} is gone: put a copy of it back")
        with old:
            size = stamp_of(old).size
            if not copy_with_changes(old, new.file, waiting, tables, lambda done: progress(done, size)):
                new.file.seek(0)
                new.file.truncate()
                old.seek(0)
                kept = raw_tables(old.read(), self.path, self._holds)
                write_tables(new.file, with_changes(kept, waiting), tables)

    def _both(self) -> tuple[Stamp | None, Stamp | None]:
        return stamp(self.path), stamp(self._journal.path)

    def _look(self) -> _State:
        """Return what is there, read as far as it has changed."""
        with self._lock:
            for _ in range(TRIES):
                stamps = self._both()
                if stamps == self._stamps:
                    break
                self._state = self._looked(stamps[0])
                self._stamps = stamps
            return self._state

    def _looked(self, file: Stamp | None) -> _State:
        before = self._state.journal
        try:
            tail = self._journal.tail(before) if before and not self._state.problem else None
            reading = tail or self._journal.read()
        except StoreError as error:
            self._entries = []
            return _State(file, problem=str(error))
        if reading is None:
            self._entries = []
            return _State(file)
        if tail is None:
            self._entries = []
        self._entries += reading.entries
        position = reading.position
        return _State(file, position, self._entries, reading.problem, self._folded(position, file))

    def _folded(self, position: Position, file: Stamp | None) -> Mark | None:
        """Return the point in history whose changes the file has; None when the journal does not continue it."""
        for base, mark in reversed(position.bases):
            if file and (
                base.stamp == file or (base.size == file.size and base.digest and base.digest == self._digested(file))
            ):
                return mark
        return None

    def _digested(self, found: Stamp) -> str:
        """Return the digest of the file with this stamp."""
        if self._digest[0] != found:
            with open_file(self.path) or BytesIO() as file:
                self._digest = (found, hashlib.sha256(file.read()).hexdigest())
        return self._digest[1]

    def _content(self) -> tuple[bytes | Mapping[str, FileRows], Stamp | None]:
        """Return the content of the file and the stamp of exactly this content, None when there is none.

        Of a big file that is laid out as kztui does, the content is tables of which only places are held.
        """
        file = open_file(self.path)
        if file is None:
            return b"", None
        big = stamp_of(file).size > self._held and hasattr(os, "pread")
        if big and (rows := rows_of(file)) is not None:
            return rows, stamp_of(file)
        with file:
            file.seek(0)
            return file.read(), stamp_of(file)


def _base(new: Replacement) -> Base:
    """Return what identifies a new content of a file, which is all written."""
    new.finish()
    found = stamp_of(new.file)
    small = found.size <= DIGESTED
    return Base(*found, hashlib.sha256(new.path.read_bytes()).hexdigest() if small else "")


def _number(entry: Entry) -> int:
    return entry.mark.number


def _text(found: Stamp | None) -> str:
    return f"{found.size}-{found.mtime_ns}-{found.inode}" if found else "missing"
