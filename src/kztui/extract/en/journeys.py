"""Where people go or are taken: what a report tells need not have happened there ("were flown to Astana")."""

from collections.abc import Sequence

from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import verb_forms
from kztui.extract.reading import Event

_TOWARDS = ("to", "into", "for", "towards", "toward")
_IN = ("in", "at")
_REACH = 8
"""Tokens behind a verb of going within which the place is where to."""


def ends_a_journey(reading: Parsed, first: int, events: Sequence[Event]) -> bool:
    """Return whether a place at a token is where somebody goes or is taken, and no deed is told behind it: not in
    "went to Osh and robbed a bank"."""
    before = reading.sentence.words[first - 1] if first else ""
    if before not in _TOWARDS and before not in _IN:
        return False
    going = next((verb for verb in reversed(reading.verbs) if verb.last <= first), None)
    if going is None or first - going.last > _REACH:
        return False
    verbs = verb_forms("places", "going" if before in _TOWARDS else "arriving")
    if reading.word(going.main) not in verbs:
        return False
    return not any(event.first > first and (event.agents or not event.weak) for event in events)
