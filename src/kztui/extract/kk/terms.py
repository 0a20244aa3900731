"""What a Kazakh word or phrase that stands alone, as in a query, calls an event."""

from kztui.extract.kk.script import plain
from kztui.extract.kk.vocabulary import noun_at


def event_kind(text: str) -> str:
    """Return the kind of event that a noun or phrase names with any ending ("жарылыстан"), or nothing."""
    words = [plain(word) for word in text.lower().split()]
    found = noun_at(words, 0) if words else None
    return found.sense.detail if found and found.sense.kind == "event" and found.last == len(words) else ""
