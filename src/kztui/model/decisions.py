"""Decisions: which facts an analyst says are of one incident.

What was imported stays as it is. Merging, splitting and moving are annotations, applied in their order whenever
incidents are read, so each can be taken back, and facts that are imported later go where the decisions send them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property

from msgspec import Struct

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, Target, new_id
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.revision import standing
from kztui.model.suggestion import Suggestion

_REARRANGING = (AnnotationKind.MERGED, AnnotationKind.SPLIT, AnnotationKind.MOVED)
"""The decisions on facts. Added facts are put among the others after them."""

Find = Callable[[str], Incident | None]
"""Gives an incident as it was imported, or None when none was under this id."""


class Arrangement(Struct, frozen=True):
    """Incidents as decisions leave them.

    `incidents` has those that a decision touched and that are still there, by id; `redirects` sends the id of one that
    was merged away to the one that has its facts; `standing` has the annotations that stand, by the incident that
    they are about now, oldest first. All other incidents are as they were imported.
    """

    incidents: Mapping[str, Incident] = {}
    redirects: Mapping[str, str] = {}
    standing: Mapping[str, tuple[Annotation, ...]] = {}

    def id_of(self, incident_id: str) -> str:
        """Return the id under which an incident is found now."""
        return self.redirects.get(incident_id, incident_id)

    def pending(self, suggestions: Iterable[Suggestion]) -> list[Suggestion]:
        """Return the suggestions that are still to be decided, by the incidents' present ids, the likeliest first."""
        decided = {
            frozenset((self.id_of(one.target.incident), self.id_of(one.into)))
            for on_one in self.standing.values()
            for one in on_one
            if one.kind is AnnotationKind.REFUSED
        }
        found: dict[frozenset[str], Suggestion] = {}
        for one in sorted(suggestions, key=lambda one: -one.points):
            now = Suggestion(self.id_of(one.incident), self.id_of(one.like), one.reasons, one.points)
            if now.incident != now.like and now.pair not in decided:
                found.setdefault(now.pair, now)
        return list(found.values())


def decision(
    kind: AnnotationKind, incident: Incident, into: str, author: str, *, facts: Iterable[str] = (), text: str = ""
) -> Annotation:
    """Return a new decision about `incident`, made now (UTC): merged, split, moved or refused (`Annotation`).

    `facts` are the ids of those to split off or to move; `text` says why. Raises DecisionError with one clear line.
    """
    wanted = tuple(dict.fromkeys(facts))
    there = {fact.id for fact in incident.facts}
    if into == incident.id:
        raise DecisionError(f"{into} is one incident already: name another one")
    if missing := [fact for fact in wanted if fact not in there]:
        raise DecisionError(f"incident {incident.id} has no fact {missing[0]}")
    if kind in (AnnotationKind.SPLIT, AnnotationKind.MOVED):
        if not wanted:
            raise DecisionError("name the facts that belong elsewhere")
        if len(wanted) == len(there):
            raise DecisionError(f"that is all of {incident.id}: merge it instead")
    target, now = Target(incident.id), datetime.now(UTC)
    return Annotation(new_id(), kind, target, author, now, text.strip(), into=into, facts=wanted)


def rearranges(annotations: Iterable[Annotation]) -> bool:
    """Return whether any of `annotations` that stand leaves facts elsewhere than they were imported."""
    return any(one.fact or one.kind in _REARRANGING for one in standing(annotations))


def arrange(annotations: Iterable[Annotation], find: Find) -> Arrangement:
    """Return how the standing ones of `annotations`, oldest first, leave the incidents that `find` gives.

    A decision whose facts or incidents another one has taken elsewhere follows them; one that no longer has an object
    does nothing. An incident split off that has no facts leads back to where it came from.
    """
    kept = standing(annotations)
    shelves = _Shelves(find, kept)
    for one in kept:
        if one.kind in _REARRANGING:
            shelves.apply(one)
    for one in kept:
        if one.fact:
            shelves.put(one)
    shelves.close()
    by_incident: defaultdict[str, list[Annotation]] = defaultdict(list)
    for one in kept:
        by_incident[shelves.place_of(one)].append(one)
    arranged = {identifier: tuple(on_it) for identifier, on_it in by_incident.items()}
    return Arrangement(shelves.incidents(), shelves.redirects, arranged)


class _Shelves:
    """The facts of the incidents that decisions touch, by where they are and where they came from.

    Facts that an analyst has added go along with the others.
    """

    def __init__(self, find: Find, standing: Iterable[Annotation]) -> None:
        self._find = find
        self._added: defaultdict[str, list[Fact]] = defaultdict(list)
        for one in standing:
            if one.fact:
                self._added[one.target.incident].append(one.fact)
        self._facts: dict[str, dict[tuple[str, str], Fact]] = {}
        self._made: dict[str, str] = {}
        self.redirects: dict[str, str] = {}

    def apply(self, decision: Annotation) -> None:
        source, into = self._now(decision.target.incident), self._now(decision.into)
        if source == into:
            return
        if self._find(into) is None and into not in self._facts:
            if decision.kind is not AnnotationKind.SPLIT:
                return
            self._made[into] = source
        there, here = self._open(source), self._open(into)
        if decision.kind is AnnotationKind.MERGED:
            here.update(there)
            del self._facts[source]
            self.redirects[source] = into
            return
        wanted = set(decision.facts)
        for key in [key for key in there if key[1] in wanted]:
            here[key] = there.pop(key)

    def put(self, one: Annotation) -> None:
        """Put the fact that an analyst has added on the shelf of its incident, which may quote a new report by it."""
        home = self._now(one.target.incident)
        if home in self._facts or self._find(home):
            self._open(home)

    def close(self) -> None:
        for made, source in self._made.items():
            if not self._facts.get(made, True):
                del self._facts[made]
                self.redirects[made] = source
        self.redirects = {identifier: self._now(identifier) for identifier in self.redirects}

    def incidents(self) -> dict[str, Incident]:
        return {identifier: Incident(identifier, _once(facts.values())) for identifier, facts in self._facts.items()}

    def place_of(self, one: Annotation) -> str:
        """Return the incident that an annotation is about now: where its fact is, else where its incident is."""
        home, fact = self._now(one.target.incident), one.fact.id if one.fact else one.target.fact
        if not fact or home not in self._facts or self._has(home, fact):
            return home
        return next((place for place in self._facts if self._has(place, fact)), home)

    def _has(self, incident_id: str, fact: str) -> bool:
        return fact in self._ids[incident_id]

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        """The ids of the facts on each shelf, when all decisions have been applied."""
        return {identifier: {fact for _, fact in facts} for identifier, facts in self._facts.items()}

    def _open(self, incident_id: str) -> dict[tuple[str, str], Fact]:
        if incident_id not in self._facts:
            found = self._find(incident_id)
            facts = (*(found.facts if found else ()), *self._added.get(incident_id, ()))
            self._facts[incident_id] = {(incident_id, fact.id): fact for fact in facts}
        return self._facts[incident_id]

    def _now(self, incident_id: str) -> str:
        while incident_id in self.redirects:
            incident_id = self.redirects[incident_id]
        return incident_id


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts, each of those that two incidents shared only once."""
    return tuple({fact.id: fact for fact in facts}.values())
