"""What differs between two casebooks, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from kztui.casebook import Batch
from kztui.casebook.logbook import LogEntry
from kztui.model.incident import Incident
from kztui.present.log_words import entry_words
from kztui.present.wording import fact_words, source_words, trace_words

Record = TypeVar("Record", bound=Struct)


def differences(one: Batch, other: Batch) -> Iterator[str]:
    """Yield a line on each record that only one of two casebooks has, or that differs: ``-`` for `one`, ``+`` for
    `other`.
    """
    for sign, report in _apart(_by_id(one.reports), _by_id(other.reports)):
        yield f"{sign} report {report.id}  {source_words(report.source)}"
    mine, theirs = _by_id(one.incidents), _by_id(other.incidents)
    for identifier in dict.fromkeys((*mine, *theirs)):
        yield from _incident(mine.get(identifier, Incident(identifier)), theirs.get(identifier, Incident(identifier)))
    yield from _annotations(one, other)
    for sign, search in _apart(_by_id(one.searches), _by_id(other.searches)):
        yield f"{sign} search “{search.name}”  {search.query}"


def _incident(one: Incident, other: Incident) -> Iterator[str]:
    for sign, fact in _apart(_by_id(one.facts), _by_id(other.facts)):
        words = " ".join(fact.evidence.exact.split())
        yield f"{sign} {one.id}  {fact.field.label} {fact_words(fact)}  “{words}”"


def _annotations(one: Batch, other: Batch) -> Iterator[str]:
    mine, theirs = _by_id(one.annotations), _by_id(other.annotations)
    records = {**mine, **theirs}
    facts = {(each.id, fact.id): fact for batch in (one, other) for each in batch.incidents for fact in each.facts}
    for sign, made in _apart(mine, theirs):
        taken = tuple(records[name] for name in made.records if name in records)
        first = taken[0] if taken else made
        judged = first.fact or facts.get((first.target.incident, first.target.fact))
        words = entry_words(LogEntry(made, first.about, judged, taken=taken))
        where = f"{first.about}  " if first.about else ""
        yield f"{sign} {where}{words} ({trace_words(made)})"


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record.id: record for record in records}  # type: ignore[attr-defined]  # all of these have one


def _apart(one: Mapping[str, Record], other: Mapping[str, Record]) -> Iterator[tuple[str, Record]]:
    """Yield the records that are not the same in both, each with the sign of its side."""
    for identifier in dict.fromkeys((*one, *other)):
        if one.get(identifier) != other.get(identifier):
            yield from (("-", one[identifier]),) if identifier in one else ()
            yield from (("+", other[identifier]),) if identifier in other else ()
