"""Days as an analyst types them for an incident: also "late July 2012", "3-5 June 2016" and "9 March 2016"."""

import re
from calendar import monthrange
from datetime import date

from kztui.errors import DateError
from kztui.model.fact import DateSpan
from kztui.model.precision import DatePrecision
from kztui.search.query.dates import span_of
from kztui.text.days import parse_moment

_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_THIRD = re.compile(r"(early|mid|late)[ -](?:in )?(\S+ \d{4})", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,2}) ?(?:-|–|—|to|and) ?(\d{1,2}) (\S+ \d{4})", re.IGNORECASE)
_OVER_MONTHS = re.compile(r"(\d{1,2} [^\W\d]+)(?: (\d{4}))? ?(?:-|–|—|to) ?(\d{1,2} [^\W\d]+ (\d{4}))", re.IGNORECASE)


def typed_span(text: str, today: date) -> DateSpan:
    """Return the days that `text` names, closed on both sides. Raises DateError."""
    words = " ".join(text.split())
    if match := _THIRD.fullmatch(words):
        first, last = _THIRDS[match[1].lower()]
        month = _month(match[2])
        end = min(last, monthrange(month.year, month.month)[1])
        return DateSpan(month.replace(day=first), month.replace(day=end), DatePrecision.MONTH)
    if match := _DAYS.fullmatch(words):
        return _between(parse_moment(f"{match[1]} {match[3]}").day, parse_moment(f"{match[2]} {match[3]}").day)
    if match := _OVER_MONTHS.fullmatch(words):
        return _between(parse_moment(f"{match[1]} {match[2] or match[4]}").day, parse_moment(match[3]).day)
    try:
        start, end_day = span_of(words, today)
    except DateError:
        return _named(words)
    if start is None or end_day is None:
        raise DateError("a date needs a first and a last day: 2016-06-03..2016-06-05")
    return _between(start, end_day)


def _named(words: str) -> DateSpan:
    """Return the span of a day or a month whose month has a name."""
    try:
        day = parse_moment(words).day
        return _between(day, day)
    except DateError:
        first = _month(words)
        return _between(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _month(words: str) -> date:
    """Return the first day of "July 2012"."""
    try:
        return parse_moment(f"1 {words}").day
    except DateError:
        raise DateError(f"“{words}” is not a date: write 2016-06-05, 5 June 2016, late June 2016 or a range") from None


def _between(start: date, end: date) -> DateSpan:
    if start > end:
        raise DateError("the range ends before it starts")
    return DateSpan(start, end, DatePrecision.between(start, end))
