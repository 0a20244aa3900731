"""What becomes of an annotation later: it is edited, retracted or answered, each time by a new one beside it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, annotation, new_id

_OF_WORDS = (AnnotationKind.NOTE, AnnotationKind.TAG)


class Thread(NamedTuple):
    """An annotation, None when it is retracted, and what answers it, oldest first."""

    first: Annotation | None
    replies: tuple[Annotation, ...]


def standing(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Return the annotations that stand among all, oldest first: of each the newest version, at the first one's place.

    A version that undo took back counts as never written; nothing stands of an annotation whose newest one retracts it.
    """
    newest: dict[str, Annotation] = {}
    for one in annotations:
        if not one.retracted:
            newest[one.origin] = one
    return tuple(one for one in newest.values() if not one.retracts)


def threads(annotations: Iterable[Annotation]) -> list[Thread]:
    """Return `annotations`, which stand, each with its replies, in the order in which they began."""
    firsts: dict[str, Annotation] = {}
    replies: dict[str, list[Annotation]] = {}
    for one in annotations:
        answers = replies.setdefault(one.answers or one.origin, [])
        if one.answers:
            answers.append(one)
        else:
            firsts[one.origin] = one
    return [Thread(firsts.get(origin), tuple(answers)) for origin, answers in replies.items()]


def edited(before: Annotation, text: str, author: str) -> Annotation:
    """Return a new version of a note or a tag, with other words. Raises DecisionError with one clear line."""
    check_editable(before, author)
    new = annotation(before.kind, before.target, author, text=text)
    return replace(new, replaces=before.origin, answers=before.answers)


def retraction(before: Annotation, author: str) -> Annotation:
    """Return a version that takes an annotation away. Raises DecisionError with one clear line."""
    _check_author(before, author)
    return replace(before, id=new_id(), created=datetime.now(UTC), replaces=before.origin, retracts=True)


def reply(to: Annotation, text: str, author: str) -> Annotation:
    """Return a note that answers an annotation, or what that one answers. Raises DecisionError with one clear line."""
    target = replace(to.target, fact=to.fact.id) if to.fact else to.target
    new = annotation(AnnotationKind.NOTE, target, author, text=text)
    return replace(new, answers=to.answers or to.origin)


def check_editable(before: Annotation, author: str) -> None:
    """Raise DecisionError, with one clear line, when `author` cannot give an annotation other words."""
    _check_author(before, author)
    if before.kind not in _OF_WORDS:
        raise DecisionError("only a note or a tag has words to edit: retract this one")


def _check_author(before: Annotation, author: str) -> None:
    if before.author != author:
        raise DecisionError(f"{before.author} wrote this, and nobody else can change it: reply to it")
