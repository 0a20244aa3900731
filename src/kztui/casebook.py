"""The casebook: the one object that the screen and the command line know."""

import getpass
import os
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import RLock

from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict, annotation, check_value
from kztui.model.fact import Value
from kztui.model.incident import Incident
from kztui.model.report import Report, Source
from kztui.model.summary import Summary, summarize
from kztui.store.annotations import Notebook, annotations_path, append, load_annotations, restore_newest, retract_newest
from kztui.store.errors import StoreError
from kztui.store.files import stamp
from kztui.store.incidents import Added, Batch, Records, add_incidents, load_incidents
from kztui.store.verify import verify
from kztui.text.clean import clean
from kztui.text.fold import fold


@dataclass(frozen=True)
class Results:
    """What a search found, in order. `words` are the folded words to highlight."""

    _rows: tuple[Summary, ...]
    words: tuple[str, ...] = ()
    milliseconds: float = 0.0
    _positions: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_positions", {row.id: position for position, row in enumerate(self._rows)})

    @property
    def count(self) -> int:
        """How many incidents were found."""
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[Summary]:
        """Return the rows `start` to `stop` (exclusive), counted from 0."""
        return self._rows[start:stop]

    def position(self, incident_id: str) -> int | None:
        """Return the row of an incident, or None when it was not found."""
        return self._positions.get(incident_id)


@dataclass(frozen=True)
class _State:
    """What the two files held when they were last read, and what follows from it. It never changes.

    `plain` are the summaries without any annotation, `annotated` those of the incidents that have one.
    """

    records: Records
    notebook: Notebook
    sources: Mapping[str, Source]
    standing: Mapping[str, tuple[Annotation, ...]]
    plain: Mapping[str, Summary]
    annotated: Mapping[str, Summary]
    keys: dict[str, str] = field(default_factory=dict)

    def summary(self, incident_id: str) -> Summary:
        return self.annotated.get(incident_id) or self.plain[incident_id]


