"""Russian numbers of people: digits, numerals in any case, collective ones, ranges, and how they bound the truth."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from kztui.extract.mention import Number
from kztui.extract.ru.morphology import analyse
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import number_phrases, number_values
from kztui.model.fact import Qualifier

_LONGEST = 8  # words of one number: "сто двадцать пять тысяч триста сорок"
_DIGITS = re.compile(r"\d{1,9}|\d{1,3}(?:[ \u00a0]\d{3}){1,2}")
_DECIMAL = re.compile(r"(\d{1,6})[.,](\d{1,2})")
_HALF_MORE = 1.5
_LEAST_TENS = 2  # "tens" are twenty at least
_JOINTS = frozenset(("-", "–", "—", "или"))


class Numeral(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) that say a number, its value and, for a range, its upper end.

    `cases` are those that the numeral can be in, empty for digits. `people` says that the numeral counts people by
    itself ("двое").
    """

    first: int
    last: int
    value: int
    value_max: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cases: frozenset[str] = frozenset()
    people: bool = False

    @property
    def number(self) -> Number:
        """The number without its grammar."""
        return Number(self.first, self.last, self.value, self.value_max, self.qualifier)


def numeral(sentence: Analysed, index: int) -> tuple[str, int] | None:
    """Return what a token adds to a number: the list of numbers.toml it is in (words, collective, scales, least), and
    its value; None when it is no numeral."""
    word = sentence.words[index]
    if _DIGITS.fullmatch(word):
        return "digits", int(re.sub(r"\D", "", word))
    listed = number_values()
    if word in listed:
        return listed[word]
    return next((listed[form.lemma] for form in sentence.forms[index] if form.lemma in listed), None)


def read_number(sentence: Analysed, first: int) -> Numeral | None:
    """Return the number whose own words begin at token `first`, with the phrases around it, or None."""
    plain = _plain(sentence, first)
    if plain is None:
        return None
    value, last, cases, people, least = plain
    upper = _upper_end(sentence, first, last)
    if upper is not None and upper[0] > value:
        begins = first - 1 if sentence.word(first - 1) == "от" else first
        return Numeral(begins, upper[1], value, upper[0], Qualifier.RANGE, cases, people)
    before = _qualifier_before(sentence, first)
    start = first - before[0] if before else first
    qualifier = Qualifier.AT_LEAST if least else before[1] if before else _qualifier_after(sentence, last)
    return Numeral(start, last, value, None, qualifier, frozenset() if before else cases, people)


def _plain(sentence: Analysed, first: int) -> tuple[int, int, frozenset[str], bool, bool] | None:
    """Return the value of a numeral, the token after it, its cases, whether it counts people, and whether it is only
    the least ("десятки")."""
    if not may_count(sentence.words[first]):
        return None
    if joined := _hyphened(sentence, first):
        return joined
    total = current = 0
    index, end = first, min(len(sentence.words), first + _LONGEST)
    cases: frozenset[str] = frozenset()
    kinds: list[str] = []
    while index < end:
        listed = numeral(sentence, index)
        if index == first and (times := _factor(sentence, first)):
            scale = _scale(sentence, first + 1)
            return (round(times * scale), first + 2, _cases(sentence, first + 1), False, False) if scale else None
        if listed is None:
            break
        kind, value = listed
        if kind == "scales" and index == first and _several(sentence, index):
            kind, value = "least", _LEAST_TENS * value  # "десятков", "сотням"
        kind, value = ("scales", _scale(sentence, index)) if kind == "least" and index > first else (kind, value)
        if kind == "scales":
            if current == 0 and index > first:
                break
            current = max(current, 1) * value
            if value >= 1000:
                total, current = total + current, 0
        elif kind == "least" and _qualifier_before(sentence, first) is None:
            return value, index + 1, _cases(sentence, index), False, True
        elif kind == "least":
            current = _scale(sentence, index)
        elif current and (kind == "digits" or not _continues(kinds[-1], current, value)):
            break
        else:
            current += value
        kinds.append(kind)
        cases = _cases(sentence, index)
        index += 1
    if index == first:
        return None
    return total + current, index, cases, kinds[-1] == "collective", False


