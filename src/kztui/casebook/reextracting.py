"""Extracting again from the reports of a casebook, after the rules have become better."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from kztui.casebook.importing import Change
from kztui.link.reextraction import Difference, renew
from kztui.model.annotation import Annotation
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.revision import in_force
from kztui.store.base import Records

__all__ = ["Difference", "Extract", "changes", "differences"]

Extract = Callable[[Report], Sequence[tuple[Fact, ...]]]
"""Finds the incidents that a report tells of, as the facts of one incident each."""


def differences(records: Records, annotations: Iterable[Annotation], extract: Extract) -> list[Difference]:
    """Return how what is found now differs from what was imported, report by report.

    Facts that an analyst has judged, corrected, noted, split off or moved are not touched, nor those that others have
    coded.
    """
    settled = {fact for one in in_force(annotations) for fact in (one.target.fact, *one.facts)}
    told: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in records.incidents.values():
        for quoted in incident.reports:
            told[quoted].append(incident)
    found: list[Difference] = []
    for report in (one for one in records.reports.values() if not one.coded):
        found += renew(report.id, extract(report), told[report.id], settled)
    return found


def changes(found: Iterable[Difference]) -> list[Change]:
    """Return the changes to known incidents, one for each."""
    by_incident = sorted((one for one in found if one.incident), key=lambda one: one.incident)
    return [
        Change(
            incident,
            tuple(fact for one in of_one for fact in one.added),
            frozenset(fact.id for one in of_one for fact in one.dropped),
        )
        for incident, of_one in (
            (key, list(group)) for key, group in groupby(by_incident, key=lambda one: one.incident)
        )
    ]
