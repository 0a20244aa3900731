"""How what two people decided differently is worded: "ann ✓, ben ✗"."""

from collections.abc import Iterable, Iterator

from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.conflicts import Conflict
from kztui.model.fact import Fact
from kztui.present.wording import VERDICT_SIGNS, annotation_words, fact_words, trace_words, value_words

_SIDES = {
    AnnotationKind.MERGED: "one incident",
    AnnotationKind.REFUSED: "two incidents",
    AnnotationKind.DISMISSED: "dismissed",
    AnnotationKind.FACT: "added a fact",
}


def side_said(one: Annotation) -> str:
    """Return what one side of a conflict says, in as few words as tell it from the other: "ann ✓", "ben ✎ 3"."""
    if one.verdict:
        value = "" if one.value is None else f" {value_words(one.value)}"
        return f"{one.author} {VERDICT_SIGNS[one.verdict]}{value}"
    said = value_words(one.value) if one.value is not None else _SIDES.get(one.kind, str(one.kind))
    return f"{one.author}: {said}"


def conflict_words(conflict: Conflict) -> str:
    """Return who says what: "ann ✓, ben ✗", "ann ✎ 3, ben ✎ 4", "ann: one incident, ben: two incidents"."""
    return f"{side_said(conflict.one)}, {side_said(conflict.other)}"


def object_words(conflict: Conflict, facts: Iterable[Fact]) -> str:
    """Return what a conflict is about beside the incident: the fact among `facts`, the field, the other incident."""
    one = conflict.one
    if one.kind is AnnotationKind.VERDICT:
        judged = next((fact for fact in facts if fact.id == one.target.fact), None)
        return f"{judged.field.label} {fact_words(judged)}" if judged else "a fact that is gone"
    if one.field:
        return one.field.label
    return f"and {one.into}" if one.into else ""


def reasons(conflict: Conflict) -> Iterator[str]:
    """Yield what each side wrote, with the name and the time: "rejected: counted twice  (ben, 3 Jun 2016 10:00)"."""
    for one in (conflict.one, conflict.other):
        yield f"{' '.join(annotation_words(one).split())}  ({trace_words(one)})"
