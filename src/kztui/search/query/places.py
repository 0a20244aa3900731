"""What else a place is called: old, Russian and Kazakh names lead to the name that incidents have."""

from functools import lru_cache

from kztui.gazetteer import Candidate, Kind, gazetteer
from kztui.text.fold import fold

UNLIKELY = 2.0
"""A place whose rank is lower than the best one's by this much (a hundredth of its people) is not meant."""

_REGIONS = (Kind.REGION, Kind.DISTRICT)


@lru_cache(maxsize=1_000)
def other_names(field: str, name: str) -> tuple[str, ...]:
    """Return the names, other than `name` in any spelling, under which a field of places may have the place.

    `field` is place, region or country; other fields have no places. Countries are named by their ISO 3166 codes.
    """
    meant = _likely(name) if field in ("place", "region", "country") else ()
    if field == "country":
        names = [one.place.country for one in meant if one.kind is Kind.COUNTRY]
    else:
        names = [one.place.name for one in meant if field == "place" or one.kind in _REGIONS]
    return tuple(dict.fromkeys(other for other in names if fold(other) != fold(name)))


def degrees(name: str) -> list[tuple[float, float]]:
    """Return the degrees north and east of the place that the gazetteer knows best by this name."""
    places = (one.place for one in _likely(name)[:1])
    return [(place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None]


def _likely(name: str) -> tuple[Candidate, ...]:
    """Return the places that a name may well mean; a people ("Kazakh") is not a place."""
    found = [one for one in gazetteer().lookup(name) if one.kind is not Kind.DEMONYM]
    return tuple(one for one in found if one.rank > found[0].rank - UNLIKELY)
