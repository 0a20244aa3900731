"""Incidents by month or by year."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kztui.model.fact import Field
from kztui.model.precision import DatePrecision
from kztui.model.summary import Summary
from kztui.model.sums import addends

_MOST_MONTHS = 30
"""The most months that are counted; beyond, years are."""


class Period(NamedTuple):
    """A month ("2016-06"), a year ("2016") or nothing ("" for incidents without a date), and what happened in it.

    `ids` are those of its incidents; `killed` adds the best figures of those that have one, an episode and its
    parts once, in the period of the episode.
    """

    name: str
    ids: tuple[str, ...]
    killed: int


def periods(rows: Iterable[Summary]) -> list[Period]:
    """Return the months of the incidents, or their years when there are many months, the newest first.

    An incident whose date is only a year counts in its year; among months it is shown as the year. Incidents without a
    date come last.
    """
    rows = list(rows)
    killed = addends(rows, Field.KILLED)
    dated = [(_month(row), row) for row in rows]
    by_year = len({month for month, _ in dated}) > _MOST_MONTHS
    grouped: dict[str, list[Summary]] = {}
    for month, row in dated:
        grouped.setdefault(month[:4] if by_year else month, []).append(row)
    return [_period(name, grouped[name], killed) for name in sorted(grouped, reverse=True)]


def _period(name: str, rows: Sequence[Summary], killed: Mapping[str, int]) -> Period:
    ids = tuple(row.id for row in rows)
    return Period(name, ids, sum(killed.get(one, 0) for one in ids))


def _month(row: Summary) -> str:
    if row.date is None or row.date.start is None:
        return ""
    return f"{row.date.start:%Y}" if row.date.prec == DatePrecision.YEAR else f"{row.date.start:%Y-%m}"
