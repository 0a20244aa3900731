"""Who and what: the noun groups of a Russian sentence read as people, organisations, weapons, things or events."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Event
from kztui.extract.ru.groups import Group
from kztui.extract.ru.morphology import lemma_of
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import adjectival, senses, word_set
from kztui.extract.shared import Organization, organizations
from kztui.model.fact import Side

_SIDES = {
    "person": Side.UNKNOWN,
    "civilian": Side.CIVILIAN,
    "security": Side.SECURITY,
    "perpetrator": Side.PERPETRATOR,
}
_QUOTES = frozenset('«»"“”„')
_STOPS = frozenset((",", ".", ";", ":"))
_LONGEST_NAME = 5
_MEMBERS = frozenset(
    (
        "член",
        "участник",
        "боец",
        "сторонник",
        "боевик",
        "сотрудник",
        "представитель",
        "спецназовец",
        "лидер",
        "последователь",
    )
)
_POSSESSIVE = frozenset(("их", "его", "ее"))
_CHARACTERED = frozenset(("people", "name", "number", "weapon"))
"""Kinds of mentions that can have traits."""

_MADE_NEGATIVE = frozenset(("никто", "никого", "никому", "никем"))


def read_mention(sentence: Analysed, group: Group) -> Mention:
    """Return what a noun group stands for, by the longest phrase of the lexicon that it fits."""
    last = group.end if " " in group.key and group.inner and not group.inner.place else group.last
    number = group.numeral.number if group.numeral else None
    mention = Mention(sentence, group.first, last, group.head, "other", number=number, plural=group.plural)
    mention.definite = any(sentence.lemmas(index) & {"этот", "тот"} for index in group.modifiers)
    if group.place:
        mention.kind = "place"
        return mention
    if group.bare:
        mention.kind = "number"
        if group.whole is not None:
            mention.side = read_mention(sentence, group.whole).side
        return mention
    sense = senses().get(group.key)
    found = None
    if sense is None or sense.kind == "people":
        found = organization_at(sentence, group.first, min(group.last + 4, len(sentence.words)))
    if sense is not None:
        mention.kind = sense.kind
        mention.detail = sense.detail if sense.kind == "event" else ""
        mention.side = _SIDES[sense.detail] if sense.kind == "people" else Side.UNKNOWN
    elif found is not None and found[1] <= group.head < found[2]:
        mention.kind, mention.detail, mention.side = "organization", found[0].name, Side(found[0].side)
        mention.first, mention.last, mention.plural = found[1], found[2], True
    elif group.key in word_set("people", "forces"):
        mention.kind, mention.detail, mention.side = "organization", group.key, Side.SECURITY
        mention.plural = True
    elif group.named:
        mention.kind, mention.plural = "name", False
        mention.surname = _surname(sentence, group)
    elif group.animate:
        mention.kind = "people"
    if mention.kind == "weapon" and sentence.word(mention.first) in _POSSESSIVE:
        mention.first += mention.first < mention.head  # "добили их ножами"
    if mention.kind == "people":
        _take_side(mention, group, found)
        asked = sentence.word(group.first - 1) in ("сколько", "несколько")
        mention.plural = mention.plural or asked or (number is None and group.key in word_set("people", "collective"))
        couple = group.plural and number is None and sentence.words[group.head].startswith("супруг")
        pair = couple or bool({group.key, sentence.words[group.head]} & word_set("people", "pairs"))
        mention.implied = 2 if pair and not number and (group.plural or "nom" in group.cases) else None
    return mention


def _take_side(mention: Mention, group: Group, found: tuple[Organization, int, int] | None) -> None:
    """Let an organisation behind the noun, and the words before it, decide whose people these are."""
    sentence = mention.sentence
    assert isinstance(sentence, Analysed)
    if found is not None and found[1] >= group.last:
        mention.organization, mention.organization_span = found[0].name, (found[1], found[2])
        if mention.side is Side.UNKNOWN or group.key in _MEMBERS:
            mention.side = Side(found[0].side)
            mention.last = found[2]
    modifiers = {
        lemma for index in group.modifiers for lemma in (*sentence.lemmas(index), adjectival(sentence.words[index]))
    }
    if mention.side in (Side.UNKNOWN, Side.CIVILIAN) and modifiers & word_set("people", "suspicion"):
        mention.side = Side.PERPETRATOR
    mention.suspected = bool(modifiers & word_set("people", "suspected"))


def _surname(sentence: Analysed, group: Group) -> str:
    return lemma_of(sentence.words[group.last - 1], ("NOUN",))


_LONGEST_LABEL = 8
"""Words of a label, genitives included."""


def call(events: Iterable[Event]) -> None:
    """Set what facts call those who have a role in events; names have been called before."""
    for event in events:
        for mention in (*event.agents, *event.patients, *event.parts, *event.weapons):
            mention.label = mention.label or label(mention)


def label(mention: Mention) -> str:
    """Return what a fact calls a mention: its words in one line, with the genitives behind it."""
    if mention.kind == "organization":
        return mention.detail
    return " ".join(mention.sentence.exact(mention.first, max(mention.last, mention.quoted)).split())


def quoted(mention: Mention, group: Group) -> int:
    """Return the token after the genitives behind people and things ("группа радикалов", "здание акимата"), 0 where a
    fact does not quote them."""
    called = mention.kind in ("people", "target") and group.inner is not None and group.head < mention.last
    return group.end if called and group.end - mention.first <= _LONGEST_LABEL else 0


_SIDES_APART = frozenset((("с", "одной", "стороны"), ("с", "другой", "стороны"), ("со", "своей", "стороны")))
_OF_THEM = frozenset((("из", "них"), ("из", "которых")))


def traits(sentence: Analysed, mention: Mention, group: Group) -> frozenset[Trait]:
    """Return what the words of a mention, or those beside it, say beyond its kind, side and number."""
    if mention.kind not in _CHARACTERED:
        return frozenset()
    words = sentence.words
    found = {*_own_traits(group.key)}
    near = sentence.likeliest[max(0, mention.first - 1) : mention.last]
    if not word_set("people", "adding").isdisjoint(near):
        found.add(Trait.ADDING)
        if not word_set("people", "adding").isdisjoint(sentence.likeliest[mention.first : mention.last]):
            found.add(Trait.OTHERS)
    if group.key in word_set("people", "companions") and not _POSSESSIVE.isdisjoint(
        (sentence.word(mention.first - 1), sentence.word(mention.first))
    ):
        found.add(Trait.ADDING)
    if not word_set("people", "no_more").isdisjoint(near):
        found.add(Trait.NO_MORE)
    if tuple(words[mention.last : mention.last + 3]) in _SIDES_APART:
        found.add(Trait.ADDING)
    behind, ahead = words[mention.last : mention.last + 2], words[max(0, mention.first - 2) : mention.first]
    if tuple(behind) in _OF_THEM or tuple(ahead) in _OF_THEM:
        found.add(Trait.OF_THEM)
    if not mention.last == mention.head + 1 == mention.first + 1:
        found.discard(Trait.EVERYONE)
    if not group.plural or group.numeral is not None or group.cases & {"gen", "acc"}:
        found.discard(Trait.PEOPLES)
    if mention.kind != "weapon":
        found.discard(Trait.EXPLOSIVE)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _own_traits(key: str) -> frozenset[Trait]:
    """Return the traits that a noun or phrase can have by itself."""
    named = {key, *key.split()}
    lists = (
        (Trait.EVERYONE, word_set("people", "bodies")),
        (Trait.MEN, word_set("people", "men")),
        (Trait.PEOPLES, word_set("people", "peoples")),
        (Trait.MOB, word_set("people", "mob")),
        (Trait.SUICIDE, word_set("people", "suicide") | word_set("things", "suicide")),
        (Trait.EXPLOSIVE, word_set("things", "explosive")),
    )
    return frozenset(trait for trait, words in lists if named & words)


def organization_at(sentence: Analysed, first: int, end: int) -> tuple[Organization, int, int] | None:
    """Return an organisation that is named within tokens `first` to `end`, and its own tokens."""
    table, openers = _by_lemmas(), _first_words()
    if openers.isdisjoint(sentence.words[first:end]) and openers.isdisjoint(sentence.likeliest[first:end]):
        return None
    for start in range(first, end):
        word = sentence.words[start]
        if start > first and word in _STOPS:
            return None
        if word in _QUOTES or (word not in openers and sentence.read[start].lemma not in openers):
            continue
        for last in range(min(len(sentence.words), start + _LONGEST_NAME), start, -1):
            words = [index for index in range(start, last) if sentence.words[index] not in _QUOTES]
            found = table.get(tuple(sentence.words[i] for i in words)) or table.get(
                tuple(sentence.lemma(i) for i in words)
            )
            if found is not None and words and (sentence.shouted or sentence.capital(words[0])):
                return found, words[0], words[-1] + 1
    return None


@cache
def _first_words() -> frozenset[str]:
    """Return the words that the name of an organisation can begin with."""
    return frozenset(words[0] for words in _by_lemmas())


@cache
def _by_lemmas() -> dict[tuple[str, ...], Organization]:
    """Return the organisations by the dictionary forms, and by the written forms, of the words of their names."""
    found: dict[tuple[str, ...], Organization] = {}
    for known in dict.fromkeys(organizations().values()):
        for name in (known.name, *known.names):
            words = tuple(name.lower().replace("ё", "е").split())
            found.setdefault(words, known)
            if any("а" <= letter <= "я" for letter in name.lower()):
                found.setdefault(tuple(lemma_of(word) for word in words), known)
    return found


def nobody(sentence: Analysed, indexes: Sequence[int] | range) -> bool:
    """Return whether "никто" or "ни один" stands among some tokens."""
    words = [sentence.words[index] for index in indexes]
    return bool(_MADE_NEGATIVE & {*words}) or any(pair == ("ни", "один") for pair in pairwise(words))
