"""The incidents of a casebook, as linking looks them up."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from kztui.link.known import Window
from kztui.link.words import Words
from kztui.model.figures import SAME_PLACE_KM
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.search.library import Library

MANY_DAYS = timedelta(62)
"""In a longer window only incidents near the places count: a big casebook has thousands in a year."""


def wording(language: str) -> Words | None:
    """Return what comparing incidents needs to know of a language; None for one without a grammar."""
    from kztui.extract.languages import grammar

    found = grammar(language)
    return found.wording() if found else None


class LibraryIncidents:
    """The incidents of a library, found by date and place."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        for one in library.arrangement.pending(library.suggestions):
            self._linked[one.incident].add(one.like)
            self._linked[one.like].add(one.incident)

    def around(self, window: Window) -> Iterable[Summary]:
        """Return the incidents that may have happened in the window; more than those are no harm."""
        days = f"date:{window.first}..{window.last}"
        if window.last - window.first <= MANY_DAYS:
            return self._found(days)
        spots = [f"{place.lat},{place.lon}" for place in window.places if place.lat is not None]
        return [row for spot in spots for row in self._found(f"{days} near:{spot}<{SAME_PLACE_KM:.0f}km")]

    def incident(self, incident_id: str) -> Incident:
        """Return an incident."""
        return self._library.incident(incident_id)

    def report(self, report_id: str) -> Report:
        """Return a report."""
        return self._library.report(report_id)

    def linked(self, incident_id: str) -> Iterable[str]:
        """Return the incidents that are suggested to be the same as this one."""
        return self._linked.get(incident_id, ())

    def _found(self, query: str) -> Iterable[Summary]:
        results = self._library.search(query)
        return results.rows(0, results.count)
