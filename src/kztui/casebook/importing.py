"""Importing: new reports and their incidents, joined to what the casebook has."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from kztui.casebook.lookup import LibraryIncidents, wording
from kztui.casebook.snapshot import State
from kztui.model.annotation import Annotation, AnnotationKind, Target, new_id
from kztui.model.decisions import decision
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.linked import Linked
from kztui.model.report import Head, Report
from kztui.store.base import Batch

Drafts = Collection[tuple[Report, Sequence[tuple[Fact, ...]]]]
"""Reports, each with its drafts: the facts of one incident each."""


_AUTHOR = "kztui"
"""Who signs what an import notes by itself."""


class Added(Struct, frozen=True):
    """How many reports and incidents were added, and how many of the reports were there before.

    `copies` counts the new reports that repeat another one, `joined` the incidents there that new reports tell of, too,
    `suggestions` the pairs of incidents that may be the same. `ids` are those of the reports, `told` those of the
    incidents that are new or have new facts.
    """

    reports: int = 0
    known: int = 0
    incidents: int = 0
    joined: int = 0
    suggestions: int = 0
    copies: int = 0
    ids: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """Facts to add to an incident, and the ids of facts to drop from it."""

    incident: str
    added: tuple[Fact, ...] = ()
    dropped: frozenset[str] = frozenset()


def import_drafts(now: State, drafts: Drafts) -> tuple[Batch, Added]:
    """Return the batch that adds the reports that are not there yet, with their incidents, and what it adds.

    What is certainly an incident that is there joins it; what is likely one is a new incident and a suggestion.
    """
    new: dict[str, tuple[Report, Sequence[tuple[Fact, ...]]]] = {}
    printed: dict[str, list[Report]] = {}
    for report, told in drafts:
        there = new[report.id][0] if report.id in new else _report(now, report.id)
        if there is None:
            new[report.id] = (report, told)
        else:
            printed.setdefault(report.id, [there]).append(report)
    found = linked(now, new.values())
    noted = (*_elsewhere(printed.values()), *_parts(now, found))
    batch = Batch(found.reports, (*_joined(now, found), *found.new), (*found.suggestions, *found.joins), noted)
    copies = sum(bool(report.copy_of) for report in found.reports)
    added = Added(
        len(found.reports),
        len(drafts) - len(new),
        len(found.new),
        len(found.joined),
        len(found.suggestions),
        copies,
        tuple(report.id for report in found.reports),
        (*found.joined, *(incident.id for incident in found.new)),
    )
    return batch, added


def apply_changes(now: State, changes: Iterable[Change], drafts: Drafts) -> tuple[Batch, Added]:
    """Return the batch that changes the facts of incidents, and adds those of `drafts`, whose reports are there."""
    found = linked(now, drafts)
    changed: dict[str, Incident] = {}
    for change in changes:
        changed[change.incident] = _changed(now, change)
    for incident, facts in found.joined.items():
        before = changed.get(incident) or _imported(now, incident)
        changed[incident] = _with(before, facts)
    batch = Batch((), (*changed.values(), *found.new), (*found.suggestions, *found.joins), _parts(now, found))
    return batch, Added(0, 0, len(found.new), len(found.joined), len(found.suggestions))


def noted_read(reports: Sequence[str]) -> tuple[Annotation, ...]:
    """Return the record that reports that had come in unread were read; none for no reports."""
    if not reports:
        return ()
    return (Annotation(new_id(), AnnotationKind.READ, Target(""), _AUTHOR, datetime.now(UTC), reports=tuple(reports)),)


def is_taken(now: State) -> Callable[[str], bool]:
    """Return what says whether an incident has or had an id, or an annotation names it."""
    return lambda identifier: now.library.imported(identifier) is not None or now.arranging.names(identifier)


def linked(now: State, drafts: Iterable[tuple[Report, Sequence[tuple[Fact, ...]]]]) -> Linked:
    """Return what becomes of new reports beside the incidents that are there."""
    from kztui.link.joining import link  # imports what only new reports need

    return link(drafts, LibraryIncidents(now.library), is_taken(now), wording)


def _joined(now: State, linked: Linked) -> list[Incident]:
    """Return the incidents that new facts join, with them."""
    return [_with(_imported(now, incident), facts) for incident, facts in linked.joined.items()]


def _imported(now: State, incident: str) -> Incident:
    """Return an incident as it was imported: without facts when decisions alone have made it so far."""
    return now.library.imported(incident) or Incident(incident)


def _with(incident: Incident, facts: Iterable[Fact]) -> Incident:
    return Incident(incident.id, tuple({fact.id: fact for fact in (*incident.facts, *facts)}.values()))


def _changed(now: State, change: Change) -> Incident:
    before = _imported(now, change.incident)
    kept = tuple(fact for fact in before.facts if fact.id not in change.dropped)
    return _with(Incident(before.id, kept), change.added)


def _parts(now: State, linked: Linked) -> tuple[Annotation, ...]:
    """Return the records that incidents are parts of episodes, as reports tell; what is one already stays so, and
    what an analyst has said is none."""
    made: dict[str, Annotation] = {}
    records = now.arranging.records
    apart = {
        (one.target.incident, one.into)
        for one in (records.all if linked.parts else ())
        if one.kind is AnnotationKind.PART and one.retracts and records.now(one.origin) is None
    }
    wholes = {one.whole for one in linked.parts}
    for one in linked.parts:
        known = now.arranging.now.whole(one.incident) or now.arranging.now.whole(one.whole)
        if not known and one.incident not in wholes and (one.incident, one.whole) not in apart:
            record = decision(
                AnnotationKind.PART, Incident(one.incident), one.whole, _AUTHOR, text=f"told in {one.report}"
            )
            made.setdefault(one.incident, record)
    return tuple(made.values())


def _report(now: State, report_id: str) -> Report | None:
    try:
        return now.library.report(report_id)
    except KeyError:
        return None


def _elsewhere(printed: Iterable[Sequence[Report]]) -> tuple[Annotation, ...]:
    """Return the records that the text of a report, the first of some, was published by others, too."""
    made = []
    for first, *others in printed:
        seen = {(first.publisher, first.url), *((head.publisher, head.url) for head in first.elsewhere)}
        for one in others:
            if (one.publisher or one.url) and (one.publisher, one.url) not in seen:
                seen.add((one.publisher, one.url))
                head = Head(one.title, one.publisher, one.published, one.url)
                now = datetime.now(UTC)
                made.append(
                    Annotation(new_id(), AnnotationKind.ALSO, Target(""), _AUTHOR, now, report=first.id, head=head)
                )
    return tuple(made)
