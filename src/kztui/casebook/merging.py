"""The union of casebooks: what several analysts have, without asking who came first.

Equal records are one; of two states of one record, its content decides which is kept, so that the union is the same
whichever casebook is named first, whatever is merged before, and the same again when it is made again.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kztui.casebook.sameness import Words, told_by_the_same_words, words_of
from kztui.errors import MergeError
from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Head, Report
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch

_MAKING = (AnnotationKind.SPLIT, AnnotationKind.MADE)
"""The decisions that make an incident that was not imported."""

Record = TypeVar("Record", bound=Struct)

_VERSION = re.compile(r"[0-9]{1,9}")

_encode = msgspec.json.Encoder(order="sorted").encode


class Union(Struct, frozen=True):
    """The records of both. `problems` has a line on each annotation that two casebooks have with different content."""

    batch: Batch
    problems: tuple[str, ...] = ()


def union(one: Batch, other: Batch) -> Union:
    """Return the union of the records of two casebooks, each table in the order of its ids."""
    names, others = _own_ids(one, other)
    one, other = _renamed(one, names), _renamed(other, others)
    problems = tuple(sorted(set(_contradictions(one.annotations, other.annotations))))
    incidents = _joined(one.incidents, other.incidents, _id, _together)
    reports = _joined(one.reports, other.reports, _id, _with_all_heads)
    annotations = _joined(one.annotations, other.annotations, _id, _greater)
    alike = _joined(one.suggestions, other.suggestions, _pair, _likelier)
    alike = _joined(alike, _twins(incidents, reports, one, other), _pair, _likelier)
    return Union(
        Batch(
            reports,
            incidents,
            _joined(alike, told_by_the_same_words(incidents, annotations), _pair, _second),
            annotations,
            _joined(one.searches, other.searches, _id, _newer),
        ),
        problems,
    )


def together(batches: Iterable[Batch]) -> Batch:
    """Return the union of the records of casebooks. Raises MergeError when it has an annotation in two forms."""
    remaining = iter(batches)
    whole = next(remaining, Batch())
    for one in remaining:
        found = union(whole, one)
        if found.problems:
            raise MergeError(found.problems[0])
        whole = found.batch
    return whole


def additions(mine: Batch, theirs: Batch, *, renaming: bool = True) -> Batch:
    """Return what has to be appended to `mine` so that it is the union of both: what is new in it, and what changes.

    Raises MergeError when an annotation differs, and when `theirs` tells of reports or incidents that neither has;
    without `renaming` also when an incident of `mine` has to give up its id, so that what analysts said of it has to be
    written again.
    """
    whole = together((mine, theirs))
    if lacking := next(_lacking(whole), ""):
        raise MergeError(f"{lacking}, which is in neither casebook: get the whole of the other one")
    if not renaming and _own_ids(mine, theirs)[0]:
        raise MergeError("one id is of two incidents: make a new casebook of both, with kztui merge-casebooks -o")
    return Batch(
        _new(whole.reports, mine.reports),
        _new(whole.incidents, mine.incidents),
        _new(whole.suggestions, mine.suggestions),
        _new(whole.annotations, mine.annotations),
        _new(whole.searches, mine.searches),
    )


def _lacking(whole: Batch) -> Iterator[str]:
    """Yield in words what records tell of that is not there: what was handed on may be a part of a casebook."""
    reports = {one.id for one in whole.reports}
    incidents = {one.id for one in whole.incidents}
    for incident in whole.incidents:
        for report in {*incident.reports} - reports:
            yield f"incident {incident.id} quotes report {report}"
    for one in whole.annotations:
        incidents.add(one.into or one.target.incident if one.kind in _MAKING else "")
    for one in whole.annotations:
        if one.fact and one.fact.evidence.report not in reports:
            yield f"annotation {one.id} of {one.author} quotes report {one.fact.evidence.report}"
        if (one.fact or one.target.fact) and one.target.incident not in incidents:
            yield f"annotation {one.id} of {one.author} is on incident {one.target.incident}"


def _new(records: Iterable[Record], known: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records that are not among those known as they are."""
    there = {*map(_encode, known)}
    return tuple(one for one in records if _encode(one) not in there)


