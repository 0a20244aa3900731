"""The incidents of a casebook, as linking looks them up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import floor

from kztui.link.known import Row, Window
from kztui.link.words import Words
from kztui.model.fact import Place
from kztui.model.figures import SAME_PLACE_KM, distance_km
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
        self._in_memory = InMemory(library) if isinstance(library, Memory) else None
        self._around: dict[Window, list[Row]] = {}
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        for one in library.arrangement.pending(library.suggestions):
            self._linked[one.incident].add(one.like)
            self._linked[one.like].add(one.incident)

    def around(self, window: Window) -> Iterable[Row]:
        """Return the incidents that may have happened in the window; more than those are no harm.

        Reports of one batch ask for the same windows again and again: they are looked up once.
        """
        if window not in self._around:
            self._around[window] = [Row(one.id, one.place) for one in self._summaries(window)]
        return self._around[window]

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
        many = window.last - window.first > MANY_DAYS
        if self._in_memory:
            return self._in_memory.near(window) if many else self._in_memory.around(window)
        days = f"date:{window.first}..{window.last}"
        if not many:
            return self._found(days)
        spots = [f"{place.lat},{place.lon}" for place in window.places if place.lat is not None]
        return [row for spot in spots for row in self._found(f"{days} near:{spot}<{SAME_PLACE_KM:.0f}km")]

    def _found(self, query: str) -> Iterable[Summary]:
        results = self._library.search(query)
        return results.rows(0, results.count)


class InMemory:
    """The incidents of a library in memory, which would look at each of them in each search: by the months they touch,
    and by where they were.

    They come in the order in which a search would find them.
    """

    def __init__(self, library: Memory) -> None:
        results = library.search()
        self._rows = results.rows(0, results.count)
        self._months: defaultdict[int, list[int]] = defaultdict(list)
        self._long: list[int] = []
        self._bands: defaultdict[int, list[int]] = defaultdict(list)
        for at, row in enumerate(self._rows):
            if not (row.date and row.date.start and row.date.end):
                continue
            months = range(_month(row.date.start), _month(row.date.end) + 1)
            if len(months) > MANY_MONTHS:
                self._long.append(at)
            for month in months[:MANY_MONTHS]:
                self._months[month].append(at)
            if row.place and row.place.lat is not None:
                self._bands[_band(row.place.lat)].append(at)

    def around(self, window: Window) -> list[Summary]:
        """Return the incidents that may have happened in the days of the window."""
        found = set(self._long)
        for month in range(_month(window.first), _month(window.last) + 1):
            found.update(self._months.get(month, ()))
        return self._within(window, found)

    def near(self, window: Window) -> list[Summary]:
        """Return the incidents that may have happened in the days of the window, near one of its places."""
        return self._within(window, {at for place in window.places for at in self._beside(place)})

    def _beside(self, place: Place) -> Iterator[int]:
        """Yield where the incidents are that happened near a place."""
        for band in range(_band(place.lat) - 1, _band(place.lat) + 2) if place.lat is not None else ():
            for at in self._bands.get(band, ()):
                there = self._rows[at].place
                away = distance_km(place, there) if there else None
                if away is not None and away <= SAME_PLACE_KM:
                    yield at

    def _within(self, window: Window, found: Iterable[int]) -> list[Summary]:
        return [row for row in map(self._rows.__getitem__, sorted(found)) if _may_be_in(row, window)]


def _band(north: float) -> int:
    """Return the half degree in which a place lies: 55 km, more than the places of one incident are apart."""
    return floor(2 * north)


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _may_be_in(row: Summary, window: Window) -> bool:
    span = row.date
    return bool(span and span.start and span.end and span.start <= window.last and span.end >= window.first)
