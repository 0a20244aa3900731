"""What a report tells that is no incident of its own, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.extract.engine import Analysis, why_left_out
from kztui.extract.reading import Event


class LeftOut(NamedTuple):
    """Code points `start` to `end` (exclusive) of a report that name an event, and the `rule` that left it out."""

    start: int
    end: int
    rule: str


def left_out(analysis: Analysis) -> list[LeftOut]:
    """Return the events that became part of no incident, in the order of the report."""
    reasons = dict(_reasons(analysis))
    return [
        _of(event, reasons[id(event)])
        for event in analysis.events
        if not event.weak and reasons.get(id(event), "") != ""
    ]


def _reasons(analysis: Analysis) -> Iterator[tuple[int, str]]:
    """Yield the rule that leaves an event out, by its identity; empty for those of incidents."""
    for event in analysis.events:
        if event.unreal:
            yield id(event), f"left-out.{event.reason}"
    for case in (case for case in analysis.told if case.aggregate):
        yield from ((id(event), "left-out.aggregate") for event in case.events)
    for case in analysis.cases:
        yield from ((id(event), why_left_out(case)) for event in case.events)


def _of(event: Event, rule: str) -> LeftOut:
    sentence = event.reading.sentence
    return LeftOut(sentence.starts[event.first], sentence.ends[event.last - 1], rule)
