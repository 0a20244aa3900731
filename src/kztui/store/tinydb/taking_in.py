"""Taking another casebook in, and going back to what was there before, and forward again.

The casebook has two states then, without and with the other one. Files hold one of them and copies beside them the
other: ``incidents.json.bak`` what was there before, or ``incidents.json.redo`` what was there when one went back.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import StoreError
from kztui.store.base import TakenIn, Version
from kztui.store.files import read_file, write_atomically
from kztui.store.tinydb.journaled import JournaledFile

BEFORE, AFTER = ".bak", ".redo"
"""What the names of the copies end in: of what was there before another casebook was taken in, and after it."""


class Step(StrEnum):
    """What is being done; who is killed at it leaves the rest to whoever looks next."""

    NONE = ""
    TAKING = "taking in"
    CHANGING = "changing to the other state"


class Taken(Struct, frozen=True):
    """What is known of the last time: the highest count of a record in what came, in what was there before, and in what
    came the time before; whether it is undone; the version of the state that the files hold; the sizes in bytes of
    the copies of the other state, by the names of their files, and of those of the state that is being left.
    """

    count: int = 0
    known: int = 0
    earlier: int = 0
    undone: bool = False
    version: Version = Version()
    kept: Mapping[str, int] = {}
    left: Mapping[str, int] = {}
    step: Step = Step.NONE

    @property
    def ending(self) -> str:
        """What the names of the copies of the other state end in."""
        return AFTER if self.undone else BEFORE


class TakingIn:
    """The memory, beside a casebook's files, of the last time that another one was taken in. Call it under the lock.

    It is a file of its own, ``incidents.json.merged``.
    """

    def __init__(self, path: Path, files: Sequence[JournaledFile]) -> None:
        self.path = path.with_name(f"{path.name}.merged")
        self._records = path.name
        self._files = files

    @property
    def last(self) -> Taken:
        """What is known of the last time. What cannot be read is nothing known."""
        try:
            return msgspec.json.decode(read_file(self.path) or b"{}", type=Taken)
        except (ValueError, StoreError):
            return Taken()

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
        for one in self._files:
            one.copy(AFTER).unlink(missing_ok=True)
        earlier = last.earlier if last.undone else last.count
        self._note(Taken(count, known, earlier, kept=self._copies(BEFORE), step=Step.TAKING))

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
            copy, size = one.copy(last.ending), last.kept.get(one.path.name)
            if size is not None and not (copy.is_file() and copy.stat().st_size == size):
                raise StoreError(
                    f"{copy} is not as the merge left it: nothing was {'redone' if last.undone else 'undone'}"
                )
        left = self._copies(BEFORE if last.undone else AFTER)
        self._go_on(self._note(replace(last, left=left, step=Step.CHANGING)))
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
            self._note(replace(last, undone=not last.undone, version=version, kept=last.left, left={}, step=Step.NONE))

    def _copies(self, ending: str) -> dict[str, int]:
        """Copy each file durably; return the sizes of the copies by the names of the files."""
        return {one.path.name: size for one in self._files if (size := one.keep_copy(ending)) is not None}

    def _note(self, taken: Taken) -> Taken:
        write_atomically(self.path, msgspec.json.encode(taken))
        return taken
