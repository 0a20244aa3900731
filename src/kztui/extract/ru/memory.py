"""What a Russian sentence only remembers: deeds at whose memorials people gather, or that monuments recall."""

from collections.abc import Sequence

from kztui.extract.reading import Event
from kztui.extract.ru.groups import Group
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import phrase_sets, word_set

_IN_MEMORY = (["в", "память", "о"], ["в", "память", "об"])
_BESIDE = ("у", "возле", "около", "на", "перед", "близ", "после")
_TOLD = ("что", "как", "когда", "где", "кто")
_AGAINST = ("arrest", "disperse")
"""Kinds of what is done to those who remember."""


def recall(reading: Parsed, events: Sequence[Event], called: set[str]) -> None:
    """Make what a sentence only remembers unreal; mourners are arrested and attacked, too. `called` are its dictionary
    forms, those of participles as adjectives."""
    words = reading.sentence.words
    if _remembers(reading, called):
        here = _scenes(reading)
        for event in events:
            arrested = event.effect == "arrested" and event.patients
            event.unreal = event.unreal or not (arrested or _happens_at(reading, event, here))
        return
    first = words.index("память") - 1 if "память" in words else 0
    if words[first : first + 3] not in _IN_MEMORY:
        return
    last = _end(reading, first)
    peaceful = not any(event.kind in _AGAINST for event in events)
    for event in events:
        event.unreal = event.unreal or first < event.first < last or (peaceful and event.kind == "protest")


def _remembers(reading: Parsed, called: set[str]) -> bool:
    """Return whether a sentence has words of memorials, anniversaries or the unveiling of monuments."""
    said = reading.sentence.said
    text = f" {' '.join(reading.sentence.words)} "
    unveiled = word_set("constructions", "monuments") & said and word_set("constructions", "unveiling") & said
    recalled = any(map(called.issuperset, phrase_sets("constructions", "recalling")))
    phrased = any(f" {phrase} " in text for phrase in word_set("constructions", "anniversaries"))
    return bool(unveiled or recalled or phrased or word_set("constructions", "memorial") & said)


def _scenes(reading: Parsed) -> set[int]:
    """Return the clauses in which memorials are no more than where something happens ("у мемориала", "на похоронах");
    none where a sentence remembers by other words, too."""
    memorial = word_set("constructions", "memorial")
    at = {index for index, lemmas in enumerate(reading.sentence.lemma_sets) if not memorial.isdisjoint(lemmas)}
    places = [group for group in reading.groups if group.preposition in _BESIDE and not at.isdisjoint(_tokens(group))]
    covered = {index for group in places for index in _tokens(group)}
    return {reading.clause_at(group.first).number for group in places} if at and at <= covered else set()


def _tokens(group: Group) -> range:
    return range(group.first, group.last)


def _happens_at(reading: Parsed, event: Event, scenes: set[int]) -> bool:
    """Return whether an event is what a sentence tells to have happened at a memorial, and no description of the
    dead, nor what is said there."""
    clause = reading.clause_at(event.first)
    told = reading.word(clause.first) in _TOLD
    if not scenes or clause.number < min(scenes) or clause.relative or told:
        return False
    own = next((predicate for predicate in clause.predicates if predicate.at == event.first), None)
    if own is not None:
        return own.finite or own.form.pos == "GRND"
    subject = next((group for group in clause.groups if group.head == event.first or group.first == event.first), None)
    return subject is not None and subject.direct and not subject.nested and "nom" in subject.cases


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
