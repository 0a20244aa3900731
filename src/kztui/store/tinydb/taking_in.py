"""Taking another casebook in, and going back to what was there before, and forward again.

The casebook has two states then, without and with the other one. Files hold one of them and copies beside them the
other: ``incidents.json.bak`` what was there before, or ``incidents.json.redo`` what was there when one went back. A
name that something else has is left to it: the copies are called ``incidents.json.bak-2`` then.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import count
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import StoreError
from kztui.store.base import TakenIn, Version
from kztui.store.files import read_file, reason, write_atomically
from kztui.store.tinydb.journaled import JournaledFile

BEFORE, AFTER = ".bak", ".redo"
"""What the names of the copies end in: of what was there before another casebook was taken in, and after it; with a
number where something else has such a name.
"""


class Step(StrEnum):
    """What is being done; who is killed at it leaves the rest to whoever looks next."""

    NONE = ""
    TAKING = "taking in"
    CHANGING = "changing to the other state"


class Taken(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of the last time: the highest count of a record in what came, in what was there before, and in what
    came the time before; whether it is undone; the version of the state that the files hold; the sizes in bytes of
    the copies of the other state, by the names of their files, and what their names end in; and the same of
    the copies of the state that is being left.
    """

    count: int = 0
    known: int = 0
    earlier: int = 0
    undone: bool = False
    version: Version = Version()
    kept: Mapping[str, int] = {}
    kept_as: str = ""
    left: Mapping[str, int] = {}
    left_as: str = ""
    step: Step = Step.NONE

    @property
    def ending(self) -> str:
        """What the names of the copies of the other state end in."""
        return self.kept_as or (AFTER if self.undone else BEFORE)


class TakingIn:
    """The memory, beside a casebook's files, of the last time that another one was taken in. Call it under the lock.

    It is a file of its own, ``incidents.json.merged``, or ``incidents.json.merged-2`` where that is not such a memory.
    """

    def __init__(self, path: Path, files: Sequence[JournaledFile]) -> None:
        self._path = path.with_name(f"{path.name}.merged")
        self._records = path.name
        self._files = files

    @property
    def last(self) -> Taken:
        """What is known of the last time. What cannot be read is nothing known."""
        return self._memory()[1]

    @property
    def told(self) -> TakenIn:
        """What the casebook may know of it."""
        last = self.last
        if last.undone:
            return TakenIn(last.earlier, last.known, last.version, undone=True)
        return TakenIn(last.count, last.count, last.version)

    def begin(self, known: int, count: int) -> None:
        """Keep a copy of each file, durably, before another casebook is taken in; the highest counts of a record in
        what is there and in what comes are given. Raises StoreError.
        """
        last = self.last
        ending = self._free_ending(last, BEFORE)
        for one in self._files:
            if ending != last.ending and _is_as_kept(one, last):
                _remove(one.copy(last.ending))
        earlier = last.earlier if last.undone else last.count
        kept = self._copies(ending)
        self._note(Taken(count, known, earlier, kept=kept, kept_as=ending, step=Step.TAKING))

    def end(self, version: Version) -> None:
        """Note which version it led to. Raises StoreError."""
        self._note(replace(self.last, version=version, step=Step.NONE))

    def change(self) -> bool:
        """Change to the other state, and keep the one that is left; return whether there is another one.

        Raises StoreError.
        """
        last = self.last
        if self._records not in last.kept:
            return False
        for one in self._files:
            if one.path.name in last.kept and not _is_as_kept(one, last):
                done = "redone" if last.undone else "undone"
                raise StoreError(f"{one.copy(last.ending)} is not as the merge left it: nothing was {done}")
        ending = self._free_ending(last, BEFORE if last.undone else AFTER)
        left = self._copies(ending)
        self._go_on(self._note(replace(last, left=left, left_as=ending, step=Step.CHANGING)))
        return True

    def finish(self) -> None:
        """Finish what a process that was killed has begun; what it was taking in is given up. Raises StoreError."""
        last = self.last
        if last.step:
            self._go_on(last)

    def _go_on(self, last: Taken) -> None:
        """Put the copies of the other state in their files' places."""
        for one in self._files if last.undone else reversed(self._files):  # incidents are there before what is on them
            one.put_back(last.ending, was_there=one.path.name in last.kept)
        version = Version(*(one.version() for one in self._files))
        if last.step is Step.TAKING:
            self._note(Taken(last.earlier, version=version))
        else:
            now = replace(last, undone=not last.undone, version=version, kept=last.left, kept_as=last.left_as)
            self._note(replace(now, left={}, left_as="", step=Step.NONE))

    def _copies(self, ending: str) -> dict[str, int]:
        """Copy each file durably; return the sizes of the copies by the names of the files."""
        return {one.path.name: size for one in self._files if (size := one.keep_copy(ending)) is not None}

    def _free_ending(self, last: Taken, wanted: str) -> str:
        """Return what copies can be called that take the place of nothing but copies of the last time."""
        return next(ending for ending in _numbered(wanted) if all(_is_free(one, ending, last) for one in self._files))

    def _note(self, taken: Taken) -> Taken:
        write_atomically(self._memory()[0], msgspec.json.encode(taken))
        return taken

    def _memory(self) -> tuple[Path, Taken]:
        """Return where the memory is, or can be, and what is in it."""
        for name in _numbered(self._path.name):
            path = self._path.with_name(name)
            try:
                data = read_file(path)
                return path, Taken() if data is None else msgspec.json.decode(data, type=Taken)
            except (ValueError, StoreError):
                if not os.path.lexists(path):
                    break
        return path, Taken()


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _is_free(file: JournaledFile, ending: str, last: Taken) -> bool:
    """Return whether a copy of a file can have this ending."""
    return not os.path.lexists(file.copy(ending)) or (ending == last.ending and _is_as_kept(file, last))


def _is_as_kept(file: JournaledFile, last: Taken) -> bool:
    """Return whether the copy of a file that was made the last time is there, as it was made."""
    copy = file.copy(last.ending)
    try:
        return copy.is_file() and copy.stat().st_size == last.kept.get(file.path.name)
    except OSError:
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise StoreError(f"cannot remove {path}: {reason(error)}") from error
