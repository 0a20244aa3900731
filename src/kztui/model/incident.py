"""Incidents: something that happened at a place and a time, known by its facts."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kztui.model.fact import DateSpan, Fact, Field, Place
from kztui.model.report import Source

UNKNOWN_COUNTRY = "XX"
"""The ISO 3166 user-assigned code used in ids while the country is not known."""

INCIDENT_ID = re.compile(r"([A-Z]{2})-(\d{4})-(\d{4,})")
"""An incident's id, such as KZ-2016-0005: country, year and serial."""


class Incident(Struct, frozen=True):
    """An incident and its facts, in the order of their reports and words. `id` is permanent (``KZ-2016-0005``)."""

    id: str
    facts: tuple[Fact, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that tell of it, in the order of the facts."""
        return tuple(dict.fromkeys(fact.evidence.report for fact in self.facts))


def number_incidents(
    drafts: Iterable[tuple[Fact, ...]], taken: Iterable[str], sources: Mapping[str, Source]
) -> list[Incident]:
    """Return the `drafts` (the facts of one incident each) as incidents with the next free ids after `taken`.

    The country is that of the first place that has one, the year that of the first date, else of the first report's
    publication, else 0000.
    """
    last: dict[tuple[str, str], int] = {}
    for identifier in taken:
        if match := INCIDENT_ID.fullmatch(identifier):
            key = (match[1], match[2])
            last[key] = max(last.get(key, 0), int(match[3]))
    incidents = []
    for facts in drafts:
        key = (_country(facts), _year(facts, sources))
        last[key] = last.get(key, 0) + 1
        incidents.append(Incident(f"{key[0]}-{key[1]}-{last[key]:04d}", facts))
    return incidents


def _country(facts: tuple[Fact, ...]) -> str:
    places = (fact.value for fact in facts if fact.field is Field.PLACE)
    countries = (place.country for place in places if isinstance(place, Place) and place.country)
    return next(countries, UNKNOWN_COUNTRY)


def _year(facts: tuple[Fact, ...], sources: Mapping[str, Source]) -> str:
    spans = (fact.value for fact in facts if fact.field is Field.DATE)
    days = [span.start for span in spans if isinstance(span, DateSpan) and span.start]
    days += [day for fact in facts if (day := sources[fact.evidence.report].published)]
    return f"{days[0].year:04d}" if days else "0000"
