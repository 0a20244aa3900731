"""What a Russian word form can be: its dictionary form, part of speech, cases and the rest, by pymorphy3.

Answers are kept by word form.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from kztui.extract.ru.vocabulary import adjectival, overrides, senses, telling
from kztui.text.russian import analyzer

_CASES = {
    "nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "gen1": "gen",
    "gen2": "gen", "acc2": "acc", "loc1": "loc", "loc2": "loc", "voct": "nom",
}  # fmt: skip
_NOMINAL = frozenset(("NOUN", "ADJF", "PRTF"))
_VERBAL = frozenset(("VERB", "INFN", "GRND", "PRTS"))
_PREDICATIVE = _VERBAL | {"PRTF"}
_NO_NOUN = frozenset(("PREP", "CONJ", "PRCL", "ADVB", "NPRO", "PRED", "COMP", "NUMR"))
_LEAST = 0.005
"""The share of a word's uses below which a reading of it is not considered."""


class Ending(Struct, frozen=True):
    """What one ending says: case (nom, gen, dat, acc, ins, loc), number (sing, plur), gender (masc, femn, neut)."""

    case: str
    number: str
    gender: str


class Lexeme(Struct, frozen=True):
    """One word that a form can belong to: `lemma` with ё as е, `pos` as in OpenCorpora (NOUN, VERB, PRTS ...), the
    `endings` that the form can have with their `cases` and `numbers`, and the `gender` and the other grammemes of its
    likeliest reading."""

    lemma: str
    pos: str
    endings: frozenset[Ending]
    grammemes: frozenset[str]
    known: bool
    cases: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    gender: str = ""

    @property
    def verbal(self) -> bool:
        """Whether it can be the predicate: a finite verb, an infinitive, an adverbial or a short participle."""
        return self.pos in _VERBAL

    @property
    def animate(self) -> bool:
        """Whether it names living beings."""
        return "anim" in self.grammemes

    def __post_init__(self) -> None:
        force_setattr(self, "cases", frozenset(ending.case for ending in self.endings))
        force_setattr(self, "numbers", frozenset(ending.number for ending in self.endings))
        if not self.gender:
            force_setattr(self, "gender", max((ending.gender for ending in self.endings), default=""))


_UNDECLINED = frozenset(Ending(case, "sing", "") for case in ("nom", "gen", "dat", "acc", "ins", "loc"))


class Word(Struct, frozen=True):
    """What a word form can be, the likeliest first, and the dictionary forms of all of these; `lemma` and `pos` are
    those of the likeliest one, the form itself and nothing where there is none. `nominal`: a noun group can begin with
    it, numbers apart; `predicative`: it can be a predicate; `telling`: the lexicon has it, or a part of it, among what
    tells of events. `nouns` are those that can head a group, the ones of the lexicon first; none where the form is
    likelier a word that cannot."""

    lexemes: tuple[Lexeme, ...]
    lemmas: frozenset[str]
    lemma: str
    pos: str
    nominal: bool = True
    predicative: bool = False
    telling: bool = False
    nouns: tuple[Lexeme, ...] = ()


@lru_cache(maxsize=50_000)
def analyse(word: str) -> Word:
    """Return what a word in lower case can be; nothing for one without letters."""
    found = tuple(_lexemes(word)) if any(letter.isalpha() for letter in word) else ()
    first = found[0] if found else None
    lemmas = frozenset(lexeme.lemma for lexeme in found)
    nominal = any(lexeme.pos in _NOMINAL for lexeme in found)
    predicative = any(lexeme.pos in _PREDICATIVE for lexeme in found)
    lemma, pos = (first.lemma, first.pos) if first else (word, "")
    return Word(found, lemmas, lemma, pos, nominal, predicative, _telling(word, lemmas), _nouns(found))


def _telling(word: str, lemmas: frozenset[str]) -> bool:
    """Return whether a word form can be, or have a part that is, one of those that tell of events."""
    parts = {part for one in (word, *lemmas) for part in (one, *one.split("-"))}
    return adjectival(word) in telling() or not parts.isdisjoint(telling())


def _nouns(found: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    if not found or found[0].pos in _NO_NOUN or found[0].verbal:
        return ()
    nouns = (lexeme for lexeme in found if lexeme.pos == "NOUN")
    return tuple(sorted(nouns, key=lambda lexeme: lexeme.lemma not in senses()))


def abbreviation(word: str) -> Word:
    """Return an abbreviation in lower case as a noun that can be in any case."""
    noun = _undeclined(word)
    lemmas = frozenset([word])
    return Word((noun,), lemmas, word, "NOUN", telling=_telling(word, lemmas), nouns=(noun,))


def _lexemes(word: str) -> Iterator[Lexeme]:
    if word[0].isdigit():  # "35-летний"
        tail = word.rpartition("-")[2]
        read = len(tail) > 2 and not tail[0].isdigit()
        yield from (replace(form, lemma=word) for form in (analyse(tail).lexemes if read else ()))
        return
    grouped: dict[tuple[str, str], list[Lexeme]] = {}
    shares: dict[tuple[str, str], float] = {}
    for parse in analyzer().parse(word):
        lexeme = _lexeme(parse.normal_form, str(parse.tag).replace(" ", ",").split(","), parse.is_known)
        key = lexeme.lemma, lexeme.pos
        grouped.setdefault(key, []).append(lexeme)
        shares[key] = shares.get(key, 0.0) + parse.score
    preferred = overrides().get(word)
    for key in sorted(shares, key=lambda key: (key[1] != preferred, -shares[key])):
        if shares[key] >= _LEAST:
            yield _together(grouped[key])


def _undeclined(word: str) -> Lexeme:
    return Lexeme(word.replace("ё", "е"), "NOUN", _UNDECLINED, frozenset(("NOUN", "Fixd")), False)


def _lexeme(lemma: str, tags: list[str], known: bool) -> Lexeme:
    if tags[0] == "UNKN":
        return _undeclined(lemma)
    grammemes = frozenset(tags)
    case = next((_CASES[tag] for tag in tags if tag in _CASES), "")
    number = "plur" if "plur" in grammemes else "sing" if "sing" in grammemes else ""
    gender = next((tag for tag in tags if tag in ("masc", "femn", "neut")), "")
    endings = frozenset([Ending(case, number, gender)])
    return Lexeme(lemma.replace("ё", "е"), tags[0], endings, grammemes, known)


def _together(readings: list[Lexeme]) -> Lexeme:
    first = readings[0]
    endings = frozenset(ending for reading in readings for ending in reading.endings)
    return replace(first, endings=endings)


def lemma_of(word: str, kinds: Iterable[str] = ()) -> str:
    """Return the dictionary form of a word, of the first of its readings that is one of the parts of speech `kinds`."""
    found = analyse(word).lexemes
    wanted = [form for form in found if form.pos in kinds] or found
    return wanted[0].lemma if wanted else word
