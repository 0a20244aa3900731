"""Editing, retracting, answering, undoing: each is a new record that refers to an old one."""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, Target, annotation, new_id

_OF_WORDS = (AnnotationKind.NOTE, AnnotationKind.TAG)
UNDOING = (AnnotationKind.UNDONE, AnnotationKind.REDONE)
"""The kinds of records that are about other records, and not in force themselves."""


Own = Callable[[Annotation], bool]
"""Says whether a record is one that may be undone."""


class Thread(NamedTuple):
    """An annotation, None when it is retracted, and what answers it, oldest first."""

    first: Annotation | None
    replies: tuple[Annotation, ...]


class Records:
    """The records that analysts have made, oldest first, and which of them are in force.

    They may come in any order and more than once, as from people who write at the same time: it makes no difference.
    Adding a record at the end costs no work over the others.
    """

    def __init__(self, records: Iterable[Annotation] = ()) -> None:
        self._all: list[Annotation] = []
        self._by_id: dict[str, Annotation] = {}
        self._versions: dict[str, list[Annotation]] = {}
        self._undone: set[str] = set()
        self._undoing: dict[str, Annotation] = {}  # by the id of a record, the newest one that undoes or redoes it
        last = 0
        for one in records:
            if one.count > last and not (one.replaces or one.retracted or one.kind in UNDOING or one.id in self._by_id):
                self._all.append(one)  # most: a first version after all others, with nothing to compare
                self._by_id[one.id] = one
                self._versions.setdefault(one.id, []).append(one)
                last = one.count
            else:
                self.add(one)
                last = max(last, one.count)

    @property
    def all(self) -> Sequence[Annotation]:
        """All records, oldest first."""
        return self._all

    @property
    def count(self) -> int:
        """The highest count of a record."""
        return self._all[-1].count if self._all else 0

    def get(self, identifier: str) -> Annotation | None:
        """Return the record with this id, whether or not it is in force."""
        return self._by_id.get(identifier)

    def is_undone(self, identifier: str) -> bool:
        """Return whether the record with this id was undone, and not redone since."""
        return identifier in self._undone

    def versions(self, origin: str) -> Sequence[Annotation]:
        """Return the versions of an annotation, oldest first, whether or not they are in force."""
        return self._versions.get(origin, ())

    def add(self, one: Annotation) -> set[str]:
        """Add a record; return the origins of the annotations that it may have changed: none if it was there."""
        if one.id in self._by_id:
            return set()
        self._by_id[one.id] = one
        _put_in_order(self._all, one)
        if one.kind not in UNDOING:
            if one.retracted and one.id not in self._undoing:
                self._undone.add(one.id)
            _put_in_order(self._versions.setdefault(one.origin, []), one)
            return {one.origin}
        newest = [named for named in one.records if not _is_newer(self._undoing.get(named), one)]
        self._undoing.update(dict.fromkeys(newest, one))
        (self._undone.update if one.kind is AnnotationKind.UNDONE else self._undone.difference_update)(newest)
        return {self._by_id[named].origin for named in newest if named in self._by_id}

    def first(self, origin: str) -> Annotation:
        """Return the first version of an annotation. Raises KeyError when there is none with this origin."""
        return self._versions[origin][0]

    def now(self, origin: str) -> Annotation | None:
        """Return the version of an annotation that is in force, None when it is retracted or undone.

        An import is the other way round: as long as nobody undoes it, its record changes nothing.
        """
        versions = self._versions.get(origin, ())
        if versions and versions[0].kind is AnnotationKind.IMPORTED:
            return versions[0] if versions[0].id in self._undone else None
        for one in reversed(versions):
            if one.id not in self._undone:
                return None if one.retracts else one
        return None

    def is_as_at(self, count: int) -> bool:
        """Return whether all that was done after the record with this count has been undone again."""
        later = [one for one in self._all if one.count > count]
        if any(one.kind not in UNDOING and one.id not in self._undone for one in later):
            return False
        before = Records(one for one in self._all if one.count <= count) if later else self
        return all(before.is_undone(one.id) == self.is_undone(one.id) for one in before.all)

    def in_force(self) -> Iterator[Annotation]:
        """Yield the annotations in force: of each the newest version, in the order of the first ones."""
        for one in self._all:
            if one.kind in UNDOING:
                continue
            versions = self._versions[one.replaces or one.id]
            if versions[0] is not one:
                continue
            if len(versions) == 1 and one.kind is not AnnotationKind.IMPORTED:
                if one.id not in self._undone and not one.retracts:
                    yield one
            elif found := self.now(one.origin):
                yield found

    def to_undo(self, author: str, own: Own = lambda one: True) -> tuple[Annotation, ...]:
        """Return the newest act of an author that is in force, oldest record first; nothing when there is none.

        Records that are not `own` are passed over.
        """
        mine = (one for one in reversed(self._all) if one.author == author and one.kind not in UNDOING and own(one))
        newest = next((one for one in mine if one.id not in self._undone), None)
        if newest is None:
            return ()
        if not newest.act:
            return (newest,)
        same = (one for one in self._all if one.act == newest.act and one.author == author)
        return tuple(one for one in same if one.id not in self._undone)

    def to_redo(self, author: str, own: Own = lambda one: True) -> tuple[Annotation, ...]:
        """Return what the author's last undo took back, oldest record first; other records than `own` are passed over.

        Nothing when that has been brought back, or when the author has added a record since.
        """
        undone: list[tuple[str, ...]] = []
        for one in self._since_the_newest_addition(author, own):
            if one.kind is AnnotationKind.UNDONE:
                undone.append(one.records)
            elif undone:
                undone.pop()
        if not undone:
            return self._undone_before(author)
        return tuple(self._by_id[named] for named in undone[-1] if named in self._by_id)

    def _since_the_newest_addition(self, author: str, own: Own) -> list[Annotation]:
        found: list[Annotation] = []
        for one in reversed(self._all):
            if one.author == author and own(one):
                if one.kind not in UNDOING:
                    break
                found.append(one)
        return found[::-1]

    def _undone_before(self, author: str) -> tuple[Annotation, ...]:
        """Return the act that an earlier version of the program took back last, by its mark on the records."""
        own = [one for one in self._all if one.author == author and one.kind not in UNDOING]
        marked = [one for one in own if one.retracted and one.id in self._undone]
        if not marked:
            return ()
        last = max(marked, key=lambda one: str(one.retracted))
        if any(one.created > last.retracted for one in own if last.retracted):
            return ()
        return tuple(one for one in marked if one is last or (one.act == last.act != ""))


