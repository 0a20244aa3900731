"""The lexicon: what the extractor knows of the world's words, read from the TOML files beside this module."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kztui.text.fold import fold

_VOWELS = frozenset("aeiou")
_IRREGULAR_PLURALS = {
    "men": "man", "women": "woman", "people": "people", "children": "child", "persons": "person", "wives": "wife",
    "lives": "life", "bodies": "body", "thieves": "thief", "buses": "bus", "churches": "church", "knives": "knife",
    "troops": "troop", "police": "police", "forces": "force", "headquarters": "headquarters", "barracks": "barracks",
    "premises": "premises", "clergymen": "clergyman", "remains": "remains", "axes": "axe", "mosquitoes": "mosquito",
}  # fmt: skip


class LexiconError(Exception):
    """A lexicon file that cannot be used; its text names the file, the entry and the reason in one line."""


class Sense(NamedTuple):
    """What a noun stands for: `kind` people, organization, weapon, target or event; `detail` the side, the
    organisation's name or the kind of event."""

    kind: str
    detail: str


class Organization(NamedTuple):
    """An organisation by its usual `name`; `kind` group, force, authority or media."""

    name: str
    side: str
    kind: str


class Trigger(NamedTuple):
    """A verb, alone or with the words that must follow it, and the kind of event it tells of."""

    event: str
    follow: tuple[str, ...]


class Event(NamedTuple):
    """A kind of event: the incident type it makes, its effect on people, whether it needs another event to belong to,
    and whether the subject of its verbs suffers the effect."""

    type: str
    effect: str
    weak: bool
    suffers: bool


def read_table(name: str) -> dict[str, Any]:
    """Return the lexicon file `name` (without ``.toml``); raises LexiconError when it is missing or broken."""
    path = files("kztui.extract") / "lexicon" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{name}.toml: {error}") from None


def words_of(table: dict[str, Any], file: str, entry: str, key: str) -> list[str]:
    """Return the list of words under ``[entry] key``; raises LexiconError when it is not a list of words."""
    words = table.get(entry, {}).get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(f"{file}.toml: [{entry}] {key}: a list of words is needed")
    return words


def singular(word: str) -> str:
    """Return the singular of a lower-case English noun."""
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def inflected(entry: str) -> list[str]:
    """Return the forms of a verb given as ``base`` or ``base=past,participle``: base, -s, -ing, past, participle.

    A verb that ends in one vowel and one consonant gets both spellings ("kidnapped", "kidnaped").
    """
    base, _, irregular = entry.partition("=")
    pasts = irregular.split(",") if irregular else []
    if base.endswith("e") and not base.endswith("ee"):
        stem = base[:-2] + "y" if base.endswith("ie") else base[:-1]
        return [base, base + "s", stem + "ing", base + "d", *pasts]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return [base, base[:-1] + "ies", base + "ing", base[:-1] + "ied", *pasts]
    third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    stems = [base, base + base[-1]] if _doubles(base) else [base]
    return [base, third, *(stem + ending for stem in stems for ending in ("ing", "ed")), *pasts]


def _doubles(base: str) -> bool:
    return len(base) >= 3 and base[-1] not in _VOWELS and base[-2] in _VOWELS and base[-3] not in _VOWELS


@cache
def events() -> dict[str, Event]:
    """Return the kinds of events by name."""
    table = read_table("events")
    return {
        name: Event(entry.get("type", ""), entry.get("effect", ""), "weak" in entry, "suffers" in entry)
        for name, entry in table.items()
    }


@cache
def verbs() -> dict[str, list[Trigger]]:
    """Return, by the form of a verb, the events it can tell of; those with most following words come first."""
    table = read_table("events")
    triggers: dict[str, list[Trigger]] = {}
    for event in table:
        for entry in words_of(table, "events", event, "verbs"):
            for form in inflected(entry):
                triggers.setdefault(form, []).append(Trigger(event, ()))
        for entry in words_of(table, "events", event, "phrases"):
            verb, *follow = entry.split(" ")
            for form in inflected(verb):
                triggers.setdefault(form, []).append(Trigger(event, tuple(follow)))
    for found in triggers.values():
        found.sort(key=lambda trigger: -len(trigger.follow))
    return triggers


@cache
def adjectives() -> dict[str, str]:
    """Return the adjectives that tell what happened to people ("dead", "wounded") with their kind of event."""
    table = read_table("events")
    return {word: event for event in table for word in words_of(table, "events", event, "adjectives")}


@cache
def nouns() -> dict[str, Sense]:
    """Return what each noun of the lexicon (singular, of up to five words) stands for."""
    things, people, happenings = read_table("things"), read_table("people"), read_table("events")
    senses = {noun: Sense("target", "") for noun in words_of(things, "things", "target", "nouns")}
    senses |= {noun: Sense("weapon", "") for noun in words_of(things, "things", "weapon", "nouns")}
    for side in ("person", "civilian", "security", "perpetrator"):
        senses |= {noun: Sense("people", side) for noun in words_of(people, "people", side, "nouns")}
    for event in happenings:
        senses |= {noun: Sense("event", event) for noun in words_of(happenings, "events", event, "nouns")}
    return senses


@cache
def _explosives() -> frozenset[str]:
    return frozenset(words_of(read_table("things"), "things", "explosive", "nouns"))


def explodes(words: Sequence[str]) -> bool:
    """Return whether the lower-case words of a weapon end with a noun for an explosive."""
    ends = (" ".join([*words[start:-1], singular(words[-1])]) for start in range(len(words)))
    return any(end in _explosives() for end in ends)


@cache
def organizations() -> dict[str, Organization]:
    """Return the organisations by the folded form of each of their names."""
    known: dict[str, Organization] = {}
    for number, entry in enumerate(read_table("organizations").get("organization", []), 1):
        try:
            organization = Organization(entry["name"], entry["side"], entry["kind"])
        except KeyError as missing:
            raise LexiconError(f"organizations.toml: organization {number}: {missing} is missing") from None
        known |= {fold(name): organization for name in (entry["name"], *entry.get("names", []))}
    return known


@cache
def word_set(file: str, entry: str) -> frozenset[str]:
    """Return the list ``[entry] words`` of a lexicon file as a set."""
    return frozenset(words_of(read_table(file), file, entry, "words"))


@cache
def verb_forms(file: str, entry: str) -> frozenset[str]:
    """Return all forms of the verbs in ``[entry] words`` of a lexicon file (the first word of each)."""
    return frozenset(form for word in words_of(read_table(file), file, entry, "words") for form in _first_forms(word))


def _first_forms(word: str) -> Iterable[str]:
    return inflected(word.split(" ")[0])
