"""The lexicon: what the extractor knows of the world's words, read from the TOML files in the folder of its name.

lexicon/README.md says what each file and key means.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from kztui.errors import LexiconError
from kztui.extract.en.inflection import inflected, singular
from kztui.extract.tables import Entry, Word, WordList, read_entries, read_entry
from kztui.model.fact import EventType, Side
from kztui.text.fold import fold


class Sense(NamedTuple):
    """What a noun stands for: `kind` people, organization, weapon, target or event; `detail` the side, the
    organisation's name or the kind of event."""

    kind: str
    detail: str


class Organization(Entry, frozen=True):
    """An organisation by its usual `name` and its other `names`."""

    name: Word
    side: Side
    kind: Literal["group", "force", "authority", "media"]
    names: tuple[Word, ...] = ()


class Trigger(NamedTuple):
    """A verb, alone or with the words that must follow it, and the kind of event it tells of."""

    event: str
    follow: tuple[str, ...]


class Event(Entry, frozen=True):
    """A kind of event: the incident type it makes, its effect on people, whether it needs another event to belong to
    (`weak`), whether the subject of its verbs suffers the effect, whether only a negated verb tells it, the
    `family` that sets it apart from others, and the words that tell of it."""

    type: EventType | None = None
    effect: Literal["killed", "wounded", "arrested", ""] = ""
    weak: bool = False
    suffers: bool = False
    negated: bool = False
    family: str = ""
    verbs: tuple[Word, ...] = ()
    phrases: tuple[Word, ...] = ()
    nouns: tuple[Word, ...] = ()
    adjectives: tuple[Word, ...] = ()


class Nouns(Entry, frozen=True):
    """A table that is only a list of nouns."""

    nouns: list[Word]


@cache
def events() -> dict[str, Event]:
    """Return the kinds of events by name."""
    kinds = read_entries("events", Event)
    for name, kind in kinds.items():
        if kind.type is None and not kind.weak:
            raise LexiconError(f"events.toml: [{name}]: type is missing: only weak kinds go without")
    return kinds


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
def adjectives() -> dict[str, str]:
    """Return the adjectives that tell what happened to people ("dead", "wounded") with their kind of event."""
    return {word: name for name, event in events().items() for word in event.adjectives}


@cache
def nouns() -> dict[str, Sense]:
    """Return what each noun of the lexicon (singular, of up to five words) stands for."""
    senses: dict[str, Sense] = {}
    for kind in ("target", "weapon"):
        senses |= dict.fromkeys(read_entry("things", kind, Nouns).nouns, Sense(kind, ""))
    for side in ("person", "civilian", "security", "perpetrator"):
        senses |= dict.fromkeys(read_entry("people", side, Nouns).nouns, Sense("people", side))
    for name, event in events().items():
        senses |= dict.fromkeys(event.nouns, Sense("event", name))
    return senses


@cache
def denying_nouns() -> dict[str, frozenset[str]]:
    """Return, by effect, the nouns that deny it after "no"."""
    table = read_entry("constructions", "denied", dict[str, list[Word]])
    return {effect: frozenset(table.get(effect, ())) for effect in ("killed", "wounded")}


@cache
def _explosives() -> frozenset[str]:
    return frozenset(read_entry("things", "explosive", Nouns).nouns)


def explodes(words: Sequence[str]) -> bool:
    """Return whether the lower-case words of a weapon end with a noun for an explosive."""
    ends = (" ".join([*words[start:-1], singular(words[-1])]) for start in range(len(words)))
    return any(end in _explosives() for end in ends)


@cache
def organizations() -> dict[str, Organization]:
    """Return the organisations by the folded form of each of their names."""
    listed = read_entry("organizations", "organization", list[Organization])
    return {fold(name): known for known in listed for name in (known.name, *known.names)}


@cache
def word_set(file: str, entry: str) -> frozenset[str]:
    """Return the list ``[entry] words`` of a lexicon file as a set."""
    return frozenset(read_entry(file, entry, WordList).words)


@cache
def verb_forms(file: str, entry: str) -> frozenset[str]:
    """Return all forms of the verbs in ``[entry] words`` of a lexicon file (the first word of each)."""
    return frozenset(form for word in word_set(file, entry) for form in inflected(word.split()[0]))
