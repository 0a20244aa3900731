"""Decisions: which facts an analyst says are of one incident.

What was imported stays as it is. Merging, splitting and moving are annotations, applied in their order whenever
incidents are read, so each can be undone, and facts that are imported later go where the decisions send them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, Target, new_id
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Head, Report
from kztui.model.revision import UNDOING, Records
from kztui.model.suggestion import Relation, Suggestion

_REARRANGING = (AnnotationKind.MERGED, AnnotationKind.SPLIT, AnnotationKind.MOVED)
"""The decisions on facts. Added facts are put among the others after them."""

SAID = (AnnotationKind.NOTE, AnnotationKind.TAG, AnnotationKind.VERDICT)
"""What is said of incidents and leaves them as they are: most annotations of most casebooks."""

Find = Callable[[str], Incident | None]
"""Gives an incident as it was imported, or None when none was under this id."""


class Arrangement(Struct, frozen=True):
    """Incidents as decisions leave them.

    `incidents` has those that a decision touched and that are still there, by id; `redirects` sends the id of one that
    was merged away to the one that has its facts; `annotations` has those in force, by the incident that they are
    about now, oldest first; those on a report as a whole are under its id. All other incidents are as they were
    imported. An incident all of whose reports are set aside leads to nowhere: its redirect is empty.

    `parts` has the incidents that are parts of an episode, each with the id of the episode.

    `dismissed` has the incidents that are hidden; `aside` the reports that are set aside, and `heads` what was mended
    of the heads of reports, by their ids; `also` the heads under which their texts were published elsewhere; `read` the
    reports that came in unread and were read since, each with the record that says so.
    `Arranging` changes all of it in place.
    """

    incidents: dict[str, Incident] = {}
    redirects: dict[str, str] = {}
    annotations: dict[str, tuple[Annotation, ...]] = {}
    dismissed: dict[str, Annotation] = {}
    aside: dict[str, Annotation] = {}
    heads: dict[str, Head] = {}
    parts: dict[str, str] = {}
    also: dict[str, tuple[Head, ...]] = {}
    read: dict[str, Annotation] = {}

    def id_of(self, incident_id: str) -> str:
        """Return the id under which an incident is found now."""
        return self.redirects.get(incident_id, incident_id)

    def whole(self, incident_id: str) -> str:
        """Return the episode that an incident is a part of; empty for none."""
        return self.id_of(self.parts.get(self.id_of(incident_id), ""))

    def mended(self, report: Report) -> Report:
        """Return a report as analysts have mended its head."""
        if head := self.heads.get(report.id):
            report = report.mended(head)
        also = self.also.get(report.id)
        return replace(report, also=tuple(dict.fromkeys((*report.elsewhere, *also)))) if also else report

    def pending(self, suggestions: Iterable[Suggestion]) -> list[Suggestion]:
        """Return the suggestions that are still to be decided, by the incidents' present ids, the likeliest first."""
        decided = {
            frozenset((self.id_of(one.target.incident), self.id_of(one.into)))
            for on_one in tuple(self.annotations.values())
            for one in on_one
            if one.kind in (AnnotationKind.REFUSED, AnnotationKind.PART)
        }
        found: dict[frozenset[str], Suggestion] = {}
        asked = (one for one in suggestions if one.kind in (Relation.SAME, Relation.PART))
        for one in sorted(asked, key=lambda one: -one.points):
            now = replace(one, incident=self.id_of(one.incident), like=self.id_of(one.like))
            hidden = {"", *self.dismissed} & now.pair
            if now.incident != now.like and not hidden and now.pair not in decided:
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
        merging = kind is AnnotationKind.MERGED
        same = "cannot merge an incident into itself" if merging else f"{into} is the same incident: name another one"
        raise DecisionError(same)
    if missing := [fact for fact in wanted if fact not in there]:
        raise DecisionError(f"incident {incident.id} has no fact {missing[0]}")
    if kind in (AnnotationKind.SPLIT, AnnotationKind.MOVED):
        if not wanted:
            raise DecisionError("name the facts that belong elsewhere")
        if len(wanted) == len(there):
            raise DecisionError("those are all of its facts: merge the incident instead")
    target, now = Target(incident.id), datetime.now(UTC)
    return Annotation(new_id(), kind, target, author, now, text.strip(), into=into, facts=wanted)


