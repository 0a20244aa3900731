"""Joining: the incidents of new reports become facts of known incidents, or new incidents with suggestions."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from kztui.link.candidates import Shelf
from kztui.link.copies import is_copy, shingles
from kztui.link.known import Known
from kztui.link.matching import around, match
from kztui.link.profile import profile_of
from kztui.model.fact import Fact
from kztui.model.incident import Incident, new_id
from kztui.model.linked import Linked
from kztui.model.report import Report, Source
from kztui.model.suggestion import Suggestion

Told = Iterable[tuple[Report, Sequence[tuple[Fact, ...]]]]
"""Reports, each with its incidents as the facts of one incident each."""


NameIncident = Callable[[Sequence[Fact], Mapping[str, Source], Callable[[str], bool]], str]
"""Gives a new incident an id (`kztui.model.incident.new_id`)."""


def link(told: Told, known: Known, is_taken: Callable[[str], bool], name: NameIncident = new_id) -> Linked:
    """Return what becomes of new reports beside the incidents that are `known`; each report is known to the next.

    New incidents get ids by `name`, of which `is_taken` says that no other incident has or had them.
    """
    shelf = Shelf(known)
    used, suggestions = set[str](), list[Suggestion]()

    def is_used(identifier: str) -> bool:
        return identifier in used or is_taken(identifier)

    for report, drafts in told:
        report = replace(report, copy_of=_copy_of(report, drafts, shelf))
        matches = match(drafts, report, shelf)
        shelf.add_report(report)
        for facts, found in zip(drafts, matches, strict=True):
            if found.joins:
                shelf.join(found.joins, facts)
                continue
            incident = Incident(name(facts, {report.id: report.source}, is_used), facts)
            used.add(incident.id)
            shelf.add_incident(incident)
            for other in found.may_be:
                shelf.suggest(incident.id, other.incident)
                like = other.likeness
                suggestions.append(Suggestion(incident.id, other.incident, like.reasons, like.points))
    return Linked(shelf.reports, shelf.joined, shelf.incidents, tuple(suggestions))


def _copy_of(report: Report, drafts: Sequence[tuple[Fact, ...]], shelf: Shelf) -> str:
    """Return the id of the first report whose text `report` repeats, of those on the same days and places; or ""."""
    own = shingles(report.text)
    for facts in drafts:
        for row in around(profile_of(facts, {report.id: report}), shelf):
            for identifier in shelf.incident(row.id).reports:
                if is_copy(own, shelf.shingles(identifier)):
                    return shelf.report(identifier).copy_of or identifier
    return ""
