"""When: the time expressions of a sentence as spans of days.

Weekdays and "last week" are counted from the day of publication with dateutil; without one they stay unresolved. A day
and month without a year take the year that the report named last, else the latest one that is not after publication.
"""

import calendar
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta, weekday

from kztui.extract.lexicon import word_set
from kztui.extract.numbers import read_number
from kztui.extract.tables import read_entry
from kztui.extract.tokens import Sentence
from kztui.model.fact import DateSpan

RULE = "dates"
_OPEN_REACH = 12
_BIRTH = frozenset(("born", "aged"))
_PARTS_OF_DAY = frozenset(("night", "morning", "afternoon", "evening", "noon", "dawn", "midnight"))
_PRECISIONS = ((1, 1), (6, 2), (7, 3), (31, 4))  # UCDP's date_prec by the length of a span in days


class TimeMention(NamedTuple):
    """Tokens `first` to `last` (exclusive) that name a time; `open` times ("since May") date no event.

    `rule` is the id of the rule that read them.
    """

    first: int
    last: int
    span: DateSpan
    rule: str
    open: bool = False


class Calendar:
    """What a report has said about time so far: its publication date, the last day and the last year it named."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.last: date | None = None
        self.year: int | None = None
        self._year_at = -2
        self._sentence = 0

    def begin(self, sentence: int) -> None:
        """Go on to a sentence; a year holds for the sentence that names it and the next one."""
        self._sentence = sentence

    def learn_year(self, year: int) -> None:
        """Take the year of a full date for the dates without one that follow."""
        self.year, self._year_at = year, self._sentence

    def day(self, month: int, day: int, year: int | None) -> DateSpan:
        """Return the span of a day, its year by context; unresolved when there is no such day or no year."""
        year = year or self._year_of(month, day)
        if year is None or not 1 <= day <= calendar.monthrange(year, month)[1]:
            return DateSpan()
        return self._named(date(year, month, day), date(year, month, day))

    def month(self, month: int, year: int | None) -> DateSpan:
        """Return the span of a month, its year by context."""
        year = year or self._year_of(month, 1)
        if year is None:
            return DateSpan()
        return self._named(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    def year_span(self, year: int) -> DateSpan:
        """Return the span of a year."""
        return self._named(date(year, 1, 1), date(year, 12, 31))

    def shifted(self, days: int, *, length: int = 1) -> DateSpan:
        """Return `length` days that end `days` from the publication; unresolved without one."""
        if self.published is None:
            return DateSpan()
        end = self.published + timedelta(days)
        return self._named(end - timedelta(length - 1), end)

    def from_last(self, days: int) -> DateSpan:
        """Return the day that is `days` from the last day named; unresolved when none was."""
        day = self.last
        return self._named(day + timedelta(days), day + timedelta(days)) if day else DateSpan()

    def weekday(self, number: int, *, before: bool = False) -> DateSpan:
        """Return the weekday on or before publication (`before`: never the day of publication itself)."""
        if self.published is None:
            return DateSpan()
        start = self.published - timedelta(1) if before else self.published
        day = start + relativedelta(weekday=weekday(number)(-1))
        return self._named(day, day)

    def last_unit(self, unit: str) -> DateSpan:
        """Return the calendar week, month or year before that of publication."""
        if self.published is None:
            return DateSpan()
        if unit == "week":
            monday = self.published - timedelta(self.published.weekday() + 7)
            return self._named(monday, monday + timedelta(6))
        if unit == "month":
            previous = self.published + relativedelta(months=-1)
            return self.month(previous.month, previous.year)
        return self.year_span(self.published.year - 1)

    def _year_of(self, month: int, day: int) -> int | None:
        if self.published is None:
            return self.year
        if self.year is not None and self._sentence - self._year_at <= 1 and self.year < self.published.year:
            return self.year
        return (
            self.published.year
            if (month, day) <= (self.published.month, self.published.day)
            else self.published.year - 1
        )

    def _named(self, start: date, end: date) -> DateSpan:
        if start == end:
            self.last = start
        length = (end - start).days + 1
        return DateSpan(start, end, next((prec for days, prec in _PRECISIONS if length <= days), 5))


@cache
def _words(entry: str) -> dict[str, int]:
    return read_entry("dates", entry, dict[str, int])


@cache
def _phrases(entry: str) -> list[tuple[tuple[str, ...], int]]:
    phrases = [(tuple(phrase.split()), days) for phrase, days in _words(entry).items()]
    return sorted(phrases, key=lambda item: -len(item[0]))


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a time expression can begin with, digits apart."""
    listed = {phrase[0] for entry in ("days", "from_last") for phrase, _ in _phrases(entry)}
    return frozenset(
        listed | {*_words("months"), *_words("weekdays"), "last", "this", "past", "a", "several", "few", "the"}
    )


