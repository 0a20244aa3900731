"""What a report has said about time so far, and the days that its words mean in the light of it.

Weekdays and "last week" are counted from the day of publication with dateutil; without one they stay unresolved. A day
and month without a year take the year that the report named last, else the latest one that is not after publication.
"""

import calendar
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import wraps
from typing import ParamSpec

from dateutil.relativedelta import relativedelta, weekday

from kztui.model.fact import DateSpan
from kztui.model.precision import DatePrecision

Arguments = ParamSpec("Arguments")

_NEAR_SENTENCES = 2
_WEEKS = timedelta(45)
"""Sentences and days from a full date within which a day without a year takes its year."""


def _within(read: Callable[Arguments, DateSpan]) -> Callable[Arguments, DateSpan]:
    """Make a span that lies before the year 1 or after 9999 an unresolved one."""

    @wraps(read)
    def guarded(*given: Arguments.args, **named: Arguments.kwargs) -> DateSpan:
        try:
            return read(*given, **named)
        except (OverflowError, ValueError):
            return DateSpan()

    return guarded


class Calendar:
    """What a report has said about time so far: its publication date, the last day and the last year it named."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.last: date | None = None
        self.year: int | None = None
        self._full: date | None = None
        self._year_at = self._full_at = -2
        self._sentence = 0

    def begin(self, sentence: int) -> None:
        """Go on to a sentence; a year holds for the sentence that names it and the next one."""
        self._sentence = sentence

    def tell(self, before: date | None, days: Sequence[date], *, told: bool) -> None:
        """Count on from the last of the `days` on which something happened, behind a sentence that `told` events; from
        the day named `before` it where it names none but the day on which it was said."""
        if told and (days or before is not None):
            self.last = days[-1] if days else before

    def learn_year(self, year: int) -> None:
        """Take the year of a full date for the dates without one that follow."""
        self.year, self._year_at = year, self._sentence

    @_within
    def day(self, month: int, day: int, year: int | None) -> DateSpan:
        """Return the span of a day, its year by context; unresolved when there is no such day or no year."""
        written, year = year is not None, year or self._year_near(month, day) or self._year_of(month, day)
        if year is None or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            return DateSpan()
        named = date(year, month, day)
        if written:
            self._full, self._full_at = named, self._sentence
        return self._named(named, named)

    def days(self, month: int, first: int, last: int | None, year: int | None) -> DateSpan:
        """Return the span of a day, or of the days `first` to `last` of one month when these two are in order."""
        span = self.day(month, first, year)
        if last is None or span.start is None:
            return span
        end = self.day(month, last, span.start.year).end
        if end is None or end < span.start:
            return span
        return DateSpan(span.start, end, 2)

    @_within
    def month(self, month: int, year: int | None) -> DateSpan:
        """Return the span of a month, its year by context."""
        year = year or self._year_of(month, 1)
        if year is None:
            return DateSpan()
        return self._named(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @_within
    def year_span(self, year: int) -> DateSpan:
        """Return the span of a year."""
        return self._named(date(year, 1, 1), date(year, 12, 31))

    @_within
    def shifted(self, days: int, *, length: int = 1) -> DateSpan:
        """Return `length` days that end `days` from the publication; unresolved without one."""
        if self.published is None:
            return DateSpan()
        end = self.published + timedelta(days)
        return self._named(end - timedelta(length - 1), end)

    @_within
    def from_last(self, days: int) -> DateSpan:
        """Return the day that is `days` from the last day named; unresolved when none was."""
        day = self.last
        return self._named(day + timedelta(days), day + timedelta(days)) if day else DateSpan()

    @_within
    def away(self, origin: date | None, count: int, unit: str) -> DateSpan:
        """Return the day, week, month or year that lies `count` units from `origin`; unresolved without one."""
        if origin is None:
            return DateSpan()
        if unit == "day":
            day = origin + timedelta(count)
            return DateSpan(day, day, 1)
        if unit == "week":
            day = origin + timedelta(7 * count)
            return DateSpan(day - timedelta(3), day + timedelta(3), 3)
        moved = origin + relativedelta(months=count if unit == "month" else 12 * count)
        return self.month(moved.month, moved.year) if unit == "month" else self.year_span(moved.year)

    @_within
    def weekday(self, number: int, *, before: bool = False) -> DateSpan:
        """Return the weekday on or before publication (`before`: never the day of publication itself)."""
        if self.published is None:
            return DateSpan()
        start = self.published - timedelta(1) if before else self.published
        day = start + relativedelta(weekday=weekday(number)(-1))
        return self._named(day, day)

    @_within
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

    @_within
    def last_month(self, month: int) -> DateSpan:
        """Return the month of that number that ended last before publication."""
        if self.published is None:
            return DateSpan()
        return self.month(month, self.published.year - (month >= self.published.month))

    def _year_near(self, month: int, day: int) -> int | None:
        """Return the year in which a day lies within weeks of the last one that had its year, if that was named in one
        of the last sentences ("on December 30, 2017 ... on January 3")."""
        if self._full is None or self._sentence - self._full_at > _NEAR_SENTENCES:
            return None
        last = self.published or date.max
        for year in (self._full.year, self._full.year + 1):
            try:
                there = date(year, month, day)
            except ValueError:
                continue
            if there <= last and abs(there - self._full) <= _WEEKS:
                return year
        return None

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
        return days_span(start, end)


def days_span(start: date, end: date) -> DateSpan:
    """Return the span from one day to another, its precision by its length."""
    return DateSpan(start, end, DatePrecision.between(start, end))
