"""The in-memory snapshot of a casebook: loaded on first use, refreshed when another process writes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import StoreError
from kztui.home import writer_id
from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.conflicts import known_to
from kztui.model.decisions import Arranging
from kztui.model.revision import Records
from kztui.model.rights import Rights
from kztui.model.row import row_view
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import made_one
from kztui.search.opening import build_library, discard_index, open_library
from kztui.store.base import Batch, Changes, Notebook, Progress, Store, Transaction, Version, unheard

if TYPE_CHECKING:
    from kztui.search.library import Library

PAGE = 20_000
"""Rows of the listing that are fetched at a time."""


class State(Struct, frozen=True):
    """What was read of a store.

    The version is that of all in it. `library` and `arranging` are kept up in place; `searches` has saved searches by
    id, also removed ones; `problems` are those of the notebook. `notice` is for the user. While an index is being built
    the state is `growing`: it has the incidents that can be searched already.
    """

    library: "Library"
    arranging: Arranging
    searches: Mapping[str, SavedSearch]
    version: Version
    problems: tuple[str, ...] = ()
    notice: str = ""
    growing: bool = False

    @property
    def annotations(self) -> Mapping[str, tuple[Annotation, ...]]:
        """The annotations in force by incident."""
        return self.arranging.now.annotations

    @property
    def count(self) -> int:
        """The highest count of a record."""
        return max((self.arranging.records.count, *(one.count for one in self.searches.values())))


class Writing:
    """A transaction of the store, in which the snapshot holds all that the store had when it was begun."""

    def __init__(self, snapshot: "Snapshot", transaction: Transaction, *, whole: bool) -> None:
        self._snapshot = snapshot
        self._transaction = transaction
        self._whole = whole

    @property
    def now(self) -> State:
        """The state upon which to decide; what only imports need, the list rows of its library, may come later."""
        return self._snapshot.now if self._whole else self._snapshot.latest

    def append(self, batch: Batch) -> Batch:
        """Append a batch durably; return it as it was written: annotations and searches counted and signed.

        Raises StoreError, and then nothing was changed.
        """
        signed = self._signed(batch)
        self._snapshot.follow(self._transaction.append(signed))
        return signed

    def renew(self, batch: Batch) -> None:
        """Append a batch as `append` does, so that what was there before can be had again by `Snapshot.change_over`."""
        known, signed = self.now.count, self._signed(batch)
        self._transaction.take_in(signed, known, known + len(signed.annotations), self._snapshot.listing)
        self._snapshot.forget()

    def _signed(self, batch: Batch) -> Batch:
        """Return a batch with its annotations and searches counted and signed."""
        now, writer = self.now, writer_id()
        count = now.count
        annotations = tuple(
            replace(_with_known(one, now), count=number, writer=writer)
            for number, one in enumerate(batch.annotations, count + 1)
        )
        searches = tuple(
            replace(one, count=number, writer=writer)
            for number, one in enumerate(batch.searches, count + len(annotations) + 1)
        )
        return replace(batch, annotations=annotations, searches=searches)

    def take_in(self, batch: Batch) -> None:
        """Append the records of another casebook durably, counted and signed as they are; the store is then read again.

        What was there before can be had again by `Snapshot.change_over`. Raises StoreError, and then nothing was
        changed.
        """
        known = self.now.count
        counts = (*(one.count for one in batch.annotations), *(one.count for one in batch.searches))
        self._transaction.take_in(batch, known, max((known, *counts)), self._snapshot.listing)
        self._snapshot.forget()


class Snapshot:
    """The state of the casebook in a store, with the index of a big one in the folder `cache`.

    Whoever writes does so inside `writing`.
    """

    def __init__(self, store: Store, cache: Path, rights: Rights = Rights.EDITOR) -> None:
        """`rights` are the most that can be done with it."""
        self.store = store
        self.rights = rights
        self._cache = cache
        self._lock = RLock()
        self._opening = RLock()
        self._folding = RLock()  # taken before the other two: folding takes long, and the screen writes meanwhile
        self._state: State | None = None
        self._showing = RLock()
        self._unshown: set[str] = set()  # incidents that annotations have changed, and the library does not show yet
        self._unseen = False
        self._had = Version()
        self.quoted: tuple[str, Mapping[str, Sequence[str]]] = ("", {})
        """The version of the records, and the ids of the imported incidents in them that quote each report."""
        self.quoting = RLock()  # of a big casebook this takes long: who asks meanwhile waits for it

    @property
    def now(self) -> State:
        """The state, read if it has not been."""
        if self._unshown:
            self._show()
        return self.latest

    @property
    def latest(self) -> State:
        """The state, whose library may not show the latest annotations yet."""
        while (state := self._state) is None:
            self.prepare()
        return state

    def prepare(self, progress: Progress = unheard, fetched: Progress = unheard) -> None:
        """Read the store, and build the index of a big casebook that has none.

        `progress` is told how many incidents are done, of how many. What is done can be had from another thread.
        `fetched` is told before how many records have come from elsewhere, when they are many.
        """
        with self._opening:
            if self._state is None or self._state.growing:
                self.store.fetch(fetched)
                self._load(progress)

    def ready(self) -> bool:
        """Read the store unless an index must be built; return whether it is read."""
        with self._opening:
            if self._state is None and (library := open_library(self.store, self._cache)):
                self._hold(library)
        return self._state is not None

    @contextmanager
    def writing(self, *, whole: bool = False) -> Iterator[Writing]:
        """Begin a transaction with the snapshot brought up to what the store holds.

        `whole` is for imports: it waits until an index has been built, and nobody else writes meanwhile. Notes do not
        wait for the index. The store is read before the lock is taken: `prepare` takes its own lock first and then this
        one, and a writer that took them the other way round would wait for it for good.
        Raises StoreError when nothing can be written.
        """
        while True:
            if whole or self._state is None:
                self.prepare()
            with self._lock:
                state = self._state
                if state is None or (whole and state.growing):
                    continue
                self._require_sound(state, Rights.EDITOR if whole else Rights.ANALYST)
                since = state.version
                if state.growing:  # what the store has of records goes into the index
                    since = since._replace(records=self.store.version().records)
                with self.store.transaction(since, alone=whole) as transaction:
                    if transaction.changes:
                        self._unseen |= self.follow(transaction.changes)
                        yield Writing(self, transaction, whole=whole)
                        return
                self._state = self._growing(state.library) if state.growing else None
                self._unseen = True

    def annotate(self, make: Callable[[State], Sequence[Annotation]]) -> tuple[Annotation, ...]:
        """Append the annotations that `make` decides upon the state as it is when nobody else writes.

        Raises StoreError, and what `make` raises; then nothing was changed.
        """
        with self.writing() as writing:
            new = tuple(make(writing.now))
            made = writing.append(Batch(annotations=new)).annotations if new else ()
        if made[1:]:  # one is shown when it is asked for
            self._show()
        return made

    def keep_searches(self, make: Callable[[], Sequence[SavedSearch]]) -> None:
        """Append the states of saved searches that `make` decides upon. Raises as `annotate` does."""
        with self.writing() as writing:
            writing.append(Batch(searches=tuple(make())))

    def follow(self, changes: Changes) -> bool:
        """Take up what was appended to the store; return whether that was anything. Call it inside `writing`.

        The library shows it when it is next asked for anything: who writes does not wait for that.
        """
        with self._showing:
            state, batch = self.latest, changes.batch
            named = {incident.id for incident in batch.incidents}
            if batch.reports or batch.incidents or batch.suggestions:
                state.library.follow(batch, changes.version.records)
            changed = state.arranging.update(named) | state.arranging.add(batch.annotations)
            if batch.suggestions:
                changed |= state.arranging.have_one(made_one(state.library.suggestions))
            searches = {**state.searches, **{one.id: one for one in batch.searches}}
            version = changes.version._replace(records=state.version.records) if state.growing else changes.version
            self._state = replace(state, searches=searches, version=version)
            self._unshown |= changed
            self._had = changes.version
        if named:
            self._show()
        return batch != Batch()

    def _show(self) -> None:
        """Let the library show what annotations have changed."""
        with self._showing:
            state = self._state
            if state and self._unshown:
                state.library.arrange(state.arranging.now, self._unshown, state.version)
            self._unshown = set()  # not before: whoever looks meanwhile waits for it

    def refresh(self) -> bool:
        """Take up what another program has changed. Returns whether anything had changed, or an index has grown."""
        with self._lock:
            state = self._state
            if state is None:
                return False
            unseen, self._unseen = self._unseen, False
            if state.growing or state.version == self.store.version():
                return unseen
            changes = None if self._problems(state) else self.store.changes_since(state.version)
            if changes is None:
                self._state = None
            else:
                unseen |= self.follow(changes)
                self._show()
            return unseen or changes is None

    def verify(self, progress: Progress) -> bool:
        """Return whether the index is sound; one that is not is built again before this returns."""
        if self.now.library.is_sound():
            return True
        discard_index(self.store, self._cache)
        with self._opening:
            self._load(progress)
        return False

    def forget(self) -> None:
        """Read the store again when it is next needed: what was appended is not all newer than what was there."""
        self._state, self._unseen = None, True

    def change_over(self, *, undone: bool) -> bool:
        """Go back to what was there before another casebook was taken in, or, if that is `undone`, forward again;
        unless something was written since that is not undone.

        Returns whether it did. Raises StoreError.
        """
        taken = self.store.taken_in
        if not taken.version.records or taken.undone is not undone:
            return False
        self.refresh()
        state = self.now
        searches = max((one.count for one in state.searches.values()), default=0)
        same = state.version.records == taken.version.records and searches <= taken.since
        if not (same and state.arranging.records.is_as_at(taken.since)):
            return False
        with self._lock:
            changed = self.store.change_over(state.version, self.listing)
            if changed:
                self._had = Version()
                self.forget()
        return changed

    def tidy(self, progress: Progress) -> None:
        """Do what is better done while nobody waits."""
        with self._folding:
            if self._settled():
                self.store.tidy(self.listing, progress)

    def check(self) -> list[str]:
        """Return a line on each thing that other programs would find otherwise than it is. Raises StoreError."""
        with self._lock:
            return list(self.store.check(self.listing)) if self._is_whole() else []

    def repair(self, progress: Progress, *, dry_run: bool) -> list[str]:
        """Put right what can be in the store; return what was wrong. Raises StoreError.

        The listing for other programs is made again at once, unless an index must be built for it.
        """
        with self._lock:
            found = self.store.repair(progress, dry_run=dry_run)
            self._state = None
        if found and not dry_run and self.ready() and self._is_whole():
            with suppress(StoreError):  # what was put right is told all the same
                self.fold(unheard)
        return found

    def fold(self, progress: Progress) -> None:
        """Put all that the store has into the form that other programs read. Raises StoreError."""
        self.prepare()
        with self._folding:
            with self._lock:
                self._require_sound(self.now)
                self._settle()
            self.store.fold(self.listing, progress)

    def make_ready(self) -> None:
        """Do beforehand, while others can write, what `Writing.take_in` would have to do first. Raises StoreError."""
        self.prepare()
        with self._folding:
            with self._lock:
                self._require_sound(self.now)
                self._settle()
            self.store.make_ready(self.listing)

    def close(self) -> None:
        """Leave the store in order, unless it was not even read."""
        with self._folding:
            if self._settled():
                self.store.close(self.listing)
                self.now.library.keep(self.now.version)

    def _settled(self) -> bool:
        """Let the index have what was imported; return whether all that the store has is known, and sound."""
        with self._lock:
            whole = self._is_whole()
            if whole:
                self._settle()
            return whole

    def _is_whole(self) -> bool:
        """Return whether all that the store has is known, and sound."""
        state = self._state
        return state is not None and not state.growing and not any(self._problems(state))

    def listing(self) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of all incidents, oldest id first, a page at a time."""
        self.refresh()
        found = self.now.library.search("", "id")
        for start in range(0, found.count, PAGE):
            yield from map(row_view, found.rows(start, start + PAGE))

    def _settle(self) -> None:
        """Let the index have what was imported before the store forgets what came when."""
        if self.store.forgets:
            self.now.library.settle(self.now.version)

    def _load(self, progress: Progress) -> None:
        """Hold what the store has; while an index is being built, what is in it so far."""

        def partial(library: "Library") -> None:
            with self._lock:
                before = self._state
                self._state = replace(before, library=library) if before else self._growing(library)
                self._unseen = True

        if library := open_library(self.store, self._cache):
            self._hold(library)
        else:
            self._hold(*build_library(self.store, self._cache, progress, partial))

    def _growing(self, library: "Library") -> State:
        """Return the state of which `library` is what is in the index so far."""
        notebook = self._read_notebook()
        searches = {one.id: one for one in notebook.searches}
        version = Version(library.version, notebook.version)
        return State(library, _arranging(notebook, library), searches, version, notebook.problems, growing=True)

    def _hold(self, library: "Library", notice: str = "") -> None:
        with self._lock:
            grown = self._state is not None
            notebook = self._read_notebook()
            if library.problems and not any(library.counts):  # what is said of records that are away makes none
                notebook = notebook._replace(annotations=())
            notebook = _without_lost(notebook, library)
            arranging = _arranging(notebook, library)
            version = Version(library.version, notebook.version)
            with self._showing:
                self._unshown = set()
                library.arrange(arranging.now, None, version)
            searches = {one.id: one for one in notebook.searches}
            told = " ".join(line for line in (notice, self.store.notice) if line)
            problems = (*notebook.problems, *self._gone(version))
            self._state = State(library, arranging, searches, version, problems, told)
            self._unseen = grown

    def _gone(self, version: Version) -> Iterator[str]:
        """Yield a line on each part of the store that was there before and is gone."""
        before = self._had
        self._had = Version(version.records or before.records, version.notebook or before.notebook)
        for what, had, has in zip(("incidents", "annotations"), before, version, strict=True):
            if had and not has:
                yield f"the {what} of {self.store.location} were there and are gone: put a copy of the file back"

    def _read_notebook(self) -> Notebook:
        version = self.store.version().notebook
        try:
            return self.store.notebook()
        except StoreError as error:
            return Notebook(problems=(str(error),), version=version)

    def _require_sound(self, state: State, needed: Rights = Rights.ANALYST) -> None:
        """Raise StoreError when nothing can be written."""
        for reason in (*self._problems(state), self.store.obstacle, self.rights.lacking(needed)):
            if reason:
                raise StoreError(reason)

    @staticmethod
    def _problems(state: State) -> tuple[str, ...]:
        return (*state.library.problems, *state.problems)


