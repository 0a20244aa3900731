"""The index of a casebook in the cache folder: opened when it fits the store, else built again.

A folder holds the index (``index-...``) and ``current.json``, which names it and says what it was made from. It is
written last and atomically, so that an index that is not whole is never used. All of it can be deleted at any time.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from tantivy.tantivy import __version__ as TANTIVY

from kztui.errors import StoreError
from kztui.model.fact import Field
from kztui.search.index.index import LOCK_SECONDS, Index
from kztui.search.index.sums import is_sound
from kztui.search.library import Partial
from kztui.search.order import ORDERED_BY
from kztui.search.query.fields import FIELDS
from kztui.store.base import Progress, Store, Version
from kztui.store.files import write_atomically

SCHEMA = 13
"""The version of what is indexed and how: raise it when either changes. The fields are told apart by themselves."""


FOLLOWED = 2_000
"""The most changed incidents that are put into an index when it is opened; a process of its own does it for more."""

LOOKS = 1.0
"""Seconds between two looks at an index that another process builds."""

_TROUBLES = (OSError, ValueError, KeyError, StoreError, sqlite3.Error)
"""What comes of a damaged index, or of no room."""


class _Current(msgspec.Struct, frozen=True):
    """What an index was made from, and by what."""

    folder: str
    schema: str
    tantivy: str


class Cache:
    """The place for the index of a store: a `folder` of its own."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder

    def open(self) -> Index | None:
        """Return the index, brought up to what the store holds now; None when one must be built for that."""
        current = self._current()
        if current is None:
            return None
        with suppress(*_TROUBLES):
            if not is_sound(self.folder / current.folder) and self._is_damaged(self.folder / current.folder):
                return None
            index = Index(self.folder / current.folder)
            since = Version(index.version, self.store.version().notebook)
            changes = self.store.changes_since(since) if index.version else None
            if changes and len(changes.batch.incidents) <= FOLLOWED:
                index.follow(changes.batch, changes.version.records)
                return index
            index.close()
        return None

    def _is_damaged(self, folder: Path) -> bool:
        """Look again when nobody writes, and forget the index if it is damaged: nothing of it can be trusted."""
        from filelock import FileLock

        with FileLock(self.folder / "lock", timeout=LOCK_SECONDS):
            if is_sound(folder):
                return False
            self.discard()
            return True

    def discard(self) -> None:
        """Forget the index: the next one is built from nothing."""
        (self.folder / "current.json").unlink(missing_ok=True)

    def build(self, progress: Progress, partial: Partial) -> Index:
        """Build the index, or add to it what was imported, in a process of its own; return it.

        `partial` is given the old index first, if there is one. While another process is at it, this one waits for its
        index, and has what is in that so far. Raises StoreError with one clear line.
        """
        folder = self.folder / f"index-{os.urandom(4).hex()}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._alone(progress, partial) as waited:
                if waited and (built := self.open()):
                    return built
                self._sweep()
                old = self._old(partial)
                self._run([folder, *old], progress, partial)
                index = Index(folder if folder.exists() else old[0])
                self._make_current(index)
                return index
        except _TROUBLES as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise StoreError(f"no index in {self.folder} ({error}): search is slower without it") from error

    @contextmanager
    def _alone(self, progress: Progress, partial: Partial) -> Iterator[bool]:
        """Hold the lock, and say whether another process had it before. What that one built was shown meanwhile."""
        from filelock import FileLock, Timeout  # 50 ms to import, and only a writer needs it

        lock, shown, waited, told = FileLock(self.folder / "lock"), None, False, False
        while not lock.is_locked:
            try:
                lock.acquire(timeout=LOOKS if waited else 0)
            except Timeout:
                waited = True
                with suppress(*_TROUBLES):
                    total = int(self._total.read_text())
                    if not told:
                        progress(0, total)
                        told = True
                    shown = self._look(shown, partial)
                    if shown:
                        progress(shown.counts[0], total)
        try:
            yield waited
        finally:
            lock.release()

    def _look(self, shown: Index | None, partial: Partial) -> Index | None:
        """Show what another process has built since; return the index in which that is."""
        folder = shown.folder if shown else self._growing()
        before = shown.counts[0] if shown else 0
        shown = _see(shown, folder) if folder else None
        if shown and shown.counts[0] != before:
            partial(shown)
        return shown

    @property
    def _total(self) -> Path:
        """The file that says how many incidents are being indexed."""
        return self.folder / "total"

    def _growing(self) -> Path | None:
        """Return the folder of the index that is being built; None when there is none yet."""
        current = self._current()
        others = (one for one in self.folder.glob("index-*") if current is None or one.name != current.folder)
        return max(others, key=lambda one: one.stat().st_mtime, default=None)

    def _old(self, partial: Partial) -> list[Path]:
        """Return the folder of the current index, which a change of the casebook has made stale, if it can be used."""
        current = self._current()
        if current is None or not is_sound(self.folder / current.folder, thoroughly=True):
            return []
        folder = self.folder / current.folder
        with suppress(*_TROUBLES):
            partial(Index(folder))
            return [folder]
        return []

    def _current(self) -> _Current | None:
        """Return what the current index was made from, if this program can read it."""
        try:
            current = msgspec.json.decode((self.folder / "current.json").read_bytes(), type=_Current)
        except (OSError, ValueError):
            return None
        return current if (current.schema, current.tantivy) == (_layout(), TANTIVY) else None

    def _make_current(self, index: Index) -> None:
        if not index.version:
            raise OSError("it is not whole")
        current = _Current(index.folder.name, _layout(), TANTIVY)
        write_atomically(self.folder / "current.json", msgspec.json.encode(current))

    def _sweep(self) -> None:
        """Remove all indexes but the current one: those that were never finished, and those that were replaced."""
        self._total.unlink(missing_ok=True)
        current = self._current()
        for folder in self.folder.glob("index-*"):
            if current is None or folder.name != current.folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _run(self, folders: list[Path], progress: Progress, partial: Partial) -> None:
        command = [sys.executable, "-m", "kztui.search.index.build", self.store.location, *map(str, folders)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                self._follow(process, folders[0], progress, partial)
            except BaseException:
                process.kill()
                raise
            words = process.stderr.read().strip() if process.stderr else ""
        if process.returncode:
            raise OSError(words.splitlines()[-1] if words else f"it stopped with code {process.returncode}")

    def _follow(self, process: "subprocess.Popen[str]", folder: Path, progress: Progress, partial: Partial) -> None:
        total, shown = 0, None
        for line in process.stdout or ():
            kind, number = line.split()
            if kind == "total":
                total = int(number)
                self._total.write_text(number)
            progress(int(number) if kind != "total" else 0, total)
            if kind == "visible":
                with suppress(*_TROUBLES):
                    shown = _see(shown, folder)
                    partial(shown)


def _layout() -> str:
    """Return a fingerprint of the layout: indexes of other versions, or with other fields, have another one."""
    names = " ".join((*FIELDS, *(f"{field}>{field.also}" for field in Field), *ORDERED_BY))
    return f"{SCHEMA}-{hashlib.sha256(names.encode()).hexdigest()[:12]}"


def _see(shown: Index | None, folder: Path) -> Index:
    if shown is None:
        return Index(folder)
    shown.reload()
    return shown
