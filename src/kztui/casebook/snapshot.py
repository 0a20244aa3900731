"""What is held of a casebook's two files: read when first needed, and kept up with what others write."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import StoreError
from kztui.model.annotation import Annotation
from kztui.search.annotated import by_incident
from kztui.search.library import Library, Progress
from kztui.search.opening import build_library, open_library
from kztui.store.tinydb.annotations import Notebook, annotations_path, load_annotations
from kztui.store.tinydb.files import stamp


class State(Struct, frozen=True):
    """What was read of the two files, and what is known of the records without asking for them again."""

    library: Library
    notebook: Notebook
    standing: Mapping[str, tuple[Annotation, ...]]
    notice: str = ""
    growing: bool = False


class Held:
    """The state of the casebook at `path`, with the index of a big one in the folder `cache`.

    Whoever writes one of the files does so inside `writing`, and then says what has become of it.
    """

    def __init__(self, path: Path, cache: Path) -> None:
        self.path = path
        self.annotations_path = annotations_path(path)
        self._lock = RLock()
        self._cache = cache
        self._opening = RLock()
        self._state: State | None = None
        self._unseen = False

    @property
    def now(self) -> State:
        """The state, read if it has not been."""
        while (state := self._state) is None:
            self.prepare()
        return state

    def prepare(self, progress: Progress = lambda done, total: None) -> None:
        """Read the files, and build the index of a big casebook that has none.

        `progress` hears how many incidents are done, of how many. What is done can be had from another thread.
        """
        with self._opening:
            if self._state is None or self._state.growing:
                self._load(progress)

    def ready(self) -> bool:
        """Read the files unless an index must be built; return whether they are read."""
        with self._opening:
            if self._state is None and (library := open_library(self.path, self._cache)):
                self._hold(library)
        return self._state is not None

    @contextmanager
    def writing(self, *, whole: bool = False) -> Iterator[State]:
        """Keep the state as it is, for a writer; yield it. `whole` waits until its index has been built.

        It is read before the lock is taken: `prepare` takes its own lock first and then this one, and a writer that
        took them the other way round would wait for it for good.
        """
        while True:
            if whole or self._state is None:
                self.prepare()
            with self._lock:
                state = self._state
                if state and not (whole and state.growing):
                    yield state
                    return

    def forget(self) -> None:
        """Read the files anew when they are next needed: the records have changed."""
        self._state = None

    def take(self, notebook: Notebook, own: Iterable[Annotation]) -> None:
        """Hold what the annotations are now; changes to incidents that `own` are not on are for `refresh` to tell."""
        before = self.now
        self._state = now = _annotated(before, notebook)
        changed = {
            i for i in now.standing.keys() | before.standing.keys() if now.standing.get(i) != before.standing.get(i)
        }
        self._unseen = self._unseen or bool(changed - {one.target.incident for one in own})

    def refresh(self) -> bool:
        """Read anew what another program has changed. Returns whether anything had changed, or an index has grown."""
        with self._lock:
            state = self._state
            if state is None:
                return False
            if state.growing:
                unseen, self._unseen = self._unseen, False
                return unseen
            records_stand = stamp(self.path) == state.library.stamp
            notebook_stands = stamp(self.annotations_path) == state.notebook.stamp
            if records_stand and notebook_stands and not self._unseen:
                return False
            self._unseen = False
            if not records_stand:
                self._state = None
            elif not notebook_stands:
                self._state = _annotated(state, self._read_annotations())
            return True

    def _load(self, progress: Progress) -> None:
        """Hold what the files say; while an index is being built, what is in it so far."""

        def partial(library: Library) -> None:
            with self._lock:
                notebook = self._state.notebook if self._state else self._read_annotations()
                self._state, self._unseen = State(library, notebook, _standing(notebook), growing=True), True

        if library := open_library(self.path, self._cache):
            self._hold(library)
        else:
            self._hold(*build_library(self.path, self._cache, progress, partial))

    def _hold(self, library: Library, notice: str = "") -> None:
        with self._lock:
            grown = self._state is not None
            self._state = _annotated(State(library, Notebook(), {}, notice), self._read_annotations())
            self._unseen = grown

    def _read_annotations(self) -> Notebook:
        try:
            return load_annotations(self.annotations_path)
        except StoreError as error:
            return Notebook((), (str(error),), stamp(self.annotations_path))


def _annotated(state: State, notebook: Notebook) -> State:
    state.library.take(notebook)
    return replace(state, notebook=notebook, standing=state.library.arrangement.standing)


def _standing(notebook: Notebook) -> dict[str, tuple[Annotation, ...]]:
    return {incident: tuple(annotations) for incident, annotations in by_incident(notebook).items()}
