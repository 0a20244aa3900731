"""Numbers of people as reports write them: digits, words, dozens, ranges, and how they bound the truth."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kztui.extract.en import LEXICON
from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import Number
from kztui.extract.tables import Word
from kztui.model.fact import Qualifier

_LONGEST = 10  # words of one number: "one hundred and twenty-five thousand three hundred and forty"
_DIGITS = re.compile(r"\d{1,9}|\d{1,3}(,\d{3}){1,2}")
_NOUNS_BETWEEN = 4
"""Words between a number and "or more" or its like ("five cooks or more")."""

_DECIMAL = re.compile(r"\d{1,6}\.\d{1,2}")


@cache
def _table() -> dict[str, dict[str, int]]:
    return {name: LEXICON.entry("numbers", name, dict[str, int]) for name in ("words", "scales", "least")}


@cache
def ordinals() -> dict[str, int]:
    """Return the ordinals from "second" on."""
    return LEXICON.entry("numbers", "ordinals", dict[str, int])


@cache
def _phrases(place: str) -> list[tuple[tuple[str, ...], Qualifier]]:
    """Return the qualifying phrases before or after a number, the longest first."""
    table = LEXICON.entry("numbers", place, dict[Qualifier, list[Word]])
    phrases = [(tuple(phrase.split()), qualifier) for qualifier, listed in table.items() for phrase in listed]
    return sorted(phrases, key=lambda item: -len(item[0]))


@cache
def _phrases_to() -> dict[str, list[tuple[tuple[str, ...], Qualifier]]]:
    """Return the phrases before a number by their last words."""
    return {
        last: [item for item in _phrases("before") if item[0][-1] == last]
        for last in {phrase[-1] for phrase, _ in _phrases("before")}
    }


@cache
def _first_after() -> frozenset[str]:
    """Return the first words of the phrases after a number."""
    return frozenset(phrase[0] for phrase, _ in _phrases("after"))


def read_number(words: Sequence[str], first: int) -> Number | None:
    """Return the number whose own words begin at token `first`, with the phrases around it, or None.

    "between four and six", "4 to 6" and "4-6" are ranges; "dozens" is at least twelve.
    """
    plain = _plain(words, first)
    if plain is None:
        return None
    value, last = plain
    upper = _upper_end(words, first, last)
    if upper is not None:
        between = first > 0 and words[first - 1] == "between"
        return Number(first - between, upper[1], value, upper[0], Qualifier.RANGE)
    if words[first] in _table()["least"]:
        return Number(first, last, value, None, Qualifier.AT_LEAST)
    start = first - 1 if first and words[first - 1] in ("a", "an") else first
    if start < first and start and words[start - 1] == "half":
        value, start = value // 2, start - 1
    before, after = _qualifier_before(words, start), _qualifier_after(words, last)
    if before:
        return Number(start - before[0], last, value, None, before[1])
    if after:
        return Number(first, last + after[0], value, None, after[1])
    return Number(first, last, value)


def _plain(words: Sequence[str], first: int) -> tuple[int, int] | None:
    """Return the value of digits or number words from `first` on, and the token after them."""
    tables = _table()
    scales = tables["scales"]
    total = current = 0
    index, end = first, min(len(words), first + _LONGEST)
    while index < end:
        word = words[index]
        if _DIGITS.fullmatch(word):
            if current or total:
                break
            current = int(word.replace(",", ""))
        elif index == first and _DECIMAL.fullmatch(word):
            return _decimal(words, first)
        elif (value := _small(word)) is not None:
            if current and not (current % 100 >= 20 and value < 10) and not (current % 100 == 0 and value < 100):
                break
            current += value
        elif (scale := scales.get(word.removesuffix("s") if index > first else word)) is not None:
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word in tables["least"] and index == first:
            return _least(words, first)
        elif not (word == "and" and index > first and current and current % 100 == 0 and _more(words, index + 1)):
            break
        index += 1
    return (total + current, index) if index > first else None


@lru_cache(maxsize=20_000)
def _small(word: str) -> int | None:
    """Return the value of a number below a hundred in words ("forty-seven"), None for another word."""
    values, parts = _table()["words"], word.split("-")
    return sum(values[part] for part in parts) if values.keys() >= {*parts} else None


def _decimal(words: Sequence[str], first: int) -> tuple[int, int] | None:
    """Return the value of "1.5 million"; a fraction alone counts no people."""
    scale = _table()["scales"].get(words[first + 1]) if first + 1 < len(words) else None
    return None if scale is None else (round(float(words[first]) * scale), first + 2)


def _least(words: Sequence[str], first: int) -> tuple[int, int]:
    """Return the least that "dozens", "tens of thousands" can mean."""
    least = _table()["least"]
    if words[first + 1 : first + 2] == ["of"] and first + 2 < len(words) and words[first + 2] in least:
        return least[words[first]] * least[words[first + 2]], first + 3
    return least[words[first]], first + 1


def _more(words: Sequence[str], index: int) -> bool:
    return index < len(words) and _small(words[index]) is not None


def _upper_end(words: Sequence[str], first: int, last: int) -> tuple[int, int] | None:
    """Return the upper end of a range that begins with the number at `first`, and the token after it."""
    joint = words[last] if last < len(words) else ""
    if first > 1 and words[first - 1] == "from" and word_set("numbers", "rising") & {*words[max(0, first - 6) : first]}:
        return None
    between = first > 0 and words[first - 1] == "between" and joint == "and"
    if not between and joint not in ("to", "-", "–", "or"):
        return None
    return _plain(words, last + 1)


def _qualifier_before(words: Sequence[str], first: int) -> tuple[int, Qualifier] | None:
    for phrase, qualifier in _phrases_to().get(words[first - 1] if first else "", ()):
        if first >= len(phrase) and tuple(words[first - len(phrase) : first]) == phrase:
            return len(phrase), qualifier
    return None


def _qualifier_after(words: Sequence[str], last: int) -> tuple[int, Qualifier] | None:
    """Return the length of the qualifying phrase after a number and what it means; 0 when nouns stand between."""
    opens, counting = _first_after(), _table()["words"]
    if opens.isdisjoint(words[last : last + _NOUNS_BETWEEN + 2]):
        return None
    near = range(last, min(last + _NOUNS_BETWEEN + 1, len(words)))
    stops = (i for i in near if words[i] in opens or words[i] in counting or not words[i].isalpha())
    at = next(stops, -1)
    if at > last and words[at] == "," and words[at + 1 : at + 2] == ["or"]:
        at += 1
    for phrase, qualifier in _phrases("after") if at >= 0 and words[at] in opens else ():
        end = at + len(phrase)
        if tuple(words[at:end]) == phrase and (at == last or _ends(words, end)):
            return (len(phrase) if at == last else 0), qualifier
    return None


def _ends(words: Sequence[str], index: int) -> bool:
    """Return whether no more of what is counted can follow at a token."""
    return index >= len(words) or not words[index].isalpha() or words[index] in word_set("numbers", "behind_nouns")
