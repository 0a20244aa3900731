"""Towns: how many people live where something happened, and which town a word in any case is the name of."""

from functools import lru_cache
from math import log10

from kztui.gazetteer import COUNTRY_WEIGHT, Candidate, Kind, gazetteer
from kztui.model.fact import Place
from kztui.text.fold import fold

KEPT = 4_000
"""So many places and words are kept."""

_VILLAGE, _CITY = 10_000, 1_000_000
"""Where so many people live there is hardly more than one incident on a day; where so many do, there are several."""

_SHORTEST, _ENDING = 3, 5
"""Letters of the shortest name, and of the longest ending that a case puts behind it."""

_ALSO = ("", "a", "i")
"""Last letters that an ending takes the place of ("Karagande")."""

_NAMED = {Kind.COUNTRY, Kind.REGION, Kind.CITY}


@lru_cache(KEPT)
def crowd(place: Place) -> float:
    """Return how many other incidents a place may have on a day: from 0 for a village to 1 for a city of a million."""
    own = (place.name, place.country, place.region)
    there = [
        one for one in gazetteer().lookup(place.name) if (one.place.name, one.place.country, one.place.region) == own
    ]
    people = max((one.population for one in there), default=0)
    return min(1.0, max(0.0, log10(max(people, 1) / _VILLAGE) / log10(_CITY / _VILLAGE)))


@lru_cache(KEPT)
def town_of(word: str) -> str:
    """Return the name of the town or region of Central Asia that a folded word names in any case; empty for none.

    A Russian or Kazakh ending is cut off, but no more than half of the word.
    """
    for cut in range(min(_ENDING, len(word) - _SHORTEST, len(word) // 2) + 1):
        for last in _ALSO if cut else ("",):
            name = word[: len(word) - cut] + last
            found = next((one.place.name for one in gazetteer().lookup(name) if _is_near(one)), "")
            if fold(found) == name:
                return found
    return ""


def _is_near(one: Candidate) -> bool:
    """Return whether a name is that of a town or region of Central Asia, and no person's."""
    return one.kind in _NAMED and not one.personal_name and one.place.country in COUNTRY_WEIGHT