def find_times(sentence: Sentence, known: Calendar) -> list[TimeMention]:
    """Return the time expressions of a sentence in order; `known` learns the days and years that they name."""
    words, found, index = sentence.words, [], 0
    known.begin(sentence.number)
    starts = _first_words()
    while index < len(words):
        word = words[index]
        mention = None
        if word in starts or word[0].isdigit() or sentence.tags[index] == "M":
            mention = _mention(words, index, known, sentence)
        if mention is None:
            index += 1
            continue
        found.append(mention._replace(open=_is_open(words, index)))
        index = mention.last
    return found


def _is_open(words: list[str], first: int) -> bool:
    """Return whether "since" or its like governs a time, in its own clause."""
    for word in reversed(words[max(0, first - _OPEN_REACH) : first]):
        if word in word_set("dates", "open"):
            return True
        if word in (",", ";", "-", "–", "and"):
            return False
    return False


def _mention(words: list[str], index: int, known: Calendar, sentence: Sentence) -> TimeMention | None:
    readers = (_phrase, _day_month, _month_day, _month_year, _weekday, _ago, _last_unit, _year)
    for reader in readers:
        mention = reader(words, index, known)
        if mention is not None and not _plain_word(mention, sentence):
            return mention
    return None


def _plain_word(mention: TimeMention, sentence: Sentence) -> bool:
    """Return whether the words date nothing: "may" and "march" alone and not after a preposition, a year of birth,
    "Today" in the name of a newspaper."""
    if sentence.words[mention.first] == "today" and mention.first and sentence.capital(mention.first):
        return True
    if any(word in _BIRTH for word in sentence.words[max(0, mention.first - 3) : mention.first]):
        return True
    if mention.last - mention.first > 1 or sentence.words[mention.first] not in ("may", "march", "mar", "sun"):
        return False
    before = sentence.words[mention.first - 1] if mention.first else ""
    return before not in ("in", "of", "since", "until", "last", "this", "early", "late", "mid", "by", "during")


def _phrase(words: list[str], index: int, known: Calendar) -> TimeMention | None:
    for entry in ("days", "from_last"):
        for phrase, days in _phrases(entry):
            if tuple(words[index : index + len(phrase)]) == phrase:
                last = _past_part_of_day(words, index + len(phrase))
                span = known.shifted(days) if entry == "days" else known.from_last(days)
                return TimeMention(index, last, span, f"{RULE}.{entry}/1")
    return None


