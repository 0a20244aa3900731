"""The rules that read one time expression each: "4 June 2016", "on Friday", "two days later", "last week".

Each takes the lower-case words of a sentence, the token where the expression may begin, and the report's calendar.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from kztui.extract.calendars import Calendar, days_span
from kztui.extract.en import LEXICON
from kztui.extract.en.numbers import read_number
from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import TimeMention
from kztui.model.fact import DateSpan, moved

RULE = "dates"
Reader = Callable[[Sequence[str], int, Calendar], TimeMention | None]
_NEWS = 14
"""Days before its publication of which a report mostly tells."""

_ARTICLES = frozenset(("a", "an", "the"))
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})")
_PARTS = re.compile(r"(?P<start>\d{1,4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<end>\d{1,4})")


@cache
def _words(entry: str) -> dict[str, int]:
    return LEXICON.entry("dates", entry, dict[str, int])


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """Return, by their first word, the phrases that count days, with what they count from; the longest first."""
    listed: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for entry in ("days", "from_last"):
        for phrase, days in _words(entry).items():
            words = tuple(phrase.split())
            listed.setdefault(words[0], []).append((words, entry, days))
    for phrases in listed.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return listed


@cache
def _holidays() -> dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]]:
    """Return, by their first word, the holidays with their month and day; the longest name first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]] = {}
    for name, day in LEXICON.entry("dates", "holidays", dict[str, str]).items():
        words, (month, _, number) = tuple(name.split()), day.partition("-")
        found.setdefault(words[0], []).append((words, (int(month), int(number))))
    for holidays in found.values():
        holidays.sort(key=lambda item: -len(item[0]))
    return found


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a time expression can begin with, digits and articles apart."""
    named = (*_words("months"), *_words("weekdays"), *_words("ordinals"), *_phrases())
    parts = (f"mid-{month}" for month in _words("months"))
    words = (*named, *parts, *_holidays(), "last", "this", "past", "next", "overnight")
    return frozenset(words) - _ARTICLES


@cache
def _after_article() -> frozenset[str]:
    """Return the words that can follow the article that a time expression begins with."""
    second = (phrase[1] for article in _ARTICLES for phrase, _, _ in _phrases().get(article, ()))
    return frozenset((*second, *_words("units"), "last", "past", "this", "weekend"))


def is_weekday(word: str) -> bool:
    """Return whether a lower-case word names a day of the week."""
    return word in _words("weekdays")


def time_starts(words: Sequence[str], tags: Sequence[str]) -> list[int]:
    """Return the tokens at which a time expression can begin; `tags` are their parts of speech."""
    first, behind = _first_words(), _after_article()
    return [
        index
        for index, (word, letter) in enumerate(zip(words, tags, strict=True))
        if word in first
        or letter == "M"
        or word[0].isdigit()
        or (word in _ARTICLES and index + 1 < len(words) and words[index + 1] in behind)
    ]


def counts_time(words: Sequence[str]) -> bool:
    """Return whether a sentence has a word for a day or more, as "three days ago" and "the past week" do."""
    return not _unit_words().isdisjoint(words)


@cache
def _unit_words() -> frozenset[str]:
    units = _words("units")
    return frozenset((*units, *(f"{unit}s" for unit in units)))


def read_time(words: Sequence[str], index: int, known: Calendar, *, counting: bool = True) -> TimeMention | None:
    """Return the time expression that begins at a token, by the first rule that reads one there; without `counting`
    none that counts days or longer."""
    for reader in _readers(words[index]):
        if not counting and reader in _COUNTING:
            continue
        try:
            mention = reader(words, index, known)
        except (OverflowError, ValueError):  # a day before the year 1 or after 9999
            continue
        if mention is not None:
            return mention
    return None


def _phrase(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "yesterday", "the previous day"."""
    for phrase, entry, days in _phrases().get(words[index], ()):
        if tuple(words[index : index + len(phrase)]) == phrase:
            last = _past_part_of_day(words, index + len(phrase))
            if entry == "days":
                return TimeMention(index, last, known.shifted(days), f"{RULE}.days/1")
            return TimeMention(index, last, known.from_last(days), f"{RULE}.from_last/1", form="counted")
    return None


