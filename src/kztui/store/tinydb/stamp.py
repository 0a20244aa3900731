"""What distinguishes one state of a file from another."""

import os
from pathlib import Path
from typing import BinaryIO, NamedTuple


class Stamp(NamedTuple):
    """The size of a file in bytes, its time of change in nanoseconds, its inode."""

    size: int
    mtime_ns: int
    inode: int


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of the file at `path`, or None when it cannot be looked at."""
    try:
        return _of(path.stat())
    except OSError:
        return None


def stamp_of(file: BinaryIO | int) -> Stamp:
    """Return the stamp of an open file."""
    return _of(os.fstat(file if isinstance(file, int) else file.fileno()))


def _of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)
