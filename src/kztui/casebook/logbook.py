"""The log: who did what and when, out of the records of analysts; nothing else has to be kept for it."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from kztui.casebook.snapshot import State
from kztui.model.annotation import Annotation, AnnotationKind, with_added
from kztui.model.fact import Fact
from kztui.model.report import Head
from kztui.model.revision import UNDOING, Records


class LogEntry(Struct, frozen=True):
    """One record of an analyst, with what it found and what became of it.

    `about` is the id under which its incident, or else its report, is found now; empty for an import. `fact` is the one
    that it adds or judges, or that the first record judges which an undo took back. `before` is the record that was in
    force in its place: the verdict that a verdict overrides, the words that an edit replaces. `head` is what a mended
    head said before. `taken` are the records that an undo took back, or that a redo brought back. `stands` is false
    when the record was undone, and is not in force.
    """

    record: Annotation
    about: str
    fact: Fact | None = None
    before: Annotation | None = None
    head: Head | None = None
    taken: tuple[Annotation, ...] = ()
    stands: bool = True


def read_log(now: State, about: str = "", author: str = "", since: date | None = None) -> list[LogEntry]:
    """Return the records of analysts, the newest first; a later one never changes an earlier one.

    `about` is the id of an incident, also one that it had, or of a report: only what was done to it, and to the words
    of that report. `author` is a name, in any case; `since` a day in the reader's time zone.
    """
    records = now.arranging.records
    arranged = now.arranging.now
    wanted = arranged.id_of(about)
    found = []
    for one in records.all:
        taken = _taken(one, records)
        named = {each for record in taken or (one,) for each in _named(record)}
        if about and wanted not in {*named, *map(arranged.id_of, named)}:
            continue
        if author and one.author.casefold() != author.casefold():
            continue
        if since and one.created.astimezone().date() < since:
            continue
        found.append(one)
    return [_entry(one, now) for one in reversed(found)]


def _named(one: Annotation) -> Iterable[str]:
    """Return the ids of the incidents and reports that a record is about."""
    quoted = one.fact.evidence if one.fact else one.target.evidence
    return {one.about, one.into, *one.reports, quoted.report if quoted else ""} - {""}


def _entry(one: Annotation, now: State) -> LogEntry:
    records = now.arranging.records
    taken = _taken(one, records)
    return LogEntry(
        one,
        now.arranging.now.id_of(one.about),
        one.fact or _judged(taken[0] if taken else one, now),
        _before(one, records),
        _head_before(one, now) if one.kind is AnnotationKind.MENDED else None,
        taken,
        not records.is_undone(one.id),
    )


def _taken(one: Annotation, records: Records) -> tuple[Annotation, ...]:
    if one.kind not in UNDOING:
        return ()
    return tuple(found for named in one.records if (found := records.get(named)))


def _judged(one: Annotation, now: State) -> Fact | None:
    """Return the fact that a record names; None when it names none, or one that is gone."""
    if not one.target.fact:
        return None
    try:
        incident = now.library.incident(one.target.incident)
    except KeyError:
        return None
    facts = with_added(incident.facts, now.annotations.get(incident.id, ()))
    return next((fact for fact in facts if fact.id == one.target.fact), None)


def _before(one: Annotation, records: Records) -> Annotation | None:
    """Return the record whose place another one takes: as it says itself, else the version before it."""
    if one.supersedes:
        return records.get(one.supersedes)
    earlier = [each for each in records.versions(one.origin) if each.order < one.order]
    return earlier[-1] if earlier else None


def _head_before(one: Annotation, now: State) -> Head:
    """Return the values that a record which mends a head found there."""
    try:
        report = now.library.imported_report(one.report)
    except KeyError:
        return Head()
    for earlier in now.annotations.get(one.report, ()):
        if earlier.order < one.order and earlier.kind is AnnotationKind.MENDED and earlier.head:
            report = report.mended(earlier.head)
    author = report.origin.author
    mends = one.head.values if one.head else {}
    return replace(Head(), **{field: getattr(report, field, author) for field in mends})
