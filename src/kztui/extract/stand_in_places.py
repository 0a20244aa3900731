"""Places that stand in for those which a report leaves out of what it tells of an incident."""

from collections.abc import Sequence
from datetime import timedelta

from kztui.extract.cases import Case, only_around
from kztui.extract.reading import Reading
from kztui.extract.where import at_border, country_of, only_town, opening_town, places_behind, where_told
from kztui.gazetteer import COUNTRY_PREC
from kztui.model.fact import DateSpan
from kztui.model.precision import DatePrecision

_SOON = timedelta(7)
"""Days between two incidents of a report that can have happened in the one town that it names."""


def place_cases(cases: Sequence[Case], readings: Sequence[Reading], countries: Sequence[str]) -> None:
    """Give the cases of a report the places that stand in for want of a town of their own: that of the sentence behind,
    the one town that the report names, that of its opening for the first case, and at last the country.

    `countries` are those of the report, the one that it names most first.
    """
    for case in cases:
        case.places = where_told([*case.places, *places_behind(case, countries)])
    town = [] if all(map(_in_a_town, cases)) else only_town(readings, countries)
    located = [case for case in cases if case.places]
    for number, case in enumerate(cases):
        within = []
        if not (case.beside_country or _in_a_town(case) or (case.places and at_border(case))):
            within = town if _near_in_time(case, located) else []
            if not within and number == 0 and not case.aside:
                within = opening_town(case, readings, countries)
        case.places += within if only_around(case.places, within) else []
        case.places = case.places or country_of(case, readings, countries)


def _in_a_town(case: Case) -> bool:
    """Return whether a case has a place below a country."""
    return any(placed.place.prec < COUNTRY_PREC for placed in case.places)


def _near_in_time(case: Case, located: Sequence[Case]) -> bool:
    """Return whether a case is told to have happened within days of one whose place is known, or no place is."""
    if not located:
        return True
    own = [span.start for span in _days_of(case) if span.start]
    theirs = [span.start for other in located for span in _days_of(other) if span.start]
    return not case.aside and any(abs(one - other) <= _SOON for one in own for other in theirs)


def _days_of(case: Case) -> list[DateSpan]:
    """Return the exact days of a case."""
    return [dated.time.span for dated in case.times if dated.time.span.prec == DatePrecision.DAY]