def _put_in_order(records: list[Annotation], one: Annotation) -> None:
    """Add a record to others that are in order; one that has no count yet is the newest."""
    if one.count and records and one.order < records[-1].order:
        insort(records, one, key=lambda each: each.order)
    else:
        records.append(one)


def _is_newer(one: Annotation | None, than: Annotation) -> bool:
    return one is not None and than.count > 0 and one.order > than.order


def in_force(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Return the annotations in force among all records, which come oldest first: of each the newest version, in the
    order of the first ones.

    A version that was undone counts as never written; of an annotation whose newest one retracts it nothing is left.
    """
    return tuple(Records(annotations).in_force())


def undo(records: Sequence[Annotation], author: str) -> Annotation:
    """Return the record that takes `records` back."""
    return _undoing(AnnotationKind.UNDONE, records, author)


def redo(records: Sequence[Annotation], author: str) -> Annotation:
    """Return the record that brings `records` back into force."""
    return _undoing(AnnotationKind.REDONE, records, author)


def _undoing(kind: AnnotationKind, records: Sequence[Annotation], author: str) -> Annotation:
    named = tuple(one.id for one in records)
    return Annotation(new_id(), kind, Target(records[0].target.incident), author, datetime.now(UTC), records=named)


def threads(annotations: Iterable[Annotation]) -> list[Thread]:
    """Return `annotations`, which are in force, each with its replies, in the order in which they began."""
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
    return replace(new, replaces=before.origin, answers=before.answers, supersedes=before.id)


def retraction(before: Annotation, author: str) -> Annotation:
    """Return a version that takes an annotation away. Raises DecisionError with one clear line."""
    _check_author(before, author)
    now = datetime.now(UTC)
    return replace(
        before, id=new_id(), created=now, replaces=before.origin, supersedes=before.id, act="", retracts=True
    )


def taken_back(before: Annotation, author: str) -> Annotation:
    """Return a version by which `author` takes a decision back, whoever made it: decisions are of the whole team."""
    return replace(retraction(before, before.author), author=author)


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
