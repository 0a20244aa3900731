"""What an analyst decides about incidents: which are one, and which facts belong elsewhere."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from kztui.casebook.annotating import check_quoted
from kztui.casebook.importing import is_taken
from kztui.casebook.snapshot import Snapshot, State
from kztui.errors import DecisionError
from kztui.model.annotation import (
    Annotation,
    AnnotationKind,
    Target,
    annotation,
    check_value,
    numbers_set,
    one_act,
)
from kztui.model.annotation import new_id as new_annotation_id
from kztui.model.conflicts import Conflict, conflicts
from kztui.model.decisions import decision
from kztui.model.fact import COUNTED, Fact, Field
from kztui.model.incident import Incident, new_id
from kztui.model.revision import taken_back
from kztui.model.suggestion import Relation, Suggestion
from kztui.text.clean import clean


class Decisions:
    """Decisions on the incidents of a casebook. Each is saved durably when it returns, and undo takes it back.

    All raise DecisionError when they make no sense and StoreError when they cannot be saved, each with one clear line.
    """

    def __init__(self, snapshot: Snapshot, author: str) -> None:
        self._snapshot = snapshot
        self._author = author

    def suggestions(self) -> list[Suggestion]:
        """Return what may be the same and is not decided yet, the likeliest first."""
        library = self._snapshot.now.library
        return library.arrangement.pending(library.suggestions)

    def conflicts(self) -> list[Conflict]:
        """Return what two people decided differently without knowing of each other, and nobody has settled yet."""
        return list(conflicts(self._snapshot.now.arranging.records))

    def waiting(self) -> int:
        """Return how many decisions wait: suggestions, and what two people decided differently."""
        return len(self.suggestions()) + len(self.conflicts())

    def settle(self, conflict: Conflict, winner: Annotation) -> Annotation:
        """Decide a conflict as one of its two sides has it, by a record of its own; both stay in the log."""
        loser = conflict.other if winner == conflict.one else conflict.one

        def decided(now: State) -> Annotation:
            if conflict not in conflicts(now.arranging.records):
                raise DecisionError("this has been settled or undone meanwhile: look at it again")
            if winner.kind in (AnnotationKind.MERGED, AnnotationKind.REFUSED):
                return taken_back(loser, self._author)
            if loser.kind is AnnotationKind.DISMISSED and winner.kind is not AnnotationKind.DISMISSED:
                return taken_back(loser, self._author)
            why = f"as {winner.author} has it" + (f": {winner.text}" if winner.text else "")
            return replace(
                winner,
                id=new_annotation_id(),
                author=self._author,
                created=datetime.now(UTC),
                text=why,
                replaces="",
                supersedes="",
                records=(),
                act="",
            )

        return self._decide(decided)

    def joins(self) -> list[Suggestion]:
        """Return what was joined without asking and still is: each with its incident and its report, the least sure
        first.
        """
        library = self._snapshot.now.library
        found = []
        for one in library.suggestions:
            home = library.arrangement.id_of(one.incident)
            if one.kind is Relation.JOINED and home and {*one.facts} & {f.id for f in library.incident(home).facts}:
                found.append(replace(one, incident=home))
        return sorted(found, key=lambda one: one.points)

    def take_back(self, join: Suggestion) -> Annotation:
        """Take a join back: what the report tells becomes an incident of its own."""
        incident = _incident(self._snapshot.now, join.incident)
        there = {fact.id for fact in incident.facts}
        return self.split(incident.id, [fact for fact in join.facts if fact in there])

    def likely(self, score: float) -> list[Suggestion]:
        """Return the suggestions that two incidents are one that are at least so likely, from 0 to 1."""
        return [one for one in self.suggestions() if one.kind is Relation.SAME and one.score >= score]

    def join_likely(self, score: float) -> tuple[Annotation, ...]:
        """Merge all pairs of incidents that are one with at least this likelihood, in one act."""

        def merged(now: State) -> tuple[Annotation, ...]:
            home: dict[str, str] = {}

            def of(identifier: str) -> str:
                while identifier in home:
                    identifier = home[identifier]
                return identifier

            made = []
            for pair in self.likely(score):
                one, other = of(pair.incident), of(pair.like)
                if one != other:
                    home[one] = other
                    made.append(self._decision(AnnotationKind.MERGED, _incident(now, one), other))
            if not made:
                raise DecisionError(f"no two incidents are one with a likelihood of {score:g} or more")
            return one_act(made)

        return self._snapshot.annotate(merged)

    def merge(self, incident_id: str, into: str) -> Annotation:
        """Merge an incident into another one: its facts become those of `into`, to which its id leads from now on."""
        return self._decide(
            lambda now: self._decision(AnnotationKind.MERGED, _incident(now, incident_id), _incident(now, into).id)
        )

    def merge_all(self, incidents: Iterable[str], into: str) -> tuple[Annotation, ...]:
        """Merge several incidents into one, which may be among them, in one act."""
        chosen = tuple(incidents)

        def merged(now: State) -> tuple[Annotation, ...]:
            stays = _incident(now, into).id
            others = [one for one in (_incident(now, each) for each in chosen) if one.id != stays]
            if not others:
                raise DecisionError(f"{stays} is the only one: there is nothing to merge into it")
            return one_act([self._decision(AnnotationKind.MERGED, one, stays) for one in others])

        return self._snapshot.annotate(merged)

    def refuse(self, suggestion: Suggestion) -> Annotation:
        """Say that two incidents are not the same. Raises DecisionError when there is none of one of the ids."""

        def decided(now: State) -> Annotation:
            _incident(now, suggestion.like)
            return self._decision(AnnotationKind.REFUSED, _incident(now, suggestion.incident), suggestion.like)

        return self._decide(decided)

    def refuse_all(self, suggestions: Iterable[Suggestion]) -> tuple[Annotation, ...]:
        """Say in one act that an incident is none of several others."""
        pairs = tuple(suggestions)

        def refused(now: State) -> tuple[Annotation, ...]:
            return one_act(
                [self._decision(AnnotationKind.REFUSED, _incident(now, one.incident), one.like) for one in pairs]
            )

        return self._snapshot.annotate(refused)

    def part(self, incident_id: str, of: str) -> Annotation:
        """Say that an incident is a part of another one, an episode; sums count the episode once."""
        return self._decide(lambda now: self._part(now, incident_id, of))

    def part_all(self, incidents: Iterable[str], of: str) -> tuple[Annotation, ...]:
        """Say in one act that several incidents are parts of an episode, which may be among them."""
        chosen = tuple(incidents)

        def decided(now: State) -> tuple[Annotation, ...]:
            whole = _incident(now, of).id
            others = [one for one in dict.fromkeys(_incident(now, each).id for each in chosen) if one != whole]
            if not others:
                raise DecisionError(f"{whole} is the only one: it cannot be a part of itself")
            new = [one for one in others if now.arranging.now.whole(one) != whole]
            return one_act([self._part(now, one, whole) for one in new or others])

        return self._snapshot.annotate(decided)

    def _part(self, now: State, incident_id: str, of: str) -> Annotation:
        incident, whole = _incident(now, incident_id), _incident(now, of).id
        arrangement = now.arranging.now
        above = whole
        while above:
            if above == incident.id and above != whole:
                raise DecisionError(f"{whole} is a part of {incident.id} already: it cannot be both")
            above = arrangement.whole(above)
        if arrangement.whole(incident.id) == whole:
            raise DecisionError(f"{incident.id} is a part of {whole} already")
        return self._decision(AnnotationKind.PART, incident, whole)

    def no_part(self, incident_id: str) -> tuple[Annotation, ...]:
        """Say in one act that an incident is no part of an episode, or that the parts of an episode are none, whoever
        or whatever made them so.
        """

        def decided(now: State) -> tuple[Annotation, ...]:
            incident = _incident(now, incident_id)
            parts = [one for one in now.annotations.get(incident.id, ()) if one.kind is AnnotationKind.PART]
            own = [one for one in parts if one.into != incident.id]
            if not parts:
                raise DecisionError(f"{incident.id} is no part of another incident, and no other one is a part of it")
            return one_act([taken_back(one, self._author) for one in own or parts])

        return self._snapshot.annotate(decided)

    def set_figure(self, incident_id: str, field: Field, best: int, reason: str) -> Annotation:
        """Set the best number of a counted field of an incident, and say why; the computed one stays beside it."""

        def decided(now: State) -> Annotation:
            check_value(field, best)
            incident, words = _incident(now, incident_id), clean(reason).strip()
            if field not in COUNTED:
                raise DecisionError(f"{field} is not a number of people: one of {', '.join(COUNTED)}")
            if not words:
                raise DecisionError("a number of your own needs a reason: say why")
            made = annotation(AnnotationKind.FIGURE, Target(incident.id), self._author, text=words, value=best)
            return replace(made, field=field)

        return self._decide(decided)

    def use_computed(self, incident_id: str, field: Field) -> Annotation:
        """Take back the best number that an analyst, whoever it was, has set: the computed one is the best again."""

        def decided(now: State) -> Annotation:
            incident = _incident(now, incident_id)
            before = numbers_set(now.annotations.get(incident.id, ())).get(field)
            if before is None:
                raise DecisionError(f"nobody has set {field} of {incident.id}: it is computed")
            return taken_back(before, self._author)

        return self._decide(decided)

    def split(self, incident_id: str, facts: Iterable[str]) -> Annotation:
        """Make a new incident of some facts, given by their ids; the decision names it in `into`."""
        wanted = frozenset(facts)

        return self._decide(
            lambda now: _split_off(_incident(now, incident_id), wanted, now, self._author, is_taken(now))
        )

    def move(self, incident_id: str, facts: Iterable[str], into: str) -> Annotation:
        """Move some facts, given by their ids, to another incident."""
        wanted = frozenset(facts)

        def decided(now: State) -> Annotation:
            incident, other = _incident(now, incident_id), _incident(now, into)
            return self._decision(AnnotationKind.MOVED, incident, other.id, wanted)

        return self._decide(decided)

    def make(self, facts: Iterable[Fact]) -> tuple[Annotation, ...]:
        """Make an incident by hand of `facts`, which quote reports; the first annotation names it by its target.

        In one act. Undoing it takes the facts away, too.
        """
        stated = tuple(facts)
        return self._snapshot.annotate(lambda now: one_act(incident_of(stated, now, self._author)))

    def dismiss(self, incident_id: str, reason: str = "") -> Annotation:
        """Hide an incident from lists, counts and exports; ``is:dismissed`` finds it."""
        return self._decide(lambda now: self._dismissed(now, incident_id, reason))

    def dismiss_all(self, incidents: Iterable[str], reason: str = "") -> tuple[Annotation, ...]:
        """Hide several incidents in one act."""
        chosen = tuple(incidents)

        def decided(now: State) -> tuple[Annotation, ...]:
            each = dict.fromkeys(_incident(now, one).id for one in chosen)
            return one_act([self._dismissed(now, one, reason) for one in each])

        return self._snapshot.annotate(decided)

    def _dismissed(self, now: State, incident_id: str, reason: str) -> Annotation:
        incident = _incident(now, incident_id)
        if incident.id in now.arranging.now.dismissed:
            raise DecisionError(f"{incident.id} is dismissed already")
        when, words = datetime.now(UTC), clean(reason).strip()
        return Annotation(new_annotation_id(), AnnotationKind.DISMISSED, Target(incident.id), self._author, when, words)

    def restore(self, incident_id: str) -> Annotation:
        """Bring a dismissed incident back, whoever dismissed it."""

        def decided(now: State) -> Annotation:
            incident = _incident(now, incident_id)
            before = now.arranging.now.dismissed.get(incident.id)
            if before is None:
                raise DecisionError(f"{incident.id} is not dismissed")
            return taken_back(before, self._author)

        return self._decide(decided)

    def _decision(
        self, kind: AnnotationKind, incident: Incident, into: str, facts: frozenset[str] = frozenset()
    ) -> Annotation:
        return decision(kind, incident, into, self._author, facts=sorted(facts))

    def _decide(self, decide: Callable[[State], Annotation]) -> Annotation:
        (made,) = self._snapshot.annotate(lambda now: [decide(now)])
        return made


def incident_of(facts: Sequence[Fact], now: State, author: str) -> list[Annotation]:
    """Return the records that make an incident by hand of `facts`; the first one names it. Raises DecisionError."""
    if not facts:
        raise DecisionError("an incident needs a fact: mark the words that state one")
    for fact in facts:
        check_quoted(fact, now)
    reports = {fact.evidence.report for fact in facts}
    sources = {report: now.library.report(report).source for report in reports}
    new = new_id(facts, sources, is_taken(now))
    first = Annotation(new_annotation_id(), AnnotationKind.MADE, Target(new), author, datetime.now(UTC))
    added = (annotation(AnnotationKind.FACT, Target(new, evidence=fact.evidence), author, fact=fact) for fact in facts)
    return [first, *added]


def apart(reports: Collection[str], incidents: Iterable[str], now: State, author: str) -> list[Annotation]:
    """Return the records that make an incident of its own of what `reports` tell of each of `incidents` that other
    reports tell of, too.
    """
    made: list[Annotation] = []
    known = is_taken(now)
    homes = dict.fromkeys(map(now.library.arrangement.id_of, incidents))

    def is_used(identifier: str) -> bool:
        return known(identifier) or any(one.into == identifier for one in made)

    for incident in (_incident(now, home) for home in homes if home):
        own = frozenset(fact.id for fact in incident.facts if fact.evidence.report in reports)
        if 0 < len(own) < len(incident.facts):
            made.append(_split_off(incident, own, now, author, is_used))
    return made


def _split_off(
    incident: Incident, wanted: frozenset[str], now: State, author: str, is_used: Callable[[str], bool]
) -> Annotation:
    own = [fact for fact in incident.facts if fact.id in wanted]
    sources = {report: now.library.report(report).source for report in incident.reports}
    new = new_id((*own, *incident.facts), sources, is_used)
    return decision(AnnotationKind.SPLIT, incident, new, author, facts=sorted(wanted))


def _incident(now: State, incident_id: str) -> Incident:
    try:
        return now.library.incident(incident_id)
    except KeyError:
        raise DecisionError(f"there is no incident {incident_id}") from None
