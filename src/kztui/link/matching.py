"""Matching: where what a report says belongs among the incidents that are known."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from kztui.link.candidates import Candidates
from kztui.link.clues import CLOSE_DAYS, NEWS_DAYS, RECALL_DAYS
from kztui.link.known import Row, Window
from kztui.link.likeness import Likeness, best_of
from kztui.link.profile import Profile
from kztui.link.weights import thresholds
from kztui.model.fact import Fact, Place, moved
from kztui.model.figures import SAME_PLACE_KM, TOWN_PREC, distance_km
from kztui.model.report import Report

MOST = 3
"""So many suggestions are made for one incident."""


class Candidate(NamedTuple):
    """A known incident and how like it is."""

    incident: str
    likeness: Likeness


class Match(Struct, frozen=True):
    """Where a draft belongs: it `joins` a known incident, or is a new one; it `may_be` some of those known."""

    joins: Candidate | None = None
    may_be: tuple[Candidate, ...] = ()


def match(drafts: Sequence[tuple[Fact, ...]], report: Report, candidates: Candidates) -> list[Match]:
    """Return where each of the `drafts`, the facts of one incident each as `report` tells it, belongs.

    No two drafts join one incident, since the report tells them apart: the likeliest does, the others may be it. Nor
    does a draft join an incident of which the report has told before.
    """
    ranked = [rank(candidates.profile(facts, report), candidates) for facts in drafts]
    joins: dict[str, int] = {}
    for number, found in enumerate(ranked):
        sure = _certain(found)
        if sure is None or report.id in candidates.incident(sure.incident).reports:
            continue
        rival = joins.get(sure.incident)
        if rival is None or ranked[rival][0].likeness.points < sure.likeness.points:
            joins[sure.incident] = number
    joined = {number: incident for incident, number in joins.items()}
    return [_match(found, joined.get(number, ""), candidates) for number, found in enumerate(ranked)]


def match_part(facts: tuple[Fact, ...], report: Report, whole: str, candidates: Candidates) -> str:
    """Return the known incident that a part of an episode is, of which `report` tells no more than a sentence.

    It is the one in its town on its day, when there is just one; empty for none. `whole` is the episode itself.
    """
    found = rank(candidates.profile(facts, report), candidates)
    there = [one for one in found if one.incident != whole and {"same-day", "same-town"} <= one.likeness.names]
    return there[0].incident if len(there) == 1 and there[0].likeness.points >= thresholds()["join"] else ""


def rank(profile: Profile, candidates: Candidates) -> list[Candidate]:
    """Return the incidents that are likely the one of `profile`, the likeliest first."""
    found = []
    for row in around(profile, candidates):
        like = best_of(profile, candidates.profiles(row.id))
        if like and like.without_breadth >= thresholds()["suggest"]:
            found.append(Candidate(row.id, like))
    return sorted(found, key=lambda candidate: (-candidate.likeness.points, candidate.incident))


def around(profile: Profile, candidates: Candidates) -> list[Row]:
    """Return the incidents that may be the one of `profile` as far as their days and places go."""
    rows = {row.id: row for window in _windows(profile) for row in candidates.around(window)}
    return [row for row in rows.values() if _within_reach(profile.places, row.place)]


def _match(found: Sequence[Candidate], joined: str, candidates: Candidates) -> Match:
    if not joined:
        return Match(None, _asked(found, candidates))
    return Match(next(one for one in found if one.incident == joined))


def _certain(found: Sequence[Candidate]) -> Candidate | None:
    """Return the first of the candidates, the likeliest, if it is the one for certain: no other comes near it."""
    if not found or found[0].likeness.points < thresholds()["join"] or not found[0].likeness.settled:
        return None
    clear = len(found) == 1 or found[0].likeness.points - found[1].likeness.points >= thresholds()["clear"]
    return found[0] if clear else None


def _windows(profile: Profile) -> list[Window]:
    """Return where and when to look for the incident of `profile`: by its dates, else before it was published, else at
    any time near its places."""
    if profile.days:
        spans = [(span.start, span.end) for span in profile.days if span.start and span.end]
        return [_window(moved(first, -CLOSE_DAYS), moved(last, CLOSE_DAYS), profile) for first, last in spans]
    if profile.published:
        town = any(place.prec <= TOWN_PREC for place in profile.places)
        before = moved(profile.published, -(RECALL_DAYS if town else NEWS_DAYS))
        return [_window(before, profile.published, profile)]
    return [_window(date.min, date.max, profile)] if profile.places else []


def _window(first: date, last: date, profile: Profile) -> Window:
    return Window(first, last, profile.places)


def _asked(found: Sequence[Candidate], candidates: Candidates) -> tuple[Candidate, ...]:
    """Return the candidates to ask about: none that a likelier one is linked to already, one answer settles both."""
    asked: list[Candidate] = []
    settled: set[str] = set()
    for candidate in found:
        if candidate.incident not in settled:
            asked.append(candidate)
            settled |= _group(candidate.incident, candidates)
    return tuple(asked[:MOST])


def _group(incident_id: str, candidates: Candidates) -> set[str]:
    """Return the incidents that suggestions link to this one, directly or through others."""
    group, edge = {incident_id}, [incident_id]
    while edge:
        new = set(candidates.linked(edge.pop())) - group
        group |= new
        edge += new
    return group


def _within_reach(places: Iterable[Place], other: Place | None) -> bool:
    """Return whether a place can be one of `places`: not when all are towns too far away."""
    if other is None or other.prec > TOWN_PREC:
        return True
    distances = [distance_km(place, other) if place.prec <= TOWN_PREC else None for place in places]
    return not distances or any(distance is None or distance <= SAME_PLACE_KM for distance in distances)
