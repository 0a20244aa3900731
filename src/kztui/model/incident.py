"""Incidents: something that happened at a place and a time, known by its facts."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from msgspec import Struct

from kztui.model.fact import DateSpan, Fact, Field, Place
from kztui.model.report import Source

UNKNOWN_COUNTRY = "XX"
"""The ISO 3166 user-assigned code used in ids while the country is not known."""

INCIDENT_ID = re.compile(r"([A-Z]{2})-(\d{4})-([0-9A-Z]{4,64})(?:@[\w-]+)?")
"""An incident's id, such as KZ-2016-7K3F: country, year, letters and digits; or KZ-2016-0005, with a serial number.

KZ-2016-0005@BEN is an incident to which Ben's casebook had given an id that another one has (`kztui.casebook.merging`).
"""

ID_LENGTH = 4
"""Letters and digits at the end of a new id, if that many are enough."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Incident(Struct, frozen=True, gc=False):
    """An incident and its facts, in the order of their reports and words. `id` is permanent (`INCIDENT_ID`)."""

    id: str
    facts: tuple[Fact, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that tell of it, in the order of the facts."""
        return tuple(dict.fromkeys(fact.evidence.report for fact in self.facts))


def new_id(facts: Sequence[Fact], sources: Mapping[str, Source], is_taken: Callable[[str], bool]) -> str:
    """Return an id for a new incident of these facts: country, year and letters and digits of their first evidence.

    Two copies of a casebook that read one report so mostly give one incident one id, and hardly ever one id to two
    incidents. An id that `is_taken` gets further letters; without facts they are random. The country is that of the
    first place that has one, the year that of the first date, else of the first report's publication, else 0000.
    """
    begin = f"{_country(facts)}-{_year(facts, sources)}-"
    if facts:
        first = facts[0].evidence
        letters = _letters(hashlib.sha256(f"{first.report}:{first.start}:{first.end}".encode()).digest())
    else:
        letters = _letters(os.urandom(32))
    length = ID_LENGTH
    while letters[:length].isdigit() or is_taken(begin + letters[:length]):  # digits alone are a serial number
        length += 1
    return begin + letters[:length]


def serial_id(facts: Sequence[Fact], sources: Mapping[str, Source], is_taken: Callable[[str], bool]) -> str:
    """Return an id of the kind that was given earlier, such as KZ-2016-0005: country, year and the next free number.

    The bundled casebook has such ids; for a new incident use `new_id`.
    """
    begin = f"{_country(facts)}-{_year(facts, sources)}-"
    return next(made for number in count(1) if not is_taken(made := f"{begin}{number:04d}"))


def _letters(data: bytes) -> str:
    """Return bytes as digits and letters, without those that are easily confused (Crockford's base 32)."""
    return "".join(_ALPHABET[byte % 32] for byte in data)


def _country(facts: Sequence[Fact]) -> str:
    places = (fact.value for fact in facts if fact.field is Field.PLACE)
    countries = (place.country for place in places if isinstance(place, Place) and place.country)
    return next(countries, UNKNOWN_COUNTRY)


def _year(facts: Sequence[Fact], sources: Mapping[str, Source]) -> str:
    spans = (fact.value for fact in facts if fact.field is Field.DATE)
    days = [span.start for span in spans if isinstance(span, DateSpan) and span.start]
    days += [day for fact in facts if (day := sources[fact.evidence.report].published)]
    return f"{days[0].year:04d}" if days else "0000"
