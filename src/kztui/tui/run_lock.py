"""Locks by which one run of the screen knows whether another one is still there.

The system releases them however a run ends. `filelock` does the same and more, but importing it would take a tenth of
the time to the first picture.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


class RunLock:
    """A lock that is held as long as its file at `path` is open."""

    def __init__(self, path: Path, *, wait: bool = False) -> None:
        """Take the lock. Raises OSError when another process holds it, or when there can be no such file."""
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor, wait=wait)
        except OSError:
            os.close(self._descriptor)
            raise

    @classmethod
    def take_new(cls, folder: Path) -> "RunLock":
        """Return a lock in `folder` that is nobody else's. Raises OSError."""
        return cls(folder / f"{os.urandom(8).hex()}.lock")

    @classmethod
    def is_held(cls, path: Path) -> bool:
        """Return whether another process, or this one, holds the lock; remove its file when nobody does."""
        try:
            cls(path).release()
        except OSError:
            return True
        return False

    @classmethod
    @contextmanager
    def waiting(cls, path: Path) -> Iterator[None]:
        """Hold the lock at `path` as soon as others have released it. Raises OSError."""
        lock = cls(path, wait=True)
        try:
            yield
        finally:
            os.close(lock._descriptor)

    def release(self) -> None:
        """Release the lock and remove its file."""
        with suppress(OSError):
            self.path.unlink()
        os.close(self._descriptor)
