"""What somebody is accused of: only a deed makes him the one who did it ("of the attack", not "of neglect")."""

from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import inflected
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import objects_of
from kztui.extract.en.triggers import trigger_of
from kztui.extract.en.vocabulary import Trigger, phrases, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Event
from kztui.extract.shared import kinds
from kztui.model.fact import Side

_REACH = 12
"""Tokens behind an accusing word, or a share in a deed, within which the deed is named."""

_GROUPS = word_set("groups", "nouns") | word_set("people", "collective")
_MEANT = frozenset(("it", "this", "that", "them", "which"))
_PHRASE = frozenset("NPJMGRTSZODV")
"""The classes of the words that what somebody is accused of is made of."""

_INSIDE = frozenset(("of", '"', "“", "”", "'", "and", ","))
_PEACEFUL = frozenset(("protest", "operation", "raid", "arrest", "foil", "disperse"))
_HARM = frozenset(("wound", "damage"))
_HARMED = ("name", "organization", "target", "weapon", "event")


def accused_of_deed(reading: Parsed, event: Event, verb: VerbGroup) -> bool:
    """Return whether a verb of accusing names a deed ("blamed X for the attack", "blamed the attack on X"), or nothing
    that it accuses of, and accuses those whose deeds need no name ("blamed militants")."""
    words = reading.sentence.words
    blamed = next((one for one in event.agents if one.first > verb.main and words[one.first - 1] in ("on", "to")), None)
    if blamed is not None:
        return deed_among(reading, 0, blamed.first) or not _MEANT.isdisjoint(words[: blamed.first])
    inside = {index for one in event.agents for index in range(one.first, one.last)}
    charges = [index for index in charge_of(reading, verb) if index - 1 not in inside]
    last = next((n for n, index in enumerate(charges, 1) if reading.sentence.tags[index] == "G"), len(charges))
    if not charges:
        broken_off = words[-1] in _before_charge().get(words[verb.main], ())
        return broken_off or any(_commits_deeds(one) for one in event.agents)
    return any(names_deed(reading, index) for index in charges[:last])


def _commits_deeds(one: Mention) -> bool:
    """Return whether somebody can be accused of no more than what the report is about: attackers, and several people
    or a group of whom nothing speaks against it ("officials blamed militants", not "traders blamed the mayor")."""
    several = one.kind == "organization" or (one.kind == "people" and one.plural)
    return one.side is Side.PERPETRATOR or (several and one.side is Side.UNKNOWN)


def charge_of(reading: Parsed, verb: VerbGroup) -> list[int]:
    """Return the tokens at which what a verb accuses or arrests people of can begin, in its clause."""
    words = reading.sentence.words
    before = _before_charge().get(words[verb.main], ())
    end = next((v.first for v in reading.verbs if v.first >= verb.last and _finite(reading, v)), len(words))
    return [index + 1 for index in range(verb.last, min(end, len(words) - 1)) if words[index] in before]


@cache
def _before_charge() -> dict[str, frozenset[str]]:
    """Return, by the forms of the accusing verbs, the words that stand before what they accuse of."""
    found: dict[str, frozenset[str]] = {}
    for verb, before in phrases("accusation", "charges"):
        for form in inflected(verb):
            found[form] = found.get(form, frozenset()) | {before}
    return found


def names_deed(reading: Parsed, start: int) -> bool:
    """Return whether the words from a token on are a deed, or a share in one ("the attack", "killing two guards", "his
    role in the murder")."""
    words, tags = reading.sentence.words, reading.sentence.tags
    start += words[start : start + 1] in (["of"], ["for"], ["in"], ["with"])
    for index in range(start, min(start + _REACH, len(words))):
        if _is_deed(reading, index):
            return True
        if (verb := reading.verb_at(index)) is not None:
            return does_deed(reading, verb)
        if words[index] in word_set("accusation", "shares"):
            return _share(reading, index + 1)
        if words[index] not in _INSIDE and tags[index] not in _PHRASE:
            return False
    return False


def deed_among(reading: Parsed, start: int, end: int) -> bool:
    """Return whether a deed is named among the tokens from one to another."""
    return any(_is_deed(reading, index) for index in range(start, min(end, len(reading.sentence.words))))


def _is_deed(reading: Parsed, index: int) -> bool:
    """Return whether a word names a deed: but not in "linked to death squads"."""
    if reading.word(index) in word_set("accusation", "deeds"):
        return reading.word(index + 1) not in _GROUPS
    return any(m.kind == "event" and m.head == index and m.detail not in _PEACEFUL for m in reading.mentions)


def does_deed(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb is a deed, or says that somebody had a share in one."""
    if verb.negated:
        return False
    trigger, _ = trigger_of(reading, verb)
    if trigger is not None and trigger.event not in _PEACEFUL:
        return _is_violent(trigger)
    sharing = verb_forms("accusation", "doing") | verb_forms("accusation", "sharing")
    return (reading.word(verb.main) in sharing or reading.sentence.tags[verb.main] == "B") and _share(
        reading, verb.last
    )


def did_deed(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether the subject of a verb has done a deed himself ("had shot them", "carried out the attack")."""
    if verb.negated or verb.modal or verb.passive:
        return False
    objects = objects_of(reading, verb)
    trigger, _ = trigger_of(reading, verb)
    if trigger is not None:
        return _is_violent(trigger) and all(one.people or one.kind in _HARMED for one in objects)
    return reading.word(verb.main) in verb_forms("accusation", "doing") and any(
        _is_deed(reading, one.head) for one in objects
    )


def _is_violent(trigger: Trigger) -> bool:
    """Return whether the event that a trigger tells is a deed."""
    if trigger.event in _PEACEFUL:
        return False
    return kinds()[trigger.event].type is not None or trigger.event in _HARM


def _share(reading: Parsed, start: int) -> bool:
    """Return whether a deed, a weapon or a word that means one told before follows closely."""
    end = next((v.first for v in reading.verbs if v.first >= start and _finite(reading, v)), start + _REACH)
    end = min(end, start + _REACH)
    near = range(start, end)
    if deed_among(reading, start, end) or not _MEANT.isdisjoint(reading.sentence.words[start:end]):
        return True
    verb = next((one for one in reading.verbs if one.first in near), None)
    if verb is not None and does_deed(reading, verb):
        return True
    return any(mention.kind == "weapon" and mention.first in near for mention in reading.mentions)


def _finite(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb goes on to another statement, and is none of "having carried out", "to blow up"."""
    return reading.sentence.tags[verb.main] != "G" and reading.word(verb.first) not in ("to", "having", "being")
