"""Files as a casebook needs them: read with a stamp, written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from kztui.errors import StoreError

LOCK_SECONDS = 20.0
"""How long a writer waits for another one: writing 100,000 incidents takes about 8 seconds."""


class Stamp(NamedTuple):
    """What tells one state of a file from another: size in bytes, time of change in nanoseconds, inode."""

    size: int
    mtime_ns: int
    inode: int


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of the file at `path`, or None when it cannot be looked at."""
    try:
        return _stamp_of(path.stat())
    except OSError:
        return None


def read_file(path: Path) -> tuple[bytes, Stamp] | None:
    """Return the content of a file and the stamp of exactly this content, or None when there is no such file.

    Raises StoreError.
    """
    try:
        with path.open("rb") as file:
            return file.read(), _stamp_of(os.fstat(file.fileno()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"cannot read {path}: {_reason(error)}") from error


def write_atomically(path: Path, data: bytes) -> Stamp:
    """Replace the content of `path` by `data`, durably, or raise StoreError and leave the file as it was.

    The data goes to a temporary file in the same folder, which is synced and renamed over `path`; then the folder is
    synced. The file keeps its permissions. Returns the stamp of exactly this content.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            with suppress(FileNotFoundError):
                temporary.chmod(path.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
            written = _stamp_of(os.fstat(file.fileno()))
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {_reason(error)}; nothing was changed") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(path)
    return written


def sweep(path: Path) -> None:
    """Remove what writers of `path` that were killed left behind. Call it under the lock only."""
    with suppress(OSError):
        for left_over in path.parent.iterdir():
            if left_over.name.startswith(f".{path.name}.") and left_over.suffix == ".tmp":
                left_over.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the file at `path` (a file of its own beside it: a rename would take the lock away).

    Raises StoreError when the lock cannot be made, or when another process holds it for `LOCK_SECONDS`.
    """
    from filelock import FileLock, Timeout  # 50 ms to import, and only a writer needs it

    lock = FileLock(f"{path}.lock", timeout=LOCK_SECONDS)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StoreError(f"{path} is being written by another program: try again when it is done") from error
    except OSError as error:
        raise StoreError(f"cannot write {path}: {_reason(error)}") from error
    try:
        yield
    finally:
        lock.release()


def _stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


def _sync_folder(path: Path) -> None:
    """Make the new name of `path` durable."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows cannot sync a folder
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise StoreError(f"{path} was written, but the disk did not confirm it: {_reason(error)}") from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
