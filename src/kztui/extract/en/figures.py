"""Figures of speech: words of violence said of what suffers and does none ("a hail of words", "prices exploded")."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.assaults import violent
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import inflected, singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import agents_of, objects_of
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.vocabulary import phrases_by_first, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.model.fact import Side

_OF_IDEAS = frozenset(
    ("kill", "murder", "shoot", "attack", "assassinate", "explode", "clash", "arrest", "deadly", "raid", "abduct")
)
"""Kinds of events whose verbs are said of ideas too."""

_SHOOTING = ("shot", "shoots", "shooting", "shoot")
_LAYING = ("lay", "lays", "laid", "laying")
_EXPLODING = "explod"
_OWN = frozenset(("his", "her", "their", "its", "own"))
_UPON = ("of", "on", "against", "for")
_PHRASE_REACH = 2
"""Tokens beside an event within which a phrase of which it is a part begins or ends."""


def figurative(reading: Parsed, event: Event, events: Sequence[Event]) -> bool:
    """Return whether the words beside one of the events of a sentence make it a figure of speech ("a heart attack",
    "under attack")."""
    if _in_phrase(reading, event) or (_of_words(reading, event) and _harmless(reading, event, events)):
        return True
    if event.construction is Construction.NOUN:
        return _noun(reading, event)
    if event.kind == "attack" and _by_words(reading, event):
        return True
    verb = reading.verb_at(event.first)
    return verb is not None and _verb(reading, event, events, verb)


def _verb(reading: Parsed, event: Event, events: Sequence[Event], verb: VerbGroup) -> bool:
    """Return whether a verb is said of those, or done to those, of whom it is a figure of speech."""
    word = reading.sentence.words[event.first]
    if event.kind == "hurt":
        return _for_others(reading, event)
    if event.kind == "rob":
        return _deprived(reading, event)
    if word in _SHOOTING and reading.word(event.first + 1) == "itself":
        return True  # "the party shot itself in the foot"
    figures = {one.first for one in events if one.unreal and one.reason == "figure"}
    telling = bool(figures) or word in _LAYING or word.startswith(_EXPLODING)
    if not telling and all(_forms(entry).isdisjoint(reading.said) for entry in _lists(event, word)):
        return False
    whom = [subject_of(reading, verb)] if verb.passive else objects_of(reading, verb)
    doer = next(iter(agents_of(reading, verb)), None) if verb.passive else subject_of(reading, verb)
    if any(one is not None and one.first in figures for one in (doer, *whom)):
        return True  # "a heart attack killed the singer", "fought a legal battle"
    if word in _LAYING:
        return event.kind == "held" and _at_play(reading, doer)
    if _at_ideas(event, word, doer, next(iter(whom), None)):
        return True
    return doer is not None and _by_harmless(event, word, doer) and _harmless(reading, event, events)


def _lists(event: Event, word: str) -> list[str]:
    """Return the lists of frames.toml whose nouns make a verb that tells an event a figure of speech."""
    found = ["ideas"] if event.kind in _OF_IDEAS else ["lifeless"] if event.kind == "die" else []
    if word in _SHOOTING:
        found += ["works", "cameras"]
    if event.kind == "clash":
        found.append("arguing")
    return [*found, "harmless"] if word in verb_forms("frames", "crowding") else found


@cache
def _forms(entry: str) -> frozenset[str]:
    """Return the nouns of a list of frames.toml, with all that can be their plurals."""
    nouns = word_set("frames", entry)
    plurals = ((noun + "s", noun + "es", noun[:-1] + "ies", noun[:-3] + "men") for noun in nouns)
    return nouns.union(*plurals)


def _harmless(reading: Parsed, event: Event, events: Sequence[Event]) -> bool:
    """Return whether nothing else in a sentence tells of harm."""
    return not violent(reading) and not any(one.effect for one in events if one is not event)


def _of_words(reading: Parsed, event: Event) -> bool:
    """Return whether a fight is one of insults."""
    return event.kind in ("mob", "clash", "attack") and not word_set("frames", "verbal").isdisjoint(reading.said)


def _noun(reading: Parsed, event: Event) -> bool:
    """Return whether an event noun is said of an idea, or has a word beside it with which it is a figure of speech."""
    inside, behind = {*reading.sentence.words[event.first : event.last]}, reading.word(event.last + 1)
    against = reading.mention_at(event.last + 1) if reading.word(event.last) in _UPON else None
    if against is not None and _is_idea(against):
        return True
    if "'s" in inside and not word_set("frames", "fiction").isdisjoint(inside):
        return True
    if event.effect:
        return False
    if event.kind == "protest":
        risen = reading.mention_at(event.last + 1)
        return not word_set("frames", "rallying").isdisjoint(inside) or (
            risen is not None and _is_any(risen, "rallying")
        )
    of = reading.word(event.last) in ("of", "on", "against") and behind in word_set("frames", "figurative_of")
    if of or not word_set("frames", "figurative").isdisjoint(inside):
        return True
    return reading.word(event.first - 1) == "under" and not word_set("frames", "debate").isdisjoint(reading.said)


def _in_phrase(reading: Parsed, event: Event) -> bool:
    """Return whether an event is a part of a phrase that is always a figure of speech ("made a killing")."""
    words = reading.sentence.words
    if _opening_phrases().isdisjoint(reading.said):
        return False
    for first in range(max(0, event.first - _PHRASE_REACH), event.last):
        for phrase in phrases_by_first("frames", "figures").get(words[first], ()):
            last = first + len(phrase)
            if tuple(words[first:last]) == phrase and last > event.first:
                return True
    return False


@cache
def _opening_phrases() -> frozenset[str]:
    return frozenset(phrases_by_first("frames", "figures"))


def _deprived(reading: Parsed, event: Event) -> bool:
    """Return whether what people are robbed of is no thing ("robbed of the title")."""
    lost = (one for one in reading.mentions if one.first > event.first and reading.word(one.first - 1) == "of")
    return any(_is_any(one, "deprived") for one in lost)


def _at_ideas(event: Event, word: str, doer: Mention | None, whom: Mention | None) -> bool:
    """Return whether what a verb is done to or by can neither suffer nor do it: ideas, prices, works ("shot a film",
    "the bill was killed", "prices exploded")."""
    if event.kind == "die":
        return doer is not None and _is_any(doer, "lifeless")
    if event.kind not in _OF_IDEAS:
        return False
    if any(one is not None and _is_idea(one) for one in (doer, whom)):
        return True
    if whom is None and doer is not None and word.startswith(_EXPLODING):
        return (doer.kind == "people" and doer.side is not Side.PERPETRATOR) or _is_any(doer, "bursting")
    return whom is not None and word in _SHOOTING and _is_any(whom, "works")


def _is_idea(mention: Mention) -> bool:
    """Return whether a mention is something that no violence can be done to: not a surname ("Price was shot")."""
    if mention.people or mention.kind == "organization" or not _is_any(mention, "ideas"):
        return False
    alone = mention.first == 0 and mention.last == 1
    return not alone or mention.plural


def _by_harmless(event: Event, word: str, doer: Mention) -> bool:
    """Return whether those who do something do no harm by it alone ("shoppers besieged the mall", "ambushed by
    reporters", "a photographer shot the guests")."""
    if word in _SHOOTING:
        killing = {"dead", "down"} & {*event.reading.sentence.words[event.first : event.last]}
        return not killing and _is_any(doer, "cameras")
    if event.kind == "clash":
        return _is_any(doer, "arguing")
    return word in verb_forms("frames", "crowding") and _is_any(doer, "harmless")


def _for_others(reading: Parsed, event: Event) -> bool:
    """Return whether people fight for the life of somebody else ("doctors fought for the boy's life")."""
    words = reading.sentence.words[event.first : event.last]
    return "for" in words and not _OWN.issuperset(words[words.index("for") + 1 : -1])


def _at_play(reading: Parsed, doer: Mention | None) -> bool:
    """Return whether arms are laid down for no more than a game, or by forces of the state, whom nobody arrests."""
    game = not (word_set("frames", "sport") | {"game", "games"}).isdisjoint(reading.said)
    return game or (doer is not None and doer.side is Side.SECURITY)


def _is_any(mention: Mention, entry: str) -> bool:
    """Return whether the noun of a mention is one of a list of frames.toml."""
    return singular(mention.sentence.words[mention.head]) in word_set("frames", entry)


def _by_words(reading: Parsed, event: Event) -> bool:
    """Return whether a verb of attacking is said of words ("harshly attacked the minister", "in a speech")."""
    words = reading.sentence.words
    beside = {*words[max(0, event.first - 2) : event.last + 1]}
    if not event.weapons and word_set("frames", "said_so") & beside:
        return True
    end = max((patient.last for patient in event.patients), default=event.last)
    phrase = words[end : end + 3]
    return phrase[:1] in (["in"], ["during"]) and bool(word_set("frames", "speeches") & {*phrase[1:]})


@cache
def idioms() -> dict[str, list[tuple[str, ...]]]:
    """Return the words that make an idiom of a verb when they follow it closely, by the verb's forms."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb, *follow in (entry.split() for entry in sorted(word_set("frames", "idioms"))):
        for form in inflected(verb):
            found.setdefault(form, []).append(tuple(follow))
    return found
