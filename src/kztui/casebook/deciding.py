"""What an analyst decides about incidents: which are one, and which facts belong elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, one_act
from kztui.model.decisions import decision
from kztui.model.fact import Fact
from kztui.model.incident import Incident, number_incidents
from kztui.model.suggestion import Suggestion
from kztui.search.library import Library

Save = Callable[[Sequence[Annotation]], Any]
"""Puts annotations on the disk, all or none."""


class Decisions:
    """Decisions on the incidents of a casebook. Each is on disk when it returns, and undo takes it back.

    All raise DecisionError when they make no sense and StoreError when they cannot be saved, each with one clear line.
    """

    def __init__(self, library: Library, author: str, save: Save) -> None:
        self._library = library
        self._author = author
        self._save = save

    def suggestions(self) -> list[Suggestion]:
        """Return what may be the same and is not decided yet, the likeliest first."""
        return self._library.arrangement.pending(self._library.suggestions)

    def merge(self, incident_id: str, into: str) -> Annotation:
        """Let the facts of an incident be those of `into`, to which its id leads from now on."""
        return self._decide(AnnotationKind.MERGED, self._incident(incident_id), self._incident(into).id)

    def merge_all(self, incidents: Iterable[str], into: str) -> tuple[Annotation, ...]:
        """Merge several incidents into one, which may be among them, in one act."""
        stays = self._incident(into).id
        others = [one for one in map(self._incident, incidents) if one.id != stays]
        if not others:
            raise DecisionError(f"{stays} is the only one: there is nothing to merge into it")
        made = one_act([decision(AnnotationKind.MERGED, one, stays, self._author) for one in others])
        self._save(made)
        return made

    def refuse(self, suggestion: Suggestion) -> Annotation:
        """Say that two incidents are not the same."""
        return self._decide(AnnotationKind.REFUSED, self._incident(suggestion.incident), suggestion.like)

    def split(self, incident_id: str, facts: Iterable[str]) -> Annotation:
        """Make a new incident of some facts, given by their ids; the decision names it in `into`."""
        incident, wanted = self._incident(incident_id), frozenset(facts)
        own = [fact for fact in incident.facts if fact.id in wanted]
        new = self._free_id((*own, *incident.facts))
        return self._decide(AnnotationKind.SPLIT, incident, new, wanted)

    def move(self, incident_id: str, facts: Iterable[str], into: str) -> Annotation:
        """Let some facts, given by their ids, be those of another incident."""
        incident, other = self._incident(incident_id), self._incident(into)
        return self._decide(AnnotationKind.MOVED, incident, other.id, frozenset(facts))

    def _decide(
        self, kind: AnnotationKind, incident: Incident, into: str, facts: frozenset[str] = frozenset()
    ) -> Annotation:
        made = decision(kind, incident, into, self._author, facts=sorted(facts))
        self._save([made])
        return made

    def _incident(self, incident_id: str) -> Incident:
        try:
            return self._library.incident(incident_id)
        except KeyError:
            raise DecisionError(f"there is no incident {incident_id}") from None

    def _free_id(self, facts: Sequence[Fact]) -> str:
        """Return an id for an incident of these facts that none has or had."""
        sources = {report: self._library.report(report).source for report in {f.evidence.report for f in facts}}
        taken: set[str] = {one.into for on_it in self._library.arrangement.standing.values() for one in on_it}
        while True:
            (made,) = number_incidents([tuple(facts)], taken, sources)
            if not self._is_taken(made.id):
                return made.id
            taken.add(made.id)

    def _is_taken(self, incident_id: str) -> bool:
        try:
            return bool(self._library.incident(incident_id))
        except KeyError:
            return False
