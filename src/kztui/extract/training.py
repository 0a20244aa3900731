"""Accidents of soldiers who train: what went off or whom it hurt is then nobody's deed."""

from collections.abc import Sequence

from kztui.extract.reading import Event, Reading
from kztui.model.fact import Side


def attacked(reading: Reading, events: Sequence[Event]) -> bool:
    """Return whether a sentence speaks of attackers, or tells an event that somebody meant to happen."""
    hostile = any(mention.side is Side.PERPETRATOR for mention in reading.mentions)
    return hostile or any(event.meant for event in events)


def hurt_in_training(events: Sequence[Event], *, trained: bool) -> bool:
    """Return whether people were hurt by no blast while they `trained`, or came to harm where they do: who is shot on a
    range need not have trained there."""
    if not any(event.effect for event in events) or any(event.family == "bombing" for event in events):
        return False
    return trained or all(event.weak for event in events)
