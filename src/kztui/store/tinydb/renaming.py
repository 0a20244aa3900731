"""Parting incidents that were given one id, and what analysts added to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kztui.model.annotation import Annotation
from kztui.model.incident import Incident, new_id
from kztui.model.report import Source


class Home(NamedTuple):
    """An incident that annotations can be about: its id, the ids of its facts, and the reports that they quote."""

    id: str
    facts: set[str]
    reports: frozenset[str]


Homes = Mapping[str, Sequence[Home]]
"""By the id that several incidents were given and an annotation names, these: first the one that keeps it."""


def part(
    incidents: Mapping[str, Incident], sources: Mapping[str, Source], is_taken: Callable[[str], bool]
) -> dict[str, Incident]:
    """Return incidents that share an id by their numbers, each with an id of its own.

    Two that have a fact in common are one incident in two states, and are joined. Of others the later ones get new ids,
    none that `is_taken`. `sources` are those of the reports that they quote.
    """
    parted: dict[str, Incident] = {}
    for number, incident in incidents.items():
        same = next((at for at, one in parted.items() if _are_one(one, incident)), number)
        parted[same] = _joined(parted[same], incident) if same in parted else incident
    made: set[str] = set()
    for number, incident in list(parted.items())[1:]:
        parted[number] = replace(incident, id=new_id(incident.facts, sources, lambda one: one in made or is_taken(one)))
        made.add(parted[number].id)
    return parted


def home(incident: Incident) -> Home:
    """Return what annotations can be about, of an incident."""
    return Home(incident.id, _facts(incident), frozenset(incident.reports))


def follow(annotations: Iterable[Annotation], homes: Homes) -> Iterator[tuple[Annotation, tuple[str, ...]]]:
    """Yield the annotations, which come oldest first, each on the incident that it is about, and the ids of the others
    that it may be about as well.

    They follow the facts that they are on, the reports that they quote, and the annotations that they change or answer.
    What says nothing of these stays where it is.
    """
    placed: dict[str, str] = {}
    for one in annotations:
        among = homes.get(one.target.incident, ())
        home = _place(one, among, placed)
        if among and home:
            placed[one.id] = home.id
            if one.fact:
                home.facts.add(one.fact.id)
            one = replace(one, target=replace(one.target, incident=home.id))
        told = tuple(dict.fromkeys(id_ for old in one.incidents for id_ in _quoting(one, old, homes)))
        others = (*(among[1:] if home is None else ()), *homes.get(one.into, ())[1:])
        yield replace(one, incidents=told), tuple(other.id for other in others)


def _place(one: Annotation, among: Sequence[Home], placed: Mapping[str, str]) -> Home | None:
    """Return the incident that an annotation is about; None when that cannot be told."""
    facts = {one.target.fact, *one.facts} - {""}
    quoted = {evidence.report for evidence in (one.target.evidence, one.fact and one.fact.evidence) if evidence}
    reasons = (
        [home for home in among if facts and facts <= home.facts],
        [home for home in among if quoted and quoted <= home.reports],
        [home for home in among if home.id in {placed.get(it) for it in (one.replaces, one.answers, *one.records)}],
    )
    return next((homes[0] for homes in reasons if len(homes) == 1), None)


def _quoting(one: Annotation, incident: str, homes: Homes) -> Iterable[str]:
    """Return those of the incidents with one id whose facts quote the reports of a record."""
    reports = {one.report, *one.reports}
    return [home.id for home in homes.get(incident, ()) if reports & home.reports] or [incident]


def _are_one(one: Incident, other: Incident) -> bool:
    """Return whether two incidents have a fact in common, or one of them has none."""
    return not (one.facts and other.facts) or bool(_facts(one) & _facts(other))


def _joined(one: Incident, other: Incident) -> Incident:
    known = _facts(one)
    return replace(one, facts=(*one.facts, *(fact for fact in other.facts if fact.id not in known)))


def _facts(incident: Incident) -> set[str]:
    return {fact.id for fact in incident.facts}
