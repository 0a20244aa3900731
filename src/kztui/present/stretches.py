"""Stretches of time with what happened in them, from the counts of a search."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from kztui.casebook import Results
from kztui.model.precision import DatePrecision
from kztui.present.wording import plural
from kztui.search.results import Tally

_MOST_MONTHS = 60
"""So many months with incidents are shown by month at first; more by year."""


class Scale(Enum):
    """How long a stretch is."""

    YEAR = 4
    MONTH = 7
    DAY = 10


class Stretch(NamedTuple):
    """A year ("2016"), month ("2016-06") or day ("2016-06-05") and what began in it.

    Among shorter ones a year or month stands for what is dated no more exactly. `name` is a date as queries read it.
    """

    name: str
    tally: Tally


_EXACT = {Scale.YEAR: DatePrecision.YEAR, Scale.MONTH: DatePrecision.MONTH, Scale.DAY: DatePrecision.WEEK}
"""The least exact date that has a stretch of its length; what is dated less exactly stands in its year."""


def is_imprecise(name: str, scale: Scale) -> bool:
    """Return whether a stretch, among those of a scale, stands for what is not dated so exactly."""
    return len(name) < scale.value


def query_of(name: str, scale: Scale) -> str:
    """Return what finds the incidents of a stretch among those of a scale."""
    return f"date:{name} dateprec:>{_EXACT[scale].value}" if is_imprecise(name, scale) else f"date:{name}"


def first_scale(results: Results) -> Scale:
    """Return the scale to begin with: months, unless there would be too many."""
    by_month = stretches(results, Scale.MONTH)
    return Scale.MONTH if len(by_month) <= _MOST_MONTHS else Scale.YEAR


def stretches(results: Results, scale: Scale, within: str = "") -> list[Stretch]:
    """Return the stretches in which something began, the earliest first.

    `within` is the year to which days are limited; it is not used for longer stretches.
    """
    years = sorted(int(facet.value) for facet in results.facets(("year",))["year"])
    if scale is Scale.DAY and within:
        years = [year for year in years if f"{year}" == within[:4]]
    if not years:
        return []
    if scale is Scale.YEAR:
        return _told(results, _years(years), scale, DatePrecision.YEAR)
    found = _told(results, (_days if scale is Scale.DAY else _months)(years), scale, _EXACT[scale])
    rough = []
    for stretch in _told(results, _years(years), Scale.YEAR, DatePrecision.YEAR):
        inside = [one.tally for one in found if one.name.startswith(stretch.name)]
        left = Tally(*(all_of - sum(part) for all_of, part in zip(stretch.tally, _columns(inside), strict=True)))
        if left.incidents > 0:
            rough.append(Stretch(stretch.name, left))
    return sorted([*found, *rough])


def without(earlier: str, later: str) -> str:
    """Return in words what lies between two stretches: "4 months without any"; empty for nothing.

    It is told in the shorter ones of the two: between 2016-08 and 2018 there are 16 months.
    """
    if not earlier:
        return ""
    scale = Scale(max(len(earlier), len(later)))
    gone = _span(later, scale)[0] - _span(earlier, scale)[1] - 1
    return f"{plural(gone, scale.name.lower())} without any" if gone > 0 else ""


def _told(results: Results, edges: Sequence[date], scale: Scale, least_exact: int) -> list[Stretch]:
    tallies = results.tally(edges, least_exact)
    return [Stretch(f"{day}"[: scale.value], one) for day, one in zip(edges, tallies, strict=False) if one.incidents]


def _columns(tallies: Sequence[Tally]) -> Iterator[tuple[int, ...]]:
    return iter(tuple(getattr(one, name) for one in tallies) for name in Tally._fields)


def _years(years: Sequence[int]) -> list[date]:
    return [date(year, 1, 1) for year in range(years[0], years[-1] + 2)]


def _months(years: Sequence[int]) -> list[date]:
    found = [date(year, month, 1) for year in range(years[0], years[-1] + 1) for month in range(1, 13)]
    return [*found, date(years[-1] + 1, 1, 1)]


def _days(years: Sequence[int]) -> list[date]:
    first, last = date(years[0], 1, 1), date(years[-1] + 1, 1, 1)
    return [first + timedelta(days) for days in range((last - first).days + 1)]


def _span(name: str, scale: Scale) -> tuple[int, int]:
    """Return the first and the last of the years, months or days in a stretch, as numbers of them."""
    year, month = int(name[:4]), int(name[5:7] or 0)
    if scale is Scale.YEAR:
        return year, year
    first, last = year * 12 + (month or 1), year * 12 + (month or 12)
    if scale is Scale.MONTH:
        return first, last
    if len(name) == Scale.DAY.value:
        day = date.fromisoformat(name).toordinal()
        return day, day
    return _first_day(first), _first_day(last + 1) - 1


def _first_day(month: int) -> int:
    """Return the first day of a month that is given as the number of months since the year 0."""
    return date((month - 1) // 12, (month - 1) % 12 + 1, 1).toordinal()
