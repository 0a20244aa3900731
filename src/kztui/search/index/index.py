"""Search with an index in the cache folder: answers within a frame at a million incidents."""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import filterfalse
from pathlib import Path

import tantivy

from kztui.errors import StoreError
from kztui.model.decisions import Arrangement, arrange, rearranges
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.search.annotated import digests
from kztui.search.entry import Entry, entry
from kztui.search.index.compile import Compiler
from kztui.search.index.documents import document, schema, spot_in
from kztui.search.index.found import Found, View
from kztui.search.index.records import Records
from kztui.search.index.vocabulary import IndexedWords
from kztui.search.order import DEFAULT
from kztui.search.query.asking import Known, ask
from kztui.search.query.highlight import highlighter
from kztui.search.query.nearby import Spot
from kztui.search.query.spelling import respelled
from kztui.search.query.tree import All, Node, Value
from kztui.search.scan import Looked, compiled, spots_of
from kztui.store.tinydb.annotations import Notebook
from kztui.store.tinydb.files import Stamp

WRITER_BYTES = 15_000_000
"""The least memory that tantivy's writer takes; enough for a few incidents."""

LOCK_SECONDS = 2.0
"""How long one change of the index waits for another."""

MOST_LATER = 64
"""When the incidents aside in memory are more than these, they go into the index."""

EXPANSIONS = 500
"""So many words may complete the last word of a phrase."""


