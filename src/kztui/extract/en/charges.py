"""What somebody is accused of: only a deed makes him the one who did it ("of the attack", not "of neglect")."""

from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import inflected
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import objects_of
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.triggers import trigger_of
from kztui.extract.en.vocabulary import Sense, Trigger, nouns, past_phrase, phrases, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Event
from kztui.extract.shared import kinds
from kztui.model.fact import Side

_REACH = 12
"""Tokens behind an accusing word, or a share in a deed, within which the deed is named."""

_GROUPS = word_set("groups", "nouns") | word_set("people", "collective")
_MEANT = frozenset(("it", "this", "that", "which"))
_BESIDE_MEANT = frozenset("TJRO")
_NOMINAL = frozenset("NPJMGT")
_NOT = ("not", "never", "n't")
_PHRASE = frozenset("NPJMGRTSZODV")
"""The classes of the words that what somebody is accused of is made of."""

_SHARE_REACH = 3
"""Tokens behind "being" among which a word for a share stands ("being a member of the plot")."""

_INSIDE = frozenset(("of", '"', "“", "”", "'", "and", ","))
_PEACEFUL = frozenset(("protest", "operation", "raid", "arrest", "foil", "disperse"))
_ATTACKERS = Sense("people", Side.PERPETRATOR)
_HARM = frozenset(("wound", "damage"))
_HARMED = ("name", "organization", "target", "weapon", "event")


def accused_of_deed(reading: Parsed, event: Event, verb: VerbGroup) -> bool:
    """Return whether a verb of accusing names a deed ("blamed X for the attack", "blamed the attack on X"), or nothing
    that it accuses of, and accuses those whose deeds need no name ("blamed militants")."""
    words = reading.sentence.words
    if wrongly(reading, verb) or (not verb.passive and reading.word(verb.first - 1) == "who"):
        return False  # "the lawyer who accused X of murder was shot"
    blamed = next((one for one in event.agents if one.first > verb.main and words[one.first - 1] in ("on", "to")), None)
    if blamed is not None:
        return deed_among(reading, 0, blamed.first) or not _MEANT.isdisjoint(words[: blamed.first])
    inside = {index for one in event.agents for index in range(one.first, one.last)}
    charges = [index for index in charge_of(reading, verb) if index - 1 not in inside]
    last = next((n for n, index in enumerate(charges, 1) if reading.sentence.tags[index] == "G"), len(charges))
    if not charges:
        broken_off = words[-1] in _before_charge().get(words[verb.main], ())
        return broken_off or any(_commits_deeds(one) or _charged(reading, verb, one) for one in event.agents)
    return any(names_deed(reading, index) for index in charges[:last])


