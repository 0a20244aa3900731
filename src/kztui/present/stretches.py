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
    exact = DatePrecision.WEEK if scale is Scale.DAY else DatePrecision.MONTH
    found = _told(results, (_days if scale is Scale.DAY else _months)(years), scale, exact)
    rough = []
    for stretch in _told(results, _years(years), Scale.YEAR, DatePrecision.YEAR):
        inside = [one.tally for one in found if one.name.startswith(stretch.name)]
        left = Tally(*(all_of - sum(part) for all_of, part in zip(stretch.tally, _columns(inside), strict=True)))
        if left.incidents > 0:
            rough.append(Stretch(stretch.name, left))
    return sorted([*found, *rough])


def without(earlier: str, later: str) -> str:
    """Return in words what lies between two stretches of one length: "4 months without any"; empty for nothing."""
    if len(earlier) != len(later) or not earlier:
        return ""
    gone = _count(later) - _count(earlier) - 1
    unit = {4: "year", 7: "month"}.get(len(later), "day")
    return f"{plural(gone, unit)} without any" if gone > 0 else ""


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


def _count(name: str) -> int:
    """Return a year, a month or a day as a number of them."""
    if len(name) == Scale.DAY.value:
        return date.fromisoformat(name).toordinal()
    year, _, month = name.partition("-")
    return int(year) * 12 + int(month) if month else int(year)
