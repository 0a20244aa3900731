"""When: days, months, weekdays and what is counted from them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from msgspec.structs import replace

from kztui.extract.calendars import Calendar, days_span
from kztui.extract.kk import LEXICON
from kztui.extract.kk.numbers import read_number
from kztui.extract.kk.script import plain
from kztui.extract.kk.suffixes import noun_ending
from kztui.extract.kk.vocabulary import word_set
from kztui.extract.mention import TimeMention
from kztui.extract.tables import Word
from kztui.model.fact import DateSpan

_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_DAY = re.compile(r"(\d{1,2})(?:-[^\W\d_]+)?")
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)(?:-[^\W\d_]+)?")
_DASHES = frozenset("-–—")
_YEAR_WORD, _MONTH_WORD, _DAY_WORD = map(plain, ("жыл", "ай", "күн"))
_HOUR_REACH = 3
"""Tokens beside a time within which a part of the day belongs to it."""

_LEADING = frozenset(map(plain, ("қараған", "қарай", "түні")))
"""Words beside the second of two days that make them the night between these."""

_ABLATIVE = tuple(map(plain, ("дан", "ден", "нан", "нен", "тан", "тен")))


@cache
def _ordered(entry: str) -> dict[str, int]:
    listed = LEXICON.entry("dates", entry, dict[str, list[Word]])["words"]
    return {plain(word): number for number, word in enumerate(listed)}


@cache
def _table(entry: str) -> dict[str, int]:
    return {plain(word): days for word, days in LEXICON.entry("dates", entry, dict[str, int]).items()}


@cache
def _units() -> dict[str, str]:
    return {plain(word): unit for word, unit in LEXICON.entry("dates", "units", dict[str, Word]).items()}


@cache
def _hours() -> dict[str, str]:
    return {plain(word): part for word, part in LEXICON.entry("dates", "hours", dict[str, Word]).items()}


@lru_cache(maxsize=65_536)
def _stem(word: str, entry: str) -> int | None:
    """Return the number of the month or weekday that a word is a form of."""
    for at in range(len(word), 2, -1):
        number = _ordered(entry).get(word[:at])
        if number is not None and noun_ending(word[at:]) is not None:
            return number
    return None


@lru_cache(maxsize=65_536)
def _form_of(word: str, stem: str) -> bool:
    """Return whether a word is a form of a noun, attributes such as "жылғы" and "күнгі" included."""
    rest = word.removeprefix(stem)
    return word.startswith(stem) and (noun_ending(rest) is not None or rest in ("ғы", "гі", "қы", "кі"))


class _Words:
    """The words of a sentence, empty outside it."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def __getitem__(self, index: int) -> str:
        return self._words[index] if 0 <= index < len(self._words) else ""


def find_times(words: Sequence[str], known: Calendar) -> list[TimeMention]:
    """Return the times that a sentence names, in order; `known` learns the days and years."""
    found: list[TimeMention] = []
    index = 0
    while index < len(words):
        time = _time_at(_Words(words), index, known)
        if time is None:
            index += 1
            continue
        found.append(replace(time, hours=frozenset(_hours_beside(words, time))))
        index = time.last
        if len(found) > 1 and (night := _night(words, *found[-2:])):
            found[-2:] = [night]
    return found


