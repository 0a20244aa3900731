"""Annotations: what an analyst adds. They never change: later ones take their place, so nothing is ever lost."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from kztui.errors import DecisionError
from kztui.model.fact import (
    COUNTED,
    WORDED,
    DateSpan,
    Doubt,
    EventType,
    Evidence,
    Fact,
    Field,
    Hedge,
    Place,
    Qualifier,
    Scope,
    Side,
    Value,
)
from kztui.model.report import Head


class AnnotationKind(StrEnum):
    """What an annotation does. From `MERGED` to `IMPORTED` they are decisions (`kztui.model.decisions`), the last two
    are undo and redo.
    """

    NOTE = "note"
    TAG = "tag"
    VERDICT = "verdict"
    FACT = "fact"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    REFUSED = "refused"
    PART = "part"
    FIGURE = "figure"
    MADE = "made"
    DISMISSED = "dismissed"
    SET_ASIDE = "set-aside"
    MENDED = "mended"
    ALSO = "also"
    READ = "read"
    RESTORED = "restored"
    IMPORTED = "imported"
    UNDONE = "undone"
    REDONE = "redone"


class Verdict(StrEnum):
    """What an analyst decides about a fact."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CORRECTED = "corrected"


class Terms(Struct, frozen=True, omit_defaults=True):
    """On what terms a corrected fact states its value; what is not set stays as the report has it."""

    qualifier: Qualifier | UnsetType = UNSET
    value_max: int | UnsetType | None = UNSET
    side: Side | UnsetType = UNSET
    scope: Scope | UnsetType = UNSET
    hedge: Hedge | UnsetType = UNSET
    attributed_to: str | UnsetType = UNSET

    def on(self, fact: Fact) -> Fact:
        """Return a fact on these terms."""
        found = {field: getattr(self, field) for field in self.__struct_fields__}
        return replace(fact, **{field: value for field, value in found.items() if value is not UNSET})


class Target(Struct, frozen=True, gc=False):
    """What an annotation is about: an incident, one of its facts, or a stretch of a report's text."""

    incident: str
    fact: str = ""
    evidence: Evidence | None = None


class Annotation(Struct, frozen=True, gc=False, omit_defaults=True):
    """A note or tag (`text`), a `verdict` on a fact, with the corrected `value` and its `terms` if there are any, or a
    new `fact`.

    Or a decision: the target is merged into the incident `into`; or some of its `facts` are split off as `into`, a new
    incident, or moved there; or a suggestion is refused, the target is another incident than `into`; or the target
    is a part of the episode `into`. Or the best number of a counted `field` is the `value` that the analyst sets,
    `text` says why. Or the incident is made by hand, or dismissed. Or a `report` is set aside or
    gets another `head`, or its text was published elsewhere, too, under that `head`; or `reports` that came
    in unread were read since; `incidents` are those whose facts
    quoted it then. Or `reports` were imported, which `incidents` tell of: while that is undone they are set aside, but
    for those that were restored one by one; that was `after` the last imports that the casebook had. Or an undo, or a
    redo, of earlier `records`, given by their ids. A note or a tag can be on a `report` as a whole, too: the target
    then names no incident.

    A later version of an annotation `replaces` it, by the id of the first version; one that `retracts` leaves nothing
    of it. A reply `answers` an annotation, by the same id. `supersedes` is the id of the record that was in force in
    its place when it was made, and `records` are further ones that its writer had before them: of two that do not know
    each other, neither decides over the other (`kztui.model.conflicts`). What was
    done at once has one `act`: undo takes it back at once.

    `count` and `writer` order records (`order`); `created` is only shown, since clocks differ. `retracted` is when an
    earlier version of the program took this one back; it is no longer written.
    """

    id: str
    kind: AnnotationKind
    target: Target
    author: str
    created: datetime
    text: str = ""
    verdict: Verdict | None = None
    value: Value | None = None
    fact: Fact | None = None
    retracted: datetime | None = None
    into: str = ""
    facts: tuple[str, ...] = ()
    replaces: str = ""
    retracts: bool = False
    answers: str = ""
    act: str = ""
    records: tuple[str, ...] = ()
    supersedes: str = ""
    count: int = 0
    writer: str = ""
    report: str = ""
    head: Head | None = None
    incidents: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    terms: Terms | None = None
    field: Field | None = None
    after: tuple[str, ...] | UnsetType = UNSET

    @property
    def about(self) -> str:
        """The id of the incident that it is about, or else of the report."""
        return self.target.incident or self.report

    @property
    def order(self) -> tuple[int, str, str]:
        """What orders annotations, whatever the clocks of their writers said."""
        return self.count, self.writer, self.id

    @property
    def origin(self) -> str:
        """The id of the first version, by which the annotation is known for good."""
        return self.replaces or self.id

    @property
    def words(self) -> Evidence | None:
        """The words of a report that a note or a tag is on; None for other kinds, replies, and those on an incident."""
        noted = self.kind in (AnnotationKind.NOTE, AnnotationKind.TAG) and not self.answers
        return self.target.evidence if noted else None