def _joined(
    ones: Iterable[Record],
    others: Iterable[Record],
    key: Callable[[Record], object],
    both: Callable[[Record, Record], Record],
) -> tuple[Record, ...]:
    """Return the records of both, by their `key`; `both` gives the one to keep of two that differ."""
    found: dict[object, Record] = {}
    for other in (*ones, *others):
        mine = found.setdefault(key(other), other)
        if mine != other:
            found[key(other)] = both(mine, other)
    return tuple(sorted(found.values(), key=_rank))


def _rank(record: Struct) -> tuple[object, ...]:
    """Return what orders the records of a table, as in a bundle."""
    if isinstance(record, Annotation):
        return record.order
    return (record.incident, record.like) if isinstance(record, Suggestion) else (_id(record),)


def _id(record: Record) -> object:
    identifier: str = record.id  # type: ignore[attr-defined]  # all that are asked for theirs have one
    return identifier


def _pair(suggestion: Suggestion) -> object:
    return suggestion.pair


def _greater(one: Record, other: Record) -> Record:
    return max(one, other, key=_encode)


def _with_all_heads(one: Report, other: Report) -> Report:
    """Return the report of which more is known, with the heads of both: what one has and another lacks is no head."""
    best = max(one, other, key=_known)
    heads = {head for each in (one, other) for head in (_head(each), *each.elsewhere)} - {_head(best)}
    told = [_head(best), *heads]
    kept = sorted((head for head in heads if not any(_adds_to(each, head) for each in told)), key=_encode)
    return replace(best, also=tuple(kept) or msgspec.UNSET)


def _known(report: Report) -> tuple[int, bytes]:
    """Return what says of which report of one text more is known."""
    return sum(map(bool, _head(report).values.values())), _encode(replace(report, also=msgspec.UNSET))


def _head(report: Report) -> Head:
    return Head(report.title, report.publisher, report.published, report.url)


def _adds_to(head: Head, other: Head) -> bool:
    """Return whether a head says all that another one says, and more."""
    mine, theirs = head.values, other.values
    return mine != theirs and all(mine.get(field) == value for field, value in theirs.items() if value)


def _together(one: Incident, other: Incident) -> Incident:
    """Return an incident with the facts of both, in the order of reports and words."""
    facts = _joined(one.facts, other.facts, _id, _by_newer_rule)
    return Incident(one.id, tuple(sorted(facts, key=_place)))


def _place(fact: Fact) -> tuple[str, int, int, str]:
    return fact.evidence.report, fact.evidence.start, fact.evidence.end, fact.id


def _by_newer_rule(one: Fact, other: Fact) -> Fact:
    """Return the fact that the newer version of a rule has found ("arrest.verb/2" after "arrest.verb/1")."""
    return max(one, other, key=lambda fact: (_version(fact.origin), _encode(fact)))


def _version(origin: str) -> int:
    number = origin.rpartition("/")[2] or origin.rpartition("@")[2]
    return int(number) if _VERSION.fullmatch(number) else 0


def _likelier(one: Suggestion, other: Suggestion) -> Suggestion:
    return max(one, other, key=lambda suggestion: (suggestion.points, _encode(suggestion)))


def _second(one: Record, other: Record) -> Record:
    return other


def _newer(one: SavedSearch, other: SavedSearch) -> SavedSearch:
    return max(one, other, key=lambda search: (search.count, search.writer, _encode(search)))


def _contradictions(ones: Iterable[Annotation], others: Iterable[Annotation]) -> Iterable[str]:
    known = {one.id: one for one in ones}
    for other in others:
        if known.get(other.id, other) != other:
            yield f"annotation {other.id} of {other.author} is not the same in both casebooks: one of them is damaged"


def _twins(incidents: Sequence[Incident], reports: Sequence[Report], one: Batch, other: Batch) -> Iterator[Suggestion]:
    """Return the pairs of incidents that seem to be one and of which one is not the same in both casebooks.

    So each pair of the union of any number of casebooks is looked at in whatever order they are merged, but for those
    that all of them have: these have been compared before. A casebook alone is its own union.
    """
    if not (one.incidents and other.incidents):
        return iter(())
    in_both = {*map(_encode, one.incidents)} & {*map(_encode, other.incidents)}
    new = frozenset(each.id for each in incidents if _encode(each) not in in_both)
    if not new:
        return iter(())
    from kztui.casebook.lookup import wording  # linking and its languages, for what is not there yet only
    from kztui.link.twins import twins

    return twins(incidents, {each.id: each for each in reports}, new, cache(wording))


