"""The casebook: the one object that the screen and the command line know."""

import getpass
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kztui.casebook.annotating import Notes
from kztui.casebook.checking import verify
from kztui.casebook.deciding import Decisions
from kztui.casebook.lookup import linker
from kztui.casebook.reextracting import Extract, changes, differences
from kztui.casebook.snapshot import Held, State
from kztui.errors import StoreError
from kztui.home import cache_folder
from kztui.link.reextraction import Difference
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict, annotation
from kztui.model.fact import Fact, Value
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.search.library import Progress
from kztui.search.opening import home_of
from kztui.search.query.completion import Suggestion, suggest
from kztui.search.results import Results
from kztui.search.saved import History, SavedSearches
from kztui.store.tinydb.annotations import annotations_path, append, load_annotations, restore_newest, retract_newest
from kztui.store.tinydb.files import stamp
from kztui.store.tinydb.incidents import Added, Batch, add_incidents, load_incidents, renew_incidents
from kztui.text.clean import clean

__all__ = ["Casebook", "Difference", "Results", "Suggestion"]


class Casebook:
    """Reports, incidents and annotations. Searching and reading are safe while another thread writes."""

    def __init__(self, path: Path, author: str, cache: Path) -> None:
        self.path = path
        self.annotations_path = annotations_path(path)
        self.author = author
        self._cache = cache
        self._held = Held(path, cache)

    @classmethod
    def open(cls, path: Path, *, author: str = "", cache: Path | None = None) -> "Casebook":
        """Return the casebook at `path`; it may not exist yet. Files are read when first needed.

        A damaged file raises nothing: the casebook is then read-only and `problem` says why. `author` signs
        annotations; it is the user's login name unless given. `cache` is the folder for the index of a big casebook,
        by default the user's.
        """
        return cls(Path(os.path.realpath(path)), author or _login(), cache or cache_folder())

    def prepare(self, progress: Progress = lambda done, total: None) -> str:
        """Make searching ready, which takes a while when a big casebook has no index yet.

        `progress` hears how many incidents are done, of how many. What is done can be searched from another thread.
        Returns a line for the user when searching will be slower than it could be; else nothing.
        """
        self._held.prepare(progress)
        return self._now.notice

    def ready(self) -> bool:
        """Make searching ready unless an index must be built for it; return whether it is.

        Call it before other threads use the casebook.
        """
        return self._held.ready()

    @property
    def problem(self) -> str:
        """Why nothing can be written, in one line; empty when all is well."""
        problems = self.problems
        if problems:
            more = f" (and {len(problems) - 1} more: see kztui check)" if problems[1:] else ""
            return problems[0] + more
        folder = self.path.parent
        if folder.exists() and not os.access(folder, os.W_OK):
            return f"{folder} is read-only: nothing can be saved there"
        return ""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return bool(self.problem)

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record, or file, that cannot be read."""
        return (*self._now.library.problems, *self._now.notebook.problems)

    def check(self) -> tuple[str, ...]:
        """Look closely at every record; return a line on each thing that is wrong."""
        try:
            return tuple(verify(load_incidents(self.path), self._now.notebook))
        except StoreError as error:
            return (str(error),)

    @property
    def incident_count(self) -> int:
        """The number of incidents."""
        return self._now.library.counts[0]

    @property
    def report_count(self) -> int:
        """The number of reports."""
        return self._now.library.counts[1]

    def search(self, query: str = "", sort: str = "") -> Results:
        """Return the incidents that `query` asks for, in its order, else in that of `sort`, else the newest first.

        Raises QueryError for a query that cannot be understood.
        """
        return self._now.library.search(query, sort)

    def suggest(self, query: str, position: int) -> list[Suggestion]:
        """Return what can complete `query` at the code point `position`, with the numbers of incidents."""
        return suggest(query, position, self.values)

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field of the query language, each with the number of its incidents."""
        return self._now.library.values(field)

    @property
    def searches(self) -> SavedSearches:
        """The saved searches."""
        return SavedSearches(self.annotations_path, self.author, lambda: self._now.library)

    @property
    def history(self) -> History:
        """The latest queries."""
        return History(home_of(self.path, self._cache) / "history.json")

    def incident(self, incident_id: str) -> Incident:
        """Return an incident. Raises KeyError when there is none with this id."""
        return self._now.library.incident(incident_id)

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self._now.library.report(report_id)

    def has_report(self, report_id: str) -> bool:
        """Return whether a report with this id, which is to say this text, is in the casebook."""
        try:
            return bool(self.report(report_id))
        except KeyError:
            return False

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return self._now.library.summary(incident_id)

    def annotations(self, incident_id: str) -> tuple[Annotation, ...]:
        """Return the standing annotations on an incident, oldest first."""
        state = self._now
        return state.standing.get(state.library.arrangement.id_of(incident_id), ())

    @property
    def decisions(self) -> Decisions:
        """Merging, splitting, moving, and the suggestions that wait."""
        return Decisions(self._now.library, self.author, self._save)

    @property
    def notes(self) -> Notes:
        """Adding, editing, retracting and answering annotations, and the list of them all."""
        state = self._now
        return Notes(state.library, state.standing, self.author, self._save)

    def annotate(
        self,
        kind: AnnotationKind,
        target: Target,
        *,
        text: str = "",
        verdict: Verdict | None = None,
        value: Value | None = None,
        fact: Fact | None = None,
    ) -> Annotation:
        """Add an annotation; it is on disk when this returns.

        Raises DecisionError when it makes no sense and StoreError when it cannot be saved, each with one clear line.
        """
        value = clean(value) if isinstance(value, str) else value
        new = annotation(kind, target, self.author, text=clean(text), verdict=verdict, value=value, fact=fact)
        return self.notes.add(new)

    def _save(self, new: Sequence[Annotation]) -> None:
        with self._writing() as state:
            self._held.take(append(self.annotations_path, new, state.notebook), new)

    def undo(self) -> tuple[Annotation, ...]:
        """Take back what this author did last (annotations, or later versions of them), on disk when this returns.

        Returns it, oldest first, or nothing when there is nothing. Raises StoreError.
        """
        return self._revert(retract_newest)

    def redo(self) -> tuple[Annotation, ...]:
        """Let what this author's last undo took back stand again, on disk when this returns.

        Returns it, or nothing when there is nothing or when the author has added annotations since. Raises StoreError.
        """
        return self._revert(restore_newest)

    def _revert(self, change: Callable[[Path, str], tuple[str, ...]]) -> tuple[Annotation, ...]:
        with self._writing():
            if stamp(self.annotations_path) is None:
                return ()
            changed = change(self.annotations_path, self.author)
            notebook = load_annotations(self.annotations_path)
            found = tuple(one for one in notebook.annotations if one.id in changed)
            self._held.take(notebook, found)
            return found

    def add(self, batch: Batch) -> Added:
        """Add reports, each with its incidents as the facts of one incident each, in one atomic write.

        What is certainly an incident that is known joins it; what is likely one is a new incident and a suggestion.
        A report that is there already (it has the same text) is left out and counted as known. Raises StoreError.
        """
        with self._writing(whole=True) as state:
            added = add_incidents(self.path, batch, *linker(state.library, state.notebook.annotations))
            if added.reports:
                self._held.forget()
        return added

    def differences(self, extract: Extract) -> list[Difference]:
        """Return what `extract` finds otherwise in the reports than it was imported. Raises StoreError."""
        return differences(load_incidents(self.path), self._now.notebook.annotations, extract)

    def renew(self, found: Sequence[Difference]) -> Added:
        """Take over what was found otherwise, in one atomic write: nothing that an analyst has touched changes.

        Raises StoreError.
        """
        new = [(self.report(one.report), [one.added]) for one in found if not one.incident]
        with self._writing(whole=True) as state:
            naming = linker(state.library, state.notebook.annotations)
            added = renew_incidents(self.path, changes(found), new, *naming)
            self._held.forget()
        return added

    def refresh(self) -> bool:
        """Read anew what another program has changed. Returns whether anything had changed, or an index has grown."""
        return self._held.refresh()

    @property
    def _now(self) -> State:
        return self._held.now

    @contextmanager
    def _writing(self, *, whole: bool = False) -> Iterator[State]:
        """Keep the state as it is while one of the files is written. Raises StoreError when nothing can be."""
        with self._held.writing(whole=whole) as state:
            if problem := self.problem:
                raise StoreError(problem)
            yield state


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "analyst"
