"""Persons: a surname, or a name without its title, is that of the person whose longer name the report gives."""

from collections.abc import Sequence

from kztui.extract.mention import Mention
from kztui.extract.reading import Reading


def resolve_names(readings: Sequence[Reading]) -> None:
    """Call each person by the longest name that the report gives them, where it can only be one person's.

    "Rodriguez" becomes "Antonio Rodriguez Porth" unless the report names another Rodriguez too.
    """
    named = [mention for reading in readings for mention in reading.mentions if mention.kind == "name"]
    labels = {mention.label for mention in named if mention.label}
    if len(labels) < 2:
        return
    holders: dict[str, set[str]] = {}
    for label in labels:
        for word in label.lower().split():
            holders.setdefault(word, set()).add(label)
    for mention in named:
        mention.label = _whole_name(mention, holders)


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