def _night(words: Sequence[str], one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Read "жексенбіден дүйсенбіге қараған түні": the night between two days is both of them."""
    led = {*words[other.last - 1 : other.last + 1]} & _LEADING
    start, end = one.span.start, other.span.end
    if one.last != other.first or not led or not words[one.last - 1].endswith(_ABLATIVE) or not (start and end):
        return None
    return replace(other, first=one.first, span=days_span(start, end), form="") if start < end else None


def _time_at(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    """Return the time that begins at a token."""
    if not _can_begin(words[at]):
        return None
    for read in (_numeric, _dated, _period, _named_day, _weekday, _counted, _unit):
        if (time := read(words, at, known)) is not None:
            return time
    return None


@lru_cache(maxsize=65_536)
def _can_begin(word: str) -> bool:
    """Return whether a time can begin with a word."""
    if word[:1].isdigit() or _stem(word, "months") is not None or _stem(word, "weekdays") is not None:
        return True
    listed = word_set("dates", "last") | word_set("dates", "this") | word_set("dates", "last_year")
    if word in listed | word_set("dates", "span") or _form_of(word, _YEAR_WORD):
        return True
    phrases = (*_table("days"), *_table("from_last"))
    return any(word == phrase.split()[0] for phrase in phrases) or read_number([word], 0) is not None


def _numeric(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    found = _NUMERIC.fullmatch(words[at])
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    known.learn_year(year)
    return TimeMention(at, at + 1, known.day(month, day, year), "dates.numeric/1")


def _dated(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    """Read "2016 жылғы 5 маусымда", "былтыр шілдеде", "2012 жылдың қазан айында", "4-5 маусымда", "2016 жылы"."""
    year, after = _year(words, at, known)
    if after < at + 1 and year is not None:
        return None
    day = _DAY.fullmatch(words[after])
    month = _stem(words[after + 1], "months") if day else None
    if day and month is not None:
        if year is not None:
            known.learn_year(year)
        last = after + 2 + _form_of(words[after + 2], _DAY_WORD)
        return TimeMention(at, last, known.day(month + 1, int(day[1]), year), "dates.day-month/1")
    if (days := _days(words, after)) and (month := _stem(words[after + 3], "months")) is not None:
        first, other = (known.day(month + 1, number, year) for number in days)
        if first.start and other.end and first.start < other.end:
            last = after + 4 + _form_of(words[after + 4], _DAY_WORD)
            return TimeMention(at, last, DateSpan(first.start, other.end, 2), "dates.day-month/1")
    month = _stem(words[after], "months")
    if month is not None and (
        year is not None or _form_of(words[after + 1], _MONTH_WORD) or words[after].endswith("а")
    ):
        last = after + 1 + _form_of(words[after + 1], _MONTH_WORD)
        return TimeMention(at, last, known.month(month + 1, year), "dates.month/1")
    if year is not None and after > at:
        return TimeMention(at, after, known.year_span(year), "dates.year/1", open=_opens(words, after))
    return None


def _days(words: _Words, at: int) -> tuple[int, int] | None:
    first, second = words[at], words[at + 2]
    if first.isdigit() and words[at + 1] in _DASHES and second.isdigit() and len(first) < 3 > len(second):
        return int(first), int(second)
    return None


def _year(words: _Words, at: int, known: Calendar) -> tuple[int | None, int]:
    """Return the year named at a token and the token after it; None and the token itself when none is."""
    found = _YEAR.fullmatch(words[at])
    if found and _form_of(words[at + 1], _YEAR_WORD):
        return int(found[1]), at + 2
    published = known.published
    if published is None:
        return None, at
    if words[at] in word_set("dates", "last_year"):
        return published.year - 1, at + 1
    if words[at] in word_set("dates", "last") and _form_of(words[at + 1], _YEAR_WORD):
        return published.year - 1, at + 2
    if words[at] in word_set("dates", "this") and words[at] != plain("осы"):
        return published.year, at + 1
    return None, at


def _opens(words: _Words, at: int) -> bool:
    """Return whether the words behind a time make it a period up to now ("жылдан бері")."""
    return bool(word_set("dates", "since") & {words[at], words[at + 1]})


def _period(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    """Read "жыл басынан бері" and "соңғы бес жылда": periods, in which no single incident happened."""
    last = None
    if _form_of(words[at], _YEAR_WORD) and words[at + 2] in word_set("dates", "since"):
        last = at + 3
    elif words[at] in word_set("dates", "span"):
        last = next((i + 1 for i in range(at + 1, at + 4) if _form_of(words[i], _YEAR_WORD)), None)
    if last is None:
        return None
    span = known.year_span(known.published.year) if known.published else DateSpan()
    return TimeMention(at, last, span, "dates.past/1", open=True, bound="since", since=at)


def _named_day(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    for length in (2, 1):
        phrase = " ".join(words[at + i] for i in range(length))
        if phrase in _table("days"):
            return TimeMention(at, at + length, known.shifted(_table("days")[phrase]), "dates.days/1")
        if phrase in _table("from_last"):
            span = known.from_last(_table("from_last")[phrase])
            return TimeMention(at, at + length, span, "dates.from_last/1", form="counted") if span.resolved else None
    return None


def _weekday(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    number = _stem(words[at], "weekdays")
    if number is None:
        return None
    last = at + 1 + _form_of(words[at + 1], _DAY_WORD)
    return TimeMention(at, last, known.weekday(number), "dates.weekday/1", form="weekday")


def _counted(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    """Read "екі күн бұрын" and "үш күннен кейін"."""
    counted = read_number([words[at], words[at + 1]], 0)
    if counted is None:
        return None
    unit_at = at + counted.number.last
    unit = _unit_of(words[unit_at])
    direction = {"бұрын": -1, plain("кейін"): 1}.get(words[unit_at + 1])
    if unit is None or direction is None:
        return None
    origin: date | None = known.published if direction < 0 else known.last
    span = known.away(origin, direction * counted.number.value, unit)
    return TimeMention(at, unit_at + 2, span, "dates.ago/1") if span.resolved else None


def _unit(words: _Words, at: int, known: Calendar) -> TimeMention | None:
    """Read "өткен аптада" and "осы аптада"."""
    unit = _unit_of(words[at + 1])
    if unit is None or unit == "day" or known.published is None:
        return None
    if words[at] in word_set("dates", "last"):
        return TimeMention(at, at + 2, known.last_unit(unit), "dates.last/1")
    if words[at] in word_set("dates", "this"):
        return TimeMention(at, at + 2, known.away(known.published, 0, unit), "dates.last/1")
    return None


def _unit_of(word: str) -> str | None:
    return next((unit for stem, unit in _units().items() if _form_of(word, stem)), None)


def _hours_beside(words: Sequence[str], time: TimeMention) -> Iterator[str]:
    for word in words[max(0, time.first - 1) : time.last + _HOUR_REACH]:
        if word in _hours():
            yield _hours()[word]
