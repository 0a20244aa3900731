"""Joining: the incidents of new reports become facts of known incidents, or new incidents with suggestions."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kztui.link.copies import copy_of
from kztui.link.matching import Known, match, windows
from kztui.link.profile import profile_of
from kztui.link.shelf import Shelf
from kztui.model.fact import Fact
from kztui.model.incident import Incident, number_incidents
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion

Told = Iterable[tuple[Report, Sequence[tuple[Fact, ...]]]]
"""Reports, each with its incidents as the facts of one incident each."""


class Linked(Struct, frozen=True):
    """What becomes of new reports.

    `reports` know whose copies they are. `joined` are the facts to be added to known incidents, by id; `new` are the
    incidents that were not known, with what joined them since; `suggestions` say what may be the same.
    """

    reports: tuple[Report, ...]
    joined: dict[str, tuple[Fact, ...]]
    new: tuple[Incident, ...]
    suggestions: tuple[Suggestion, ...]


def link(told: Told, known: Known, taken: Iterable[str]) -> Linked:
    """Return what becomes of new reports beside the incidents that are `known`; each report is known to the next.

    New incidents get ids after those `taken`.
    """
    shelf = Shelf(known)
    used, suggestions = set(taken), list[Suggestion]()
    for report, drafts in told:
        report = replace(report, copy_of=copy_of(report, _models(report, drafts, shelf)))
        matches = match(drafts, report, shelf)
        shelf.add_report(report)
        for facts, found in zip(drafts, matches, strict=True):
            if found.joins:
                shelf.join(found.joins, facts)
                continue
            (incident,) = number_incidents([facts], used, {report.id: report.source})
            used.add(incident.id)
            shelf.add_incident(incident)
            for other in found.may_be:
                shelf.suggest(incident.id, other.incident)
                like = other.likeness
                suggestions.append(Suggestion(incident.id, other.incident, like.reasons, like.points))
    return Linked(shelf.reports, shelf.joined, shelf.incidents, tuple(suggestions))


def _models(report: Report, drafts: Sequence[tuple[Fact, ...]], known: Known) -> list[Report]:
    """Return the reports that `report` may repeat: those of the same days and places."""
    found: dict[str, Report] = {}
    for facts in drafts:
        for window in windows(profile_of(facts, {report.id: report})):
            for row in known.around(window):
                for identifier in known.incident(row.id).reports:
                    found.setdefault(identifier, known.report(identifier))
    return list(found.values())
