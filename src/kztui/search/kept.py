"""The entries of a small casebook, kept in the cache folder: summing them up again is half of what a start takes.

The file is used only for the version of the store that it is of, and only by the program that has written it. It can be
deleted at any time.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec

from kztui.errors import StoreError
from kztui.search.entry import Entry
from kztui.stamps import stamp
from kztui.store.base import Version
from kztui.store.files import read_file, write_atomically

_SUM = 4
"""The bytes of the checksum, which are first in the file."""


class _KeptFile(msgspec.Struct, frozen=True):
    """Entries, the stamp of the program that has summed them up, and the version of the store that they are of."""

    program: str
    version: Version
    entries: Sequence[Entry]


class KeptEntries:
    """The entries that are kept in `file`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._version: Version | None = None

    def of(self, version: Version) -> Sequence[Entry]:
        """Return the entries of a version of the store; none where they are not kept."""
        with suppress(StoreError, ValueError):
            kept = read_file(self._file) or b""
            data = kept[_SUM:]
            if crc32(data) != int.from_bytes(kept[:_SUM], "big"):
                return ()
            found = msgspec.msgpack.decode(data, type=_KeptFile)
            if (found.program, found.version) == (_program(), version):
                self._version = version
                return found.entries
        return ()

    def keep(self, entries: Sequence[Entry], version: Version) -> None:
        """Keep the entries of a version, where there is room."""
        if version == self._version:
            return
        with suppress(OSError, StoreError, OverflowError):  # msgpack has no numbers of more than 64 bits
            data = msgspec.msgpack.encode(_KeptFile(_program(), version, entries))
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._file, crc32(data).to_bytes(_SUM, "big") + data, private=True)
            self._version = version


@cache
def _program() -> str:
    """Return the stamp of what sums up an incident."""
    folder = Path(__file__).parents[1]
    return stamp(path for part in ("model", "search", "text") for path in (folder / part).rglob("*.py"))
