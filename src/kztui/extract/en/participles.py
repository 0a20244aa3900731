"""Verb forms without "was" or "were": whether those before them suffered what they tell of, or did it."""

from kztui.extract.en.groups import VerbGroup, past_age
from kztui.extract.en.pronouns import THEMSELVES
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import objects_of
from kztui.extract.en.subjects import subject_of, subject_start
from kztui.extract.en.triggers import trigger_of
from kztui.extract.en.vocabulary import Trigger, past_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.shared import kinds
from kztui.model.fact import Side

_JOINTS = word_set("clauses", "list_joints") | {"then", "later", "subsequently"}
_INDEFINITE = ("many", "several", "others", "another", "some", "more")
_OF_CROWDS = ("protest", "disperse", "clash")
"""Kinds of events that those before a participle do, and never suffer."""

_OBJECT_PRONOUNS = ("him", "her", "them", "us", "me")
_AIMED = (("at",), ("on",), ("upon",), ("into",))
_NO_OBJECT = "ICW.VDGB"
"""Tags of words that are no object: prepositions, conjunctions, punctuation, openers of clauses, verbs."""

_WHEREABOUTS = ("in", "on", "at", "near", "by", "during")
"""Prepositions behind a participle that make it tell of those before a comma ("two guards, shot in Osh")."""


def joined_passive(reading: Parsed, verb: VerbGroup) -> VerbGroup | None:
    """Return the passive verb group with which a participle shares its subject ("were shot and killed")."""
    before = next((other for other in reversed(reading.verbs) if other.last < verb.first), None)
    if before is None or not verb.bare or reading.sentence.tags[verb.main] != "D" or objects_of(reading, verb):
        return None
    if not _JOINTS.issuperset(reading.sentence.words[before.last : verb.first]):
        then = reading.word(verb.first - 1) in ("and", "then") and before.passive
        return before if then and (reading.word(verb.last) == "by" or _is_killed(reading, verb)) else None
    return before if before.passive else joined_passive(reading, before)


def _is_killed(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a participle without an object tells of a killing ("were led into a house and shot dead")."""
    trigger, _ = trigger_of(reading, verb)
    killing = trigger is not None and kinds()[trigger.event].effect == "killed"
    return killing and reading.word(verb.last) not in THEMSELVES


def were_left_out(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a participle leaves out the "were" of the passive before it ("ten were killed, and many hurt")."""
    if not verb.bare or reading.sentence.tags[verb.main] != "D":
        return False
    start = subject_start(reading, verb)
    left = before_indefinite(reading, start)
    first = left[0].first if left else start - 1
    if reading.word(start - 1) not in _INDEFINITE or reading.word(first - 1) != "and":
        return False
    before = next((other for other in reversed(reading.verbs) if other.last < start), None)
    return before is not None and before.passive


def before_indefinite(reading: Parsed, start: int) -> list[Mention]:
    """Return the people who end at a token, or whose number stands right before "more" or "others" there."""
    counted = [m for m in reading.mentions if m.kind == "number" and m.last == start - 1]
    return [m for m in reading.mentions if m.last == start and m.people] or counted


def reduced_relative(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a participle without an auxiliary is passive ("suspects killed in the raid")."""
    if not verb.bare or reading.sentence.tags[verb.main] != "D" or objects_of(reading, verb):
        return False
    if reading.word(verb.main) in past_forms() or reading.word(verb.last) in _OBJECT_PRONOUNS:
        return False
    if reading.word(verb.first - 1) in word_set("clauses", "relative"):
        return False  # "men who fired at a patrol"
    if reading.word(verb.last) in ("by", "in", "during", "when", "on", "at", "near", "after", ""):
        return True
    return left_neighbour(reading, verb) is not None and not reading.word(verb.last).endswith("self")


def attackers_before(reading: Parsed, verb: VerbGroup, trigger: Trigger) -> bool:
    """Return whether those before a verb of attacking did it: "gunmen struck in", "police fired at", not "gunmen
    attacked by"."""
    subject = left_neighbour(reading, verb)
    if trigger.event in _OF_CROWDS or (trigger.event == "shoot" and reading.word(verb.last) == "into"):
        return subject is not None
    if trigger.follow and _aimed_by_others(reading, verb, trigger):
        return False
    if subject is not None and trigger.follow and _riders(reading, subject):
        return True
    if trigger.event != "attack" or reading.word(verb.last) == "by" or subject is None:
        return False
    if subject.people and trigger.follow[-1:] in _AIMED:
        return True  # "a man fired at his wife"
    return subject.side is Side.PERPETRATOR or (subject.side is Side.SECURITY and bool(trigger.follow))


def _aimed_by_others(reading: Parsed, verb: VerbGroup, trigger: Trigger) -> bool:
    """Return whether no object stands behind a phrase of aiming: those before it are aimed at ("shot at while jogging",
    "two boys fired at from a rooftop"), or "by" says who did it."""
    at = verb.main + 1 + len(trigger.follow)
    if reading.word(at) == "by":
        return True
    if trigger.follow[-1:] not in _AIMED or reading.mention_at(at) is not None:
        return False
    return at >= len(reading.sentence.words) or reading.sentence.tags[at] in _NO_OBJECT


def _riders(reading: Parsed, thing: Mention) -> bool:
    """Return whether people are in or on the thing right behind them ("two men on a motorcycle")."""
    beside = reading.word(thing.first - 1) in ("in", "on", "aboard") and thing.kind == "target"
    return beside and any(mention.people and mention.last == thing.first - 1 for mention in reading.mentions)


def left_neighbour(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return the mention that ends right before a participle, past adverbs, an age or a comma, or the subject of the
    passive that does; None where no mention so stands."""
    start = verb.first
    while start and reading.sentence.tags[start - 1] in "ZR":
        start -= 1
    start -= start < verb.first and reading.word(start - 1) in ("on", "in")
    before = next((other for other in reading.verbs if other.last == start and other.passive), None)
    if before is not None:
        return subject_of(reading, before)  # "were found on Friday shot dead"
    end = verb.first - (reading.word(verb.first - 1) == ",")
    words = reading.sentence.words
    aged = (m for m in reading.mentions if m.people and m.last < past_age(words, m.last) == verb.first - 1)
    found = next((m for m in reading.mentions if m.last == end and m.kind != "place"), None)
    if found is None or end == verb.first:
        return found or next(aged, None)
    apart = reading.word(verb.last) in _WHEREABOUTS or _own_verb_follows(reading, verb)
    return found if found.people and apart else None


def _own_verb_follows(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether people before a participle in commas have a verb of their own behind it ("X and Y, kidnapped on
    Monday in Osh, were freed")."""
    later = next((other for other in reading.verbs if other.first >= verb.last), None)
    return later is not None and not later.bare and reading.word(later.first - 1) == ","
