"""What a Russian word or phrase that stands alone, as in a query, calls an event."""

from kztui.extract.ru.morphology import lemma_of
from kztui.extract.ru.vocabulary import adjectival, plain, senses


def event_kind(text: str) -> str:
    """Return the kind of event that a noun or phrase names in any form ("массовых беспорядков"), or nothing."""
    words = plain(text.lower()).split()
    if not words:
        return ""
    nouns, before = (words[-1], lemma_of(words[-1], ("NOUN",))), (words[:-1], [*map(adjectival, words[:-1])])
    phrases = [" ".join([*described, noun]) for noun in nouns for described in before]
    found = next((senses()[phrase] for phrase in phrases if phrase in senses()), None)
    return found.detail if found and found.kind == "event" else ""
