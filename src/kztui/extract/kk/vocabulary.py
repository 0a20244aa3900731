"""The Kazakh lexicon as the grammar looks words up: by the stem that a word begins with and the ending that is left."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, TypeVar, get_args

from msgspec import Struct

from kztui.errors import LexiconError
from kztui.extract.kk import LEXICON
from kztui.extract.kk.script import plain
from kztui.extract.kk.suffixes import Case, Form, Noun, Verb, noun_ending, stems, verb_ending
from kztui.extract.shared import kinds
from kztui.extract.tables import Entry, Word

Frame = Literal["does", "suffers", "at", "of"]
"""How a verb takes people: its subject `does` it to an object in the accusative, its subject `suffers` it, or its
subject does it to somebody or something in the dative (`at`) or in the genitive (`of`)."""

_PARTING = tuple(map(plain, ("ға", "ге", "қа", "ке", "на", "не", "сі", "сы", "ті", "ты", "да", "де")))
"""Endings of words that a number can part from their verb."""

_COUNTED = tuple(map(plain, ("адам", "кісі", "әйел")))
_GAP = 7
_SHORTEST = 2  # letters of the shortest stem


class EventWords(Entry, frozen=True):
    """The words that tell of one kind of event: verbs by their frame, nouns, and nouns for those who suffered it."""

    does: tuple[Word, ...] = ()
    suffers: tuple[Word, ...] = ()
    at: tuple[Word, ...] = ()
    of: tuple[Word, ...] = ()
    nouns: tuple[Word, ...] = ()
    people: tuple[Word, ...] = ()


class Sense(Struct, frozen=True):
    """What a noun stands for: `kind` people, weapon, target, event or other; `detail` the side or the kind of event."""

    kind: str
    detail: str = ""


class NounMatch(Struct, frozen=True):
    """A noun in a sentence: tokens up to `last` (exclusive), its sense and its ending."""

    last: int
    sense: Sense
    ending: Noun


class Trigger(Struct, frozen=True):
    """The kind of event that a verb tells, its frame, and the verb as it is listed."""

    kind: str
    frame: Frame
    entry: str


class VerbMatch(Struct, frozen=True):
    """A verb in a sentence, with the words that must stand before it: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    trigger: Trigger
    ending: Verb


Value = TypeVar("Value")
Ending = TypeVar("Ending")


class _Stems(dict[str, list[tuple[tuple[str, ...], Value]]]):
    """Entries by the stem of their last word, each with the words before it."""

    def add(self, entry: str, known: Value) -> None:
        *before, last = (plain(word) for word in entry.split())
        for stem in stems(last):
            self.setdefault(stem, []).append((tuple(before), known))


@cache
def word_set(file: str, entry: str) -> frozenset[str]:
    """Return the list ``[entry] words`` of a lexicon file in plain letters."""
    return frozenset(" ".join(map(plain, word.split())) for word in LEXICON.words(file, entry))


@cache
def _events() -> Mapping[str, EventWords]:
    listed = LEXICON.entries("events", EventWords)
    for name in listed:
        if name not in kinds():
            raise LexiconError(f"events.toml: [{name}]: there is no such kind of event")
    return listed


@cache
def _verbs() -> _Stems[Trigger]:
    found: _Stems[Trigger] = _Stems()
    for kind, event in _events().items():
        for frame in get_args(Frame):
            for entry in getattr(event, frame):
                found.add(entry, Trigger(kind, frame, entry))
    return found


@cache
def _nouns() -> _Stems[Sense]:
    found: _Stems[Sense] = _Stems()
    for file, senses in (
        ("people", ("security", "civilian", "perpetrator", "person")),
        ("things", ("weapon", "explosive", "target")),
    ):
        for name in senses:
            kind = "people" if file == "people" else "weapon" if name == "explosive" else name
            for word in LEXICON.words(file, name):
                found.add(word, Sense(kind, name))
    for kind, event in _events().items():
        for word in event.nouns:
            found.add(word, Sense("event", kind))
        for word in event.people:
            found.add(word, Sense("people", "person"))
    return found


