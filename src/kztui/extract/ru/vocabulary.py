"""What the Russian grammar knows of the world's words, from the TOML files in the folder ``lexicon``.

lexicon/README.md says what each file and key means. Words are dictionary forms; ё is read as е.
"""

import re
from functools import cache, lru_cache

from msgspec import Struct

from kztui.errors import LexiconError
from kztui.extract.ru import LEXICON
from kztui.extract.shared import kinds
from kztui.extract.tables import Entry, Word
from kztui.model.fact import Qualifier

_NUMERALS = ("words", "collective", "scales", "least")
_CASES = ("NOM", "GEN", "DAT", "ACC", "INS", "LOC")
_ADJECTIVAL = (
    "ыми", "ими", "ого", "его", "ому", "ему", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их",
    "ым", "им", "ом", "ем", "ую", "юю", "ей",
)  # fmt: skip
_AGREEING = re.compile(r"(?:ая|яя|[нвк]ое|[нвк]ые|ские)$")
_VERB_ENDINGS = ("ть", "ться", "ти", "тись", "чь", "чься")


class Telling(Entry, frozen=True):
    """The words that tell of a kind of event: `verbs` strike their object, `suffers` their subject; the genitive of a
    noun is whom it strikes, but who did it where the noun is among the `doers`."""

    verbs: tuple[Word, ...] = ()
    suffers: tuple[Word, ...] = ()
    nouns: tuple[Word, ...] = ()
    doers: tuple[Word, ...] = ()


class Sense(Struct, frozen=True):
    """What a noun or phrase stands for: `kind` people, weapon, target or event; `detail` the side or kind of event."""

    kind: str
    detail: str


class Trigger(Struct, frozen=True):
    """What a verb tells of: the kind of `event`, the words that must be in its clause, and the preposition and case of
    those whom it strikes (both empty: its object); `suffers` says that its subject is struck."""

    event: str
    words: tuple[str, ...]
    preposition: str
    case: str
    suffers: bool


@lru_cache(maxsize=20_000)
def adjectival(word: str) -> str:
    """Return the masculine nominative of an adjective or participle: "задержанных" is "задержанный"."""
    for ending in _ADJECTIVAL:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            return stem + ("ий" if stem[-1] in "шщчжкгх" else "ый")
    return word


def plain(word: str) -> str:
    """Return a word with е for ё."""
    return word.replace("ё", "е")


@cache
def word_set(file: str, entry: str) -> frozenset[str]:
    """Return the list ``[entry] words`` of a lexicon file as a set."""
    return frozenset(map(plain, LEXICON.words(file, entry)))


@cache
def phrase_sets(file: str, entry: str) -> tuple[frozenset[str], ...]:
    """Return the words of each phrase that a list of the lexicon has."""
    return tuple(frozenset(phrase.split()) for phrase in sorted(word_set(file, entry)))


@cache
def table(file: str, entry: str) -> dict[str, int]:
    """Return the table ``[entry]`` of numbers of a lexicon file."""
    return {plain(word): value for word, value in LEXICON.entry(file, entry, dict[str, int]).items()}


@cache
def texts(file: str, entry: str) -> dict[str, str]:
    """Return the table ``[entry]`` of texts of a lexicon file."""
    return {plain(word): value for word, value in LEXICON.entry(file, entry, dict[str, Word]).items()}


@cache
def overrides() -> dict[str, str]:
    """Return the part of speech of word forms whose likeliest reading in the dictionary is not the news' one."""
    return {word: pos for pos in LEXICON.file("forms") for word in word_set("forms", pos)}


@cache
def number_values() -> dict[str, tuple[str, int]]:
    """Return, by dictionary form, the list of numbers.toml that a numeral is in and its value."""
    return {word: (entry, value) for entry in _NUMERALS for word, value in table("numbers", entry).items()}


@cache
def number_phrases() -> list[tuple[tuple[str, ...], Qualifier]]:
    """Return the phrases before a number with what they make of it, the longest first."""
    listed = LEXICON.entry("numbers", "before", dict[Qualifier, list[Word]])
    phrases = [(tuple(phrase.split()), qualifier) for qualifier, found in listed.items() for phrase in found]
    return sorted(phrases, key=lambda item: -len(item[0]))


