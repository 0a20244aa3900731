"""A casebook's records in memory: for small casebooks, and where no index can be kept."""

from collections.abc import Mapping, Sequence

from kztui.model.decisions import Arrangement, arrange
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.search.annotated import digests
from kztui.search.entry import entry
from kztui.search.query.asking import Known
from kztui.search.scan import Looked, Scanned, count_values, scan
from kztui.store.tinydb.annotations import Notebook
from kztui.store.tinydb.files import Stamp
from kztui.store.tinydb.incidents import Records


class Memory:
    """The records of a casebook's file with the annotations that `take` was given last."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._digests: dict[str, str] = {}
        self._numbers = {incident: number for number, incident in enumerate(records.incidents)}
        self.arrangement = Arrangement()
        self._seen: dict[str, Looked] | None = None

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the casebook's file as it was read; None when there was none."""
        return self._records.stamp

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record in the casebook's file that is not sound."""
        return self._records.problems

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of incidents and of reports."""
        return len(self._looked), len(self._records.reports)

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """The suggestions as they were made on import."""
        return self._records.suggestions

    @property
    def numbers(self) -> int:
        """How many numbers were given: in the order of the file. Incidents that decisions have made come after them."""
        return len(self._records.incidents)

    def search(self, query: str = "", sort: str = "") -> Scanned:
        """Return what `query` asks for, in its order or else in that of `sort`. Raises QueryError."""
        known = Known(self.arrangement.id_of, self._is_there, self._has_value)
        return scan(list(self._looked.values()), query, sort, known)

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""
        return count_values([one.entry for one in self._looked.values()], field)

    def incident(self, incident_id: str) -> Incident:
        """Return an incident, under an id that it has or had. Raises KeyError when there is none with this id."""
        identifier = self.arrangement.id_of(incident_id)
        return self.arrangement.incidents.get(identifier) or self._records.incidents[identifier]

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self._records.reports[report_id]

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return self._looked[self.arrangement.id_of(incident_id)].entry.summary

    def take(self, notebook: Notebook) -> None:
        """Let these annotations stand in place of those before."""
        self.arrangement = arrange(notebook.annotations, self._records.incidents.get)
        wanted = digests(self.arrangement)
        touched = {i for i in wanted.keys() | self._digests.keys() if wanted.get(i) != self._digests.get(i)}
        seen = dict(self._seen or {})
        if self._seen is None:
            touched |= self._records.incidents.keys()
        there = set(filter(self._is_there, touched))
        for incident_id in sorted(there, key=self._number):
            seen[incident_id] = self._look(incident_id)
        for incident_id in touched - there:
            seen.pop(incident_id, None)
        self._seen, self._digests = seen, wanted

    @property
    def _looked(self) -> dict[str, Looked]:
        if self._seen is None:
            self._seen = {incident: self._look(incident) for incident in self._records.incidents}
        return self._seen

    def _number(self, incident_id: str) -> int:
        """Return the number of an incident: its place in the file, or the next one when a decision has made it."""
        return self._numbers.setdefault(incident_id, len(self._numbers))

    def _is_there(self, incident_id: str) -> bool:
        """Return whether an incident has this id now."""
        known = incident_id in self._records.incidents or incident_id in self.arrangement.incidents
        return known and incident_id not in self.arrangement.redirects

    def _has_value(self, field: str, text: str) -> bool:
        return any(f" {text}" in value for one in self._looked.values() for value in one.values.get(field, ()))

    def _look(self, incident_id: str) -> Looked:
        incident = self.incident(incident_id)
        reports = [self._records.reports[report] for report in incident.reports]
        return Looked(
            entry(self._number(incident_id), incident, reports, self.arrangement.standing.get(incident_id, ()))
        )
