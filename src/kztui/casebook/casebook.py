"""The casebook: the one object that the screen and the command line know."""

import getpass
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.casebook.snapshot import Snapshot, State
from kztui.errors import StoreError
from kztui.folders import cache_folder, home_of, is_address
from kztui.home import writer_id
from kztui.model.annotation import Annotation, AnnotationKind, Target, Terms, Verdict, annotation
from kztui.model.fact import Fact, Value
from kztui.model.figures import Policy
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.revision import redo, undo
from kztui.model.rights import Rights
from kztui.model.summary import Summary, summarize
from kztui.search.query.completion import Completion
from kztui.search.results import Results
from kztui.store.base import Batch, Progress, Store, Tables, read_all, unheard
from kztui.store.opening import open_store
from kztui.text.clean import clean
from kztui.text.given import given

if TYPE_CHECKING:  # nothing of these is needed for the first list on the screen
    from kztui.casebook.annotating import Notes
    from kztui.casebook.deciding import Decisions
    from kztui.casebook.importing import Added, Drafts
    from kztui.casebook.judging import JudgedFact
    from kztui.casebook.logbook import LogEntry
    from kztui.casebook.proposals import Proposals
    from kztui.casebook.reextracting import Extract
    from kztui.casebook.reports import Reports
    from kztui.link.reextraction import Difference
    from kztui.model.linked import Linked
    from kztui.search.saved import History, SavedSearches

__all__ = ["Casebook", "Completion", "Results"]