def arrange(annotations: Iterable[Annotation], find: Find, same: Iterable[tuple[str, str]] = ()) -> Arrangement:
    """Return how `annotations`, which are in force and come oldest first, leave the incidents that `find` gives.

    The pairs of ids in `same` are those of one incident each, which keeps the first in alphabetical order.

    A decision whose facts or incidents another one has taken elsewhere follows them; one that no longer has an object
    does nothing. An incident split off that has no facts leads back to where it came from.
    """
    kept = tuple(annotations)
    deciding = [one for one in kept if one.kind not in SAID or one.fact]
    facts = _Placement(find, deciding)
    for pair in sorted(same):
        facts.join(*pair)
    for one in deciding:
        if one.kind is AnnotationKind.MADE:
            facts.make(one.target.incident)
        elif one.kind in _REARRANGING:
            facts.apply(one)
    for one in deciding:
        facts.open_quoting(one.incidents)
    for one in deciding:
        if one.fact:
            facts.put(one)
    facts.close()
    aside = _set_aside(deciding)
    parts = {facts.place_of(one): facts.now(one.into) for one in deciding if one.kind is AnnotationKind.PART}
    arranged = _by_place(kept, facts, aside)
    dismissed = {identifier: made for identifier, on_it in arranged.items() if (made := _dismissal(on_it))}
    heads, also, read = _heads(deciding), _also(deciding), _read(deciding)
    return Arrangement(*facts.arranged(), arranged, dismissed, aside, heads, parts, also, read)


def _by_place(
    annotations: Iterable[Annotation], facts: "_Placement", aside: Collection[str]
) -> dict[str, tuple[Annotation, ...]]:
    """Return the annotations by the incident that they are about now, or the report."""
    found: defaultdict[str, list[Annotation]] = defaultdict(list)
    for one in annotations:
        if one.kind in SAID and facts.is_untouched:
            found[one.target.incident or one.report].append(one)
            continue
        if one.kind is AnnotationKind.PART:
            one = replace(one, into=facts.now(one.into))
            found[one.into].append(one)
        if one.fact is None or one.fact.evidence.report not in aside:
            found[facts.place_of(one)].append(one)
    return {identifier: tuple(on_it) for identifier, on_it in found.items()}


