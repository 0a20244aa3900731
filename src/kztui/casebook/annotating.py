"""Annotations: adding, editing, retracting and answering them, and all of them as one list."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kztui.casebook.snapshot import Snapshot, State
from kztui.errors import DecisionError
from kztui.model.annotation import (
    Annotation,
    AnnotationKind,
    Target,
    Verdict,
    annotation,
    check_value,
    one_act,
    verdicts,
    with_added,
)
from kztui.model.fact import Fact
from kztui.model.revision import edited, reply, retraction
from kztui.model.summary import Summary
from kztui.search.results import Results
from kztui.text.clean import clean

CAME_WITH_IT = "kztui casebook"
"""Who signs the decisions that the bundled casebook came with."""


class Noted(NamedTuple):
    """An annotation and the incident that it is on."""

    annotation: Annotation
    on: Summary


class Notes:
    """The annotations in force in a casebook.

    Each change is saved durably when it returns, and undo takes it back. A change raises DecisionError when it makes no
    sense and StoreError when it cannot be saved, each with one clear line. Only its author can change an annotation.
    """

    def __init__(self, snapshot: Snapshot, author: str) -> None:
        self._snapshot = snapshot
        self._author = author

    def add(self, new: Annotation) -> Annotation:
        """Add an annotation on what is there."""

        def checked(now: State) -> Annotation:
            _check(new, now)
            return new

        return self._save(checked)

    def tag(self, incidents: Iterable[str], tag: str) -> tuple[Annotation, ...]:
        """Tag several incidents in one act, but for those that have the tag."""
        made = [annotation(AnnotationKind.TAG, Target(one), self._author, text=clean(tag)) for one in incidents]
        return self._snapshot.annotate(lambda now: one_act([one for one in made if not _is_there(one, now)]))

    def judge(self, incident: str, facts: Iterable[str], verdict: Verdict) -> tuple[Annotation, ...]:
        """Confirm or reject facts of an incident in one act, but for those that have the verdict.

        Confirming leaves corrected facts as they are.
        """
        wanted = tuple(facts)

        def made(now: State) -> Sequence[Annotation]:
            before = verdicts(now.annotations.get(now.arranging.now.id_of(incident), ()))
            keep = {verdict, Verdict.CORRECTED} if verdict is Verdict.CONFIRMED else {verdict}
            left = [one for one in wanted if one not in before or before[one].verdict not in keep]
            targets = [Target(incident, one) for one in left]
            new = [annotation(AnnotationKind.VERDICT, target, self._author, verdict=verdict) for target in targets]
            for one in new:
                _check(one, now)
            return one_act(new)

        return self._snapshot.annotate(made)

    def edit(self, annotation: Annotation, text: str) -> Annotation:
        """Give a note or a tag other words; with the same words nothing is done."""
        words = clean(text)
        if edited(annotation, words, self._author).text == annotation.text:
            return annotation
        return self._save(lambda now: edited(_in_force(annotation, now), words, self._author))

    def retract(self, annotation: Annotation) -> Annotation:
        """Retract an annotation; what answers it stays."""
        return self._save(lambda now: retraction(_in_force(annotation, now), self._author))

    def reply(self, annotation: Annotation, text: str) -> Annotation:
        """Answer an annotation of anybody with a note."""
        return self._save(lambda now: reply(_in_force(annotation, now), clean(text), self._author))

    def on(self, results: Results, *, bundled: bool = True) -> list[Noted]:
        """Return the annotations on the incidents that a search found, the newest first; `bundled` with the decisions
        that the casebook came with.
        """
        now = self._snapshot.now
        found = [
            Noted(annotation, now.library.summary(incident))
            for incident in results.among(tuple(now.annotations))
            for annotation in now.annotations.get(incident, ())
            if bundled or annotation.author != CAME_WITH_IT
        ]
        return sorted(found, key=lambda noted: noted.annotation.order, reverse=True)

    def fact(self, annotation: Annotation) -> Fact | None:
        """Return the fact that an annotation is about; None when it is about none, or about one that is gone."""
        try:
            return _facts(annotation.target.incident, self._snapshot.now).get(annotation.target.fact)
        except KeyError:
            return None

    def _save(self, make: Callable[[State], Annotation]) -> Annotation:
        (saved,) = self._snapshot.annotate(lambda now: [make(now)])
        return saved


def _facts(incident_id: str, now: State) -> dict[str, Fact]:
    """Return the facts of an incident, also those that were added, by id. Raises KeyError when there is none."""
    incident = now.library.incident(incident_id)
    return {fact.id: fact for fact in with_added(incident.facts, now.annotations.get(incident.id, ()))}


def _check(new: Annotation, now: State) -> None:
    """Raise DecisionError when an annotation is about something that is not there."""
    target = new.target
    if new.report:
        _check_report(new.report, now)
        return
    try:
        facts = _facts(target.incident, now)
    except KeyError:
        raise DecisionError(f"there is no incident {target.incident}") from None
    if target.fact and target.fact not in facts:
        raise DecisionError(f"incident {target.incident} has no fact {target.fact}")
    if new.value is not None and target.fact:
        check_value(facts[target.fact].field, new.value)
    if new.fact:
        check_quoted(new.fact, now)
    if _is_there(new, now):
        raise DecisionError(f"#{new.text} is there already")
    quoted = target.evidence
    if quoted and _text_of(quoted.report, now)[quoted.start : quoted.end] != quoted.exact:
        raise DecisionError("the marked words are not in the report")


def check_quoted(fact: Fact, now: State) -> None:
    """Raise DecisionError when a new fact makes no sense, or its words are not in the report that it quotes, or that
    report is set aside.
    """
    check_value(fact.field, fact.value)
    quoted = fact.evidence
    if quoted.report in now.library.arrangement.aside:
        raise DecisionError(f"report {quoted.report} is set aside: restore it first")
    if not quoted.exact or _text_of(quoted.report, now)[quoted.start : quoted.end] != quoted.exact:
        raise DecisionError("the marked words are not in the report")


def _check_report(report_id: str, now: State) -> None:
    try:
        now.library.report(report_id)
    except KeyError:
        raise DecisionError(f"there is no report {report_id}: see kztui reports") from None


def _is_there(new: Annotation, now: State) -> bool:
    """Return whether a tag is on its incident, or on its words, already."""
    return new.kind is AnnotationKind.TAG and any(
        (one.kind, one.text, one.target.evidence) == (new.kind, new.text, new.target.evidence)
        for one in now.annotations.get(now.arranging.now.id_of(new.about), ())
    )


def _text_of(report: str, now: State) -> str:
    try:
        return now.library.report(report).text
    except KeyError:
        return ""


def _in_force(annotation: Annotation, now: State) -> Annotation:
    """Return an annotation that is in force. Raises DecisionError when it has been edited, retracted or undone."""
    found = now.arranging.records.now(annotation.origin)
    if found is None or found.id != annotation.id:
        raise DecisionError("this has been edited or retracted meanwhile: look at it again")
    return found
