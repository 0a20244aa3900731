"""Search with an index in the cache folder: answers within a frame at a million incidents."""

import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import filterfalse
from pathlib import Path
from zlib import crc32

import tantivy
from msgspec.structs import replace

from kztui.errors import StoreError
from kztui.model.decisions import Arrangement
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.search.annotated import digest, touched
from kztui.search.entry import Entry, entry
from kztui.search.index.documents import document, schema
from kztui.search.index.finding import Finder
from kztui.search.index.indexed import IndexedResults, View
from kztui.search.index.records import Records, Stored, pack_row
from kztui.search.index.sums import is_sound, note
from kztui.search.index.vocabulary import IndexedWords
from kztui.search.order import DEFAULT
from kztui.search.parted import Parted, parts
from kztui.search.query.asking import Lookup, ask, without_dismissed
from kztui.search.query.spelling import respelled, unknown
from kztui.search.query.tree import All, Node, Value
from kztui.search.results import Results
from kztui.search.scan import Scannable
from kztui.store.base import Batch, Version
from kztui.store.encoding import encode_record

WRITER_BYTES = 15_000_000
"""The least memory that tantivy's writer takes; enough for a few incidents."""

LOCK_SECONDS = 2.0
"""How long one change of the index waits for another."""

MOST_LATER = 64
"""When the incidents aside in memory are more than these, they go into the index."""


