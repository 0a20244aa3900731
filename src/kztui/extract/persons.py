"""Persons: a surname, or a name without its title, is that of the person whose longer name the report gives."""

from collections.abc import Iterable, Sequence

from kztui.extract.mention import Mention
from kztui.extract.reading import Event, Reading


def resolve_names(readings: Sequence[Reading], events: Iterable[Event]) -> None:
    """Call each person of the sentences that tell events by the longest name that the report gives them, where it can
    only be one person's.

    "Rodriguez" becomes "Antonio Rodriguez Porth" unless the report names another Rodriguez too.
    """
    telling = dict.fromkeys(event.reading for event in events)
    named = [mention for reading in telling for mention in reading.persons()]
    if not named:
        return
    first = {mention.label.lower().split()[0] for mention in named if mention.label}
    others = (reading for reading in readings if reading not in telling and _has_any(reading, first))
    labels = {mention.label for mention in named if mention.label}
    labels |= {mention.label for reading in others for mention in reading.persons() if mention.label}
    if len(labels) < 2:
        return
    holders: dict[str, set[str]] = {}
    for label in labels:
        for word in label.lower().split():
            holders.setdefault(word, set()).add(label)
    for mention in named:
        mention.label = _whole_name(mention, holders)


def _has_any(reading: Reading, words: Iterable[str]) -> bool:
    """Return whether the text of a sentence has one of some words in small letters."""
    lowered = reading.sentence.exact(0, len(reading.sentence.words)).lower()
    return any(word in lowered for word in words)


def _whole_name(mention: Mention, holders: dict[str, set[str]]) -> str:
    own = mention.label.lower().split()
    if not own:
        return mention.label
    longer = [name for name in holders[own[0]] if _within(own, name.lower().split())]
    longest = max(longer, key=lambda name: (len(name), name))
    parts = longest.lower().split()
    return longest if all(_within(name.lower().split(), parts) for name in longer) else mention.label


def _within(name: list[str], longer: list[str]) -> bool:
    """Return whether the words of a name stand in a longer one, one after the other."""
    return any(longer[start : start + len(name)] == name for start in range(len(longer) - len(name) + 1))
