"""Who they were: names that a sentence gives to victims or attackers told before, and doers of a deed named by "by".

Each rule gives an event of the kind "named", which belongs to the incident told before and adds no number.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.revisions import effect_before
from kztui.extract.en.roles import agents_of, enumeration, listed, objects_of
from kztui.extract.en.subjects import pronoun_subject, subject_of
from kztui.extract.en.vocabulary import verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.model.fact import Side

_DOERS = ("people", "organization", "name")
_DEED_REACH = 4
"""Tokens before "committed by" and its like within which a deed is named."""


def identities(reading: Parsed) -> Iterator[Event]:
    """Yield an event for each time that a sentence says who somebody was, or who committed a deed."""
    said = reading.said
    if "by" in said and not said.isdisjoint(word_set("accusation", "deeds")):
        yield from _deeds_by(reading)
    if said.isdisjoint(_words_of_identity()):
        return
    for verb in reading.verbs:
        if reading.sentence.tags[verb.main] != "B" and reading.word(verb.main) not in _verbs_of_identity():
            continue
        if doers := _done_by(reading, verb) or _did(reading, verb) or _let_go(reading, verb):
            yield _named(reading, verb, doers, [])
        elif attackers_named := _involved(reading, verb):
            yield _named(reading, verb, attackers_named, [])
        elif whose := _identified(reading, verb) or _called(reading, verb):
            people, names = whose
            attackers = people.side is Side.PERPETRATOR
            yield _named(reading, verb, names if attackers else [], [] if attackers else names)


@cache
def _words_of_identity() -> frozenset[str]:
    """Return the words of which a sentence must have one to say who somebody was or who did a deed."""
    return _verbs_of_identity() | {"them"} | word_set("identities", "victims") | word_set("identities", "attackers")


@cache
def _verbs_of_identity() -> frozenset[str]:
    """Return the forms of the verbs, other than "be", that say who somebody was or who did a deed."""
    return (
        verb_forms("identities", "identifying")
        | verb_forms("constructions", "supporting")
        | verb_forms("identities", "releasing")
        | verb_forms("identities", "involving")
    )


def _named(reading: Parsed, verb: VerbGroup, doers: Sequence[Mention], victims: Sequence[Mention]) -> Event:
    return Event(
        reading,
        "named",
        verb.main,
        verb.main + 1,
        Construction.PASSIVE if verb.passive else Construction.ACTIVE,
        agents=[*doers],
        patients=[*victims],
        definite=True,
    )


def _deeds_by(reading: Parsed) -> Iterator[Event]:
    """Yield an event for each deed that is no event noun and has its doer right behind it ("an action by X")."""
    for mention in reading.mentions:
        if reading.word(mention.last) == "by" and reading.word(mention.head) in word_set("accusation", "deeds"):
            doer = reading.mention_at(mention.last + 1)
            doers = [one for one in listed(reading, doer) if one.kind in _DOERS] if doer else []
            if doers:
                first, last = mention.first, mention.last
                yield Event(reading, "named", first, last, Construction.PASSIVE, agents=doers, definite=True)


def _did(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return who is said to have done a deed ("members of X took part in the crime")."""
    doing = reading.word(verb.main) in verb_forms("constructions", "supporting")
    if not doing or verb.passive or verb.negated or verb.modal or pronoun_subject(reading, verb):
        return []
    behind = reading.sentence.words[verb.last : verb.last + _DEED_REACH]
    if not word_set("accusation", "deeds") & {*behind} or reading.sentence.tags[verb.main] == "G":
        return []
    return [one for one in enumeration(reading, subject_of(reading, verb)) if one.kind in _DOERS]