class Index:
    """The index and the records in one folder, as `kztui.search.index.build` left them there.

    What came later, by imports and annotations, is kept aside in memory, with the few incidents that it is about, since
    a commit to the index takes a dozen flushes of the disk. When these incidents are many, they go into the index.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = Records(folder / "records.db")
        self._schema = schema()
        self._index = tantivy.Index.open(str(folder / "words"))
        self._index.config_reader(reload_policy="manual")
        self.arrangement = Arrangement()
        self._gone: set[str] = set()
        self._incidents: dict[str, Incident] = {}
        self._numbers: dict[str, int] = {}
        self._reports: dict[str, Report] = {}
        self._suggestions: tuple[Suggestion, ...] = ()
        self.reload()
        self.version = self._contents.version.records

    def reload(self) -> None:
        """See what was committed since, and nothing that came later."""
        self._index.reload()
        self._encoded = self.records.encoded_contents()
        self._contents = self.records.contents()
        self._view = View(self._index.searcher(), self._schema, self.records, {}, known={})

    def is_sound(self) -> bool:
        """Return whether the files are as they were written: a flipped bit would answer wrongly. Reads all of them."""
        return is_sound(self.folder, thoroughly=True) or not self._is_damaged()

    def _is_damaged(self) -> bool:
        """Look again when nobody writes: files that are just being replaced look like damage."""
        from filelock import FileLock, Timeout

        try:
            with FileLock(self.folder.parent / "lock", timeout=LOCK_SECONDS):
                return not is_sound(self.folder, thoroughly=True)
        except (Timeout, OSError):
            return False

    def close(self) -> None:
        """Close the records."""
        self.records.close()

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record that cannot be read."""
        return self._contents.problems

    @property
    def unread(self) -> Mapping[str, str]:
        """The reports that came in unread and that no imported incident quotes: languages by id."""
        quoted = {report for incident in self._incidents.values() for report in incident.reports}
        later = {report.id: report.language for report in self._reports.values() if report.unread}
        return {one: language for one, language in (self._contents.unread | later).items() if one not in quoted}

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of incidents and of reports."""
        made = sum(one.entry.number >= self._contents.numbers for one in self._view.later.values())
        there = self._view.searcher.num_docs + made - len(self._view.gone) - len(self.arrangement.dismissed)
        return there, self._contents.reports + len(self._reports)

    @property
    def numbers(self) -> int:
        """How many ordinals have been assigned, in the order of import; incidents that decisions made come after."""
        return max(self._contents.numbers, *(number + 1 for number in self._numbers.values()), 0)

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """The suggestions as they were made on import."""
        return (*self._contents.suggestions, *self._suggestions)

    def search(self, query: str = "", sort: str = "") -> Results:
        """Return the incidents that `query` asks for, in its order or else in that of `sort`.

        When there is none, words that nothing has are replaced by near spellings, and the message says so, or which
        values are unknown. Raises QueryError.
        """
        started = time.perf_counter()
        view = self._view
        hides = bool(self.arrangement.dismissed)
        asked = ask(query, Lookup(self.arrangement.id_of, self._has, self._has_value, hides))
        order = asked.sort or sort or DEFAULT
        found = _parts(view, asked.tree, order, asked.message, asked.sort)
        if not any(one.count for one in found) and (
            other := respelled(asked.tree, lambda field: IndexedWords(view, field))
        ):
            near = _parts(view, other[0], order, other[1], asked.sort)
            found = near if any(one.count for one in near) else found
        if not any(one.count for one in found) and not found[0].message:
            found[0].message = unknown(asked.tree, lambda field: IndexedWords(view, field), self.values)
        took = (time.perf_counter() - started) * 1000
        for one in found:
            one.query, one.readings, one.milliseconds = query, asked.readings, took
        if len(found) > 1 and all(one.count for one in found):
            return Parted(found[0], found[1], took)
        return next((one for one in found if one.count), found[0])

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""
        found = Finder(self._view, without_dismissed(All()) if self.arrangement.dismissed else All(), DEFAULT).whole()
        return {facet.value: facet.count for facet in found.facets([field])[field]}

    def incident(self, incident_id: str) -> Incident:
        """Return an incident, under an id that it has or had. Raises KeyError when there is none with this id."""
        identifier = self.arrangement.id_of(incident_id)
        arranged = self.arrangement.incidents.get(identifier) or self._incidents.get(identifier)
        return arranged or self.records.incident(identifier)

    def imported(self, incident_id: str) -> Incident | None:
        """Return an incident as it was imported, or None when none was under this id."""
        if incident_id in self._incidents:
            return self._incidents[incident_id]
        return self.records.incident(incident_id) if self.records.has(incident_id) else None

    def imported_report(self, report_id: str) -> Report:
        """Return a report as it was imported. Raises KeyError when there is none with this id."""
        return self._reports.get(report_id) or self.records.report(report_id)

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self.arrangement.mended(self.imported_report(report_id))

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        identifier = self.arrangement.id_of(incident_id)
        later = self._view.later.get(identifier)
        return later.entry.summary if later else self.records.row(identifier)

    def follow(self, batch: Batch, version: str) -> None:
        """Add what was imported since, which leads to a version of the records. Call `arrange` after it."""
        for incident in batch.incidents:
            if not self._is_imported(incident.id):
                self._numbers[incident.id] = self.numbers
            self._incidents[incident.id] = incident
        self._reports.update((report.id, report) for report in batch.reports)
        self._suggestions += batch.suggestions
        self.version = version

    def arrange(self, arrangement: Arrangement, changed: Collection[str] | None, version: Version) -> None:
        """Keep aside the incidents that imports and annotations leave otherwise than the index has them.

        `changed` are those that may be left otherwise than before, None for all; `version` is that of the store.
        """
        self.arrangement = arrangement
        if self.records.encoded_contents() != self._encoded:  # another process has put some into the index
            self.reload()
            changed = None
        if not self._contents.version.records:  # the index grows: it has no annotations yet
            return
        self._keep_aside(changed, version)
        if len(self._view.later.keys() - arrangement.incidents.keys()) > MOST_LATER:
            self._commit(version)

    def settle(self, version: Version) -> None:
        """Put imports that are kept aside into the index; `version` is that of the store."""
        if self._incidents or self._reports:
            self._commit(version)

    def keep(self, version: Version) -> None:
        """Do nothing: all is kept as it changes."""

    def _keep_aside(self, changed: Collection[str] | None, version: Version) -> None:
        if changed is None:
            known = self.records.digests()
            indexed = self._contents.version == version and not self._incidents
            later: dict[str, Scannable] = {}
            gone: set[str] = set(filter(self.records.has, self.arrangement.redirects))
            changed = {*self.arrangement.incidents, *self._incidents}
            if not indexed:
                changed |= {*known, *touched(self.arrangement)}
        else:
            known = {incident: self.records.digest(incident) for incident in changed}
            later = dict(self._view.later)
            gone = {one for one in changed if one in self.arrangement.redirects and self.records.has(one)}
            gone |= self._gone.difference(changed)
        if self._incidents:  # incidents that decisions have made are numbered after those that were imported
            changed = {*changed, *filterfalse(self._is_imported, self.arrangement.incidents)}
        for incident in changed:
            later.pop(incident, None)
            new = incident in self._incidents
            if not new and digest(self.arrangement, incident) == known.get(incident, ""):
                continue
            there = new or incident in self.arrangement.incidents or self.records.has(incident)
            if there and incident not in self.arrangement.redirects:
                later[incident] = Scannable(self._entry(incident))
        self._gone = gone
        self._view = self._view._replace(later=later, gone=tuple(map(self.records.number, gone)))

    def _has(self, incident_id: str) -> bool:
        return incident_id in self._view.later or self._is_imported(incident_id)

    def _has_value(self, field: str, text: str) -> bool:
        return Finder(self._view, Value(field, text, prefix=True), DEFAULT).whole().count > 0

    def _is_imported(self, incident_id: str) -> bool:
        return incident_id in self._incidents or self.records.has(incident_id)

    def _entry(self, incident_id: str) -> Entry:
        incident = self.incident(incident_id)
        reports = [self.report(report) for report in incident.reports]
        return entry(self._number(incident_id), incident, reports, self.arrangement.annotations.get(incident_id, ()))

    def _number(self, incident_id: str) -> int:
        """Return the number of an incident; those that decisions have made come after all others."""
        if incident_id in self._numbers:
            return self._numbers[incident_id]
        if self.records.has(incident_id):
            return self.records.number(incident_id)
        made = sorted(filterfalse(self._is_imported, self.arrangement.incidents))
        return self.numbers + made.index(incident_id)

    def _commit(self, version: Version) -> None:
        """Put the later incidents into the index.

        One process does this at a time, and another may have done it meanwhile. One that is killed while at it leaves a
        version that does not fit, and so the work, to the next one. Without room, the incidents stay aside.
        """
        from filelock import FileLock, Timeout  # 50 ms to import, and only a writer needs it

        troubles = (Timeout, OSError, ValueError, StoreError, sqlite3.Error)
        with suppress(*troubles), FileLock(self.folder.parent / "lock", timeout=LOCK_SECONDS):
            if self.records.encoded_contents() != self._encoded:
                return
            entries = self._to_commit()
            self._store([one for one in entries if one.summary.id in self._incidents])
            self._index_again(entries)
            contents = replace(
                self._contents,
                version=version,
                reports=self.counts[1],
                suggestions=tuple(self.suggestions),
                numbers=self.numbers,
                unread=dict(self.unread),
            )
            arranged = self.arrangement.incidents
            made_of = {i: "" if i in arranged else digest(self.arrangement, i) for i in (e.summary.id for e in entries)}
            self.records.change([(one.number, one.summary) for one in entries], made_of, contents)
            note(self.folder)
            self._incidents, self._numbers, self._reports, self._suggestions = {}, {}, {}, ()
            self.reload()
            self._keep_aside(None, version)

    def _to_commit(self) -> list[Entry]:
        """Return the entries of what is kept aside. What decisions touch stays there: the index has it as imported."""
        arranged = self.arrangement.incidents
        entries = [one.entry for incident, one in self._view.later.items() if incident not in arranged]
        for incident in self._incidents.values():
            if incident.id in arranged or incident.id in self.arrangement.redirects:
                reports = [self.report(report) for report in incident.reports]
                entries.append(entry(self._number(incident.id), incident, reports))
        return entries

    def _store(self, entries: Sequence[Entry]) -> None:
        """Put imported incidents and reports beside the index, before it leads to them."""
        stored = []
        for one in entries:
            record = encode_record(self._incidents[one.summary.id])
            stored.append(Stored(one.number, one.summary.id, pack_row(one.summary), record, crc32(record)))
        self.records.add(stored, ((report.id, encode_record(report)) for report in self._reports.values()))

    def _index_again(self, entries: Sequence[Entry]) -> None:
        writer = tantivy.Index.open(str(self.folder / "words")).writer(WRITER_BYTES, 1)
        for one in entries:
            writer.delete_documents_by_term("number", one.number)
            writer.add_json(document(one))
        writer.commit()
        writer.wait_merging_threads()


def _parts(view: View, tree: Node, order: str, message: str, asked: str) -> list[IndexedResults]:
    """Return what a query finds: in one part, or in two when it asks for words (`kztui.search.parted`)."""
    finder = Finder(view, tree, order, message)
    return finder.parts() if parts(tree, order, asked) else [finder.whole()]
