"""Taking another casebook in, with a copy of what was there before, and going back to it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import StoreError
from kztui.store.base import Version
from kztui.store.files import read_file, write_atomically
from kztui.store.tinydb.journaled import JournaledFile


class Taken(Struct, frozen=True):
    """What is known of the last time: the highest count of a record then and the time `before`; the sizes in bytes of
    the copies that were kept, by the names of their files; the version that it led to, none while it is under way.
    """

    count: int
    before: int = 0
    kept: Mapping[str, int] = {}
    version: Version = Version()
    going_back: bool = False


class TakingIn:
    """The memory, beside a casebook's files, of the last time that another one was taken in. Call it under the lock.

    It is a file of its own, ``incidents.json.merged``; the copies are ``incidents.json.bak`` and so on.
    """

    def __init__(self, path: Path, files: Sequence[JournaledFile]) -> None:
        self.path = path.with_name(f"{path.name}.merged")
        self._records = path.name
        self._files = files

    @property
    def last(self) -> Taken | None:
        """What is known of the last time; None when there was none. What cannot be read is nothing known."""
        try:
            return msgspec.json.decode(read_file(self.path) or b"", type=Taken)
        except (ValueError, StoreError):
            return None

    def begin(self, count: int) -> Taken:
        """Keep a copy of each file, durably, before another casebook is taken in. Raises StoreError."""
        last = self.last
        kept = {one.path.name: size for one in self._files if (size := one.keep_copy()) is not None}
        return self._note(Taken(count, last.count if last else 0, kept))

    def end(self, taken: Taken, version: Version) -> None:
        """Note which version it led to. Raises StoreError."""
        self._note(replace(taken, version=version))

    def go_back(self, now: Version) -> bool:
        """Put the copies in their files' places if the casebook is as taking in left it; return whether it was.

        Raises StoreError.
        """
        last = self.last
        if last is None or last.version != now or self._records not in last.kept:
            return False
        for one in self._files:
            size = last.kept.get(one.path.name)
            if size is not None and not (one.copy.is_file() and one.copy.stat().st_size == size):
                raise StoreError(f"{one.copy} is not as the merge left it: nothing was undone")
        self._go_on(self._note(replace(last, going_back=True)))
        return True

    def finish(self) -> None:
        """Finish what a process that was killed has begun. Raises StoreError."""
        last = self.last
        if last and last.going_back:
            self._go_on(last)

    def _go_on(self, last: Taken) -> None:
        for one in reversed(self._files):  # what was added to incidents before the incidents
            one.go_back(was_there=one.path.name in last.kept)
        self._note(Taken(last.before))

    def _note(self, taken: Taken) -> Taken:
        write_atomically(self.path, msgspec.json.encode(taken))
        return taken