def wrongly(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an adverb in or beside a verb says that it was a mistake ("was falsely accused of")."""
    beside = reading.sentence.words[max(0, verb.first - 1) : verb.last + 1]
    return not word_set("accusation", "wrongly").isdisjoint(beside)


def answers_for_others(reading: Parsed, event: Event) -> bool:
    """Return whether people take responsibility for no deed ("the governor took responsibility for security", "admitted
    responsibility"): attackers and armed groups take it for what the report tells."""
    words = reading.sentence.words
    if words[event.first] in verb_forms("accusation", "claiming"):
        return False
    attackers = any(one.side is Side.PERPETRATOR or one.kind == "organization" for one in event.agents)
    if words[event.last : event.last + 1] != ["for"]:
        return not attackers
    weapon = any(one.kind == "weapon" and 0 < one.first - event.last <= _SHARE_REACH for one in reading.mentions)
    return not (weapon or names_deed(reading, event.last))


def _commits_deeds(one: Mention) -> bool:
    """Return whether somebody can be accused of no more than what the report is about: attackers, and several people
    or a group of whom nothing speaks against it ("officials blamed militants", not "traders blamed the mayor")."""
    several = one.kind == "organization" or (one.kind == "people" and one.plural)
    return one.side is Side.PERPETRATOR or (several and one.side is Side.UNKNOWN) or _of_attackers(one)


def _of_attackers(one: Mention) -> bool:
    """Return whether somebody is called by those he belongs to, and they are attackers ("a gang leader")."""
    words = one.sentence.words[one.first : one.head]
    return one.side is not Side.SECURITY and any(nouns().get(word) == _ATTACKERS for word in words)


def _charged(reading: Parsed, verb: VerbGroup, one: Mention) -> bool:
    """Return whether police or prosecutors accuse a person by name of whom no office is told."""
    subject = subject_of(reading, verb)
    if one.kind != "name" or subject is None or reading.word(subject.head) not in word_set("accusation", "prosecuting"):
        return False
    behind = reading.mention_at(one.last + 1) or reading.mention_at(one.last + 2)
    apposed = reading.word(one.last) == "," and behind is not None and behind.kind == "people"
    return not apposed and word_set("people", "titles").isdisjoint(reading.sentence.words[one.first : one.head])


def charge_of(reading: Parsed, verb: VerbGroup) -> list[int]:
    """Return the tokens at which what a verb accuses or arrests people of can begin, in its clause."""
    words = reading.sentence.words
    before = _before_charge().get(words[verb.main], ())
    end = next((v.first for v in reading.verbs if v.first >= verb.last and finite(reading, v)), len(words))
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
        alone = _BESIDE_MEANT.issuperset(tags[start:index])
        if _is_deed(reading, index) or (alone and (_means_deed(reading, index) or _equips(reading, index))):
            return True
        if (verb := reading.verb_at(index)) is not None:
            return does_deed(reading, verb)
        if words[index] in word_set("accusation", "shares"):
            return _share(reading, index + 1)
        if words[index] not in _INSIDE and tags[index] not in _PHRASE:
            return False
    return False


def _means_deed(reading: Parsed, index: int) -> bool:
    """Return whether a word means a deed told before ("for it", "for the bloodshed", "for what happened")."""
    if reading.word(index) == "what":
        verb = reading.verb_at(index + 1)
        trigger = trigger_of(reading, verb)[0] if verb is not None else None
        return trigger is not None and trigger.event == "happening"
    if reading.word(index) not in _MEANT | {"them"} | word_set("constructions", "incidents"):
        return False
    return not _NOMINAL.issuperset(reading.sentence.tags[index + 1 : index + 2] or ".")


def _equips(reading: Parsed, index: int) -> bool:
    """Return whether a word is a share in a deed by what follows it ("building the bomb", "hiring the killers")."""
    if past_phrase(reading.sentence.words, index, "accusation", "firing"):
        return True
    if reading.word(index) not in word_set("accusation", "equipping"):
        return False
    what = next((one for one in reading.mentions if one.first > index), None)
    return what is not None and (what.kind == "weapon" or what.side is Side.PERPETRATOR)


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
    if verb.negated or reading.word(verb.first - 1) in _NOT:
        return False
    trigger, _ = trigger_of(reading, verb)
    if trigger is not None and trigger.event not in _PEACEFUL:
        return _is_violent(trigger)
    if reading.sentence.tags[verb.main] == "B":
        return _is_one_of_them(reading, verb)
    sharing = verb_forms("accusation", "doing") | verb_forms("accusation", "sharing")
    return reading.word(verb.main) in sharing and _share(reading, verb.last)


def _is_one_of_them(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether somebody is said to be an attacker, or to be behind a deed."""
    who = reading.mention_at(verb.last + (reading.word(verb.last) == "among"))
    if who is not None and who.side is Side.PERPETRATOR:
        return True
    words = reading.sentence.words
    shares = any(word in word_set("accusation", "shares") for word in words[verb.last : verb.last + _SHARE_REACH])
    behind = past_phrase(words, verb.last, "accusation", "predicates")
    return bool(behind or shares) and _share(reading, behind or verb.last)


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
    end = next((v.first for v in reading.verbs if v.first >= start and finite(reading, v)), start + _REACH)
    near = range(start, min(end, start + _REACH))
    verb = next((one for one in reading.verbs if one.first in near), None)
    told = verb.first if verb is not None else near.stop
    if deed_among(reading, start, told) or not _MEANT.isdisjoint(reading.sentence.words[start:told]):
        return True
    if verb is not None:
        return does_deed(reading, verb)
    return any(mention.kind == "weapon" and mention.first in near for mention in reading.mentions)


def finite(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb goes on to another statement, and is none of "having carried out", "to blow up"."""
    return reading.sentence.tags[verb.main] != "G" and reading.word(verb.first) not in ("to", "having", "being")