def _holiday(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "New Year's Eve", "Christmas": the last such day."""
    for phrase, (month, day) in _holidays().get(words[index], ()):
        if tuple(words[index : index + len(phrase)]) == phrase:
            return TimeMention(index, index + len(phrase), known.day(month, day, None), f"{RULE}.holiday/1")
    return None


def _nights(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "overnight": the night before the publication, which lies on two days."""
    if words[index] != "overnight":
        return None
    return TimeMention(index, index + 1, known.shifted(0, length=2), f"{RULE}.overnight/1")


def _weekend(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "at the weekend", "over the weekend"."""
    named = words[index + 1 : index + 2] == ["weekend"] and words[index] == "the"
    if not named or not index or words[index - 1] not in ("at", "over", "on", "during"):
        return None
    return TimeMention(index, index + 2, _last_weekend(known), f"{RULE}.last/1")


def _last_weekend(known: Calendar) -> DateSpan:
    sunday = known.weekday(6)
    return DateSpan(moved(sunday.start, -1), sunday.end, 2) if sunday.start else sunday


def _day_month(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "4 June", "4th of June 2016", "3 JAN 90", "4-5 June", "4 and 5 June", "4 to 5 June", "third of June"."""
    day = _day_number(words[index]) or _day_in_words(words, index)
    if day is None:
        return None
    position, upper = index + 1, None
    if position + 1 < len(words) and words[position] in ("-", "–", "and", "to", "or"):
        upper = _day_number(words[position + 1])
        position = position + 2 if upper else position
    if position < len(words) and words[position] == "of":
        position += 1
    month = _words("months").get(words[position].rstrip(".")) if position < len(words) else None
    if month is None:
        return None
    year, last = _year_after(words, position + 1, known)
    return TimeMention(index, last, known.days(month, day, upper, year), f"{RULE}.day-month/1")


def _month_day(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "June 4", "June 4, 2016", "June 4-5", "July 8 to 10"."""
    month = _words("months").get(words[index])
    position = index + 1
    if position < len(words) and words[position] == ".":
        position += 1
    if month is None or position >= len(words) or (day := _day_number(words[position])) is None:
        return None
    position, upper = position + 1, None
    if position + 1 < len(words) and words[position] in ("-", "–", "and", "to"):
        upper = _day_number(words[position + 1])
        position = position + 2 if upper else position
    year, last = _year_after(words, position, known)
    return TimeMention(index, last, known.days(month, day, upper, year), f"{RULE}.month-day/1")


def _month_year(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "June 2016", "June", "mid-June", "last June"."""
    last_one = words[index] in ("last", "past") and index + 1 < len(words)
    month = _words("months").get(words[index + last_one].removeprefix("mid-"))
    if month is None:
        return None
    if last_one:
        return TimeMention(index, index + 2, known.last_month(month), f"{RULE}.month/1")
    year, last = _year_after(words, index + 1, known)
    span = known.month(month, year)
    third = _words("thirds").get("mid" if words[index].startswith("mid-") else words[index - 1] if index else "")
    return TimeMention(index, last, span if third is None else _third(span, third), f"{RULE}.month/1")


def _third(month: DateSpan, number: int) -> DateSpan:
    """Return the first, second or last third of a month ("late February")."""
    if month.start is None or month.end is None:
        return month
    length = month.end.day
    first, last = (1, 11, length * 2 // 3 + 1)[number], (10, 20, length)[number]
    return DateSpan(month.start.replace(day=first), month.start.replace(day=last), month.prec)


def _weekday(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "Friday", "last Friday", "Friday night"."""
    last_one = words[index] in ("last", "past") and index + 1 < len(words)
    number = _words("weekdays").get(words[index + 1] if last_one else words[index])
    if number is None:
        return None
    last = _past_part_of_day(words, index + 1 + last_one)
    return TimeMention(index, last, known.weekday(number, before=last_one), f"{RULE}.weekday/1", form="weekday")


def _numeric(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "5.06.2016", "2016-06-05", "25/06/2016"; "5/6/2016" stays unresolved: some mean May, others June."""
    dotted = _DOTTED.fullmatch(words[index])
    if dotted:
        day, month, year = map(int, dotted.groups())
        return TimeMention(index, index + 1, known.day(month, day, year), f"{RULE}.numeric/1")
    parts = _PARTS.fullmatch("".join(words[index : index + 5]))
    if not parts:
        return None
    if parts["mark"] == "-":
        span = known.day(int(parts["month"]), int(parts["end"]), int(parts["start"]))
    else:
        day, month = int(parts["start"]), int(parts["month"])
        day, month = (month, day) if month > 12 else (day, month)
        both = day <= 12 and day != month
        span = _either(known, day, month, int(parts["end"])) if both else known.day(month, day, int(parts["end"]))
    return TimeMention(index, index + 5, span, f"{RULE}.numeric/1")


def _either(known: Calendar, day: int, month: int, year: int) -> DateSpan:
    """Return the day of "5/6/2016" where only one reading lies in the two weeks before the publication."""
    if known.published is None:
        return DateSpan()
    readings = [known.day(first, second, year) for first, second in ((month, day), (day, month))]
    near = [r for r in readings if r.start and 0 <= (known.published - r.start).days <= _NEWS]
    return near[0] if len(near) == 1 else DateSpan()


def _ago(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "three days ago", "two weeks earlier", "a month later", "a week afterwards"."""
    if words[index] in ("a", "an", "one"):
        count, last = 1, index + 1
    else:
        number = read_number(words, index)
        if number is None or number.first > index:
            return None
        count, last = number.value, number.last
        index = number.first  # "less than three months ago"
    if last + 1 >= len(words) or count > 1000:
        return None
    days = _words("units").get(words[last].removesuffix("s"))
    direction = _words("away").get(words[last + 1])
    if days is None or direction is None:
        return None
    origin = known.published if words[last + 1] == "ago" else known.last
    pointing = words[last + 2 : last + 3] in (["that"], ["this"]) and _ends(words, last + 3)
    if words[last + 1] in ("before", "after") and not pointing and not _ends(words, last + 2):
        origin = None  # "two days after the raid" counts from the raid
    years = days == _words("units")["year"]
    if words[last + 1] == "ago" and years and (then := _years_ago(words, last + 2, known, count)):
        return TimeMention(index, then[1], then[0], f"{RULE}.ago/1", form="past")
    span = known.away(origin, direction * count, words[last].removesuffix("s"))
    long_ago = years and words[last + 1] == "ago"
    return TimeMention(index, last + 2 + pointing, span, f"{RULE}.ago/1", form="past" if long_ago else "")


def _ends(words: Sequence[str], index: int) -> bool:
    """Return whether the clause ends at a token."""
    return words[index : index + 1] in ([], [","], ["."], [";"])


def _years_ago(words: Sequence[str], index: int, known: Calendar, years: int) -> tuple[DateSpan, int] | None:
    """Return the day of "two years ago today" and "a year ago on Monday", and the token after it."""
    position = index + (words[index : index + 1] == ["on"])
    word = words[position] if position < len(words) else ""
    if known.published is None or (word not in ("today", "yesterday") and word not in _words("weekdays")):
        return None
    day = known.weekday(_words("weekdays")[word]) if word in _words("weekdays") else known.shifted(_words("days")[word])
    if day.start is None:
        return None
    return known.day(day.start.month, day.start.day, day.start.year - years), position + 1


def _last_unit(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "last week", "this week", "last month", "this year", "the past week"."""
    position = index + 1 if words[index] == "the" else index
    if position + 1 >= len(words) or words[position] not in ("last", "this", "past"):
        return None
    unit = words[position + 1]
    if unit not in ("week", "month", "year", "weekend"):
        return None
    if unit == "weekend":
        span = _last_weekend(known)
    elif words[position] == "last":
        span = known.last_unit(unit)
    else:
        span = _this(unit, known)
    return TimeMention(index, position + 2, span, f"{RULE}.last/1")


def _past_units(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "the past three days", "the last two weeks": a period, which dates no event."""
    position = index + 1 if words[index] == "the" else index
    if position + 2 >= len(words) or words[position] not in ("last", "past"):
        return None
    number = read_number(words, position + 1)
    if number is None or number.first != position + 1 or number.last >= len(words) or number.value > 1000:
        return None
    days = _words("units").get(words[number.last].removesuffix("s"))
    if days is None:
        return None
    span = known.shifted(0, length=max(1, number.value * days))
    return TimeMention(index, number.last + 1, span, f"{RULE}.past/1", open=True)


def _next(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "next Monday", "next week": nothing has happened then."""
    if words[index] != "next" or index + 1 >= len(words):
        return None
    if words[index + 1] not in _words("weekdays") and words[index + 1] not in _words("units"):
        return None
    return TimeMention(index, index + 2, DateSpan(), f"{RULE}.next/1", open=True)


def _this(unit: str, known: Calendar) -> DateSpan:
    """Return the week or month up to the publication, since what is told of it lies before that; or the year."""
    if known.published is None:
        return DateSpan()
    if unit == "week":
        return known.shifted(0, length=7)
    if unit == "month":
        return days_span(known.published.replace(day=1), known.published)
    return known.year_span(known.published.year)


def _year(words: Sequence[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "in 2011", "the 2011 attacks"."""
    year = _full_year(words[index])
    if year is None or not index:
        return None
    naming = words[index - 1] == "the" and index + 1 < len(words) and words[index + 1][0].isalpha()
    if not naming and words[index - 1] not in word_set("dates", "before_year"):
        return None
    return TimeMention(index, index + 1, known.year_span(year), f"{RULE}.year/1")


def _day_number(word: str) -> int | None:
    digits = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _day_in_words(words: Sequence[str], index: int) -> int | None:
    """Return the day of "third of June"; without "of" the word may count something else ("the first march")."""
    return _words("ordinals").get(words[index]) if "of" in words[index + 1 : index + 2] else None


def _year_after(words: Sequence[str], index: int, known: Calendar) -> tuple[int | None, int]:
    """Return the year that follows a day or month, with or without a comma, and the token after it."""
    position = index + 1 if index < len(words) and words[index] in (",", "of") else index
    word = words[position] if position < len(words) else ""
    year = _full_year(word)
    if year is None and position == index and len(word) == 2 and word.isdecimal() and int(word) >= 32:
        year = 1900 + int(word)
    if year is None:
        return None, index
    known.learn_year(year)
    return year, position + 1


def _full_year(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2099 else None


def _past_part_of_day(words: Sequence[str], last: int) -> int:
    return last + 1 if last < len(words) and words[last] in word_set("dates", "parts_of_day") else last


_COUNTING = (_ago, _past_units)
_COUNTED = (_numeric, _day_month, _ago, _year)


@lru_cache(maxsize=20_000)
def _readers(word: str) -> tuple[Reader, ...]:
    """Return the rules that can read an expression that begins with a word, in their order."""
    if word[0].isdigit():
        return _COUNTED
    past, month = word in ("last", "past"), word.removeprefix("mid-") in _words("months")
    opening = (
        (_phrase, word in _phrases()),
        (_holiday, word in _holidays()),
        (_nights, word == "overnight"),
        (_weekend, word == "the"),
        (_day_month, word in _words("ordinals")),
        (_month_day, month),
        (_month_year, past or month),
        (_weekday, past or word in _words("weekdays")),
        (_ago, True),
        (_past_units, past or word == "the"),
        (_last_unit, past or word in ("the", "this")),
        (_next, word == "next"),
    )
    return tuple(reader for reader, opens in opening if opens)
