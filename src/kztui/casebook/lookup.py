"""The incidents of a casebook, as linking looks them up."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from kztui.link.known import Row, Window
from kztui.link.words import Words
from kztui.model.figures import SAME_PLACE_KM
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.search.library import Library
from kztui.search.memory import Memory

MANY_DAYS = timedelta(62)
"""In a longer window only incidents near the places count: a big casebook has thousands in a year."""


def wording(language: str) -> Words | None:
    """Return what comparing incidents needs to know of a language; None for one without a grammar."""
    from kztui.extract.languages import grammar

    found = grammar(language)
    return found.wording() if found else None


MANY_MONTHS = 24
"""An incident that may have happened in more months is looked at in each window."""


class LibraryIncidents:
    """The incidents of a library, found by date and place."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_month = ByMonth(library) if isinstance(library, Memory) else None
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        for one in library.arrangement.pending(library.suggestions):
            self._linked[one.incident].add(one.like)
            self._linked[one.like].add(one.incident)

    def around(self, window: Window) -> Iterable[Row]:
        """Return the incidents that may have happened in the window; more than those are no harm."""
        return [Row(one.id, one.place) for one in self._summaries(window)]

    def incident(self, incident_id: str) -> Incident:
        """Return an incident."""
        return self._library.incident(incident_id)

    def report(self, report_id: str) -> Report:
        """Return a report."""
        return self._library.report(report_id)

    def linked(self, incident_id: str) -> Iterable[str]:
        """Return the incidents that are suggested to be the same as this one."""
        return self._linked.get(incident_id, ())

    def _summaries(self, window: Window) -> Iterable[Summary]:
        days = f"date:{window.first}..{window.last}"
        if window.last - window.first <= MANY_DAYS:
            return self._by_month.around(window) if self._by_month else self._found(days)
        spots = [f"{place.lat},{place.lon}" for place in window.places if place.lat is not None]
        return [row for spot in spots for row in self._found(f"{days} near:{spot}<{SAME_PLACE_KM:.0f}km")]

    def _found(self, query: str) -> Iterable[Summary]:
        results = self._library.search(query)
        return results.rows(0, results.count)


class ByMonth:
    """The incidents of a library in memory, which would look at each of them in each search, by the months they touch.

    They come in the order in which a search would find them.
    """

    def __init__(self, library: Memory) -> None:
        results = library.search()
        self._rows = results.rows(0, results.count)
        self._months: defaultdict[int, list[int]] = defaultdict(list)
        self._long: list[int] = []
        for place, row in enumerate(self._rows):
            if not (row.date and row.date.start and row.date.end):
                continue
            months = range(_month(row.date.start), _month(row.date.end) + 1)
            if len(months) > MANY_MONTHS:
                self._long.append(place)
            for month in months[:MANY_MONTHS]:
                self._months[month].append(place)

    def around(self, window: Window) -> list[Summary]:
        """Return the incidents that may have happened in the window."""
        found = set(self._long)
        for month in range(_month(window.first), _month(window.last) + 1):
            found.update(self._months.get(month, ()))
        return [row for row in map(self._rows.__getitem__, sorted(found)) if _may_be_in(row, window)]


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _may_be_in(row: Summary, window: Window) -> bool:
    span = row.date
    return bool(span and span.start and span.end and span.start <= window.last and span.end >= window.first)
