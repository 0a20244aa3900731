"""Days, months, years and ranges as a query writes them."""

import re
from calendar import monthrange
from datetime import date, timedelta

from kztui.errors import DateError, TwoDaysError
from kztui.search.query.tokens import shortened

_POINT = r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?"
_LAST = r"last ([0-9]{1,4}) (day|week|month|year)s?"

Span = tuple[date | None, date | None]
"""First and last day, both included; None where the span is open."""


def span_of(text: str, today: date) -> Span:
    """Return the days that `text` names: a point, ``<`` ``<=`` ``>`` ``>=`` and a point, ``a..b`` or words.

    Points are 2012, 2012-07, 2012-07-11; words are today, yesterday, this or last week, month or year, "last 30 days".
    Raises DateError with one clear line for anything else.
    """
    words = " ".join(text.lower().split())
    if found := _in_words(words, today):
        return found
    if ".." in words:
        first, last = words.split("..", 1)
        start = _point(first)[0] if first else None
        end = _point(last)[1] if last else None
        if start is None and end is None:
            raise DateError("a range needs a date on at least one side: 2012-07..2012-09")
        if start and end and start > end:
            raise DateError("the range ends before it starts")
        return start, end
    for operator in (">=", "<=", ">", "<", "="):
        if words.startswith(operator):
            return _compared(operator, *_point(words.removeprefix(operator).strip()))
    return _point(words)


def _compared(operator: str, start: date, end: date) -> Span:
    if operator == "=":
        return start, end
    if operator == ">=":
        return start, None
    if operator == "<=":
        return None, end
    try:
        return (end + timedelta(days=1), None) if operator == ">" else (None, start - timedelta(days=1))
    except OverflowError:
        raise DateError("date out of range") from None


def _point(text: str) -> tuple[date, date]:
    """Return the first and last day of a day, month or year."""
    match = re.fullmatch(_POINT, text)
    if match is None:
        return _as_written(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year and month and day is not None:
            return date(year, month, day), date(year, month, day)
        if year and month is not None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    except ValueError:
        raise DateError(f"there is no {text} in the calendar") from None


def _as_written(text: str) -> tuple[date, date]:
    """Return the first and last day of a day or month as reports write them: 5 June 2016, 05.06.2016, июнь 2016."""
    from kztui.text.days import parse_moment  # a dozen expressions to compile, and few queries need them

    try:
        found = parse_moment(text)
        if not found.hour:
            return found.day, found.day
    except TwoDaysError:
        raise DateError(f"“{shortened(text)}” can be two days: write it as 2012-07-11") from None
    except DateError:
        pass
    try:
        first = parse_moment(f"1 {text}").day
    except DateError:
        raise DateError(f"“{shortened(text)}” is not a date: write 2012, 2012-07, 2012-07-11 or last week") from None
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _in_words(words: str, today: date) -> Span | None:
    if words == "today":
        return today, today
    if words == "yesterday":
        return today - timedelta(days=1), today - timedelta(days=1)
    if match := re.fullmatch(_LAST, words):
        return _back(today, int(match[1]), match[2]), today
    which, _, unit = words.partition(" ")
    if which not in ("this", "last") or unit not in ("week", "month", "year"):
        return None
    from dateutil.relativedelta import relativedelta  # 20 ms to import, and few queries need it

    start = {
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    length = {"week": relativedelta(weeks=1), "month": relativedelta(months=1), "year": relativedelta(years=1)}[unit]
    if which == "last":
        start -= length
    return start, start + length - timedelta(days=1)


def _back(today: date, number: int, unit: str) -> date:
    from dateutil.relativedelta import relativedelta

    try:
        if unit == "day":
            return today - timedelta(days=number)
        if unit == "week":
            return today - timedelta(weeks=number)
        return today - (relativedelta(months=number) if unit == "month" else relativedelta(years=number))
    except (ValueError, OverflowError):
        raise DateError("date out of range") from None
