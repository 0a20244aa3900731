"""With what: weapons told in a sentence of their own, right behind what was done with them."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.mention import Trait
from kztui.extract.reading import Construction, Event
from kztui.extract.ru.groups import Group
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import senses, word_set

_PREPOSITIONS = ("из", "с")


def add_means(reading: Parsed, events: Sequence[Event]) -> None:
    """Give the nearest event the weapons of a clause that only says that somebody used them ("угрожая пистолетом, они
    ограбили кассу")."""
    harmful = [event for event in events if event.harmful]
    for clause in reading.clauses if harmful else ():
        used = any(p.form.lemma in word_set("constructions", "using") and not p.negated for p in clause.predicates)
        if not used or any(clause.first <= event.first < clause.last for event in events):
            continue
        nearest = min(harmful, key=lambda event: abs(event.first - clause.first))
        armed = (reading.mention_of(group) for group in clause.groups if _in_hand(group, using=True))
        nearest.weapons += [one for one in armed if one.kind == "weapon" and one not in nearest.weapons]


def told_apart(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Return a reference to what the sentence before tells, with the weapons that this one names for it: what exploded
    ("устройство было спрятано в урне"), and what somebody used ("угрожая пистолетом, они забрали деньги")."""
    if events or not before or weapon_words().isdisjoint(reading.sentence.said):
        return []
    harmful = [event for event in before if event.harmful]
    if not harmful:
        return []
    told = harmful[-1].reading.sentence
    near = told.number == reading.sentence.number - 1 and told.paragraph == reading.sentence.paragraph
    predicates = [predicate for clause in reading.clauses for predicate in clause.predicates]
    lemmas = {predicate.form.lemma for predicate in predicates}
    if not near or lemmas & word_set("constructions", "seizing") or any(p.negated for p in predicates):
        return []
    exploded = any(event.family == "bombing" for event in harmful)
    using = bool(lemmas & word_set("constructions", "using"))
    for group in reading.groups:
        weapon = reading.mention_of(group)
        if weapon.kind != "weapon" or not ((exploded and Trait.EXPLOSIVE in weapon.traits) or _in_hand(group, using)):
            continue
        return [Event(reading, "named", weapon.first, weapon.last, Construction.NOUN, weapons=[weapon], definite=True)]
    return []


def _in_hand(group: Group, using: bool) -> bool:
    """Return whether a weapon is told as the means of something: in the instrumental, or beside a verb of using."""
    if group.preposition:
        return group.preposition == "из" or (using and group.preposition in _PREPOSITIONS)
    return using and bool(group.cases & {"ins", "acc"})


@cache
def weapon_words() -> frozenset[str]:
    """Return the words of the names of weapons, by dictionary form."""
    return frozenset(word for name, sense in senses().items() if sense.kind == "weapon" for word in name.split())
