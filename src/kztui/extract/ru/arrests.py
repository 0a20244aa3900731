"""What reports of arrests tell of those who were caught: what was found on them, and to which group they may belong."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.ru.clauses import Predicate
from kztui.extract.ru.groups import Group
from kztui.extract.ru.means import weapon_words
from kztui.extract.ru.mentions import organization_at
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import word_set
from kztui.extract.shared import Organization
from kztui.model.fact import Side

_REACH = 7
"""Tokens behind a word for membership within which the group is named."""


def arrests(events: Sequence[Event]) -> list[Event]:
    """Return the events in which people are said to have been arrested."""
    return [event for event in events if event.effect == "arrested" and event.patients and not event.unreal]


def add_found(reading: Parsed, caught: Sequence[Event]) -> None:
    """Give the nearest of the arrests of a sentence the weapons that it says were found ("изъяты два пистолета")."""
    for weapon in _found(reading):
        nearest = min(caught, key=lambda event: abs(event.first - weapon.first))
        nearest.weapons.append(weapon)


def found_apart(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Return references to the arrests of the sentence before, with the weapons that this one says were found, and the
    groups to which it says that those people belong."""
    if events or not before:
        return []
    told, sentence = before[-1].reading.sentence, reading.sentence
    if told.number != sentence.number - 1 or told.paragraph != sentence.paragraph or not arrests(before):
        return []
    found = [
        Event(reading, "named", one.first, one.last, Construction.NOUN, weapons=[one], definite=True)
        for one in _found(reading)
    ]
    return found + [_suspected(reading, *group) for group in _groups(reading, _behind_membership(reading))]


def _found(reading: Parsed) -> Iterator[Mention]:
    """Yield the weapons that a sentence says were found or taken away, each as no more than a thing."""
    if weapon_words().isdisjoint(reading.sentence.said):
        return
    for clause in reading.clauses:
        finding = [predicate for predicate in clause.predicates if _finds(reading, predicate)]
        for group in clause.groups if finding else ():
            weapon = reading.mention_of(group)
            if weapon.kind == "weapon" and group.direct and group.cases & {"nom", "acc"} and not _owned(reading, group):
                yield replace(weapon, traits=frozenset())  # a grenade that was found has not exploded


def _finds(reading: Parsed, predicate: Predicate) -> bool:
    lemmas = reading.sentence.lemmas(predicate.at)  # "нашли" can be "наслать", too
    return not (predicate.negated or lemmas.isdisjoint(word_set("constructions", "finding_arms")))


def _owned(reading: Parsed, group: Group) -> bool:
    """Return whether a weapon is called that of somebody ("пистолет полицейского")."""
    return group.inner is not None and reading.mention_of(group.inner).kind in ("people", "organization")


def groups_of(reading: Parsed, events: Sequence[Event], caught: Sequence[Event]) -> Iterator[Event]:
    """Yield the armed and banned groups to which those who were `caught` are said to belong, each as one that is
    suspected ("задержаны по подозрению в принадлежности к ..."), beside those that other events of a sentence name."""
    named = [one for event in caught for one in (*event.patients, *event.parts) if one.organization]
    spans = [one.organization_span for one in named] + [*_behind_membership(reading)]
    told = {agent.organization for event in events for agent in event.agents}
    for group, first, last in _groups(reading, spans):
        if group.name not in told:
            yield _suspected(reading, group, first, last)


def _behind_membership(reading: Parsed) -> Iterator[tuple[int, int]]:
    """Yield the stretches behind words for membership that nothing denies ("участие в", "состояли в")."""
    for index, lemmas in enumerate(reading.sentence.lemma_sets):
        if not lemmas.isdisjoint(word_set("constructions", "belonging")):
            clause = reading.clause_at(index)
            if not any(predicate.negated for predicate in clause.predicates):
                yield index + 1, index + 1 + _REACH


def _groups(reading: Parsed, spans: Iterable[tuple[int, int]]) -> list[tuple[Organization, int, int]]:
    """Return the armed and banned groups that stretches of a sentence name, each once, with their tokens."""
    found: dict[str, tuple[Organization, int, int]] = {}
    for first, last in sorted(spans):
        group = organization_at(reading.sentence, first, min(last, len(reading.sentence.words)))
        if group is not None and group[0].kind == "group" and group[0].side == Side.PERPETRATOR:
            found.setdefault(group[0].name, group)
    return [*found.values()]


def _suspected(reading: Parsed, group: Organization, first: int, last: int) -> Event:
    mention = Mention(reading.sentence, first, last, last - 1, "organization", group.name, plural=True, suspected=True)
    return Event(reading, "named", first, last, Construction.NOUN, agents=[mention], definite=True)
