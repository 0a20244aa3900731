"""A casebook's records in memory: for small casebooks, and where no index can be kept."""

from collections.abc import Collection, Mapping, Sequence

from kztui.model.decisions import Arrangement
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.search.entry import entry
from kztui.search.kept import KeptEntries
from kztui.search.query.asking import Lookup
from kztui.search.results import Results
from kztui.search.scan import Scannable, count_values, scan
from kztui.store.base import Batch, Records, Version


class Memory:
    """All records, as the arrangement that was given last leaves them.

    `kept` are the entries that an earlier start has summed up.
    """

    def __init__(self, records: Records, kept: KeptEntries | None = None) -> None:
        self._records, self._kept = records, kept
        self._numbers = {incident: number for number, incident in enumerate(records.incidents)}
        self.arrangement = Arrangement()
        self._seen: dict[str, Scannable] | None = None

    @property
    def version(self) -> str:
        """The version of the records."""
        return self._records.version

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record that cannot be read."""
        return self._records.problems

    @property
    def unread(self) -> Mapping[str, str]:
        """The reports that came in unread and that no imported incident quotes: languages by id."""
        quoted = {report for incident in self._records.incidents.values() for report in incident.reports}
        reports = self._records.reports.values()
        return {one.id: one.language for one in reports if one.unread and one.id not in quoted}

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of incidents and of reports."""
        hidden = sum(incident in self._looked for incident in self.arrangement.dismissed)
        return len(self._looked) - hidden, len(self._records.reports)

    def is_sound(self) -> bool:
        """Return whether the index is as it was written; here there is none."""
        return True

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """The suggestions as they were made on import."""
        return self._records.suggestions

    @property
    def numbers(self) -> int:
        """How many ordinals have been assigned, in the order of import; incidents that decisions made come after."""
        return len(self._records.incidents)

    def search(self, query: str = "", sort: str = "") -> Results:
        """Return what `query` asks for, in its order or else in that of `sort`. Raises QueryError."""
        hides = bool(self.arrangement.dismissed)
        known = Lookup(self.arrangement.id_of, self._is_there, self._has_value, hides)
        return scan(list(self._looked.values()), query, sort, known, self.values)

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""
        hidden = self.arrangement.dismissed
        return count_values([one.entry for incident, one in self._looked.items() if incident not in hidden], field)

    def incident(self, incident_id: str) -> Incident:
        """Return an incident, under an id that it has or had. Raises KeyError when there is none with this id."""
        identifier = self.arrangement.id_of(incident_id)
        return self.arrangement.incidents.get(identifier) or self._records.incidents[identifier]

    def imported(self, incident_id: str) -> Incident | None:
        """Return an incident as it was imported, or None when none was under this id."""
        return self._records.incidents.get(incident_id)

    def imported_report(self, report_id: str) -> Report:
        """Return a report as it was imported. Raises KeyError when there is none with this id."""
        return self._records.reports[report_id]

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""
        return self.arrangement.mended(self.imported_report(report_id))

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""
        return self._looked[self.arrangement.id_of(incident_id)].entry.summary

    def follow(self, batch: Batch, version: str) -> None:
        """Add what was imported since, which leads to a version of the records. Call `arrange` after it."""
        self._records.reports.update((report.id, report) for report in batch.reports)
        for incident in batch.incidents:
            self._records.incidents[incident.id] = incident
            self._number(incident.id)
        suggestions = (*self._records.suggestions, *batch.suggestions)
        self._records = self._records._replace(suggestions=suggestions, version=version)

    def arrange(self, arrangement: Arrangement, changed: Collection[str] | None, version: Version) -> None:
        """Show incidents as annotations leave them. `changed` are those that it may leave otherwise than before, None
        for all.
        """
        self.arrangement = arrangement
        first, seen = self._seen is None, dict(self._seen or {})
        if first or changed is None:
            changed = {*self._records.incidents, *arrangement.incidents, *seen}
        there = set(filter(self._is_there, changed))
        if first and self._has_kept(there, version):
            return
        for incident_id in sorted(there, key=self._number):
            seen[incident_id] = self._look(incident_id)
        for incident_id in set(changed) - there:
            seen.pop(incident_id, None)
        self._seen = seen

    def _has_kept(self, there: set[str], version: Version) -> bool:
        """Take the entries that are kept; return whether they are those of the incidents that are there."""
        kept = {one.summary.id: one for one in self._kept.of(version)} if self._kept else {}
        if kept.keys() != there:
            return False
        self._numbers |= {incident: one.number for incident, one in kept.items()}
        self._seen = {incident: Scannable(one) for incident, one in kept.items()}
        return True

    def settle(self, version: Version) -> None:
        """Do nothing: nothing is kept aside."""

    def keep(self, version: Version) -> None:
        """Keep the entries for the next start."""
        if self._kept:
            self._kept.keep([one.entry for one in self._looked.values()], version)

    @property
    def _looked(self) -> dict[str, Scannable]:
        if self._seen is None:
            self._seen = {incident: self._look(incident) for incident in self._records.incidents}
        return self._seen

    def _number(self, incident_id: str) -> int:
        """Return the number of an incident: its place among the imported ones, or the next one for a split-off one."""
        return self._numbers.setdefault(incident_id, len(self._numbers))

    def _is_there(self, incident_id: str) -> bool:
        """Return whether an incident has this id now."""
        known = incident_id in self._records.incidents or incident_id in self.arrangement.incidents
        return known and incident_id not in self.arrangement.redirects

    def _has_value(self, field: str, text: str) -> bool:
        return any(f" {text}" in value for one in self._looked.values() for value in one.values.get(field, ()))

    def _look(self, incident_id: str) -> Scannable:
        incident = self.incident(incident_id)
        reports = [self.report(report) for report in incident.reports]
        return Scannable(
            entry(self._number(incident_id), incident, reports, self.arrangement.annotations.get(incident_id, ()))
        )
