"""What a report tells that is no incident of its own, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.extract.engine import Told, why_left_out
from kztui.extract.event import Event


class LeftOut(NamedTuple):
    """Code points `start` to `end` (exclusive) of a report that name an event, and the `rule` that left it out."""

    start: int
    end: int
    rule: str


def left_out(read: Told) -> list[LeftOut]:
    """Return the events that became part of no incident, in the order of the report."""
    reasons = dict(_reasons(read))
    return [
        _of(event, reasons[id(event)]) for event in read.events if not event.weak and reasons.get(id(event), "") != ""
    ]


def _reasons(read: Told) -> Iterator[tuple[int, str]]:
    """Yield the rule that leaves an event out, by its identity; empty for those of incidents."""
    for event in read.events:
        if event.unreal:
            yield id(event), "left-out.unreal"
    for case in (case for case in read.told if case.aggregate):
        yield from ((id(event), "left-out.aggregate") for event in case.events)
    for case in read.cases:
        yield from ((id(event), why_left_out(case)) for event in case.events)


def _of(event: Event, rule: str) -> LeftOut:
    sentence = event.reading.sentence
    return LeftOut(sentence.starts[event.first], sentence.ends[event.last - 1], rule)
