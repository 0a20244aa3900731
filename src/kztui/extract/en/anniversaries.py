"""Anniversaries: the day that so many years are counted back to ("the tenth anniversary", "ten years since")."""

from collections.abc import Sequence

from dateutil.relativedelta import relativedelta

from kztui.extract.calendars import Calendar, days_span
from kztui.extract.en.numbers import ordinals, read_number
from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import TimeMention
from kztui.model.fact import DateSpan
from kztui.model.precision import DatePrecision

RULE = "dates.anniversary/1"
_YEARS = {"year": 1, "years": 1, "decade": 10, "decades": 10}
_COUNTING = frozenset(("anniversary", *_YEARS))
_LONG_AGO = 200


def with_anniversaries(words: Sequence[str], found: list[TimeMention], known: Calendar) -> list[TimeMention]:
    """Return the times of a sentence and, as days, those that its anniversaries count back to."""
    if _COUNTING.isdisjoint(words):
        return found
    held = next((time.span.start for time in found if time.span.prec == DatePrecision.DAY), known.published)
    times = found
    for index in range(len(words)):
        counted = _ordinal_anniversary(words, index) or _years_since(words, index)
        if counted is None:
            continue
        first, last, years = counted
        day = held - relativedelta(years=years) if held is not None else None
        span = days_span(day, day) if day is not None else DateSpan()
        times = [time for time in times if time.last <= first or time.first >= last]
        times.append(TimeMention(first, last, span, RULE, form="past"))
    return sorted(times, key=lambda time: time.first)


def _ordinal_anniversary(words: Sequence[str], index: int) -> tuple[int, int, int] | None:
    """Return the tokens, and the years, of "tenth anniversary" or "10th anniversary" that begins at a token."""
    if list(words[index + 1 : index + 2]) != ["anniversary"]:
        return None
    word = words[index]
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else ""
    years = 1 if word == "first" else int(digits) if digits.isdecimal() else ordinals().get(word, 0)
    return (index, index + 2, years) if 0 < years < _LONG_AGO else None


def _years_since(words: Sequence[str], index: int) -> tuple[int, int, int] | None:
    """Return the tokens, and the years, of "ten years since" or "a year after" that begins at a token behind a verb
    that marks a day, or where flowers are laid."""
    if word_set("frames", "marking").isdisjoint(words[:index]) and words[index - 1 : index] not in (["been"], ["is"]):
        return None
    if words[index] in ("a", "one"):
        count, last = 1, index + 1
    else:
        number = read_number(words, index)
        if number is None or number.first != index:
            return None
        count, last = number.value, number.last
    years = count * _YEARS.get(words[last], 0) if last < len(words) else 0
    since = list(words[last + 1 : last + 2])
    return (index, last + 2, years) if 0 < years < _LONG_AGO and since in (["since"], ["after"]) else None
