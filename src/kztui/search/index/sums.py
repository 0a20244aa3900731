"""Checksums of an index's files, by which a flipped bit is noticed that would otherwise answer wrongly."""

from pathlib import Path
from zlib import crc32

import msgspec

from kztui.store.files import write_atomically

NAME = "sums.json"

_CHUNK = 1 << 20


class _Noted(msgspec.Struct, frozen=True):
    """A file as it was: its size in bytes, when it was written (nanoseconds), and its CRC-32."""

    size: int
    written: int
    sum: int


def note(folder: Path) -> None:
    """Write down the files of the index in `folder` that were written since the last time. Raises OSError.

    Nobody may write to it meanwhile. What is noted of other files stays: one that is damaged remains so.
    """
    before = _noted(folder)
    noted: dict[str, _Noted] = {}
    for path in filter(_counts, sorted(folder.rglob("*"))):
        name, status = path.relative_to(folder).as_posix(), path.stat()
        known = before.get(name)
        if known and (status.st_size, status.st_mtime_ns) == (known.size, known.written):
            noted[name] = known
        else:
            noted[name] = _Noted(status.st_size, status.st_mtime_ns, _sum(path))
    write_atomically(folder / NAME, msgspec.json.encode(noted))


def is_sound(folder: Path, *, thoroughly: bool = False) -> bool:
    """Return whether the files of the index in `folder` are as they were noted.

    Those that have the size and the time that they had are only read again when `thoroughly`: it takes about a second
    for a gigabyte.
    """
    noted = _noted(folder)
    try:
        return bool(noted) and all(_is_same(folder / name, one, thoroughly) for name, one in noted.items())
    except OSError:
        return False


def _noted(folder: Path) -> dict[str, _Noted]:
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=dict[str, _Noted])
    except (OSError, ValueError):
        return {}


def _is_same(path: Path, noted: _Noted, thoroughly: bool) -> bool:
    status = path.stat()
    if not thoroughly and (status.st_size, status.st_mtime_ns) == (noted.size, noted.written):
        return True
    return status.st_size == noted.size and _sum(path) == noted.sum


def _counts(path: Path) -> bool:
    """Return whether a file is part of an index: tantivy's locks come and go."""
    return path.is_file() and path.name != NAME and not path.name.endswith((".lock", "-journal"))


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total = crc32(chunk, total)
    return total