class Index:
    """The index and the records in one folder, as `kztui.search.index.build` left them there.

    Annotations that came later are kept aside in memory, with the few incidents that they are about, since a commit to
    the index takes a dozen flushes of the disk. When these incidents are many, they go into the index.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = Records(folder / "records.db")
        self._schema = schema()
        self._index = tantivy.Index.open(str(folder / "words"))
        self._index.config_reader(reload_policy="manual")
        self._digests: dict[str, str] = {}
        self.reload()

    def reload(self) -> None:
        """See what was committed since, and nothing that came later."""
        self._index.reload()
        self._known = self.records.known()
        self._view = View(self._index.searcher(), self._schema, self.records, {})
        self._digests = {}
        self.arrangement = Arrangement()

    def close(self) -> None:
        """Close the records."""
        self.records.close()

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the casebook's file as it was read; None while the index still grows."""
        return self._known.casebook

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record in the casebook's file that is not sound."""
        return self._known.problems

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of incidents and of reports."""
        made = sum(one.entry.number >= self._known.numbers for one in self._view.later.values())
        return self._view.searcher.num_docs + made - len(self._view.gone), self._known.reports

    @property
    def numbers(self) -> int:
        """How many numbers were given: in the order of the file. Incidents that decisions have made come after them."""
        return self._known.numbers

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """The suggestions as they were made on import."""
        return self._known.suggestions

    def search(self, query: str = "", sort: str = "") -> Found:
        """Return the incidents that `query` asks for, in its order or else in that of `sort`.

        When there is none, words that nothing has are replaced by near spellings, and the message says so.
        Raises QueryError.
        """
        started = time.perf_counter()
        view = self._view
        asked = ask(query, Known(self.arrangement.id_of, self._has, self._has_value))
        order = asked.sort or sort or DEFAULT
        found = _found(view, asked.tree, order, asked.message)
        if not found.count and (other := respelled(asked.tree, lambda field: _words(view, field))):
            near = _found(view, other[0], order, other[1])
            found = near if near.count else found
        found.query, found.readings = query, asked.readings
        found.milliseconds = (time.perf_counter() - started) * 1000
        return found

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""
        found = _found(self._view, All(), DEFAULT)
        return {facet.value: facet.count for facet in found.facets([field])[field]}

    def incident(self, incident_id: str) -> Incident:
        """Return an incident, under an id that it has or had. Raises KeyError when there is none with this id."""
        identifier = self.arrangement.id_of(incident_id)
        return self.arrangement.incidents.get(identifier) or self.records.incident(identifier)

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self.records.report(report_id)

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        identifier = self.arrangement.id_of(incident_id)
        later = self._view.later.get(identifier)
        return later.entry.summary if later else self.records.row(identifier)

    def take(self, notebook: Notebook) -> None:
        """Let these annotations stand in place of those before."""
        if self.records.known() != self._known:  # another process has put some into the index
            self.reload()
        if self._known.casebook is None:
            return
        if self._known.annotations == notebook.stamp and not rearranges(notebook.annotations):
            self._view = self._view._replace(later={}, gone=())
            self.arrangement = arrange(notebook.annotations, self._find)
            return
        self._arrange(notebook)
        if len(self._view.later.keys() - self.arrangement.incidents.keys()) > MOST_LATER:
            self._commit(notebook)

    def _arrange(self, notebook: Notebook) -> None:
        """Keep aside the incidents that annotations leave otherwise than the index has them."""
        self.arrangement = arrange(notebook.annotations, self._find)
        there = {*self.arrangement.incidents, *filter(self.records.has, self.arrangement.standing)}
        wanted = {incident: made_of for incident, made_of in digests(self.arrangement).items() if incident in there}
        known = self.records.digests()
        changed = {i: wanted.get(i, "") for i in wanted.keys() | known.keys() if wanted.get(i) != known.get(i)}
        gone = set(filter(self.records.has, self.arrangement.redirects))
        later = {
            incident: self._view.later[incident]
            if incident in self._view.later and self._digests.get(incident) == made_of
            else Looked(self._entry(incident))
            for incident, made_of in changed.items()
            if incident not in gone
        }
        self._digests = changed
        self._view = self._view._replace(later=later, gone=tuple(map(self.records.number, gone)))

    def _has(self, incident_id: str) -> bool:
        return incident_id in self._view.later or self.records.has(incident_id)

    def _has_value(self, field: str, text: str) -> bool:
        return _found(self._view, Value(field, text, prefix=True), DEFAULT).count > 0

    def _find(self, incident_id: str) -> Incident | None:
        return self.records.incident(incident_id) if self.records.has(incident_id) else None

    def _entry(self, incident_id: str) -> Entry:
        incident = self.incident(incident_id)
        reports = [self.records.report(report) for report in incident.reports]
        return entry(self._number(incident_id), incident, reports, self.arrangement.standing.get(incident_id, ()))

    def _number(self, incident_id: str) -> int:
        """Return the number of an incident; those that decisions have made come after all in the index."""
        if self.records.has(incident_id):
            return self.records.number(incident_id)
        made = sorted(filterfalse(self.records.has, self.arrangement.incidents))
        return self._known.numbers + made.index(incident_id)

    def _commit(self, notebook: Notebook) -> None:
        """Put the later incidents into the index.

        One process does this at a time, and another may have done it meanwhile. One that is killed while at it leaves
        digests that do not fit, and so the work, to the next one. Without room, the incidents stay aside.
        """
        from filelock import FileLock, Timeout  # 50 ms to import, and only a writer needs it

        troubles = (Timeout, OSError, ValueError, StoreError, sqlite3.Error)
        with suppress(*troubles), FileLock(self.folder.parent / "lock", timeout=LOCK_SECONDS):
            index = tantivy.Index.open(str(self.folder / "words"))
            writer = index.writer(WRITER_BYTES, 1)
            arranged = self.arrangement.incidents  # these stay aside: the index has incidents as they were imported
            entries = [one.entry for incident, one in self._view.later.items() if incident not in arranged]
            for one in entries:
                writer.delete_documents_by_term("number", one.number)
                writer.add_json(document(one))
            writer.commit()
            rows = [(one.number, one.summary) for one in entries]
            made_of = {incident: made_of for incident, made_of in self._digests.items() if incident not in arranged}
            self.records.change(rows, made_of, notebook.stamp)
            self.reload()
            self._arrange(notebook)


def _words(view: View, field: str) -> IndexedWords:
    return IndexedWords(view.searcher, view.schema, field)


def _found(view: View, tree: Node, order: str, message: str = "") -> Found:
    searcher = view.searcher

    def spots() -> list[Spot]:
        indexed = [spot_in(term) for term, _ in searcher.terms_with_prefix("terms", "@")]
        return [*indexed, *spots_of(view.later.values())]

    def expand(column: str, start: str) -> list[str]:
        return [word for word, _ in searcher.terms_with_prefix(column, start, limit=EXPANSIONS)]

    def knows(word: str) -> bool:
        return searcher.doc_freq("words", word) > 0

    def number(incident_id: str) -> int | None:
        return view.records.number(incident_id) if view.records.has(incident_id) else None

    query = Compiler(view.schema, spots, expand, knows, number, ranked=order == "relevance").query(tree)
    test = compiled(tree, spots)
    later = [one for one in view.later.values() if test(one)]
    return Found(view, view.but_later(query), later, order, highlighter(tree), message)
