"""The union of two casebooks: what two analysts have, without asking who came first.

Equal records are one; of two states of one record, its content decides which is kept, so that the union is the same
whichever casebook is named first, and the same again when it is made again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import MergeError
from kztui.model.annotation import Annotation
from kztui.model.fact import COUNTED, Fact, Field
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch

SURE = 100.0
"""The points of a suggestion of two incidents that have the same facts."""

Record = TypeVar("Record", bound=Struct)

_encode = msgspec.json.Encoder(order="sorted").encode


class Union(Struct, frozen=True):
    """The records of both. `problems` has a line on each annotation that two casebooks have with different content."""

    batch: Batch
    problems: tuple[str, ...] = ()


def union(one: Batch, other: Batch) -> Union:
    """Return the union of the records of two casebooks."""
    one, other = _apart(one, other), _apart(other, one)
    problems = tuple(sorted(set(_contradictions(one.annotations, other.annotations))))
    incidents = _joined(one.incidents, other.incidents, _id, _together)
    alike = (*one.suggestions, *_told_by_the_same_words(incidents))
    return Union(
        Batch(
            _joined(one.reports, other.reports, _id, _fuller),
            incidents,
            _joined(alike, other.suggestions, _pair, _likelier),
            _joined(one.annotations, other.annotations, _id, _greater),
            _joined(one.searches, other.searches, _id, _newer),
        ),
        problems,
    )


def additions(mine: Batch, theirs: Batch) -> Batch:
    """Return what has to be appended to `mine` so that it is the union of both.

    Raises MergeError when more than appending is needed: when an annotation differs, or when an incident of `mine` has
    to give up its id.
    """
    whole = union(mine, theirs)
    if whole.problems:
        raise MergeError(whole.problems[0])
    if _apart(mine, theirs) is not mine:
        raise MergeError("one id is of two incidents: make a new casebook of both, with kztui merge-casebooks -o")
    return Batch(
        _new(whole.batch.reports, mine.reports),
        _new(whole.batch.incidents, mine.incidents),
        _new(whole.batch.suggestions, mine.suggestions),
        _new(whole.batch.annotations, mine.annotations),
        _new(whole.batch.searches, mine.searches),
    )


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
    return tuple(found.values())


def _id(record: Record) -> object:
    identifier: str = record.id  # type: ignore[attr-defined]  # all that are asked for theirs have one
    return identifier


def _pair(suggestion: Suggestion) -> object:
    return suggestion.pair


def _greater(one: Record, other: Record) -> Record:
    return max(one, other, key=_encode)


def _fuller(one: Report, other: Report) -> Report:
    """Return the report of which more is known."""

    def known(report: Report) -> tuple[int, bytes]:
        return sum(map(bool, (report.title, report.publisher, report.published, report.url))), _encode(report)

    return max(one, other, key=known)


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
    return int(number) if number.isdecimal() else 0


def _likelier(one: Suggestion, other: Suggestion) -> Suggestion:
    return max(one, other, key=lambda suggestion: (suggestion.points, _encode(suggestion)))


def _newer(one: SavedSearch, other: SavedSearch) -> SavedSearch:
    return max(one, other, key=lambda search: (search.count, search.writer, _encode(search)))


def _contradictions(ones: Iterable[Annotation], others: Iterable[Annotation]) -> Iterable[str]:
    known = {one.id: one for one in ones}
    for other in others:
        if known.get(other.id, other) != other:
            yield f"annotation {other.id} of {other.author} is not the same in both casebooks: one of them is damaged"


def _told_by_the_same_words(incidents: Iterable[Incident]) -> Iterator[Suggestion]:
    """Yield the pairs of incidents that have one fact on what happened, or to how many: one of the two casebooks has
    as two incidents what the other has as one.
    """
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for one in incidents:
        for fact in one.facts:
            if fact.field in (Field.TYPE, *COUNTED):
                homes[fact.id].append(one.id)
    for ids in homes.values():
        for first, second in combinations(sorted(ids), 2):
            yield Suggestion(first, second, ("the same words tell of both",), SURE)


def _apart(mine: Batch, theirs: Batch) -> Batch:
    """Return the records of a casebook with other ids for those incidents whose id the other one gave to another.

    Serial ids of earlier versions can be given twice. The incident that comes first by its content keeps the id; the
    other one has it with a sign of its own: KZ-2016-0024@5c1f.
    """
    other = {one.id: one for one in theirs.incidents}
    names = {
        one.id: _own_id(one)
        for one in mine.incidents
        if one.id in other and not _same(one, other[one.id]) and _encode(one) > _encode(other[one.id])
    }
    if not names:
        return mine

    def renamed(identifier: str) -> str:
        return names.get(identifier, identifier)

    return replace(
        mine,
        incidents=tuple(replace(one, id=renamed(one.id)) for one in mine.incidents),
        suggestions=tuple(
            replace(one, incident=renamed(one.incident), like=renamed(one.like)) for one in mine.suggestions
        ),
        annotations=tuple(
            replace(one, target=replace(one.target, incident=renamed(one.target.incident)), into=renamed(one.into))
            for one in mine.annotations
        ),
    )


def _same(one: Incident, other: Incident) -> bool:
    """Return whether two incidents with one id are one: they share a fact, or words for the same field, or are bare."""
    return not (one.facts and other.facts) or bool({*map(_words, one.facts)} & {*map(_words, other.facts)})


def _words(fact: Fact) -> tuple[str, int, int, str]:
    return fact.evidence.report, fact.evidence.start, fact.evidence.end, fact.field


def _own_id(incident: Incident) -> str:
    first = min(incident.facts, key=_place)
    return f"{incident.id}@{hashlib.sha256(first.id.encode()).hexdigest()[:4]}"