@cache
def _events() -> dict[str, Telling]:
    found = LEXICON.entries("events", Telling)
    for name in found:
        if name not in kinds():
            raise LexiconError(f"events.toml: [{name}] is not a kind of event: {', '.join(kinds())}")
    return found


@cache
def senses() -> dict[str, Sense]:
    """Return what each noun and phrase of the lexicon stands for."""
    found: dict[str, Sense] = {}
    for kind in ("target", "weapon"):
        found |= dict.fromkeys(map(_phrase, word_set("things", kind)), Sense(kind, ""))
    for side in ("person", "civilian", "perpetrator", "security"):
        found |= dict.fromkeys(map(_phrase, word_set("people", side)), Sense("people", side))
    for name, event in _events().items():
        found |= dict.fromkeys((_phrase(plain(noun)) for noun in event.nouns), Sense("event", name))
    return found


def _phrase(entry: str) -> str:
    """Return a phrase with its adjectives in the masculine: "массовая драка" is looked up as "массовый драка"."""
    *before, noun = entry.split()
    return " ".join([*(adjectival(word) if _AGREEING.search(word) else word for word in before), noun])


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Return, by each of their words, the phrases of more than one word, with the word's index; the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for words in (tuple(entry.split()) for entry in senses()):
        for index, word in enumerate(words if len(words) > 1 else ()):
            found.setdefault(word, []).append((words, index))
    for listed in found.values():
        listed.sort(key=lambda item: -len(item[0]))
    return found


@cache
def telling() -> frozenset[str]:
    """Return the words without one of which a sentence tells of no event: the verbs and the words of the event nouns,
    and those of the people, tolls, bodies and hospitals that stand for an event without its verb."""
    counted = (f"{effect}_{field}" for effect in ("counted", "zero") for field in ("killed", "wounded", "arrested"))
    entries = [("constructions", name) for name in (*counted, "number", "bodies")] + [("places", "hospitals")]
    phrases = [phrase for phrase, sense in senses().items() if sense.kind == "event"]
    phrases += [phrase for file, entry in entries for phrase in word_set(file, entry)]
    return frozenset(word for phrase in phrases for word in phrase.split()) | triggers().keys()


@cache
def doers() -> frozenset[str]:
    """Return the event nouns whose genitive is who did it."""
    return frozenset(_phrase(plain(noun)) for event in _events().values() for noun in event.doers)


@cache
def triggers() -> dict[str, list[Trigger]]:
    """Return, by the dictionary form of a verb, what it can tell of; what needs most words comes first."""
    found: dict[str, list[Trigger]] = {}
    for name, event in _events().items():
        for listed, suffers in ((event.verbs, False), (event.suffers, True)):
            for entry in map(plain, listed):
                verb, trigger = _trigger(name, entry, suffers=suffers)
                found.setdefault(verb, []).append(trigger)
    for told in found.values():
        told.sort(key=lambda trigger: (-len(trigger.words), not trigger.case))
    return found


def _trigger(name: str, entry: str, *, suffers: bool) -> tuple[str, Trigger]:
    """Read "напасть на ACC": the verb, the words that must be beside it, the preposition and case of those struck."""
    words = entry.split()
    verb = next((word for word in words if word.endswith(_VERB_ENDINGS)), "")
    if not verb:
        raise LexiconError(f"events.toml: [{name}]: there is no verb in “{entry}”")
    rest = [word for word in words if word is not verb]
    case = rest.pop() if rest and rest[-1].isupper() else ""
    if case and case not in _CASES:
        raise LexiconError(f"events.toml: [{name}]: “{case}” is not a case: the cases are {', '.join(_CASES)}")
    preposition = rest.pop() if case and rest and rest[-1] in word_set("clauses", "prepositions") else ""
    rest = [adjectival(word) if _AGREEING.search(word) else word for word in rest]
    return verb, Trigger(name, tuple(rest), preposition, case.lower(), suffers)
