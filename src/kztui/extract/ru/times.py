"""The rules that read one Russian time expression each: "5 июня 2016 года", "в пятницу", "двумя днями ранее"."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

from msgspec.structs import replace

from kztui.extract.calendars import Calendar, days_span
from kztui.extract.mention import TimeMention
from kztui.extract.ru.morphology import analyse
from kztui.extract.ru.numbers import read_number
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import number_values, table, word_set
from kztui.model.fact import DateSpan, moved

RULE = "dates"
_DAY, _WEEK, _MONTH = 1, 3, 4  # UCDP's date_prec
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)?\d{2})")
_SHORT_DOTTED = re.compile(r"(\d{1,2})\.(0[1-9]|1[0-2])")
_ISO = re.compile(r"(?:19|20)\d{2}")
_CENTURY = 2000  # of years in two digits
_DASHES = ("-", "–", "—")
_DAY_SUFFIX = re.compile(r"(\d{1,2})-(?:го|е|ого|му|м)")
_MOST_UNITS = 1000
PARTS_OF_DAY = frozenset(
    ("вечер", "вечера", "вечером", "утро", "утра", "утром", "день", "дня", "днем", "ночь", "ночи", "ночью")
)


Reader = Callable[[Analysed, int, Calendar], TimeMention | None]


def read_time(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Return the time expression that begins at a token, by the first rule that reads one there."""
    for reader in _readers(sentence.words[index]):
        try:
            mention = reader(sentence, index, known)
        except (OverflowError, ValueError):  # a day before the year 1 or after 9999
            continue
        if mention is not None:
            return replace(mention, open=mention.open or _opened(sentence, mention))
    return None


@lru_cache(maxsize=20_000)
def begins(word: str) -> bool:
    """Return whether a time expression can begin with a word."""
    return bool(_readers(word))


@lru_cache(maxsize=20_000)
def _readers(word: str) -> tuple[Reader, ...]:
    """Return the rules that can read an expression that begins with a word, in their order."""
    digit, lemmas = word[0].isdigit(), analyse(word).lemmas
    past, present, periods = (bool(lemmas & word_set("dates", entry)) for entry in ("past", "present", "periods"))
    months, weekdays, units = (not lemmas.isdisjoint(table("dates", name)) for name in ("months", "weekdays", "units"))
    counts = digit or not lemmas.isdisjoint(number_values()) or word in ("спустя", "через")
    opening = (
        (_phrase, word in _phrases()),
        (_night, word == "ночь"),
        (_numeric, digit),
        (_day_month, digit or _ordinal(word)),
        (_month, past or months),
        (_weekday, past or weekdays),
        (_away, counts or units),
        (_unit, past or present or periods),
        (_season, word in table("dates", "seasons")),
        (_year, digit),
    )
    return tuple(reader for reader, opens in opening if opens)


@lru_cache(maxsize=20_000)
def _ordinal(word: str) -> bool:
    """Return whether a word can be the day of a month in words ("пятого")."""
    return word.endswith(("ого", "его", "ое", "ье")) and _ordinal_day(word) is not None


@lru_cache(maxsize=20_000)
def _ordinal_day(word: str) -> int | None:
    ordinals = table("dates", "ordinals")
    stem = word[:-3] if word.endswith(("ого", "его")) else word[:-2]
    return next((day for name, day in ordinals.items() if name[:-2] == stem), None)


def _opened(sentence: Analysed, time: TimeMention) -> bool:
    """Return whether a preposition makes a time the edge of a period: "до 5 июня", "с 2011 года"."""
    before = sentence.word(time.first - 1)
    if before in word_set("dates", "open"):
        return True
    return before in ("с", "со") and time.span.prec >= _MONTH


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """Return, by their first word, the phrases that count days, with what they count from; the longest first."""
    listed: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for entry in ("days", "from_last"):
        for phrase, days in table("dates", entry).items():
            words = tuple(phrase.split())
            listed.setdefault(words[0], []).append((words, entry, days))
    for phrases in listed.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return listed