def _several(sentence: Analysed, index: int) -> bool:
    """Return whether a scale stands in the plural without a number before it."""
    forms = [form for form in sentence.forms[index] if form.lemma in number_values()]
    return bool(forms) and all(ending.number == "plur" for form in forms for ending in form.endings)


def _factor(sentence: Analysed, index: int) -> float:
    """Return what multiplies the scale that must follow: "4,5 тысячи", "полтора десятка"; 0 for anything else."""
    decimal = _DECIMAL.fullmatch(sentence.words[index])
    if decimal:
        return float(f"{decimal[1]}.{decimal[2]}")
    return _HALF_MORE if "полтора" in sentence.lemmas(index) else 0.0


def _scale(sentence: Analysed, index: int) -> int:
    """Return the value of "тысяча" and its like at a token, 0 when there is none."""
    found = (number_values().get(lemma, ("", 0)) for lemma in sentence.lemmas(index))
    return next((value for kind, value in found if kind == "scales"), 0)


@lru_cache(maxsize=20_000)
def may_count(word: str) -> bool:
    """Return whether a number can begin with a word."""
    if word[0].isdigit() or "-" in word or word.startswith(("полтор", "полутор")) or word in number_values():
        return True
    return bool(analyse(word).lemmas & number_values().keys())


def _continues(last_kind: str, current: int, value: int) -> bool:
    """Return whether a numeral goes on with the number before it ("двадцать один", "сто двадцать")."""
    if last_kind == "digits":
        return False
    return (current % 100 >= 20 and current % 10 == 0 and value < 10) or (current % 100 == 0 and value < 100)


def _hyphened(sentence: Analysed, first: int) -> tuple[int, int, frozenset[str], bool, bool] | None:
    """Read "пять-шесть" and "двое-трое", which are one token: the least of the two, the other by `_upper_end`."""
    ends = _pair(sentence.words[first])
    return (ends[0], first + 1, frozenset(), ends[2], False) if ends else None


@cache
def _pair(word: str) -> tuple[int, int, bool] | None:
    left, dash, right = word.partition("-")
    one, other = (number_values().get(part) for part in (left, right))
    return (one[1], other[1], other[0] == "collective") if dash and one and other else None


def _cases(sentence: Analysed, index: int) -> frozenset[str]:
    wanted = [form for form in sentence.forms[index] if form.lemma in number_values()]
    return frozenset(case for form in wanted for case in form.cases if case)


def _upper_end(sentence: Analysed, first: int, last: int) -> tuple[int, int] | None:
    """Return the upper end of a range that begins with the number at `first`, and the token after it."""
    pair = _pair(sentence.words[first])
    if pair:
        return pair[1], first + 1
    joint = sentence.word(last)
    if not ((joint == "до" and sentence.word(first - 1) == "от") or joint in _JOINTS):
        return None
    upper = _plain(sentence, last + 1) if last + 1 < len(sentence.words) else None
    return (upper[0], upper[1]) if upper else None


@cache
def _phrases_to() -> dict[str, list[tuple[tuple[str, ...], Qualifier]]]:
    """Return the qualifying phrases before a number by their last words."""
    found: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    for phrase, qualifier in number_phrases():
        found.setdefault(phrase[-1], []).append((phrase, qualifier))
    return found


def _qualifier_before(sentence: Analysed, first: int) -> tuple[int, Qualifier] | None:
    for phrase, qualifier in _phrases_to().get(sentence.words[first - 1] if first else "", ()):
        start = first - len(phrase)
        if start >= 0 and tuple(sentence.words[start:first]) == phrase:
            return len(phrase), qualifier
    return None


def _qualifier_after(sentence: Analysed, last: int) -> Qualifier:
    return Qualifier.AT_LEAST if sentence.word(last) == "и" and sentence.word(last + 1) == "более" else Qualifier.EXACT