def _arranging(notebook: Notebook, library: "Library") -> Arranging:
    return Arranging(Records(notebook.annotations), library.imported, made_one(library.suggestions))


def _without_lost(notebook: Notebook, library: "Library") -> Notebook:
    """Return a notebook without the facts that quote a report which is not there; each is one of its problems."""
    lost = {one.id: one.fact.evidence.report for one in notebook.annotations if one.fact}
    lost = {annotation: report for annotation, report in lost.items() if not _has_report(library, report)}
    if not lost:
        return notebook
    kept = tuple(one for one in notebook.annotations if one.id not in lost)
    words = (f"annotation {one}: the report {report} that it quotes is missing" for one, report in lost.items())
    return notebook._replace(annotations=kept, problems=(*notebook.problems, *words))


def _has_report(library: "Library", report_id: str) -> bool:
    try:
        return bool(library.report(report_id))
    except KeyError:
        return False


def _with_known(one: Annotation, now: State) -> Annotation:
    """Return a new record with those that its writer has before them in its place: it supersedes the newest one."""
    if one.supersedes or one.records or one.retracts:
        return one
    arranged = now.arranging.now
    homes = dict.fromkeys((arranged.id_of(one.target.incident), arranged.id_of(one.into)))
    if one.kind is AnnotationKind.DISMISSED:  # work on facts of reports that are set aside is on no incident now
        there = [each for each in now.arranging.records.in_force() if arranged.id_of(each.target.incident) in homes]
    else:
        there = [each for home in homes for each in arranged.annotations.get(home, ())]
    known = known_to(one, there, now.arranging.records)
    return replace(one, supersedes=known[0], records=known[1:]) if known else one