def _day_month(words: list[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "4 June", "4th of June 2016", "3 JAN 90", "4-5 June", "4 and 5 June", "4 to 5 June"."""
    day = _day_number(words[index])
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
    return TimeMention(index, last, _days(known, month, day, upper, year), f"{RULE}.day-month/1")


def _month_day(words: list[str], index: int, known: Calendar) -> TimeMention | None:
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
    return TimeMention(index, last, _days(known, month, day, upper, year), f"{RULE}.month-day/1")


def _month_year(words: list[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "June 2016" and "June"."""
    month = _words("months").get(words[index])
    if month is None:
        return None
    year, last = _year_after(words, index + 1, known)
    return TimeMention(index, last, known.month(month, year), f"{RULE}.month/1")


def _weekday(words: list[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "Friday", "last Friday", "Friday night"."""
    last_one = words[index] in ("last", "past") and index + 1 < len(words)
    number = _words("weekdays").get(words[index + 1] if last_one else words[index])
    if number is None:
        return None
    last = _past_part_of_day(words, index + 1 + last_one)
    return TimeMention(index, last, known.weekday(number, before=last_one), f"{RULE}.weekday/1")


def _ago(words: list[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "three days ago", "two weeks earlier", "a month later", "a week ago"."""
    if words[index] in ("a", "an", "one"):
        count, last = 1, index + 1
    elif words[index] == "several" or words[index] == "few":
        return None
    else:
        number = read_number(words, index)
        if number is None or number.first != index:
            return None
        count, last = number.value, number.last
    if last + 1 >= len(words) or count > 1000:
        return None
    days = _words("units").get(words[last].removesuffix("s"))
    direction = {"ago": -1, "earlier": -1, "before": -1, "later": 1, "after": 1}.get(words[last + 1])
    if days is None or direction is None:
        return None
    if words[last + 1] == "ago":
        span = _around(known.published, direction, count, words[last].removesuffix("s"), known)
    else:
        span = _around(known.last, direction, count, words[last].removesuffix("s"), known)
    return TimeMention(index, last + 2, span, f"{RULE}.ago/1")


def _around(origin: date | None, direction: int, count: int, unit: str, known: Calendar) -> DateSpan:
    """Return the day, week, month or year that lies `count` units from `origin`."""
    if origin is None:
        return DateSpan()
    if unit == "day":
        day = origin + timedelta(direction * count)
        return DateSpan(day, day, 1)
    if unit == "week":
        day = origin + timedelta(direction * 7 * count)
        return DateSpan(day - timedelta(3), day + timedelta(3), 3)
    moved = origin + relativedelta(**{unit + "s": direction * count})  # type: ignore[arg-type]
    return known.month(moved.month, moved.year) if unit == "month" else known.year_span(moved.year)


def _last_unit(words: list[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "last week", "this week", "last month", "this year", "the past week"."""
    position = index + 1 if words[index] == "the" else index
    if position + 1 >= len(words) or words[position] not in ("last", "this", "past"):
        return None
    unit = words[position + 1]
    if unit not in ("week", "month", "year", "weekend"):
        return None
    if unit == "weekend":
        span = known.weekday(6)
        span = DateSpan(span.start - timedelta(1), span.end, 2) if span.start else span
    elif words[position] == "last":
        span = known.last_unit(unit)
    else:
        span = _this(unit, known)
    return TimeMention(index, position + 2, span, f"{RULE}.last/1")


def _this(unit: str, known: Calendar) -> DateSpan:
    if known.published is None:
        return DateSpan()
    if unit == "week":
        return known.shifted(0, length=7)
    if unit == "month":
        return known.month(known.published.month, known.published.year)
    return known.year_span(known.published.year)


def _year(words: list[str], index: int, known: Calendar) -> TimeMention | None:
    """Read "in 2011"."""
    year = _full_year(words[index])
    if (
        year is None
        or not index
        or words[index - 1] not in ("in", "of", "since", "during", "until", "early", "late", "mid")
    ):
        return None
    return TimeMention(index, index + 1, known.year_span(year), f"{RULE}.year/1")


def _days(known: Calendar, month: int, day: int, upper: int | None, year: int | None) -> DateSpan:
    span = known.day(month, day, year)
    if upper is None or span.start is None:
        return span
    end = known.day(month, upper, span.start.year)
    if end.end is None or end.end < span.start:
        return span
    return DateSpan(span.start, end.end, 2)


def _day_number(word: str) -> int | None:
    digits = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _year_after(words: list[str], index: int, known: Calendar) -> tuple[int | None, int]:
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


def _past_part_of_day(words: list[str], last: int) -> int:
    return last + 1 if last < len(words) and words[last] in _PARTS_OF_DAY else last
