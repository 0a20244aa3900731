"""What a Russian sentence only remembers: deeds at whose memorials people gather, or that monuments recall."""

from collections.abc import Sequence

from kztui.extract.reading import Event
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import word_set

_IN_MEMORY = (["в", "память", "о"], ["в", "память", "об"])
_AGAINST = ("arrest", "disperse")
"""Kinds of what is done to those who remember."""


def recall(reading: Parsed, events: Sequence[Event]) -> None:
    """Make what a sentence only remembers unreal; mourners are arrested, too."""
    said, words = reading.sentence.said, reading.sentence.words
    unveiled = word_set("constructions", "monuments") & said and word_set("constructions", "unveiling") & said
    text = f" {' '.join(words)} "
    phrased = any(f" {phrase} " in text for phrase in word_set("constructions", "anniversaries"))
    if unveiled or phrased or word_set("constructions", "memorial") & said:
        for event in events:
            event.unreal = event.unreal or not (event.effect == "arrested" and event.patients)
        return
    first = next((at for at in range(len(words)) if words[at : at + 3] in _IN_MEMORY), None)
    if first is None:
        return
    last = _end(reading, first)
    peaceful = not any(event.kind in _AGAINST for event in events)
    for event in events:
        event.unreal = event.unreal or first < event.first < last or (peaceful and event.kind == "protest")


def _end(reading: Parsed, first: int) -> int:
    """Return the token at which the words about those who are remembered from a token on end: their clause, and those
    that only describe them ("в память о полицейских, которые погибли в бою")."""
    clause = reading.clause_at(first)
    following = reading.following(clause)
    while following is not None and (
        following.relative or (following.predicates and all(p.form.pos == "PRTF" for p in following.predicates))
    ):
        clause, following = following, reading.following(following)
    return clause.last
