"""Which incidents of several casebooks are one, though each casebook gave them an id of its own.

Two that tell what happened in the same words of a report are one, unless somebody had them as two. Who imported what,
and what they had imported before, is in the records of imports (`Annotation.after`): when one of two incidents came in
where the other one was there already, they were two to whoever read that report. They were also two to whoever decided
something about both. Of incidents that came in without a record nobody can tell, so they are taken for two as well.

All of it depends on the content of the records alone, so it is the same in whatever order casebooks are merged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import UNSET

from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.fact import COUNTED, Fact, Field
from kztui.model.incident import Incident
from kztui.model.suggestion import Relation, Suggestion

SURE = 100.0
"""The points of a suggestion of two incidents that the same words tell of."""

_WHAT_HAPPENED = (Field.TYPE, *COUNTED)
"""The fields whose words tell of one incident: a day, a place or a culprit can be named once for several."""

Words = tuple[str, int, int, Field]
"""A report, a stretch of its text, and a field that it states."""


def words_of(fact: Fact) -> Words:
    """Return the words that state a fact."""
    return fact.evidence.report, fact.evidence.start, fact.evidence.end, fact.field


def told_by_the_same_words(incidents: Iterable[Incident], annotations: Sequence[Annotation]) -> Iterator[Suggestion]:
    """Yield each pair of `incidents` that the same words tell of: those that are one, and those to be decided.

    Of incidents that are tied together by such pairs all are one, or none is.
    """
    there = {one.id: one for one in incidents}
    pairs = sorted(_sharing(there.values()))
    if not pairs:
        return
    had = _Had(annotations)
    for tied in _tied(pairs):
        apart = any(had.both(there[one], there[other]) for one, other in combinations(sorted(tied), 2))
        kind = Relation.SAME if apart else Relation.ONE
        for one, other in pairs:
            if one in tied:
                yield Suggestion(one, other, ("the same words tell of both",), SURE, kind)


def _sharing(incidents: Iterable[Incident]) -> set[tuple[str, str]]:
    """Return the pairs of ids of incidents that the same words tell of."""
    homes: defaultdict[Words, set[str]] = defaultdict(set)
    for one in incidents:
        telling = [fact for fact in one.facts if fact.field in _WHAT_HAPPENED]
        for fact in telling or one.facts:
            homes[words_of(fact)].add(one.id)
    return {pair for ids in homes.values() if len(ids) > 1 for pair in combinations(sorted(ids), 2)}


def _tied(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Return the sets of what pairs tie together."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        both = found.get(one, {one}) | found.get(other, {other})
        found.update(dict.fromkeys(both, both))
    return list({id(each): each for each in found.values()}.values())


class _Had:
    """Which incidents somebody had as two."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._imports: dict[str, Annotation] = {}
        self._naming: defaultdict[str, list[Annotation]] = defaultdict(list)
        self._decided: set[frozenset[str]] = set()
        for one in annotations:
            if one.kind is AnnotationKind.IMPORTED:
                self._imports[one.id] = one
                for incident in one.incidents:
                    self._naming[incident].append(one)
            elif one.into:
                self._decided.add(frozenset((one.target.incident, one.into)))

    def both(self, one: Incident, other: Incident) -> bool:
        """Return whether somebody had both incidents, as two; True when nobody can tell."""
        if frozenset((one.id, other.id)) in self._decided:
            return True
        ones, others = self._births(one), self._births(other)
        return not (ones and others) or any(
            self._came_after(first, second) or self._came_after(second, first) for first in ones for second in others
        )

    def _births(self, incident: Incident) -> list[Annotation]:
        """Return the imports that brought an incident into casebooks that did not have it; none when some of what it
        tells came in without a record, or with one of an earlier version of the program.
        """
        naming = self._naming[incident.id]
        noted = {report for one in naming for report in one.reports}
        if any(one.after is UNSET for one in naming) or not noted.issuperset(incident.reports):
            return []
        return [one for one in naming if not any(self._came_after(one, each) for each in naming if each is not one)]

    def _came_after(self, later: Annotation, earlier: Annotation) -> bool:
        """Return whether an import was done where another one had been done, or is the same; True when a record that
        would tell is missing, as in a bundle of a search.
        """
        waiting, seen = [later.id], set[str]()
        while waiting:
            identifier = waiting.pop()
            if identifier == earlier.id:
                return True
            one = self._imports.get(identifier)
            if one is None or one.after is UNSET:
                return True
            if one.count > earlier.count and identifier not in seen:
                seen.add(identifier)
                waiting += one.after
        return False
