"""Files as a casebook needs them: read unless they are pipes or devices, written whole or not at all, and locked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, FileIO
from pathlib import Path
from stat import S_ISREG
from typing import Any, BinaryIO, NamedTuple

from kztui.errors import StoreError

_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)  # Windows has none, and no pipes among its files

LOCK_SECONDS = 20.0
"""How long a writer waits for another one."""


_BUFFER = 1 << 16
"""Bytes that are read of a file at once."""


class _Guarded(FileIO):
    """An open file; reading it raises StoreError when the disk, or what seems to be a file, does not answer."""

    def readinto(self, buffer: Any, /) -> int | None:
        """Read bytes into a buffer; return how many."""
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise cannot_read(self.name, error) from error

    def readall(self) -> bytes:
        """Read all that is left."""
        try:
            return super().readall()
        except OSError as error:
            raise cannot_read(self.name, error) from error


def open_file(path: Path) -> BinaryIO | None:
    """Open a file to read it, or return None when there is no such file. Raises StoreError, also for what is not a
    file: a pipe would be waited for, and a device read without end. Reading the file raises StoreError, too.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _NOT_WAITING)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise cannot_read(path, error) from error
    if not S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise not_a_file(path)
    file = _Guarded(handle)
    file.name = path
    return BufferedReader(file, _BUFFER)


def not_a_file(path: Path) -> StoreError:
    """Return the error for a path at which there is a folder, a pipe or a device."""
    return StoreError(f"{path} is not a file: choose another one")


def cannot_read(path: object, error: OSError) -> StoreError:
    """Return the error for a file that cannot be read."""
    return StoreError(f"cannot read {path}: {reason(error)}")


def read_file(path: Path) -> bytes | None:
    """Return the content of a file, or None when there is no such file. Raises StoreError as `open_file` does."""
    file = open_file(path)
    if file is None:
        return None
    with file:
        return file.read()


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace the content of `path` by `data`, durably, or raise StoreError and leave the file as it was.

    A new file that is `private` can be read by its owner only.
    """
    with replacing(path, private=private) as new:
        new.file.write(data)


class Replacement(NamedTuple):
    """A new content of a file while it is written: the open file, and its temporary path."""

    file: BinaryIO
    path: Path

    def finish(self) -> None:
        """Put all that was written on the disk. Nothing can be written after that."""
        self.file.flush()
        os.fsync(self.file.fileno())


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[Replacement]:
    """Write a new content for the file at `path`, which takes the place of the old one at the end, durably.

    It goes to a temporary file in the same folder, which is synced and renamed over `path`; then the folder is synced.
    The file keeps its permissions; a new one that is `private` can be read by its owner only. Raises StoreError, and
    then the file is as it was, as it is when the block raises an error.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        with os.fdopen(_create(temporary, path, private), "wb") as file:
            new = Replacement(file, temporary)
            yield new
            new.finish()
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {reason(error)}; nothing was changed") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path)


def _create(temporary: Path, path: Path, private: bool) -> int:
    """Create a temporary file, with the permissions of the one that it will replace from the first byte on."""
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    with suppress(FileNotFoundError):
        temporary.chmod(path.stat().st_mode & 0o7777)
    return handle


def sweep(path: Path) -> None:
    """Remove the temporary files of writers of `path` that were killed. Call it under the lock only."""
    with suppress(OSError):
        for left_over in path.parent.iterdir():
            if left_over.name.startswith(f".{path.name}.") and left_over.suffix == ".tmp":
                left_over.unlink(missing_ok=True)


@contextmanager
def locked(
    path: Path, seconds: float = LOCK_SECONDS, *, ending: str = ".lock", done: str = "written"
) -> Iterator[None]:
    """Hold a lock of the file at `path`: a file of its own beside it, with this `ending`, as a rename would take the
    lock away. `done` says what is done to the file by who holds it.

    Raises StoreError when the lock cannot be made, when another process holds it for longer than `seconds`, or when
    there is something else than a file; then no lock is left beside it.
    """
    with suppress(OSError):  # what cannot be looked at cannot be locked either, and then it is said why
        if not S_ISREG(path.stat().st_mode):
            raise not_a_file(path)
    from filelock import FileLock, Timeout  # 50 ms to import, and only a writer needs it

    lock = FileLock(f"{path}{ending}", timeout=seconds)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StoreError(f"{path} is being {done} by another program: try again when that is finished") from error
    except OSError as error:
        raise StoreError(f"cannot write {path}: {reason(error)}") from error
    try:
        yield
    finally:
        lock.release()


def sync_folder(path: Path) -> None:
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
        raise StoreError(f"{path} was written, but the disk did not confirm it: {reason(error)}") from error


def reason(error: OSError) -> str:
    """Return why a file could not be read or written, in words."""
    return (error.strerror or str(error)).lower()