def _own_ids(one: Batch, other: Batch) -> tuple[dict[str, str], dict[str, str]]:
    """Return, for each of two casebooks, the other ids that some of its incidents get in the union.

    Serial ids of earlier versions can be given twice, in copies of a casebook that knew nothing of each other.
    Incidents with one id that share a fact, or words for one field, are one. Of those that are several the one whose
    facts come first keeps the id; another one has it with the name of who imported it: KZ-2016-0024@BEN.
    """
    known: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in (*one.incidents, *other.incidents):
        known[_base(incident.id)].append(incident)
    there = {one.id: one for one in one.incidents}
    others = {one.id: one for one in other.incidents}
    owners: _Owners | None = None
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for base, incidents in known.items():
        if all(each == incidents[0] for each in incidents) or base not in {each.id for each in incidents}:
            continue
        groups = _groups(incidents)
        if len(groups) == 1 and {each.id for each in incidents} == {base}:
            continue
        owners = owners or _Owners((*one.annotations, *other.annotations))
        for group, name in zip(groups, _names(base, groups, owners), strict=True):
            for names, its in zip(found, (there, others), strict=True):
                names.update({each.id: name for each in group if its.get(each.id) is each and each.id != name})
    return found


def _base(incident_id: str) -> str:
    return incident_id.partition("@")[0]


def _groups(incidents: Iterable[Incident]) -> list[list[Incident]]:
    """Return incidents in groups of those that are one, the group first whose facts come first; those without facts
    are with the first.
    """
    groups: list[tuple[set[Words], list[Incident]]] = []
    bare = []
    for incident in incidents:
        words = {*map(words_of, incident.facts)}
        if not words:
            bare.append(incident)
            continue
        alike = [group for group in groups if group[0] & words]
        groups = [group for group in groups if group not in alike]
        groups.append(
            (words.union(*(group[0] for group in alike)), [each for group in alike for each in group[1]] + [incident])
        )
    ordered = [group for _, group in sorted(groups, key=lambda group: min(group[0]))] or [[]]
    ordered[0] += bare
    return ordered


def _names(base: str, groups: Sequence[Sequence[Incident]], owners: "_Owners") -> Iterator[str]:
    """Yield an id for each group of incidents."""
    given = {base}
    yield base
    for group in groups[1:]:
        first = min((fact for each in group for fact in each.facts), key=_place)
        digits = hashlib.sha256(first.id.encode()).hexdigest()[:4]
        owner = owners.of(each.evidence.report for one in group for each in one.facts)
        name = f"{base}@{owner or digits}".upper()
        given.add(name := name if name not in given else f"{name}-{digits}".upper())
        yield name


class _Owners:
    """Who imported each report first."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._first: dict[str, Annotation] = {}
        for one in annotations:
            if one.kind is AnnotationKind.IMPORTED:
                for report in one.reports:
                    before = self._first.setdefault(report, one)
                    self._first[report] = min(before, one, key=lambda each: each.order)

    def of(self, reports: Iterable[str]) -> str:
        """Return the name of who imported one of some reports first, fit for an id; empty when nobody says so."""
        found = [self._first[report] for report in reports if report in self._first]
        author = min(found, key=lambda each: each.order).author if found else ""
        return re.sub(r"\W+", "-", author).strip("-")


def _renamed(mine: Batch, names: Mapping[str, str]) -> Batch:
    """Return the records of a casebook with other ids for some incidents."""
    if not names:
        return mine

    def renamed(identifier: str) -> str:
        return names.get(identifier, identifier)

    incidents: dict[str, Incident] = {}
    for one in mine.incidents:
        here = replace(one, id=renamed(one.id))
        incidents[here.id] = _together(incidents[here.id], here) if here.id in incidents else here
    return replace(
        mine,
        incidents=tuple(incidents.values()),
        suggestions=tuple(
            replace(one, incident=renamed(one.incident), like=renamed(one.like)) for one in mine.suggestions
        ),
        annotations=tuple(
            replace(
                one,
                target=replace(one.target, incident=renamed(one.target.incident)),
                into=renamed(one.into),
                incidents=tuple(map(renamed, one.incidents)),
            )
            for one in mine.annotations
        ),
    )