def _set_aside(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    """Return the reports that are set aside, each with the record that says so."""
    aside: dict[str, Annotation] = {}
    for one in annotations:
        if one.kind is AnnotationKind.SET_ASIDE:
            aside[one.report] = one
        elif one.kind is AnnotationKind.IMPORTED:
            aside.update(dict.fromkeys(one.reports, one))
        elif one.kind is AnnotationKind.RESTORED:
            aside.pop(one.report, None)
    return aside


def _dismissal(annotations: Iterable[Annotation]) -> Annotation | None:
    return next((one for one in annotations if one.kind is AnnotationKind.DISMISSED), None)


def _heads(annotations: Iterable[Annotation]) -> dict[str, Head]:
    """Return what was mended of the heads of reports; the later value counts."""
    heads: dict[str, Head] = {}
    for one in annotations:
        if one.head and one.kind is not AnnotationKind.ALSO:
            heads[one.report] = replace(heads.get(one.report, Head()), **one.head.values)
    return heads


def _also(annotations: Iterable[Annotation]) -> dict[str, tuple[Head, ...]]:
    """Return the heads under which the texts of reports were published elsewhere, too."""
    found: defaultdict[str, list[Head]] = defaultdict(list)
    for one in annotations:
        if one.head and one.kind is AnnotationKind.ALSO:
            found[one.report].append(one.head)
    return {report: tuple(dict.fromkeys(heads)) for report, heads in found.items()}


def _read(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    """Return the reports that were read after they had come in unread, each with the record that says so."""
    return {report: one for one in annotations if one.kind is AnnotationKind.READ for report in one.reports}


class Arranging:
    """The arrangement by the annotations in force among `records`, kept up as records and incidents change.

    A change costs work over the incidents that decisions tie to those it is about, and over no others.
    """

    def __init__(self, records: Records, find: Find, same: Iterable[tuple[str, str]] = ()) -> None:
        self.records = records
        self._find = find
        self._same = frozenset(same)
        self._about: defaultdict[str, list[str]] = defaultdict(list)
        self._tied: defaultdict[str, set[str]] = defaultdict(set)
        self._into: set[str] = set()
        for one in records.all:
            if one.kind in SAID:
                self._about[one.target.incident or one.report].append(one.replaces or one.id)
            else:
                self._note(one)
        self.now = arrange(records.in_force(), find, self._same)

    def names(self, incident_id: str) -> bool:
        """Return whether a record, in force or not, names an incident."""
        return incident_id in self._about or incident_id in self._into

    def add(self, new: Iterable[Annotation]) -> set[str]:
        """Add records; return the ids of the incidents that they may have changed."""
        named: set[str] = set()
        annotated: set[str] = set()
        for one in new:
            self._note(one)
            origins = self.records.add(one)
            if one.kind is AnnotationKind.IMPORTED:  # as long as nobody undoes it, it changes nothing
                continue
            if origins and one.about not in named and self._rearranges_nothing(one):
                self.now.annotations[one.about] = (*self.now.annotations.get(one.about, ()), one)
                annotated.add(one.about)
                continue
            for origin in origins:
                first = self.records.first(origin)
                named.update((first.into, *_about(first)))
        return self.update(named - {""}) | annotated

    def _rearranges_nothing(self, one: Annotation) -> bool:
        """Return whether a record that was added is a note, or a tag, that only follows the others on its incident."""
        there = self.now.annotations.get(one.about, ())
        return (
            one.kind in (AnnotationKind.NOTE, AnnotationKind.TAG)
            and not one.target.fact
            and self.records.now(one.id) is one
            and (not there or self.records.first(there[-1].origin).order < one.order)
            and one.about not in self.now.redirects
        )

    def have_one(self, same: Iterable[tuple[str, str]]) -> set[str]:
        """Have these and no other pairs of ids be those of one incident; return the ids that it may have changed."""
        before, self._same = self._same, frozenset(same)
        changed = {identifier for pair in before ^ self._same for identifier in pair}
        return self.update(self._with_tied(changed, before)) if changed else changed

    def update(self, incidents: Iterable[str]) -> set[str]:
        """Arrange incidents again, by their imported ids, with those that decisions tie to them; return all of them."""
        if not (tied := self._with_tied(incidents)):
            return tied
        origins = {origin for incident in tied for origin in self._about.get(incident, ())}
        found = (self.records.now(origin) for origin in origins)
        in_order = sorted((one for one in found if one), key=lambda one: self.records.first(one.origin).order)
        part = arrange(in_order, self._find, (pair for pair in self._same if tied.issuperset(pair)))
        for incident in tied:
            _put(self.now.incidents, incident, part.incidents.get(incident))
            _put(self.now.redirects, incident, part.redirects.get(incident))
            _put(self.now.annotations, incident, part.annotations.get(incident))
            _put(self.now.dismissed, incident, part.dismissed.get(incident))
            _put(self.now.aside, incident, part.aside.get(incident))
            _put(self.now.heads, incident, part.heads.get(incident))
            _put(self.now.also, incident, part.also.get(incident))
            _put(self.now.read, incident, part.read.get(incident))
            _put(self.now.parts, incident, part.parts.get(incident))
        return tied

    def _note(self, one: Annotation) -> None:
        """Note which incidents a record is about, and which it ties together."""
        if one.kind in UNDOING:
            return
        for identifier in _about(one):
            self._about[identifier].append(one.origin)
        self._into.add(one.into)
        if one.kind in (*_REARRANGING, AnnotationKind.PART):
            self._tied[one.target.incident].add(one.into)
            self._tied[one.into].add(one.target.incident)

    def _with_tied(self, incidents: Iterable[str], same: Iterable[tuple[str, str]] | None = None) -> set[str]:
        """Return incidents and those that decisions, or the pairs that are one, tie to them."""
        also: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self._same if same is None else same:
            also[one].add(other)
            also[other].add(one)
        found: set[str] = set()
        waiting = list(incidents)
        while waiting:
            incident = waiting.pop()
            if incident not in found:
                found.add(incident)
                waiting += (*self._tied.get(incident, ()), *also.get(incident, ()))
        return found


def _about(one: Annotation) -> tuple[str, ...]:
    """Return the ids of all incidents and reports that a record is about."""
    whole = (one.into,) if one.kind is AnnotationKind.PART else ()
    return (one.about, *whole, *one.incidents, *one.reports)


def _put(mapping: dict[str, Any], key: str, value: object) -> None:
    if value is not None:
        mapping[key] = value
    else:
        mapping.pop(key, None)


class _Placement:
    """The facts of the incidents that decisions touch, by where they are and where they came from.

    Facts that an analyst has added go along with the others.
    """

    def __init__(self, find: Find, annotations: Iterable[Annotation]) -> None:
        self._find = find
        self._added: defaultdict[str, list[Fact]] = defaultdict(list)
        for one in annotations:
            if one.fact:
                self._added[one.target.incident].append(one.fact)
        self._aside = _set_aside(annotations)
        self._by_hand: set[str] = set()
        self._emptied: set[str] = set()
        self._facts: dict[str, dict[tuple[str, str], Fact]] = {}
        self._made: dict[str, str] = {}
        self.redirects: dict[str, str] = {}

    def make(self, incident_id: str) -> None:
        """Make room for an incident that is made by hand of the facts that are added to it."""
        self._by_hand.add(incident_id)
        self._open(incident_id)

    def open_quoting(self, incidents: Iterable[str]) -> None:
        """Look again at incidents, by their imported ids, whose facts quote a report that is not as it was."""
        for incident in incidents:
            if self._find(incident) and self.now(incident) == incident:
                self._open(incident)

    def join(self, one: str, other: str) -> None:
        """Make one incident of two that are the same under two ids."""
        stays, goes = sorted((self.now(one), self.now(other)))
        if stays != goes and self._find(stays) and self._find(goes):
            self._open(stays).update(self._open(goes))
            del self._facts[goes]
            self.redirects[goes] = stays

    def apply(self, decision: Annotation) -> None:
        source, into = self.now(decision.target.incident), self.now(decision.into)
        if source == into or not (decision.kind is AnnotationKind.MERGED or self._is_there(source)):
            return
        if not self._is_there(into):
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
        """Put a fact that an analyst has added among those of its incident, which may quote a new report by it."""
        home = self.now(one.target.incident)
        if self._is_there(home):
            self._open(home)

    def close(self) -> None:
        for made, source in self._made.items():
            if not self._facts.get(made, True):
                del self._facts[made]
                self.redirects[made] = source
        self.redirects = {identifier: self.now(identifier) for identifier in self.redirects}
        for identifier, facts in self._facts.items():
            gone = [key for key, fact in facts.items() if fact.evidence.report in self._aside]
            for key in gone:
                del facts[key]
            if not facts and (gone or identifier in self._by_hand):
                self._emptied.add(identifier)

    def arranged(self) -> tuple[dict[str, Incident], dict[str, str]]:
        """Return the incidents that were touched and still have facts, and where the ids of others lead."""
        kept = {identifier: facts for identifier, facts in self._facts.items() if identifier not in self._emptied}
        redirects = {old: "" if now in self._emptied else now for old, now in self.redirects.items()}
        incidents = {identifier: Incident(identifier, _once(facts.values())) for identifier, facts in kept.items()}
        return incidents, redirects | dict.fromkeys(self._emptied, "")

    @property
    def is_untouched(self) -> bool:
        """Whether all facts are where they were imported."""
        return not self._facts and not self.redirects

    def place_of(self, one: Annotation) -> str:
        """Return the incident that an annotation is about now: where its fact is, else where its incident is."""
        home, fact = self.now(one.about), one.fact.id if one.fact else one.target.fact
        if not fact or home not in self._facts or self._has(home, fact):
            return home
        return next((place for place in self._facts if self._has(place, fact)), home)

    def _has(self, incident_id: str, fact: str) -> bool:
        return fact in self._ids[incident_id]

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        """The ids of the facts of each incident, when all decisions have been applied."""
        return {identifier: {fact for _, fact in facts} for identifier, facts in self._facts.items()}

    def _is_there(self, incident_id: str) -> bool:
        return incident_id in self._facts or self._find(incident_id) is not None

    def _open(self, incident_id: str) -> dict[tuple[str, str], Fact]:
        if incident_id not in self._facts:
            found = self._find(incident_id)
            facts = (*(found.facts if found else ()), *self._added.get(incident_id, ()))
            self._facts[incident_id] = {(incident_id, fact.id): fact for fact in facts}
        return self._facts[incident_id]

    def now(self, incident_id: str) -> str:
        while incident_id in self.redirects:
            incident_id = self.redirects[incident_id]
        return incident_id


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts, each of those that two incidents shared only once."""
    return tuple({fact.id: fact for fact in facts}.values())
