"""The candidate pool: known incidents and those of the batch being imported."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from kztui.link.clues import NEWS_DAYS
from kztui.link.copies import Figures, Texts, figures_of
from kztui.link.known import KnownIncidents, Row, Window
from kztui.link.profile import Profile, profile_of
from kztui.link.words import WordsOf
from kztui.model.fact import Fact, Place, moved
from kztui.model.figures import date_figure, place_figure
from kztui.model.incident import Incident
from kztui.model.report import Report

_MOST_DAYS = 31
"""An incident whose dates span more days is found in every window."""


class Candidates:
    """Known incidents, and new ones by the days on which they may have happened."""

    def __init__(self, known: KnownIncidents, words: WordsOf) -> None:
        self._known = known
        self.words = words
        self._reports: dict[str, Report] = {}
        self._new: dict[str, Incident] = {}
        self._rows: dict[str, Row] = {}
        self._joined: dict[str, tuple[Fact, ...]] = {}
        self._by_day: defaultdict[date, set[str]] = defaultdict(set)
        self._any_day: set[str] = set()
        self._by_degree: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        self._profiles: dict[str, tuple[Profile, ...]] = {}
        self._figures: dict[str, Figures] = {}
        self._texts = Texts()

    @property
    def reports(self) -> tuple[Report, ...]:
        """The new reports."""
        return tuple(self._reports.values())

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The new incidents."""
        return tuple(self._new.values())

    @property
    def joined(self) -> dict[str, tuple[Fact, ...]]:
        """The facts that joined incidents known before, by their ids."""
        return self._joined

    def add_report(self, report: Report, drafts: Iterable[Sequence[Fact]]) -> None:
        """Add a new report, which tells the `drafts`."""
        self._reports[report.id] = report
        self._figures[report.id] = figures_of(fact for draft in drafts for fact in draft)
        self._texts.add(report)

    def add_incident(self, incident: Incident) -> None:
        """Add a new incident; its reports are there."""
        self._new[incident.id] = incident
        sources = {identifier: self.report(identifier).source for identifier in incident.reports}
        when, where = date_figure(incident.facts, sources), place_figure(incident.facts, sources)
        days, place = when.best if when else None, where.best if where else None
        self._rows[incident.id] = Row(incident.id, place)
        if place and place.lat is not None and place.lon is not None:
            self._by_degree[int(place.lat), int(place.lon)].add(incident.id)
        published = [source.published for source in sources.values() if source.published]
        if days and days.start and days.end:
            first, last = days.start, days.end
        elif published:
            first, last = moved(min(published), -NEWS_DAYS), max(published)
        else:
            return
        if (last - first).days > _MOST_DAYS:
            self._any_day.add(incident.id)
        for day in range(min((last - first).days, _MOST_DAYS) + 1):
            self._by_day[first + timedelta(day)].add(incident.id)

    def join(self, incident_id: str, facts: tuple[Fact, ...]) -> None:
        """Add facts to an incident, new or known before."""
        self._profiles.pop(incident_id, None)
        if incident_id in self._new:
            before = self._new[incident_id]
            self.add_incident(replace(before, facts=before.facts + facts))
        else:
            self._joined[incident_id] = self._joined.get(incident_id, ()) + facts

    def suggest(self, incident_id: str, other: str) -> None:
        """Link two incidents that may be one."""
        self._linked[incident_id].add(other)
        self._linked[other].add(incident_id)

    def linked(self, incident_id: str) -> Iterable[str]:
        """Return the incidents that are suggested to be the same as this one."""
        return {*self._linked.get(incident_id, ()), *self._known.linked(incident_id)}

    def around(self, window: Window) -> Iterable[Row]:
        """Return the incidents, known and new, that may have happened in the window."""
        if window == (date.min, date.max, window.places):
            new = self._near(window.places)
        else:
            days = range((window.last - window.first).days + 1)
            new = set(self._any_day).union(*(self._by_day.get(window.first + timedelta(day), ()) for day in days))
        return [*self._known.around(window), *(self._rows[incident] for incident in sorted(new))]

    def _near(self, places: Iterable[Place]) -> set[str]:
        """Return the new incidents within a degree of one of `places`."""
        spots = [(int(one.lat), int(one.lon)) for one in places if one.lat is not None and one.lon is not None]
        around = [(north + y, east + x) for north, east in spots for y in (-1, 0, 1) for x in (-1, 0, 1)]
        return {incident for spot in around for incident in self._by_degree.get(spot, ())}

    def incident(self, incident_id: str) -> Incident:
        """Return an incident as it has become."""
        if incident_id in self._new:
            return self._new[incident_id]
        known = self._known.incident(incident_id)
        return replace(known, facts=known.facts + self._joined.get(incident_id, ()))

    def report(self, report_id: str) -> Report:
        """Return a report, new or known."""
        return self._reports.get(report_id) or self._known.report(report_id)

    def profile(self, facts: Iterable[Fact], report: Report) -> Profile:
        """Return the profile of what a report says of an incident."""
        return profile_of(facts, report, self.words)

    def profiles(self, incident_id: str) -> tuple[Profile, ...]:
        """Return the profiles of an incident, one for each of its reports."""
        if incident_id not in self._profiles:
            by_report: defaultdict[str, list[Fact]] = defaultdict(list)
            for fact in self.incident(incident_id).facts:
                by_report[fact.evidence.report].append(fact)
            self._profiles[incident_id] = tuple(
                self.profile(facts, self.report(identifier)) for identifier, facts in by_report.items()
            )
        return self._profiles[incident_id]

    def near_texts(self, report: Report, incidents: Iterable[str]) -> list[Report]:
        """Return the reports whose text is nearly that of `report`, of the new ones and those of known `incidents`."""
        there = {r for one in incidents for r in self.incident(one).reports}
        return [self.report(identifier) for identifier in self._texts.near(report, map(self.report, there))]

    def figures(self, report_id: str, incidents: Iterable[str]) -> Figures:
        """Return the numbers that a report states, new or of known `incidents`."""
        if report_id not in self._figures:
            facts = (fact for one in incidents for fact in self.incident(one).facts)
            self._figures[report_id] = figures_of(fact for fact in facts if fact.evidence.report == report_id)
        return self._figures[report_id]
