"""Matching: where the incidents of a new report belong."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from kztui.link.candidates import Shelf
from kztui.link.known import Window
from kztui.link.likeness import CLOSE_DAYS, NEWS_DAYS, Likeness, likeness
from kztui.link.profile import Profile, profile_of
from kztui.model.fact import Fact, Place
from kztui.model.figures import SAME_PLACE_KM, TOWN_PREC, distance_km
from kztui.model.report import Report
from kztui.model.summary import Summary

LIKELY = 4.5
"""Points from which on two incidents are worth a question."""

MOST = 3
"""So many suggestions are made for one incident."""


class Candidate(NamedTuple):
    """A known incident and how like it is."""

    incident: str
    likeness: Likeness


class Match(Struct, frozen=True):
    """Where a draft belongs: it `joins` a known incident, or is a new one that `may_be` one of those known."""

    joins: str = ""
    may_be: tuple[Candidate, ...] = ()


def match(drafts: Sequence[tuple[Fact, ...]], report: Report, shelf: Shelf) -> list[Match]:
    """Return where each of the `drafts`, the facts of one incident each as `report` tells it, belongs.

    No two drafts join one incident, since the report tells them apart: the likeliest does, the others may be it. Nor
    does a draft join an incident of which the report has told before.
    """
    ranked = [_ranked(profile_of(facts, {report.id: report}), shelf) for facts in drafts]
    joins: dict[str, int] = {}
    for number, candidates in enumerate(ranked):
        sure = _certain(candidates)
        if sure and report.id in shelf.incident(sure).reports:
            continue
        if sure and (sure not in joins or ranked[joins[sure]][0].likeness.points < candidates[0].likeness.points):
            joins[sure] = number
    joined = {number: incident for incident, number in joins.items()}
    return [Match(joined[n]) if n in joined else Match("", _asked(c, shelf)) for n, c in enumerate(ranked)]


def _windows(profile: Profile) -> list[Window]:
    """Return where and when to look for the incident of `profile`: by its dates, else before it was published."""
    if profile.days:
        spans = [(span.start, span.end) for span in profile.days if span.start and span.end]
        return [_window(first - timedelta(CLOSE_DAYS), last + timedelta(CLOSE_DAYS), profile) for first, last in spans]
    if profile.published:
        return [_window(min(profile.published) - timedelta(NEWS_DAYS), max(profile.published), profile)]
    return []


def _window(first: date, last: date, profile: Profile) -> Window:
    return Window(first, last, profile.places)


def around(profile: Profile, shelf: Shelf) -> list[Summary]:
    """Return the incidents that may be the one of `profile` as far as their days and places go."""
    rows = {row.id: row for window in _windows(profile) for row in shelf.around(window)}
    return [row for row in rows.values() if _within_reach(profile.places, row.place)]


def _ranked(profile: Profile, shelf: Shelf) -> list[Candidate]:
    """Return the incidents that are likely the one of `profile`, the likeliest first."""
    found = [Candidate(row.id, likeness(profile, shelf.profile(row.id))) for row in around(profile, shelf)]
    likely = [candidate for candidate in found if candidate.likeness.points >= LIKELY]
    return sorted(likely, key=lambda candidate: (-candidate.likeness.points, candidate.incident))


def _certain(candidates: Sequence[Candidate]) -> str:
    """Return the incident that the first of `candidates`, the likeliest, is for certain; or nothing."""
    if not candidates or not candidates[0].likeness.certain:
        return ""
    best = candidates[0].likeness.points
    tied = [other for other in candidates[1:] if other.likeness.certain and other.likeness.points == best]
    return "" if tied else candidates[0].incident


def _asked(candidates: Sequence[Candidate], shelf: Shelf) -> tuple[Candidate, ...]:
    """Return the candidates to ask about: none that a likelier one is linked to already, one answer settles both."""
    asked: list[Candidate] = []
    settled: set[str] = set()
    for candidate in candidates:
        if candidate.incident not in settled:
            asked.append(candidate)
            settled |= _group(candidate.incident, shelf)
    return tuple(asked[:MOST])


def _group(incident_id: str, shelf: Shelf) -> set[str]:
    """Return the incidents that suggestions link to this one, directly or through others."""
    group, edge = {incident_id}, [incident_id]
    while edge:
        new = set(shelf.linked(edge.pop())) - group
        group |= new
        edge += new
    return group


def _within_reach(places: Iterable[Place], other: Place | None) -> bool:
    """Return whether a place can be one of `places`: not when all are towns too far away."""
    if other is None or other.prec > TOWN_PREC:
        return True
    distances = [distance_km(place, other) if place.prec <= TOWN_PREC else None for place in places]
    return not distances or any(distance is None or distance <= SAME_PLACE_KM for distance in distances)