def _phrase(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "вчера", "накануне", "на следующий день"."""
    for phrase, entry, days in _phrases().get(sentence.words[index], ()):
        last = index + len(phrase)
        if tuple(sentence.words[index:last]) != phrase:
            continue
        if entry == "days":
            return TimeMention(index, last, known.shifted(days), f"{RULE}.days/1", form="relative")
        return TimeMention(index, last, known.from_last(days), f"{RULE}.from_last/1", form="counted")
    return None


def _night(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "в ночь на 5 июня", "в ночь с 4 на 5 июня", "в ночь с пятницы на субботу": the day that it leads to, or
    both days where both are named."""
    if sentence.words[index] != "ночь" or sentence.word(index + 1) not in ("на", "с", "со"):
        return None
    if sentence.word(index + 1) == "на":
        end = _day_at(sentence, index + 2, known)
        return end and TimeMention(index, end.last, end.span, f"{RULE}.night/1")
    on = next((i for i in range(index + 3, min(index + 7, len(sentence.words))) if sentence.words[i] == "на"), 0)
    end = _day_at(sentence, on + 1, known) if on else None
    if end is None or end.span.start is None:
        return None
    span = DateSpan(moved(end.span.start, -1), end.span.start, 2)
    return TimeMention(index, end.last, span, f"{RULE}.night/1")


def _day_at(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    if index >= len(sentence.words):
        return None
    readers = (_day_month, _weekday, _numeric, _phrase)
    return next((found for reader in readers if (found := reader(sentence, index, known))), None)


def _day_month(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "5 июня", "5 июня 2016 года", "4-5 июня", "4 и 5 июня", "с 4 по 5 июня", "пятого июня"."""
    day = _day_number(sentence, index)
    if day is None:
        return None
    position, upper = index + 1, None
    joint = sentence.word(position)
    through = joint == "по" and sentence.word(index - 1) in ("с", "со")
    if joint in (*_DASHES, "и", "или") or through:
        upper = _day_number(sentence, position + 1)
        position = position + 2 if upper else position
    month = _month_at(sentence, position)
    if month is None:
        return None
    year, last = _year_after(sentence, position + 1, known)
    return TimeMention(index, last, known.days(month, day, upper, year), f"{RULE}.day-month/1")


def _month(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "в июне", "в июне 2016 года", "в июне прошлого года", "в минувшем июне"."""
    past = bool(sentence.lemmas(index) & word_set("dates", "past"))
    month = _month_at(sentence, index + past)
    if month is None or not (
        past or sentence.word(index - 1) in ("в", "с", "до", "к", "за", "от") or _mid(sentence, index)
    ):
        return None
    position = index + past + 1
    if past:
        return TimeMention(index, position, known.last_month(month), f"{RULE}.month/1")
    if (years := _relative_year(sentence, position, known)) is not None:
        return TimeMention(index, position + 2, known.month(month, years), f"{RULE}.month/1")
    year, last = _year_after(sentence, position, known)
    return TimeMention(index, last, known.month(month, year), f"{RULE}.month/1")


def _mid(sentence: Analysed, index: int) -> bool:
    return sentence.word(index - 1) in ("начале", "середине", "конце")


def _relative_year(sentence: Analysed, index: int, known: Calendar) -> int | None:
    """Return the year of "прошлого года" and "этого года" at a token."""
    if "год" not in sentence.lemmas(index + 1) or known.published is None:
        return None
    lemmas = sentence.lemmas(index)
    if lemmas & word_set("dates", "past"):
        return known.published.year - 1
    return known.published.year if lemmas & word_set("dates", "present") else None


def _weekday(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "в пятницу", "в минувшую пятницу", "вечером в субботу"."""
    past = bool(sentence.lemmas(index) & word_set("dates", "past"))
    number = next(
        (d for lemma in sentence.lemmas(index + past) if (d := table("dates", "weekdays").get(lemma)) is not None), None
    )
    before = sentence.word(index - 1)
    if number is None or not (
        before in ("в", "во", "на", "с", "со", "до", "к", ",", "(")
        or _part_of_day(sentence, index - 1)
        or (before == "по" and _weekday(sentence, index - 2, known))  # "с понедельника по среду"
    ):
        return None
    return TimeMention(index, index + past + 1, known.weekday(number, before=past), f"{RULE}.weekday/1", form="weekday")


def _part_of_day(sentence: Analysed, index: int) -> bool:
    return sentence.word(index) in PARTS_OF_DAY


def _numeric(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "05.06.2016", "5.06", "2016-06-05"."""
    word = sentence.words[index]
    if dotted := _DOTTED.fullmatch(word):
        day, month, year = map(int, dotted.groups())
        year += 0 if len(dotted[3]) > 2 else _CENTURY
        known.learn_year(year)
        return TimeMention(index, index + 1, known.day(month, day, year), f"{RULE}.numeric/1")
    if short := _SHORT_DOTTED.fullmatch(word):
        unit = sentence.lemmas(index + 1) & {"год", "процент", "балл"}
        dated = not unit and sentence.word(index - 1) not in ("в", "на", "около") and sentence.word(index + 1) != "%"
        span = known.day(int(short[2]), int(short[1]), None) if dated and int(short[1]) else DateSpan()
        return TimeMention(index, index + 1, span, f"{RULE}.numeric/1") if span.resolved else None
    if _ISO.fullmatch(word) and [sentence.word(index + at) for at in (1, 3)] == ["-", "-"]:
        parts = sentence.word(index + 2), sentence.word(index + 4)
        if all(part.isdecimal() for part in parts):
            span = known.day(int(parts[0]), int(parts[1]), int(word))
            return TimeMention(index, index + 5, span, f"{RULE}.numeric/1")
    return None


def _away(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "три дня назад", "год назад", "двумя днями ранее", "спустя два дня", "через неделю"."""
    word = sentence.words[index]
    leading = word in ("спустя", "через")
    start = index + leading
    if start >= len(sentence.words):
        return None
    number = read_number(sentence, start)
    counted = number is not None and number.first == start
    count, last = (number.value, number.last) if counted and number else (1, start)
    unit = next((lemma for lemma in sentence.lemmas(last) if lemma in table("dates", "units")), "")
    if not unit or count > _MOST_UNITS:
        return None
    direction = sentence.word(last + 1)
    if sentence.word(index - 1) == "за" and unit in ("месяц", "год"):
        return TimeMention(index, last + 1, DateSpan(), f"{RULE}.past/1", open=True)
    backwards = direction in ("назад", "ранее", "раньше")
    forwards = leading or direction in ("спустя", "позже")
    if not (backwards or forwards):
        return _with_some(sentence, index, last, unit, known)
    if leading and unit in ("неделя", "месяц", "год"):
        return TimeMention(index, last + 1, DateSpan(), f"{RULE}.ago/1", open=True)
    origin = known.published if direction == "назад" else known.last
    unit = "day" if unit in ("день", "сутки") else {"неделя": "week", "месяц": "month", "год": "year"}[unit]
    span = known.away(origin, -count if backwards else count, unit)
    if span.prec == _DAY and span.start and not backwards:
        known.last = span.start
    form: Literal["", "counted"] = "" if direction == "назад" else "counted"
    return TimeMention(index, last + (1 if leading else 2), span, f"{RULE}.ago/1", form=form)


def _with_some(sentence: Analysed, index: int, last: int, unit: str, known: Calendar) -> TimeMention | None:
    """Read "месяцем с небольшим раньше": a time too vague to date anything."""
    vague = [sentence.word(last + at) for at in (1, 2)] in (["с", "небольшим"], ["с", "лишним"])
    if vague and sentence.word(last + 3) in ("раньше", "ранее", "назад", "спустя"):
        return TimeMention(index, last + 4, DateSpan(), f"{RULE}.ago/1", open=True)
    return None


def _unit(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "на прошлой неделе", "в прошлом месяце", "в минувшие выходные", "в этом году", "за последние три года"."""
    lemmas = sentence.lemmas(index)
    if lemmas & word_set("dates", "periods"):
        return _period(sentence, index)
    past = bool(lemmas & word_set("dates", "past"))
    if not past and not lemmas & word_set("dates", "present"):
        return None
    following = sentence.lemmas(index + 1)
    rule = f"{RULE}.last/1"
    if {"выходной", "выходные"} & following:
        span = known.weekday(6)
        return TimeMention(index, index + 2, DateSpan(moved(span.start, -1), span.end, 2) if span.start else span, rule)
    unit = next(
        (name for lemma, name in (("неделя", "week"), ("месяц", "month"), ("год", "year")) if lemma in following), ""
    )
    if not unit:
        return None
    return TimeMention(index, index + 2, known.last_unit(unit) if past else _this(unit, known), rule)


def _period(sentence: Analysed, index: int) -> TimeMention | None:
    """Read "за последние пять лет", "с начала года": periods, which date no event."""
    for position in range(index + 1, min(index + 4, len(sentence.words))):
        if sentence.lemmas(position) & table("dates", "units").keys():
            return TimeMention(index, position + 1, DateSpan(), f"{RULE}.past/1", open=True)
    return None


def _season(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "летом 2015 года", "весной прошлого года": three months."""
    month = table("dates", "seasons").get(sentence.words[index])
    if month is None:
        return None
    year = _relative_year(sentence, index + 1, known)
    last = index + 3
    if year is None:
        year, last = _year_after(sentence, index + 1, known)
    if year is None:
        return None
    start, end = known.month(month, year - (month == 12)).start, known.month((month + 2 - 1) % 12 + 1, year).end
    return TimeMention(index, last, days_span(start, end), f"{RULE}.season/1") if start and end else None


def _year(sentence: Analysed, index: int, known: Calendar) -> TimeMention | None:
    """Read "в 2011 году", "2011 года"; years of birth date nothing."""
    year = _full_year(sentence.words[index])
    if year is None:
        return None
    last = index + 1
    if sentence.word(last) in _DASHES and _full_year(sentence.word(last + 1)):
        last += 2
    unit = sentence.lemmas(last)
    if not unit & {"год", "г", "гг"} or sentence.lemmas(last + 1) & word_set("dates", "birth"):
        return None
    last = last + 2 if sentence.word(last + 1) == "." and "год" not in unit else last + 1
    summed = sentence.word(index - 1) in ("за", "с", "со")
    return TimeMention(index, last, known.year_span(year), f"{RULE}.year/1", open=summed)


def _this(unit: str, known: Calendar) -> DateSpan:
    if known.published is None:
        return DateSpan()
    if unit == "week":
        return days_span(moved(known.published, -known.published.weekday()), known.published)
    if unit == "month":
        return known.month(known.published.month, known.published.year)
    return known.year_span(known.published.year)


def _day_number(sentence: Analysed, index: int) -> int | None:
    """Return the day of the month at a token: "5", "5-го", "пятого"."""
    word = sentence.word(index)
    suffixed = _DAY_SUFFIX.fullmatch(word)
    digits = suffixed[1] if suffixed else word
    if digits.isdecimal() and len(digits) <= 2:
        return int(digits) if 1 <= int(digits) <= 31 else None
    return _ordinal_day(word) if word.endswith(("ого", "его", "ое", "ье")) else None


def _month_at(sentence: Analysed, index: int) -> int | None:
    months = table("dates", "months")
    return next((months[lemma] for lemma in sentence.lemmas(index) if lemma in months), None)


def _year_after(sentence: Analysed, index: int, known: Calendar) -> tuple[int | None, int]:
    """Return the year that follows a day or month, "года" after it or not, and the token after it."""
    if (relative := _relative_year(sentence, index, known)) is not None:
        return relative, index + 2
    year = _full_year(sentence.word(index))
    if year is None:
        return None, index
    known.learn_year(year)
    if "год" in sentence.lemmas(index + 1):
        return year, index + 2
    shortened = sentence.word(index + 1) == "г"
    return year, index + 1 + shortened + (shortened and sentence.word(index + 2) == ".")


def _full_year(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2099 else None
