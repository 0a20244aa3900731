"""A casebook in two TinyDB files, each with a journal: what was imported, and what analysts added."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from kztui.errors import StoreError
from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch, Changes, Listing, Notebook, Progress, Tables, TakenIn, Version, unheard
from kztui.store.encoding import decode_record, encode_record
from kztui.store.files import LOCK_SECONDS, locked, not_a_file
from kztui.store.tinydb.beside import annotations_path, guard, owned_by_another
from kztui.store.tinydb.journal import Entry
from kztui.store.tinydb.journaled import HELD, TRIES, JournaledFile
from kztui.store.tinydb.notes import read_notebook
from kztui.store.tinydb.schema import ANNOTATIONS, INCIDENTS, LISTING
from kztui.store.tinydb.source import FileSource
from kztui.store.tinydb.tables import json_of
from kztui.store.tinydb.taking_in import TakingIn

FOLDED_AT_ONCE = 50_000_000
"""Bytes of a file up to which it is folded whenever its casebook is left, so that any TinyDB user sees everything."""

WAITING = 8
"""A bigger file is folded when its journal has grown to this fraction of it: one part in eight."""

IDLE = 10.0
"""Seconds without a change after which a file is folded while its casebook is open."""

Kind = TypeVar("Kind", bound=Struct)


class TinyStore:
    """The casebook at `path` (`kztui.store.base.Store`). The files may not exist yet.

    Records are read into memory from a file of up to `held` bytes, and a record at a time from a bigger one.
    Raises StoreError for a path without a name, the root of the file system.
    """

    def __init__(self, path: Path, *, held: int = HELD) -> None:
        self._given = path
        self.path = Path(os.path.realpath(path))
        if not self.path.name:
            raise not_a_file(path)
        self._beside = annotations_path(self.path)
        self._records = JournaledFile(self.path, INCIDENTS, held=held)
        self._notes = JournaledFile(Path(os.path.realpath(self._beside)), ANNOTATIONS, private=True)
        self._taking_in = TakingIn(self.path, (self._records, self._notes))
        self._locks = sorted({self.path, guard(self._notes.path, self.path)})

    @property
    def location(self) -> str:
        """The path of the file of incidents."""
        return str(self.path)

    @property
    def name(self) -> str:
        """The name of the file of incidents."""
        return self.path.name

    @property
    def places(self) -> Mapping[str, str]:
        """The paths of both files."""
        return {"casebook": str(self.path), "annotations": str(self._notes.path)}

    @property
    def author(self) -> str:
        """Nobody in particular: a file does not know who writes."""
        return ""

    @property
    def rights(self) -> Rights:
        """All: whoever may write the file may do everything."""
        return Rights.EDITOR

    @property
    def standing(self) -> str:
        """As usual."""
        return ""

    def listen(self, wake: Callable[[], object]) -> None:
        """Do nothing: the files are looked at from time to time."""

    def fetch(self, progress: Progress) -> None:
        """Do nothing: the files are here."""

    @property
    def size(self) -> int:
        """How many bytes the records take, about."""
        return self._records.size

    @property
    def obstacle(self) -> str:
        """Why nothing can be written there, in one line; empty when nothing is known to prevent it."""
        if taken := owned_by_another(self._beside, self.path):
            return taken
        if os.path.islink(self._given) and not os.path.exists(self.path):  # noqa: PTH110, PTH114 (Path's raise in a folder that is closed)
            return f"{self._given} is a link to {self.path}, which is not there: put a copy of it back"
        folder = self.path.parent
        if os.path.exists(folder) and not os.access(folder, os.W_OK):  # noqa: PTH110
            return f"{folder} is read-only: nothing can be saved there"
        return ""

    @property
    def notice(self) -> str:
        """What the user should know about the files, in one line; empty when nothing."""
        return self._records.notice or self._notes.notice

    def version(self) -> Version:
        """Return the version of what the files hold now. What a killed process has begun is put in order first."""
        if self._taking_in.last.step:
            with suppress(StoreError), self._locked(0):
                pass
        return Version(self._records.version(), self._notes.version())

    def records(self) -> FileSource:
        """Return the records as they are now. Raises StoreError when they cannot be used as a whole."""
        if not self._records.exists and self._notes.exists:
            gone = f"{self.path} is gone, the annotations on it are not: put a copy of it back, or choose another name"
            raise StoreError(owned_by_another(self._beside, self.path) or gone)
        tables, problems, version = self._records.read()
        source = FileSource(str(self.path), tables, version)
        source.problems += problems
        return source

    def notebook(self) -> Notebook:
        """Return the notebook as it is now. Raises StoreError when it cannot be used as a whole."""
        tables, problems, version = self._notes.read()
        found = read_notebook(str(self._notes.path), tables, version)
        return found._replace(problems=(*problems, *found.problems))

    def changes_since(self, version: Version) -> Changes | None:
        """Return what was appended since a version; None when that cannot be told. Raises StoreError."""
        now = self.version()
        records = self._records.since(version.records)
        notes = self._notes.since(version.notebook)
        if records is None or notes is None:
            return None
        try:
            return Changes(_batch((*records, *notes)), now)
        except (ValueError, RecursionError):  # reading it all says which record cannot be read
            return None

    @contextmanager
    def transaction(self, since: Version, *, alone: bool = True) -> Iterator["TinyTransaction"]:
        """Begin a transaction; `since` is the version of what its changes will be decided upon. Raises StoreError.

        Nobody else writes until it ends, whether or not it must be `alone`.
        """
        with self._locked():
            yield TinyTransaction(self._records, self._notes, self._taking_in, self.changes_since(since))

    @property
    def forgets(self) -> bool:
        """Whether `close` will fold the journal of the records."""
        return _due(self._records)

    def tidy(self, listing: Listing, progress: Progress) -> None:
        """Fold the journals of small files, and those that have grown big, unless they have just been written.

        While another program writes, and where nothing can be written, it is left to the next call.
        """
        self._fold(listing, IDLE, progress)

    def check(self, listing: Listing) -> Iterator[str]:
        """Yield a line when the listing in the file is not what it should be. While changes wait, nobody expects it."""
        if self._records.unfolded or self._notes.unfolded:
            return
        table = self._records.read().tables.get(LISTING)
        if table is not None and _sum(map(bytes, table.values())) != _sum(map(json_of, listing())):
            yield f"{self.path}: its table {LISTING} is stale: renew it with kztui fold"

    def repair(self, progress: Progress, *, dry_run: bool) -> list[str]:
        """Put right what can be; return a line on each thing that was wrong, and on what became of it.

        Damaged files are kept in copies beside. With `dry_run` nothing is changed. `progress` is told how much is done,
        of how much. Raises StoreError.
        """
        from kztui.store.tinydb.repairing import repair  # seldom needed

        with self._locked():
            return repair(self.path, self._notes.path, progress, dry_run=dry_run)

    def make_ready(self, listing: Listing) -> None:
        """Fold the journals that have changes. Raises StoreError."""
        with self._folding():
            _put_in_order(self._records, self._notes, listing, self._locked)

    @property
    def taken_in(self) -> TakenIn:
        """What is known of the last time that another casebook was taken in."""
        return self._taking_in.told

    def change_over(self, version: Version, listing: Listing) -> bool:
        """Put the copies in their places, and keep copies of what is there, unless it is not of `version` any more.

        Returns whether it did. Raises StoreError.
        """
        with self._locked():
            if self.version() != version:
                return False
            _put_in_order(self._records, self._notes, listing)
            return self._taking_in.change()

    def begin_with(self, tables: Tables) -> bool:
        """Write both files where there are none, a record at a time; return False where there is one.

        Raises StoreError, and what going through the records raises; then nothing was written.
        """
        with self._locked():
            if self._records.exists or self._notes.exists:
                return False
            with self._records.beginning({name: tables[name] for name in ("reports", "incidents", "suggestions")}):
                kept = {"annotations": tables["annotations"], "saved_searches": tables["searches"]}
                with self._notes.beginning(kept):
                    return True

    def fold(self, listing: Listing, progress: Progress) -> None:
        """Fold both journals, whatever their sizes. Raises StoreError."""
        with self._folding():
            self._records.fold({LISTING: listing}, progress, self._locked)
            self._notes.fold(held=self._locked)

    def close(self, listing: Listing) -> None:
        """Leave the files in order: small ones, and those whose journals have grown big, folded."""
        self._fold(listing)

    def _fold(self, listing: Listing, idle: float = 0, progress: Progress = unheard) -> None:
        """Fold what is due and has been left alone for `idle` seconds. A small file gets a new listing each time.

        What others append meanwhile, and leave because this folds already, is looked for again afterwards.
        """
        for _ in range(TRIES):
            records, notes = (_due(one) and one.idle_for(idle) for one in (self._records, self._notes))
            if not (records or notes):
                return
            try:
                with self._folding(0):
                    with self._locked(0):
                        pass  # nobody is writing
                    if records or (self._records.exists and self._records.size <= FOLDED_AT_ONCE):
                        self._records.fold({LISTING: listing}, progress, self._locked)
                    if notes:
                        self._notes.fold(held=self._locked)
            except StoreError:
                return

    def _folding(self, seconds: float = LOCK_SECONDS) -> AbstractContextManager[None]:
        """Hold the lock of whoever folds: others can write meanwhile, and none can fold."""
        return locked(self.path, seconds, ending=".fold.lock", done="folded")

    @contextmanager
    def _locked(self, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        if taken := owned_by_another(self._beside, self.path):
            raise StoreError(taken)
        with ExitStack() as locks:
            for path in self._locks:
                locks.enter_context(locked(path, seconds))
            self._taking_in.finish()
            yield


class TinyTransaction:
    """A time in which nobody else writes (`kztui.store.base.Transaction`)."""

    def __init__(
        self, records: JournaledFile, notes: JournaledFile, taking_in: TakingIn, changes: Changes | None
    ) -> None:
        self.changes = changes
        self._records = records
        self._notes = notes
        self._taking_in = taking_in

    def append(self, batch: Batch) -> Changes:
        """Append a batch durably; return what that changes. Raises StoreError, and then nothing changed."""
        imported = _encoded(reports=batch.reports, incidents=batch.incidents, suggestions=batch.suggestions)
        added = _encoded(annotations=batch.annotations, saved_searches=batch.searches)
        if imported:
            self._records.append(imported)
        if added:
            self._notes.append(added)
        return Changes(batch, Version(self._records.version(), self._notes.version()))

    def take_in(self, batch: Batch, known: int, count: int, listing: Listing) -> Version:
        """Append the records of another casebook; copies of the files from before are left beside them (``.bak``).

        Raises StoreError, and then nothing changed.
        """
        _put_in_order(self._records, self._notes, listing)
        self._taking_in.begin(known, count)
        try:
            version = self.append(batch).version
        except StoreError:
            self._taking_in.finish()
            raise
        self._taking_in.end(version)
        return version


def _put_in_order(
    records: JournaledFile,
    notes: JournaledFile,
    listing: Listing,
    held: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Fold both files, so that they are whole without their journals. Raises StoreError.

    With `held`, which takes the lock, others write meanwhile; without, it is called under it.
    """
    if records.unfolded or (notes.unfolded and records.size <= FOLDED_AT_ONCE):
        records.fold({LISTING: listing}, held=held)
    if notes.unfolded:
        notes.fold(held=held)


def _sum(rows: Iterable[bytes]) -> tuple[int, int]:
    """Return how many rows there are, and the sum of their digests, which is the same in any order."""
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.blake2b(row, digest_size=16).digest(), "big")
    return count, total


def _due(file: JournaledFile) -> bool:
    """Return whether it is time to fold a file."""
    waiting = file.unfolded
    return waiting > 0 and (file.size <= FOLDED_AT_ONCE or waiting * WAITING > file.size)


def _encoded(**records: Sequence[Struct]) -> dict[str, list[bytes]]:
    return {name: [encode_record(one) for one in some] for name, some in records.items() if some}


def _batch(entries: Sequence[Entry]) -> Batch:
    """Return all that entries put into tables. Raises ValueError or RecursionError for a record that is not sound."""
    return Batch(
        _decoded(entries, "reports", Report),
        _decoded(entries, "incidents", Incident),
        _decoded(entries, "suggestions", Suggestion),
        _decoded(entries, "annotations", Annotation),
        _decoded(entries, "saved_searches", SavedSearch),
    )


def _decoded(entries: Sequence[Entry], name: str, kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(decode_record(bytes(record), kind) for entry in entries for record in entry.put.get(name, ()))
