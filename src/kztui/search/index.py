"""Search with an index in the cache folder: answers within a frame at a million incidents."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import tantivy

from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.search.annotated import by_incident, digest
from kztui.search.compile import Compiler
from kztui.search.documents import document, schema, shown, shown_prefix, spot_in
from kztui.search.entry import Entry, entry
from kztui.search.found import Found
from kztui.search.highlight import highlighter
from kztui.search.nearby import Spot
from kztui.search.order import DEFAULT
from kztui.search.query import parse
from kztui.search.records import Records
from kztui.search.spelling import respelled
from kztui.search.tree import Node
from kztui.store.annotations import Notebook
from kztui.store.files import Stamp

WRITER_BYTES = 15_000_000
"""The least memory that tantivy's writer takes; enough for a few incidents."""

LOCK_SECONDS = 2.0
"""How long one change of the index waits for another."""

EXPANSIONS = 500
"""So many words may complete the last word of a phrase."""


class Index:
    """The index and the records in one folder, as `kztui.search.build` left them there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = Records(folder / "records.db")
        self._schema = schema()
        self._index = tantivy.Index.open(str(folder / "words"))
        self._index.config_reader(reload_policy="manual")
        self.reload()

    def reload(self) -> None:
        """See what was committed since."""
        self._index.reload()
        self.searcher = self._index.searcher()
        self._known = self.records.known()

    def close(self) -> None:
        """Close the records."""
        self.records.close()

    def search(self, query: str = "", sort: str = "") -> Found:
        """Return the incidents that `query` asks for, in its order or else in that of `sort`.

        When there is none, words that nothing has are replaced by near spellings, and the message says so.
        Raises QueryError.
        """
        started = time.perf_counter()
        asked = parse(query)
        order = asked.sort or sort or DEFAULT
        found = self._found(asked.tree, order, started)
        if not found.count and (other := respelled(asked.tree, self.searcher)):
            tree, message = other
            near = self._found(tree, order, started, message)
            return near if near.count else found
        return found

    def _found(self, tree: Node, order: str, started: float, message: str = "") -> Found:
        searcher = self.searcher
        compiler = Compiler(
            self._schema,
            lambda: self._spots(searcher),
            lambda begun: [word for word, _ in searcher.terms_with_prefix("terms", begun, limit=EXPANSIONS)],
            ranked=order == "relevance",
        )
        found = Found(searcher, self._schema, compiler.query(tree), order, self.records, highlighter(tree), message)
        found.milliseconds = (time.perf_counter() - started) * 1000
        return found

    def _spots(self, searcher: tantivy.Searcher) -> list[Spot]:
        return [spot_in(term) for term, _ in searcher.terms_with_prefix("terms", "@")]

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
        return self.searcher.num_docs, self._known.reports

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""
        return {shown(term): count for term, count in self.searcher.terms_with_prefix("terms", shown_prefix(field))}

    def incident(self, incident_id: str) -> Incident:
        """Return an incident. Raises KeyError when there is none with this id."""
        return self.records.incident(incident_id)

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self.records.report(report_id)

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return self.records.row(incident_id)

    def take(self, notebook: Notebook) -> None:
        """Index anew the incidents whose annotations differ from those that the index knows.

        One process does this at a time; another one's work is not done twice. A process that is killed while at it
        leaves the rest to the next one. An index that nobody may change, or that is still being built, stays as it is.
        """
        from filelock import FileLock, Timeout  # 50 ms to import, and only a writer needs it

        self.reload()
        if self._known.casebook is None or self._known.annotations == notebook.stamp:
            return
        with suppress(Timeout, OSError), FileLock(self.folder.parent / "lock", timeout=LOCK_SECONDS):
            self._take(notebook)

    def _take(self, notebook: Notebook) -> None:
        standing = by_incident(notebook)
        wanted = {incident: digest(on_it) for incident, on_it in standing.items() if self.records.has(incident)}
        known = self.records.digests()
        changed = {i: wanted.get(i, "") for i in wanted.keys() | known.keys() if wanted.get(i) != known.get(i)}
        entries = [self._entry(incident_id, standing.get(incident_id, ())) for incident_id in changed]
        if entries:
            self._replace(entries)
        self.records.change([(one.number, one.summary) for one in entries], changed, notebook.stamp)
        self.reload()

    def _entry(self, incident_id: str, annotations: Sequence[Annotation]) -> Entry:
        incident = self.records.incident(incident_id)
        reports = [self.records.report(report) for report in incident.reports]
        return entry(self.records.number(incident_id), incident, reports, annotations)

    def _replace(self, entries: Sequence[Entry]) -> None:
        index = tantivy.Index.open(str(self.folder / "words"))  # anew, since another process may have written to it
        writer = index.writer(WRITER_BYTES, 1)
        for one in entries:
            writer.delete_documents_by_term("number", one.number)
            writer.add_document(tantivy.Document.from_dict(document(one), self._schema))
        writer.commit()
