"""Twins: incidents of two casebooks that importing into one of them would have compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import floor

from kztui.link.clues import CLOSE_DAYS
from kztui.link.likeness import Likeness, likeness
from kztui.link.profile import Profile, profile_of
from kztui.link.weights import thresholds
from kztui.link.words import WordsOf
from kztui.model.fact import DateSpan, Fact, Place
from kztui.model.figures import FEW_DAYS
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Relation, Suggestion

_Spot = tuple[int, int, int]
"""A day, and the degrees in which a place lies."""


def twins(
    incidents: Iterable[Incident], reports: Mapping[str, Report], new: frozenset[str], words: WordsOf
) -> Iterator[Suggestion]:
    """Yield the pairs of `incidents` of which one is `new` and which importing would join without asking, were they
    told in one casebook; also an episode with what seems to be a part of it.

    What is said of a pair depends on the two alone: neither on the others nor on who had which. `reports` have all that
    the incidents quote, `words` gives what comparing needs to know of a language.
    """
    there = {one.id: one for one in incidents}
    profiles: dict[str, list[Profile]] = {}

    def told(incident_id: str) -> list[Profile]:
        if incident_id not in profiles:
            profiles[incident_id] = _profiles(there[incident_id], reports, words)
        return profiles[incident_id]

    for first, second in sorted(_close(there.values(), new)):
        found = [
            (like, one.broad)
            for one, other in product(told(first), told(second))
            if one.report != other.report and (like := likeness(one, other)) and _is_sure(like)
        ]
        if found:
            like, broad = max(found, key=lambda each: (each[0].points, each[0].reasons, each[1]))
            kind = Relation.PART if like.is_part else Relation.SAME
            pair = (second, first) if like.is_part and broad else (first, second)
            yield Suggestion(*pair, like.reasons, like.points, kind)


def _is_sure(like: Likeness) -> bool:
    return like.without_breadth >= thresholds()["join"] and (like.settled or like.is_part)


def _profiles(incident: Incident, reports: Mapping[str, Report], words: WordsOf) -> list[Profile]:
    """Return the profiles of an incident, one for each of its reports."""
    by_report: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in incident.facts:
        by_report[fact.evidence.report].append(fact)
    known = ((facts, reports[one]) for one, facts in by_report.items() if one in reports)
    return [profile_of(facts, report, words) for facts, report in known]


def _close(incidents: Iterable[Incident], new: frozenset[str]) -> set[tuple[str, str]]:
    """Return the pairs of ids, one of them new, that happened as close in days and places as one incident can be told.

    Places are compared by degrees, of which a neighbour counts, too: those of one town are within it.
    """
    spots = {one.id: _spots(one) for one in incidents}
    there: defaultdict[_Spot, list[str]] = defaultdict(list)
    for identifier, its in spots.items():
        for spot in its:
            there[spot].append(identifier)
    steps = [*product(range(-CLOSE_DAYS, CLOSE_DAYS + 1), (-1, 0, 1), (-1, 0, 1))]
    pairs = set()
    for identifier in new:
        near = {
            other
            for day, north, east in spots[identifier]
            for days, up, right in steps
            for other in there.get((day + days, north + up, east + right), ())
        }
        pairs |= {(min(identifier, other), max(identifier, other)) for other in near - {identifier}}
    return pairs


def _spots(incident: Incident) -> set[_Spot]:
    """Return when, to within a few days, and where an incident may have happened."""
    days, degrees = set[int](), set[tuple[int, int]]()
    for fact in incident.facts:
        value = fact.value
        if isinstance(value, DateSpan) and value.start and value.end and value.prec <= FEW_DAYS:
            days |= {value.start.toordinal(), value.end.toordinal()}
        elif isinstance(value, Place) and value.lat is not None and value.lon is not None:
            degrees.add((floor(value.lat), floor(value.lon)))
    return {(day, *degree) for day, degree in product(days, degrees)}
