"""Numbers of people: figures, words and collective numerals, and what bounds them."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kztui.extract.kk import LEXICON
from kztui.extract.kk.script import plain
from kztui.extract.kk.suffixes import Case, Noun, noun_ending
from kztui.extract.mention import Number
from kztui.extract.tables import Word
from kztui.model.fact import Qualifier

_FIGURE = re.compile(r"(\d{1,6})(?:-([^\W\d_]+))?")
_MOST = 999_999
_COLLECTIVE = ("еу", "ау", "і", "ы", "сі", "сы")
"""Beginnings of the ending that makes a figure a number of people ("8-і", "4-еуі")."""

_DASHES = frozenset("-–—")
_BARE = Noun(Case.NOMINATIVE)


class Counted(Struct, frozen=True):
    """A number in a sentence, the ending of its last word, and whether it means people by itself ("екеуі")."""

    number: Number
    ending: Noun
    people: bool = False


class _Numeral(Struct, frozen=True):
    value: int
    scale: bool
    people: bool
    ending: Noun


@cache
def _table(entry: str) -> dict[str, int]:
    return {plain(word): value for word, value in LEXICON.entry("numbers", entry, dict[str, int]).items()}


@cache
def _bounds(entry: str) -> dict[tuple[str, ...], Qualifier]:
    listed = LEXICON.entry("numbers", entry, dict[str, Qualifier])
    return {tuple(map(plain, words.split())): qualifier for words, qualifier in listed.items()}


@cache
def _measures() -> frozenset[str]:
    return frozenset(plain(word) for word in LEXICON.entry("numbers", "measures", dict[str, list[Word]])["words"])


@lru_cache(maxsize=65_536)
def _numeral(word: str) -> _Numeral | None:
    """Return what a word says as a numeral, with any ending."""
    if figure := _FIGURE.fullmatch(word):
        suffix = figure[2] or ""
        collective = suffix.startswith(_COLLECTIVE)
        ending = noun_ending(suffix[2:] if suffix.startswith(_COLLECTIVE[:2]) else suffix)
        return None if ending is None else _Numeral(int(figure[1]), False, collective, ending)
    for entry in ("collective", "words", "scales"):
        for at in range(len(word), 1, -1):
            value = _table(entry).get(word[:at])
            ending = noun_ending(word[at:]) if value is not None else None
            if value is not None and ending is not None:
                return _Numeral(value, entry == "scales", entry == "collective", ending)
    return None


def read_number(words: Sequence[str], start: int) -> Counted | None:
    """Return the number that begins at a token, with the words that bound it on both sides; None when none begins.

    Its first token is that of the number itself or of the bound before it.
    """
    parsed = _value(words, start)
    if parsed is None:
        return None
    value, last, numeral = parsed
    value_max = None
    if last + 1 < len(words) and words[last] in _DASHES and (upper := _value(words, last + 1)):
        value_max, last, numeral = upper
    qualifier = Qualifier.EXACT if value_max is None else Qualifier.RANGE
    first = start
    for length in (2, 1):
        bound = _bounds("before").get(tuple(words[max(0, start - length) : start]))
        if bound is not None:
            qualifier, first = bound, start - length
            break
    if last < len(words) and numeral.ending.case in (Case.ABLATIVE, Case.DATIVE):
        bound = _bounds("after").get((words[last],))
        if bound is not None:
            qualifier, last = bound, last + 1
            numeral = replace(numeral, ending=_BARE)
    return Counted(Number(first, last, value, value_max, qualifier), numeral.ending, numeral.people)


def _value(words: Sequence[str], start: int) -> tuple[int, int, _Numeral] | None:
    """Return the value of the numerals from a token on, the token after them and the last one: "жүз елу екі" is 152."""
    total, current, last = 0, 0, start
    said: _Numeral | None = None
    while last < len(words) and (numeral := _numeral(words[last])) is not None:
        if said is not None and not _continues(numeral, said, words[last]):
            break
        if numeral.scale:
            current = max(current, 1) * numeral.value
            if numeral.value >= 1000:
                total, current = total + current, 0
        else:
            current += numeral.value
        said, last = numeral, last + 1
    return (min(total + current, _MOST), last, said) if said else None


def _continues(numeral: _Numeral, before: _Numeral, word: str) -> bool:
    """Return whether a numeral goes on with the one before it: a bare one, of larger units, unless a scale follows."""
    if before.people or before.ending != _BARE or word[0].isdigit():
        return False
    return numeral.scale or (before.value > numeral.value and before.value >= 10)


def measures(word: str) -> bool:
    """Return whether a noun after a number makes it a number of something other than people ("жылға", "жастағы")."""
    if word.startswith(("жаста", "жасар")):
        return True
    return any(word[:at] in _measures() and noun_ending(word[at:]) is not None for at in range(2, len(word) + 1))