class Casebook:
    """Reports, incidents and annotations. Searching and reading are safe while another thread writes.

    Leave it by `close`, or use it in a ``with`` statement: it is left in the form in which other programs read it.
    """

    def __init__(self, store: Store, author: str, cache: Path, rights: Rights = Rights.EDITOR) -> None:
        self._author = author
        self._store = store
        self._cache = cache
        self._snapshot = Snapshot(store, cache, rights)

    @classmethod
    def open(
        cls,
        location: str | os.PathLike[str],
        *,
        author: str = "",
        cache: Path | None = None,
        rights: Rights = Rights.EDITOR,
    ) -> "Casebook":
        """Return the casebook at `location`, a path or an address; it may not exist yet. It is read when first needed.

        A damaged casebook raises nothing: it is then read-only and `problem` says why. `author` signs annotations; it
        is the user's login name unless given. `cache` is the folder for the index of a big casebook, by default the
        user's. `rights` are the most that can be done with it.
        Raises PluginError for an address that no installed store knows.
        """
        return cls(open_store(os.fspath(location)), author or _login(), cache or cache_folder(), rights)

    def as_author(self, author: str) -> "Casebook":
        """Return this casebook as another author writes to it: both see what either writes, at once."""
        other = copy(self)
        other._author = author
        return other

    def close(self) -> None:
        """Leave the casebook in order."""
        self._snapshot.close()

    def __enter__(self) -> "Casebook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def author(self) -> str:
        """Who signs what is written: in a shared casebook the role of its database. Raises StoreError."""
        return self._store.author or self._author

    @property
    def standing(self) -> str:
        """How the casebook stands, in a few words, when it is not as usual: that its server is away, or what one may
        do there.
        """
        given = self._snapshot.rights
        return self._store.standing or (given.name.lower() if given < Rights.EDITOR else "")

    def lacks(self, needed: Rights) -> str:
        """Return why one may not do what needs these rights, in a line for the user; empty when one may."""
        return min(self._store.rights, self._snapshot.rights).lacking(needed)

    def listen(self, wake: Callable[[], object]) -> None:
        """Call `wake`, in another thread, as soon as others may have written; `refresh` then takes it up."""
        self._store.listen(wake)

    @property
    def location(self) -> str:
        """The path or address by which the casebook is opened, and known among others."""
        return self._store.location

    @property
    def is_shared(self) -> bool:
        """Whether it is at an address, where others write, too."""
        return is_address(self.location)

    @property
    def name(self) -> str:
        """What to call the casebook for short."""
        return self._store.name

    @property
    def places(self) -> Mapping[str, str]:
        """Where the casebook's parts are, by what they are called."""
        return self._store.places

    def repair(self, progress: Progress = unheard, *, dry_run: bool = False) -> list[str]:
        """Put right what can be in a damaged casebook; return a line on each thing that was wrong.

        What cannot be read is left in copies beside it. With `dry_run` nothing is changed. `progress` is told how much
        is done, of how much. Raises StoreError.
        """
        return self._snapshot.repair(progress, dry_run=dry_run)

    def fold(self, progress: Progress = unheard) -> None:
        """Put everything into the form that other programs read, at once. Raises StoreError.

        `progress` is told how much is done, of how much.
        """
        self._snapshot.fold(progress)

    def tidy(self, progress: Progress = unheard) -> None:
        """Do what is better done while nobody waits, such as folding journals into their files.

        `progress` is told how much of it is done, of how much, when it takes long.
        """
        self._snapshot.tidy(progress)

    def prepare(self, progress: Progress = unheard, fetched: Progress = unheard) -> str:
        """Make searching ready, which takes a while when a big casebook has no index yet.

        `progress` is told how many incidents are done, of how many. What is done can be searched from another thread.
        `fetched` is told before how many records have come from the server of a shared casebook, when they are many.
        Returns a line for the user, as when searching will be slower than it could be; else nothing.
        """
        self._snapshot.prepare(progress, fetched)
        return self._now.notice

    def ready(self) -> bool:
        """Make searching ready unless an index must be built for it; return whether it is.

        Call it before other threads use the casebook.
        """
        return self._snapshot.ready()

    def verify(self, progress: Progress = unheard) -> bool:
        """Return whether the index of a big casebook is as it was written; else it has been built again.

        It reads all of the index: call it where nobody waits. `progress` is told as by `prepare`.
        """
        return self._snapshot.verify(progress)

    @property
    def problem(self) -> str:
        """Why nothing can be written, in one line; empty when all is well."""
        problems = self.problems
        if problems:
            more = f" (and {len(problems) - 1} more: see kztui check)" if problems[1:] else ""
            return problems[0] + more
        return self._store.obstacle

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return bool(self.problem)

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record, or part of the casebook, that cannot be read."""
        return (*self._latest.library.problems, *self._latest.problems)

    def check(self, progress: Progress = unheard) -> tuple[str, ...]:
        """Look closely at every record; return a line on each thing that is wrong.

        `progress` is told how many records were looked at, of how many.
        """
        try:
            self.prepare()
            from kztui.casebook.checking import verify

            found = tuple(verify(self._store.records(), self._store.notebook(), progress))
            return found or tuple(self._snapshot.check())
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

    def suggest(self, query: str, position: int) -> list[Completion]:
        """Return what can complete `query` at the code point `position`, the most frequent first.

        The first ones say how many incidents the whole query finds with them.
        """
        from kztui.casebook.completing import completions

        return completions(query, position, self.values, self.search)

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field of the query language, each with the number of its incidents."""
        return self._now.library.values(field)

    @property
    def searches(self) -> "SavedSearches":
        """The saved searches."""
        from kztui.search.saved import SavedSearches

        known = self._snapshot
        return SavedSearches(
            self.author, lambda: known.now.library, lambda: known.now.searches.values(), known.keep_searches
        )

    @property
    def proposals(self) -> "Proposals":
        """How many proposals of today's rules wait."""
        from kztui.casebook.proposals import Proposals

        home = home_of(self.location, self._cache)
        return Proposals(self.location, lambda: self._store.version().records, home / "proposals.json")

    @property
    def history(self) -> "History":
        """The latest queries."""
        from kztui.search.saved import History

        return History(home_of(self.location, self._cache) / "history.json")

    def incident(self, incident_id: str) -> Incident:
        """Return an incident. Raises KeyError when there is none with this id."""
        return self._latest.library.incident(incident_id)

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self._latest.library.report(report_id)

    def has_report(self, report_id: str) -> bool:
        """Return whether a report with this id, which is to say this text, is in the casebook."""
        try:
            return bool(self.report(report_id))
        except KeyError:
            return False

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return self._now.library.summary(incident_id)

    def recomputed(self, rows: Iterable[Summary], policy: Policy, as_of: date | None = None) -> Iterator[Summary]:
        """Yield list rows with their figures by a policy, and as they were known on a day.

        Incidents of which nothing was known on that day are left out.
        """
        from kztui.model.history import known_on, known_then

        for row in rows:
            incident, annotations = self.incident(row.id), self.annotations(row.id)
            sources = {report: self.report(report).source for report in incident.reports}
            if as_of:
                incident = Incident(incident.id, known_on(incident.facts, sources, as_of))
                annotations = known_then(annotations, incident.facts)
            if incident.facts:
                yield summarize(incident, sources, annotations, policy)

    def facts(self, incident_id: str) -> "list[JudgedFact]":
        """Return the facts of an incident as analysts leave them, also the rejected ones, each with its verdict.

        Raises KeyError when there is none with this id.
        """
        from kztui.casebook.judging import judged_facts

        return judged_facts(self.incident(incident_id), self.annotations(incident_id))

    def annotations(self, incident_id: str) -> tuple[Annotation, ...]:
        """Return the annotations in force on an incident, oldest first."""
        arrangement = self._latest.arranging.now
        return arrangement.annotations.get(arrangement.id_of(incident_id), ())

    @property
    def decisions(self) -> "Decisions":
        """Merging, splitting, moving, and the suggestions that wait."""
        from kztui.casebook.deciding import Decisions

        return Decisions(self._snapshot, self.author)

    @property
    def reports(self) -> "Reports":
        """All reports, whatever was found in them: listing, annotating, mending and setting them aside."""
        from kztui.casebook.reports import Reports

        return Reports(self._snapshot, self.author)

    @property
    def notes(self) -> "Notes":
        """Adding, editing, retracting and answering annotations, and the list of them all."""
        from kztui.casebook.annotating import Notes

        return Notes(self._snapshot, self.author)

    def log(self, about: str = "", *, author: str = "", since: date | None = None) -> "list[LogEntry]":
        """Return who did what and when, the newest first: a `LogEntry` for each record that an analyst has made.

        `about` is the id of an incident or a report; `author` a name, in any case; `since` a day. To show them:

            for entry in book.log(incident.id):
                print(entry.record.author, entry_words(entry))  # kztui.present.log_words

        It reads nothing from the disk but what the casebook has read, and takes 0.1 s for 50,000 records.
        """
        from kztui.casebook.logbook import read_log

        return read_log(self._now, about, author, since)

    def annotate(
        self,
        kind: AnnotationKind,
        target: Target,
        *,
        text: str = "",
        verdict: Verdict | None = None,
        value: Value | None = None,
        fact: Fact | None = None,
        terms: Terms | None = None,
    ) -> Annotation:
        """Add an annotation; it is on disk when this returns.

        Raises DecisionError when it makes no sense and StoreError when it cannot be saved, each with one clear line.
        """
        value = clean(value) if isinstance(value, str) else value
        new = annotation(
            kind, target, self.author, text=clean(text), verdict=verdict, value=value, fact=fact, terms=terms
        )
        return self.notes.add(new)

    def undo(self) -> tuple[Annotation, ...]:
        """Undo what this author did last (annotations, or later versions of them), durably when this returns.

        Returns it, oldest first, or nothing when there is nothing. Raises StoreError.
        """
        return self._append_about(lambda now: now.arranging.records.to_undo(self.author, self._own), undo)

    def undo_merge(self) -> bool:
        """Go back to what was there before another casebook was taken in, unless something was done since that is not
        undone.

        Returns whether it did. Raises StoreError.
        """
        return self._snapshot.change_over(undone=False)

    def redo_merge(self) -> bool:
        """Bring back what `undo_merge` has taken away, unless something was done since that is not undone.

        Returns whether it did. Raises StoreError.
        """
        return self._snapshot.change_over(undone=True)

    def redo(self) -> tuple[Annotation, ...]:
        """Redo what this author's last undo took back, durably when this returns.

        Returns it, or nothing when there is nothing or when the author has added annotations since. Raises StoreError.
        """
        return self._append_about(lambda now: now.arranging.records.to_redo(self.author, self._own), redo)

    @property
    def _own(self) -> Callable[[Annotation], bool]:
        """Says whether a record was made here: what came with another casebook was done elsewhere, and is not undone
        one by one.
        """
        taken_in, writer = self._store.taken_in.highest, writer_id()
        return lambda one: one.count > taken_in or one.writer == writer

    def _append_about(
        self,
        find: Callable[[State], tuple[Annotation, ...]],
        make: Callable[[Sequence[Annotation], str], Annotation],
    ) -> tuple[Annotation, ...]:
        """Append the record that `make` makes about the records that `find` finds; return these."""
        with self._snapshot.writing() as writing:
            found = find(writing.now)
            if found:
                writing.append(Batch(annotations=(make(found, self.author),)))
            return found

    def add(self, drafts: "Drafts") -> "Added":
        """Add reports, each with its incidents as the facts of one incident each, in one transaction.

        What is certainly an incident that is there joins it; what is likely one is a new incident and a suggestion.
        A report that is there already (it has the same text) is left out and counted as known. Raises StoreError.
        """
        from kztui.casebook.importing import import_drafts

        with self._snapshot.writing(whole=True) as writing:
            batch, added = import_drafts(writing.now, drafts)
            if batch != Batch():
                writing.append(batch)
        return added

    def foresee(self, drafts: "Drafts") -> "Linked":
        """Return what would become of new reports beside what is here; nothing is changed. Raises StoreError."""
        from kztui.casebook.importing import linked

        return linked(self._now, drafts)

    def differences(self, extract: "Extract") -> "list[Difference]":
        """Return how what `extract` finds in the reports differs from what was imported. Raises StoreError."""
        from kztui.casebook.reextracting import differences

        records, arranged = read_all(self._store.records()), self._now.arranging.now
        reports = {one.id: arranged.mended(one) for one in records.reports.values() if one.id not in arranged.aside}
        return differences(records._replace(reports=reports), self._store.notebook().annotations, extract)

    def renew(self, found: "Sequence[Difference]", read: Sequence[str] = ()) -> "Added":
        """Apply differences in one transaction: nothing that an analyst has touched changes.

        `read` are the reports that came in unread and have been read for it. `undo_merge` goes back to what was there
        before, in a casebook of files. Raises StoreError.
        """
        from kztui.casebook.importing import apply_changes, noted_read
        from kztui.casebook.reextracting import changes

        with self._snapshot.writing(whole=True) as writing:
            report = writing.now.library.report
            new = [(report(one.report), [one.added]) for one in found if not one.incident]
            batch, added = apply_changes(writing.now, changes(found), new)
            batch = replace(batch, annotations=(*batch.annotations, *noted_read(read)))
            if batch != Batch():
                writing.renew(batch)
        return added

    def batch(self, query: str = "") -> Batch:
        """Return all records, or those of the incidents that a query finds. Raises StoreError and QueryError."""
        source, notebook = self._store.records(), self._store.notebook()
        records = read_all(source)
        whole = Batch(
            tuple(records.reports.values()),
            tuple(records.incidents.values()),
            records.suggestions,
            notebook.annotations,
            notebook.searches,
        )
        if problems := (*records.problems, *notebook.problems):
            raise StoreError(f"{problems[0]}: what cannot be read cannot be handed on")
        if not query:
            return whole
        found = self.search(query)
        ids = {row.id for row in found.rows(0, found.count)}
        from kztui.casebook.bundle import chosen

        return chosen(whole, ids, self._now.arranging.now.id_of)

    def tables(self, query: str = "") -> Tables:
        """Return all records in order by table, decoded when they are reached, or those that a query finds.

        Raises StoreError, also while they are gone through, and QueryError.
        """
        from kztui.casebook.bundle import tables_in, tables_of

        return tables_of(self.batch(query)) if query else tables_in(self._store.records(), self._store.notebook())

    def begin_with(self, tables: Tables) -> bool:
        """Write a casebook that is not there yet with these records, without holding them; return whether it was done.

        It is not where there is a casebook, nor for one that others share: then use `take_in`. Raises StoreError, and
        what going through the records raises; then nothing was written.
        """
        done = self._store.begin_with(tables)
        if done:
            self._snapshot.forget()
        return done

    def take_in(self, batch: Batch) -> Batch:
        """Take in the records of another casebook, in one transaction; return those that were not there.

        Copies of the casebook's files are left beside them, and `undo_merge` goes back to these.
        Raises MergeError when the two contradict each other, and StoreError.
        """
        from kztui.casebook.merging import additions

        def lacking() -> Batch:
            return additions(self.batch(), batch, renaming=not self.is_shared)

        seen = self._store.version()
        new = lacking()
        if new == Batch():
            return new
        self._snapshot.make_ready()
        with self._snapshot.writing(whole=True) as writing:
            if self._store.version() != seen:  # others have written meanwhile
                new = lacking()
            if new != Batch():
                writing.take_in(new)
        if not self.is_shared:  # those who look at a shared one have an index of their own
            self.prepare()
        return new

    def refresh(self) -> bool:
        """Take up what another program has changed. Returns whether anything had changed, or an index has grown."""
        return self._snapshot.refresh()

    @property
    def _now(self) -> State:
        return self._snapshot.now

    @property
    def _latest(self) -> State:
        """The state, for what needs no list rows."""
        return self._snapshot.latest


def _login() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        name = ""
    with suppress(UnicodeDecodeError):
        name = given(name)
    return " ".join(clean(name).split()) or "analyst"
