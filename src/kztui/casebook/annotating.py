"""Annotations: adding them, what becomes of them, and all of them as one list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, Target, annotation, check_value, one_act, with_added
from kztui.model.fact import Fact
from kztui.model.revision import edited, reply, retraction
from kztui.model.summary import Summary
from kztui.search.library import Library
from kztui.search.results import Results
from kztui.text.clean import clean

Save = Callable[[Sequence[Annotation]], Any]
"""Puts annotations on the disk, all or none."""


class Noted(NamedTuple):
    """An annotation and the incident that it is on."""

    annotation: Annotation
    on: Summary


class Notes:
    """The annotations of a casebook that stand.

    Each change is on disk when it returns, and undo takes it back. A change raises DecisionError when it makes no sense
    and StoreError when it cannot be saved, each with one clear line. Only its author can change an annotation.
    """

    def __init__(self, library: Library, standing: Mapping[str, Iterable[Annotation]], author: str, save: Save) -> None:
        """`standing` has the annotations that stand, by incident."""
        self._library = library
        self._standing = standing
        self._author = author
        self._save = save

    def add(self, new: Annotation) -> Annotation:
        """Add an annotation on what is there."""
        self._check(new)
        return self._saved(new)

    def tag(self, incidents: Iterable[str], tag: str) -> tuple[Annotation, ...]:
        """Tag several incidents in one act, but for those that have the tag."""
        made = [annotation(AnnotationKind.TAG, Target(one), self._author, text=clean(tag)) for one in incidents]
        new = one_act([one for one in made if not self._is_there(one)])
        if new:
            self._save(new)
        return new

    def edit(self, annotation: Annotation, text: str) -> Annotation:
        """Give a note or a tag other words; with the same words nothing is done."""
        new = edited(self._now(annotation), clean(text), self._author)
        if new.text == annotation.text:
            return annotation
        return self._saved(new)

    def retract(self, annotation: Annotation) -> Annotation:
        """Take an annotation away; what answers it stays."""
        return self._saved(retraction(self._now(annotation), self._author))

    def reply(self, annotation: Annotation, text: str) -> Annotation:
        """Answer an annotation of anybody with a note."""
        return self._saved(reply(self._now(annotation), clean(text), self._author))

    def on(self, results: Results) -> list[Noted]:
        """Return the annotations on the incidents that a search found, the newest first."""
        found = [
            Noted(annotation, self._library.summary(incident))
            for incident in results.among(self._standing)
            for annotation in self._standing[incident]
        ]
        return sorted(found, key=lambda noted: noted.annotation.created, reverse=True)

    def fact(self, annotation: Annotation) -> Fact | None:
        """Return the fact that an annotation is about; None when it is about none, or about one that is gone."""
        try:
            return self._facts(annotation.target.incident).get(annotation.target.fact)
        except KeyError:
            return None

    def _facts(self, incident_id: str) -> dict[str, Fact]:
        """Return the facts of an incident, also those that were added, by id. Raises KeyError when there is none."""
        incident = self._library.incident(incident_id)
        return {fact.id: fact for fact in with_added(incident.facts, self._standing.get(incident.id, ()))}

    def _check(self, new: Annotation) -> None:
        """Raise DecisionError when an annotation is about something that is not there."""
        target = new.target
        try:
            facts = self._facts(target.incident)
        except KeyError:
            raise DecisionError(f"there is no incident {target.incident}") from None
        if target.fact and target.fact not in facts:
            raise DecisionError(f"incident {target.incident} has no fact {target.fact}")
        if new.value is not None and target.fact:
            check_value(facts[target.fact].field, new.value)
        if new.fact:
            check_value(new.fact.field, new.fact.value)
        if self._is_there(new):
            raise DecisionError(f"#{new.text} is there already")
        quoted = target.evidence
        if quoted and self._text_of(quoted.report)[quoted.start : quoted.end] != quoted.exact:
            raise DecisionError("the marked words are not in the report")

    def _is_there(self, new: Annotation) -> bool:
        """Return whether a tag is on its incident, or on its words, already."""
        return new.kind is AnnotationKind.TAG and any(
            (one.kind, one.text, one.target.evidence) == (new.kind, new.text, new.target.evidence)
            for one in self._standing.get(self._library.arrangement.id_of(new.target.incident), ())
        )

    def _text_of(self, report: str) -> str:
        try:
            return self._library.report(report).text
        except KeyError:
            return ""

    def _now(self, annotation: Annotation) -> Annotation:
        """Return an annotation as it stands. Raises DecisionError when another one has taken its place meanwhile."""
        if any(annotation.id == one.id for on_one in self._standing.values() for one in on_one):
            return annotation
        raise DecisionError("this has been edited or taken back meanwhile: look at it again")

    def _saved(self, new: Annotation) -> Annotation:
        self._save([new])
        return new