class Casebook:
    """Reports, incidents and annotations. Searching and reading are safe while another thread writes."""

    def __init__(self, path: Path, author: str) -> None:
        self.path = path
        self.annotations_path = annotations_path(path)
        self.author = author
        self._lock = RLock()
        self._held: _State | None = None
        self._unseen = False

    @classmethod
    def open(cls, path: Path, *, author: str = "") -> "Casebook":
        """Return the casebook at `path`; it may not exist yet. Files are read when first needed.

        A damaged file raises nothing: the casebook is then read-only and `problem` says why. `author` signs
        annotations; it is the user's login name unless given.
        """
        return cls(Path(os.path.realpath(path)), author or _login())

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
        return (*self._now.records.problems, *self._now.notebook.problems)

    def check(self) -> tuple[str, ...]:
        """Look closely at every record; return a line on each thing that is wrong."""
        state = self._now
        return tuple(verify(state.records, state.notebook))

    @property
    def incident_count(self) -> int:
        """The number of incidents."""
        return len(self._now.records.incidents)

    @property
    def report_count(self) -> int:
        """The number of reports."""
        return len(self._now.records.reports)

    def search(self, query: str = "", sort: str = "") -> Results:
        """Return the incidents in which every word of `query` stands, newest first."""
        started = time.perf_counter()
        state = self._now
        words = tuple(fold(query).split())
        rows = [state.summary(i) for i in state.plain if all(word in _key(state, i) for word in words)]
        rows.sort(key=lambda row: (_day(row), row.id), reverse=True)
        return Results(tuple(rows), words, (time.perf_counter() - started) * 1000)

    def incident(self, incident_id: str) -> Incident:
        """Return an incident. Raises KeyError when there is none with this id."""
        return self._now.records.incidents[incident_id]

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self._now.records.reports[report_id]

    def has_report(self, report_id: str) -> bool:
        """Return whether a report with this id, which is to say this text, is in the casebook."""
        return report_id in self._now.records.reports

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return self._now.summary(incident_id)

    def annotations(self, incident_id: str) -> tuple[Annotation, ...]:
        """Return the standing annotations on an incident, oldest first."""
        return self._now.standing.get(incident_id, ())

    def annotate(
        self,
        kind: AnnotationKind,
        target: Target,
        *,
        text: str = "",
        verdict: Verdict | None = None,
        value: Value | None = None,
    ) -> Annotation:
        """Add an annotation; it is on disk when this returns.

        Raises ValueError when it makes no sense and StoreError when it cannot be saved, each with one clear line.
        """
        value = clean(value) if isinstance(value, str) else value
        new = annotation(kind, target, self.author, text=clean(text), verdict=verdict, value=value)
        self._check(new)
        with self._lock:
            state = self._writable()
            self._take(state, append(self.annotations_path, new, state.notebook), own=target.incident)
        return new

    def undo(self) -> Annotation | None:
        """Retract the newest standing annotation of this author, on disk when this returns.

        Returns it, or None when there is none. Raises StoreError.
        """
        return self._revert(retract_newest)

    def redo(self) -> Annotation | None:
        """Let what this author's last undo took back stand again, on disk when this returns.

        Returns it, or None when there is nothing or when the author has added an annotation since. Raises StoreError.
        """
        return self._revert(restore_newest)

    def _revert(self, change: Callable[[Path, str], str]) -> Annotation | None:
        with self._lock:
            state = self._writable()
            if stamp(self.annotations_path) is None:
                return None
            changed = change(self.annotations_path, self.author)
            notebook = load_annotations(self.annotations_path)
            found = next((a for a in notebook.annotations if a.id == changed), None)
            self._take(state, notebook, own=found.target.incident if found else "")
            return found

    def add(self, batch: Batch) -> Added:
        """Add reports, each with its incidents as the facts of one incident each, in one atomic write.

        A report that is there already (it has the same text) is left out and counted as known. Raises StoreError.
        """
        with self._lock:
            notebook = self._writable().notebook
            annotated = {a.target.incident for a in notebook.annotations}
            added = add_incidents(self.path, batch, reserved=annotated)
            self._held = _build(self._read_incidents(), notebook)
        return added

    def refresh(self) -> bool:
        """Read anew what another program has changed. Returns whether anything had changed."""
        with self._lock:
            state = self._held
            if state is None:
                return False
            records_stand = stamp(self.path) == state.records.stamp
            notebook_stands = stamp(self.annotations_path) == state.notebook.stamp
            if records_stand and notebook_stands and not self._unseen:
                return False
            records = state.records if records_stand else self._read_incidents()
            notebook = state.notebook if notebook_stands else self._read_annotations()
            self._held, self._unseen = _build(records, notebook), False
            return True

    @property
    def _now(self) -> _State:
        if self._held is None:
            with self._lock:
                if self._held is None:
                    self._held = _build(self._read_incidents(), self._read_annotations())
        return self._held

    def _writable(self) -> _State:
        state = self._now
        if problem := self.problem:
            raise StoreError(problem)
        return state

    def _read_incidents(self) -> Records:
        try:
            return load_incidents(self.path)
        except StoreError as error:
            return Records({}, {}, (str(error),), stamp(self.path))

    def _read_annotations(self) -> Notebook:
        try:
            return load_annotations(self.annotations_path)
        except StoreError as error:
            return Notebook((), (str(error),), stamp(self.annotations_path))

    def _check(self, new: Annotation) -> None:
        """Raise ValueError when an annotation is about something that is not there."""
        target = new.target
        try:
            facts = {fact.id: fact for fact in self.incident(target.incident).facts}
        except KeyError:
            raise ValueError(f"there is no incident {target.incident}") from None
        if target.fact and target.fact not in facts:
            raise ValueError(f"incident {target.incident} has no fact {target.fact}")
        if new.value is not None and target.fact:
            check_value(facts[target.fact].field, new.value)
        if quoted := target.evidence:
            reports = self._now.records.reports
            if quoted.report not in reports or reports[quoted.report].text[quoted.start : quoted.end] != quoted.exact:
                raise ValueError("the marked words are not in the report")

    def _take(self, state: _State, notebook: Notebook, own: str) -> None:
        """Hold what the annotations are now; changes to other incidents than `own` are for `refresh` to tell."""
        self._held, changed = _annotated(state, notebook)
        self._unseen = self._unseen or bool(changed - {own})


def _build(records: Records, notebook: Notebook) -> _State:
    """Return what follows from the files' content."""
    sources = {report.id: report.source for report in records.reports.values()}
    plain = {incident.id: summarize(incident, sources) for incident in records.incidents.values()}
    return _annotated(_State(records, Notebook(), sources, {}, plain, {}), notebook)[0]


def _annotated(state: _State, notebook: Notebook) -> tuple[_State, set[str]]:
    """Return `state` with these annotations in place of its own, and the incidents on which they differ."""
    by_incident: dict[str, list[Annotation]] = defaultdict(list)
    for added in notebook.annotations:
        if not added.retracted:
            by_incident[added.target.incident].append(added)
    standing = {incident: tuple(annotations) for incident, annotations in by_incident.items()}
    touched = standing.keys() | state.standing.keys()
    changed = {incident for incident in touched if standing.get(incident) != state.standing.get(incident)}
    annotated = {incident: summary for incident, summary in state.annotated.items() if incident in standing}
    for incident in changed & standing.keys():
        if told := state.records.incidents.get(incident):
            annotated[incident] = summarize(told, state.sources, standing[incident])
    return _State(state.records, notebook, state.sources, standing, state.plain, annotated), changed


def _key(state: _State, incident_id: str) -> str:
    """Return all that is said in and about an incident, folded."""
    if incident_id not in state.keys:
        reports = [state.records.reports[report] for report in state.records.incidents[incident_id].reports]
        told = [part for report in reports for part in (report.title, report.text)]
        notes = [annotation.text for annotation in state.standing.get(incident_id, ())]
        state.keys[incident_id] = fold("\n".join([incident_id, state.summary(incident_id).title, *told, *notes]))
    return state.keys[incident_id]


def _day(row: Summary) -> date:
    return row.date.start if row.date and row.date.start else date.min


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "analyst"