def _involved(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return the attackers whom a deed involved ("the action involved commandos of X")."""
    if reading.word(verb.main) not in verb_forms("identities", "involving") or verb.passive or verb.negated:
        return []
    subject = next((m for m in reversed(reading.mentions) if m.last == verb.first), None)
    if subject is None:
        return []
    if subject.kind != "event" and reading.word(subject.head) not in word_set("accusation", "deeds"):
        return []
    return [one for one in objects_of(reading, verb) if one.kind in _DOERS and one.side is Side.PERPETRATOR]


def _done_by(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return the doers of a deed that is no event noun ("a crime committed by X", "the act was carried out by X")."""
    if reading.word(verb.main) not in verb_forms("constructions", "supporting") or verb.negated or verb.modal:
        return []
    if not (verb.passive or (verb.bare and reading.sentence.tags[verb.main] == "D")):
        return []
    before = reading.sentence.words[max(0, verb.first - _DEED_REACH) : verb.first]
    if not word_set("accusation", "deeds") & {*before}:
        return []
    return [one for one in agents_of(reading, verb) if one.kind in _DOERS]


def _let_go(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return the armed group that let its captives go ("they were released by the rebels")."""
    if reading.word(verb.main) not in verb_forms("identities", "releasing") or verb.negated or verb.modal:
        return []
    if verb.passive or (verb.bare and reading.sentence.tags[verb.main] == "D" and reading.word(verb.last) == "by"):
        captors = agents_of(reading, verb)
    else:
        captors = enumeration(reading, subject_of(reading, verb)) if objects_of(reading, verb) else []
    return [one for one in captors if one.kind in _DOERS and one.side is Side.PERPETRATOR]


def _identified(reading: Parsed, verb: VerbGroup) -> tuple[Mention, list[Mention]] | None:
    """Return the people and names of "the victims were identified as X and Y", "police named the attacker as X"."""
    if reading.word(verb.main) not in verb_forms("identities", "identifying") or verb.negated:
        return None
    if verb.bare and reading.word(verb.last) == "as":
        people, start = next((m for m in reading.mentions if m.last in (verb.first, verb.first - 1)), None), verb.last
    elif verb.passive:
        people, start = subject_of(reading, verb), verb.last
    else:
        objects = objects_of(reading, verb)
        people, start = (objects[0], objects[0].last) if objects else (None, 0)
    if people is None or not _meant(reading, people):
        return None
    at = start + (reading.word(start) == "as")
    return (people, names) if (names := _names(reading, at)) else None


def _called(reading: Parsed, verb: VerbGroup) -> tuple[Mention, list[Mention]] | None:
    """Return the people and names of "the victims are X and Y", "among the wounded was X", "one of the dead is X"."""
    if reading.sentence.tags[verb.main] != "B" or verb.passive or verb.negated:
        return None
    people = next((m for m in reversed(reading.mentions) if m.last == verb.first), None) or _some_of_them(reading, verb)
    if people is None or not (_meant(reading, people) or people.kind == "number"):
        return None
    return (people, names) if (names := _names(reading, verb.last)) else None


def _some_of_them(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return the number in "one of them is X", where the sentence before says who was killed or wounded."""
    if reading.sentence.words[verb.first - 2 : verb.first] != ["of", "them"]:
        return None
    number = next((m for m in reading.mentions if m.last == verb.first - 2 and m.kind == "number"), None)
    return number if effect_before(reading) in ("killed", "wounded") else None


def _meant(reading: Parsed, people: Mention) -> bool:
    """Return whether people are victims or attackers told before."""
    noun = reading.word(people.head)
    if noun in word_set("identities", "attackers") or singular(noun) in word_set("identities", "attackers"):
        return people.side is Side.PERPETRATOR
    known = noun in word_set("identities", "victims") or singular(noun) in word_set("identities", "victims")
    return known and (people.definite or reading.word(people.first - 1) in ("the", "of", "among"))


def _names(reading: Parsed, index: int) -> list[Mention]:
    """Return the names listed from a token on; others that are listed with them are left out."""
    first = reading.mention_at(index)
    if first is None or first.kind not in ("name", "people"):
        return []
    return [one for one in listed(reading, first) if one.kind == "name"]
