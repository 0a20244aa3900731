"""A casebook's records in memory: for small casebooks, and where no index can be kept."""

from collections.abc import Mapping

from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.search.annotated import by_incident, digest
from kztui.search.entry import entry
from kztui.search.scan import Looked, Scanned, count_values, scan
from kztui.store.annotations import Notebook
from kztui.store.files import Stamp
from kztui.store.incidents import Records


class Memory:
    """The records of a casebook's file with the annotations that `take` was given last."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._digests: dict[str, str] = {}
        self._looked: dict[str, Looked] = {}
        for number, incident in enumerate(records.incidents.values()):
            reports = [records.reports[report] for report in incident.reports]
            self._looked[incident.id] = Looked(entry(number, incident, reports))

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
        return len(self._records.incidents), len(self._records.reports)

    def search(self, query: str = "", sort: str = "") -> Scanned:
        """Return what `query` asks for, in its order or else in that of `sort`. Raises QueryError."""
        return scan(list(self._looked.values()), query, sort)

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""
        return count_values([one.entry for one in self._looked.values()], field)

    def incident(self, incident_id: str) -> Incident:
        """Return an incident. Raises KeyError when there is none with this id."""
        return self._records.incidents[incident_id]

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self._records.reports[report_id]

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return self._looked[incident_id].entry.summary

    def take(self, notebook: Notebook) -> None:
        """Let these annotations stand in place of those before."""
        standing = by_incident(notebook)
        digests = {incident: digest(on_it) for incident, on_it in standing.items() if incident in self._looked}
        touched = digests.keys() | self._digests.keys()
        changed = {incident for incident in touched if digests.get(incident) != self._digests.get(incident)}
        looked = dict(self._looked)
        for incident_id in changed:
            incident = self._records.incidents[incident_id]
            reports = [self._records.reports[report] for report in incident.reports]
            number = looked[incident_id].entry.number
            looked[incident_id] = Looked(entry(number, incident, reports, standing.get(incident_id, ())))
        self._looked, self._digests = looked, digests