@lru_cache(maxsize=65_536)
def _verb_stems(word: str) -> tuple[tuple[str, Verb], ...]:
    return _split(word, _verbs(), verb_ending)


@lru_cache(maxsize=65_536)
def _noun_stems(word: str) -> tuple[tuple[str, Noun], ...]:
    return _split(word, _nouns(), noun_ending)


def _split(
    word: str, known: Mapping[str, object], read: Callable[[str], Ending | None]
) -> tuple[tuple[str, Ending], ...]:
    """Return the known stems that a word can begin with, each with what is left as an ending, the longest first."""
    cuts = (at for at in range(len(word), _SHORTEST - 1, -1) if word[:at] in known)
    return tuple((word[:at], ending) for at in cuts if (ending := read(word[at:])) is not None)


def verb_at(words: Sequence[str], index: int) -> VerbMatch | None:
    """Return the verb of an event whose last word is `words[index]`; the one with most words before it."""
    best: VerbMatch | None = None
    for stem, ending in _verb_stems(words[index]):
        for before, trigger in _verbs()[stem]:
            first = index - len(before)
            fits = first >= 0 and tuple(words[first:index]) == before
            if fits and (best is None or first < best.first):
                best = VerbMatch(first, index + 1, trigger, ending)
            elif best is None and before and _parted(words, index, before):
                best = VerbMatch(index, index + 1, trigger, ending)
    return best


def _parted(words: Sequence[str], index: int, before: tuple[str, ...]) -> bool:
    """Return whether a number and people stand between a verb and the words before it ("ауруханаға 52 адам жеткізілді",
    "денесі 11 ақпанда табылды")."""
    if not before[-1].endswith(_PARTING):
        return False
    for last in range(index - 1, max(len(before) - 1, index - _GAP), -1):
        if words[last] in ",;:.":
            return False
        if tuple(words[last - len(before) : last]) == before and any(word[0].isdigit() for word in words[last:index]):
            return True
        if tuple(words[last - len(before) : last]) == before and any(w.startswith(_COUNTED) for w in words[last:index]):
            return True
    return False


def noun_at(words: Sequence[str], index: int) -> NounMatch | None:
    """Return the noun that begins at `words[index]`; the one of most words, then the longest stem."""
    for count in (3, 2, 1):
        last = index + count
        if last > len(words):
            continue
        for stem, ending in _noun_stems(words[last - 1]):
            for before, sense in _nouns()[stem]:
                if before == tuple(words[index : last - 1]):
                    return NounMatch(last, sense, ending)
    return None


@lru_cache(maxsize=65_536)
def begins(word: str, file: str, entry: str) -> bool:
    """Return whether a word begins with one of the stems of a list; its phrases are passed over."""
    return any(word.startswith(stem) for stem in word_set(file, entry) if " " not in stem)


def says(words: Sequence[str], file: str, entry: str) -> bool:
    """Return whether a sentence has one of the stems or phrases of a list, at the beginning of a word."""
    text = f" {' '.join(words)}"
    return any(f" {phrase}" in text for phrase in word_set(file, entry))


@lru_cache(maxsize=65_536)
def bare(word: str, file: str, entry: str) -> Case | None:
    """Return the case of a word of a list ("облысында" of "облыс"); None when it is none of them."""
    for at in range(len(word), _SHORTEST - 1, -1):
        if word[:at] in word_set(file, entry) and (ending := noun_ending(word[at:])) is not None:
            return ending.case
    return None


@lru_cache(maxsize=65_536)
def planning(word: str) -> bool:
    """Return whether a verb says that the deed before it was planned: "дайындаған", or an intention ("жасамақ")."""
    for at in range(len(word), _SHORTEST - 1, -1):
        ending = verb_ending(word[at:])
        if ending is None:
            continue
        if word[:at] in word_set("clauses", "plans"):
            return True
        if word[:at] in word_set("clauses", "makes") and ending.form is Form.INTENTION:
            return True
    return False
