"""The English lexicon, shaped for the rules: verbs by their forms, nouns by what they stand for, lists as sets.

lexicon/README.md says what each file and key means.
"""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from kztui.errors import LexiconError
from kztui.extract.en import LEXICON
from kztui.extract.en.inflection import inflected, singular
from kztui.extract.shared import kinds
from kztui.extract.tables import Entry, Word

_PAST_AND_PARTICIPLE = 2


class Sense(Struct, frozen=True):
    """What a noun stands for: `kind` people, organization, weapon, target or event; `detail` the side, the
    organisation's name or the kind of event."""

    kind: str
    detail: str


class Trigger(Struct, frozen=True):
    """A verb, alone or with the words that must follow it, and the kind of event it tells of."""

    event: str
    follow: tuple[str, ...]


class EventWords(Entry, frozen=True):
    """The words that tell of a kind of event, whether the subject of its verbs suffers the effect (`suffers`), and
    whether only a negated verb tells it (`negated`)."""

    suffers: bool = False
    negated: bool = False
    verbs: tuple[Word, ...] = ()
    phrases: tuple[Word, ...] = ()
    nouns: tuple[Word, ...] = ()
    adjectives: tuple[Word, ...] = ()


class Nouns(Entry, frozen=True):
    """A table that is only a list of nouns."""

    nouns: list[Word]


@cache
def events() -> dict[str, EventWords]:
    """Return the words of each kind of event, the most telling kind first."""
    listed = LEXICON.entries("events", EventWords)
    for name in listed:
        if name not in kinds():
            raise LexiconError(f"events.toml: [{name}] is not in kinds.toml")
    return {name: listed[name] for name in kinds() if name in listed}


@cache
def verbs() -> dict[str, list[Trigger]]:
    """Return, by the form of a verb, the events it can tell of; those with most following words come first."""
    triggers: dict[str, list[Trigger]] = {}
    for name, event in events().items():
        for entry in (*event.verbs, *event.phrases):
            verb, *follow = entry.split()
            for form in inflected(verb):
                triggers.setdefault(form, []).append(Trigger(name, tuple(follow)))
    for found in triggers.values():
        found.sort(key=lambda trigger: -len(trigger.follow))
    return triggers


@cache
def past_forms() -> frozenset[str]:
    """Return the past forms that are not participles ("took")."""
    forms = (entry.split()[0].partition("=")[2].split(",") for event in events().values() for entry in event.phrases)
    listed = (form.split(",") for event in events().values() for form in (e.partition("=")[2] for e in event.verbs))
    return frozenset(pair[0] for pair in (*forms, *listed) if len(pair) == _PAST_AND_PARTICIPLE and pair[0] != pair[1])


@cache
def adjectives() -> dict[str, str]:
    """Return the adjectives that tell what happened to people ("dead", "wounded") with their kind of event."""
    return {word: name for name, event in events().items() for word in event.adjectives}


@cache
def nouns() -> dict[str, Sense]:
    """Return what each noun of the lexicon (singular, of up to five words) stands for."""
    senses: dict[str, Sense] = {}
    for kind in ("target", "weapon"):
        senses |= dict.fromkeys(LEXICON.entry("things", kind, Nouns).nouns, Sense(kind, ""))
    for side in ("person", "civilian", "security", "perpetrator"):
        senses |= dict.fromkeys(LEXICON.entry("people", side, Nouns).nouns, Sense("people", side))
    for name, event in events().items():
        senses |= dict.fromkeys(event.nouns, Sense("event", name))
    return senses


@cache
def denying_nouns() -> dict[str, frozenset[str]]:
    """Return, by effect, the nouns that deny it after "no"."""
    table = LEXICON.entry("constructions", "denied", dict[str, list[Word]])
    return {effect: frozenset(table.get(effect, ())) for effect in ("killed", "wounded")}


@cache
def _explosives() -> frozenset[str]:
    return frozenset(LEXICON.entry("things", "explosive", Nouns).nouns)


def explodes(words: Sequence[str]) -> bool:
    """Return whether the lower-case words of a weapon end with a noun for an explosive."""
    return ends_in(words, _explosives())


def ends_in(words: Sequence[str], listed: frozenset[str]) -> bool:
    """Return whether lower-case words, the last of them in the plural or not, end with one of the nouns listed."""
    ends = (" ".join([*words[start:-1], singular(words[-1])]) for start in range(len(words)))
    return any(end in listed for end in ends)


@cache
def word_set(file: str, entry: str) -> frozenset[str]:
    """Return the list ``[entry] words`` of a lexicon file as a set."""
    return LEXICON.words(file, entry)


@cache
def phrases(file: str, entry: str) -> list[tuple[str, ...]]:
    """Return ``[entry] words`` of a lexicon file as phrases, those of most words first."""
    return sorted((tuple(phrase.split()) for phrase in word_set(file, entry)), key=lambda one: (-len(one), one))


@cache
def phrases_by_first(file: str, entry: str) -> dict[str, list[tuple[str, ...]]]:
    """Return ``[entry] words`` of a lexicon file as phrases by their first words, those of most words first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases(file, entry):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def past_phrase(words: Sequence[str], index: int, file: str, entry: str) -> int:
    """Return the token after the longest phrase of ``[entry] words`` that begins at a token, else 0."""
    found = phrases_by_first(file, entry).get(words[index], ()) if index < len(words) else ()
    return next((end for one in found if tuple(words[index : (end := index + len(one))]) == one), 0)


def says(words: Sequence[str], file: str, entry: str) -> bool:
    """Return whether a sentence has one of the phrases of ``[entry] words`` of a lexicon file."""
    listed = _phrases_by_longest(file, entry)
    if listed.keys().isdisjoint(words):
        return False
    spaced = f" {' '.join(words)} "
    return any(phrase in spaced for word in listed.keys() & {*words} for phrase in listed[word])


@cache
def _phrases_by_longest(file: str, entry: str) -> dict[str, list[str]]:
    """Return ``[entry] words`` of a lexicon file, with spaces around them, by their longest words."""
    found: dict[str, list[str]] = {}
    for phrase in word_set(file, entry):
        found.setdefault(max(phrase.split(), key=len), []).append(f" {phrase} ")
    return found


@cache
def verb_forms(file: str, entry: str) -> frozenset[str]:
    """Return all forms of the verbs in ``[entry] words`` of a lexicon file (the first word of each)."""
    return frozenset(form for word in word_set(file, entry) for form in inflected(word.split()[0]))


@cache
def claims() -> frozenset[str]:
    """Return the nouns for what is only claimed, rumours among them."""
    return word_set("attribution", "claims") | word_set("attribution", "rumours")