def new_id() -> str:
    """Return an id for a new annotation: "a-" and 12 random hex digits."""
    return f"a-{os.urandom(6).hex()}"


def annotation(
    kind: AnnotationKind,
    target: Target,
    author: str,
    *,
    text: str = "",
    verdict: Verdict | None = None,
    value: Value | None = None,
    fact: Fact | None = None,
    report: str = "",
    terms: Terms | None = None,
) -> Annotation:
    """Return a new annotation with a fresh id, made now (UTC); one on a `report` as a whole has an empty target.

    Raises DecisionError for a note or tag without text, a tag with white space, a verdict without a fact to judge, or a
    new fact without the words that state it.
    """
    text = text.strip().removeprefix("#").lower() if kind is AnnotationKind.TAG else text.strip()
    if kind in (AnnotationKind.NOTE, AnnotationKind.TAG) and not text:
        raise DecisionError(f"an empty {kind} says nothing: write some text")
    if kind is AnnotationKind.TAG and text.split() != [text]:
        raise DecisionError("a tag is one word: join words with a hyphen")
    if kind is AnnotationKind.VERDICT and not (verdict and target.fact):
        raise DecisionError("a verdict needs a fact and a decision")
    if verdict is Verdict.CORRECTED and value is None:
        raise DecisionError("a correction needs the right value")
    if kind is AnnotationKind.FACT and (fact is None or target.evidence != fact.evidence):
        raise DecisionError("a new fact needs the words that state it")
    now = datetime.now(UTC)
    said = Annotation(new_id(), kind, target, author, now, text=text, verdict=verdict, value=value, fact=fact)
    return replace(said, report=report, terms=terms)


def one_act(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Return new annotations as one act."""
    act = annotations[0].id if annotations[1:] else ""
    return tuple(replace(one, act=act) for one in annotations)


def tags(annotations: Iterable[Annotation]) -> tuple[str, ...]:
    """Return the tags among `annotations`, which are in force, each once, in alphabetical order."""
    return tuple(sorted({a.text for a in annotations if a.kind is AnnotationKind.TAG}))


def verdicts(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    """Return, by fact id, the newest verdict among `annotations`, which are in force."""
    found = [a for a in annotations if a.kind is AnnotationKind.VERDICT]
    return {a.target.fact: a for a in sorted(found, key=lambda a: (a.count, a.writer))}


def numbers_set(annotations: Iterable[Annotation]) -> dict[Field, Annotation]:
    """Return, by counted field, the newest of `annotations`, which are in force, that sets the best number."""
    found = [a for a in annotations if a.kind is AnnotationKind.FIGURE]
    return {a.field: a for a in sorted(found, key=lambda a: (a.count, a.writer)) if a.field}


def with_added(facts: Sequence[Fact], annotations: Iterable[Annotation]) -> tuple[Fact, ...]:
    """Return `facts` and those that `annotations`, which are in force, add, each once."""
    added = (a.fact for a in annotations if a.fact)
    return tuple({fact.id: fact for fact in (*facts, *added)}.values())


def judged(facts: Sequence[Fact], annotations: Iterable[Annotation]) -> tuple[Fact, ...]:
    """Return `facts` as `annotations`, which are in force, leave them: with the added ones, without the rejected ones,
    the corrected ones right; what an analyst has confirmed or corrected is in doubt no more.
    """
    annotations = tuple(annotations)
    decided = verdicts(annotations)
    kept = []
    for fact in with_added(facts, annotations):
        decision = decided.get(fact.id)
        if decision is None:
            kept.append(fact)
        elif decision.verdict is Verdict.CONFIRMED:
            kept.append(replace(fact, doubt=Doubt.NONE))
        elif decision.verdict is Verdict.CORRECTED and decision.value is not None:
            right = decision.terms.on(fact) if decision.terms else fact
            kept.append(replace(right, value=decision.value, doubt=Doubt.NONE))
    return tuple(kept)


def check_value(field: Field, value: Value) -> None:
    """Raise DecisionError, with one line that says what is wanted, when a fact about `field` cannot have this value."""
    if field in COUNTED and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise DecisionError(f"{field} is a number of people: 0 or more")
    if field is Field.DATE and not (isinstance(value, DateSpan) and value.resolved):
        raise DecisionError("a date needs a day, a month or a year")
    if field is Field.PLACE and not (isinstance(value, Place) and value.name):
        raise DecisionError("a place needs a name")
    if field is Field.TYPE and value not in list(EventType):
        raise DecisionError(f"a type is one of: {', '.join(EventType)}")
    if field in WORDED and not (isinstance(value, str) and value.strip()):
        raise DecisionError(f"{field} needs some words")
