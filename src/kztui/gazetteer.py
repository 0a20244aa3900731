"""The gazetteer: which places a spelling can mean, and which of them it means here.

Extraction finds places in texts by it, and search knows by it what else a place is called. The tables come from
GeoNames (CC BY 4.0) and a hand-made supplement; data/gazetteer/README.md describes them. The names that begin with
the same letters are unpacked when the first of them is looked up: loading takes a few milliseconds.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cache
from math import log10
from pathlib import Path

from msgspec import Struct

from kztui.model.fact import Place
from kztui.model.figures import distance_km
from kztui.text.bundled import bundled
from kztui.text.fold import fold

COUNTRY_WEIGHT = {"KZ": 50.0, "KG": 10.0, "UZ": 10.0, "TJ": 10.0, "TM": 10.0}
"""How many times the people of a country's places count: reports here are first about Kazakhstan and its region."""
ALIAS_WEIGHT = 0.1
UNCOUNTED = 500
"""People assumed where GeoNames gives none: the least that its extract takes."""

NAMED_COUNTRY = 2.0
"""What a country named in the report adds to a place's rank, in powers of ten of people."""
NEIGHBOUR = 1.0
"""What a place named nearby adds to it."""
NEAR_KM = 200.0
_PREFIX = 3  # letters that the names of a group in names.tsv share
_COMMON, _PERSONAL = "1", "2"
_REGION_PREC, COUNTRY_PREC = 4, 6  # UCDP's where_prec of a whole region, of a whole country


class Kind(StrEnum):
    """What a name is the name of; `DEMONYM` is a word for a country's people or things ("Kazakh")."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"
    VILLAGE = "village"
    SITE = "site"
    DEMONYM = "demonym"


class Candidate(Struct, frozen=True):
    """A place that a spelling can mean.

    `population` is the number of people, 0 when unknown; of a region, that of its largest town less one. `usual` says
    that the spelling is a main name of the place, not a historic or foreign one; `common_word` that it is also an
    ordinary English word ("nice", "reading"), `personal_name` that people bear it too ("garcia"). `within` names the
    town, district or park that contains the place.
    """

    place: Place
    population: int
    kind: Kind
    usual: bool = True
    common_word: bool = False
    personal_name: bool = False
    within: str = ""

    @property
    def rank(self) -> float:
        """The people of the place in powers of ten, weighted for its country and for how usual the spelling is."""
        return rank(self.place.country, self.population, self.usual)


class Gazetteer:
    """The places by their folded spellings (`kztui.text.fold.fold`), read from the tables in `folder`."""

    def __init__(self, folder: Path) -> None:
        groups = (folder / "names.tsv").read_bytes().decode().strip().split("\n\n")
        self._groups = {group.partition("\t")[0][:_PREFIX]: group for group in groups}
        self._names: dict[str, str] = {}
        self._places = (folder / "places.tsv").read_bytes()
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Return the places that `name` can mean in any spelling, best first by `Candidate.rank`."""
        return self._candidates(fold(name))

    def beginning(self, text: str, most: int) -> list[Candidate]:
        """Return the places with a name that begins with `text` in any spelling, `most` at most; none below 3 letters.

        Those whose own name begins so come first, then the best.
        """
        start = fold(text)
        if len(start) < _PREFIX:
            return []
        self._entry(start)
        named = [name for name in self._names if name.startswith(start)]
        found = {one.place: one for name in named for one in sorted(self._candidates(name), key=lambda c: c.usual)}
        return sorted(found.values(), key=lambda one: (start not in fold(one.place.name), -one.rank))[:most]

    def longest(self, word: str) -> int:
        """Return how many words the longest name has that begins with a folded word, 0 when none begins with it."""
        entry = self._entry(word) if word else None
        return 0 if entry is None else max(1, int(entry.partition(" ")[0]))

    def longest_match(self, words: Sequence[str], start: int) -> tuple[int, tuple[Candidate, ...]] | None:
        """Return the longest name that begins at `words[start]`: how many words it takes, and what it can mean.

        `words` are folded words. None when no name begins there. Raises IndexError when `start` is outside.
        """
        for count in range(min(self.longest(words[start]), len(words) - start), 0, -1):
            if found := self._candidates(" ".join(words[start : start + count])):
                return count, found
        return None

    def resolve(self, candidates: Sequence[Candidate], countries: Collection[str], near: Sequence[Place]) -> Place:
        """Return the place that a report means by an ambiguous name.

        `countries` are the codes of the countries that the report names, `near` the places that it surely means. A
        named country outweighs a hundredfold population, a neighbour within 200 km a tenfold one. Raises ValueError
        for no candidates.
        """
        named = {*countries, *(place.country for place in near)}

        def fit(candidate: Candidate) -> float:
            close = any((distance_km(candidate.place, place) or NEAR_KM) < NEAR_KM for place in near)
            return candidate.rank + NAMED_COUNTRY * (candidate.place.country in named) + NEIGHBOUR * close

        return max(candidates, key=fit).place

    def country(self, code: str) -> Place | None:
        """Return the country with this ISO 3166 alpha-2 code."""
        found = self._candidates(f"={code}")
        return found[0].place if found else None

    def region(self, place: Place) -> Place | None:
        """Return the first-level region of `place`; None when it is in none or is a region itself."""
        if not place.region or place.prec >= _REGION_PREC:
            return None
        candidates = (candidate.place for candidate in self.lookup(place.region))
        return next((p for p in candidates if p.country == place.country and p.prec == _REGION_PREC), None)

    def contains(self, outer: Place, inner: Place) -> bool:
        """Say whether `inner` lies within `outer`: its country, its region, or the town or district around it."""
        if not outer.country or outer.country != inner.country or inner.prec >= max(outer.prec, _REGION_PREC):
            return False
        if outer.prec == COUNTRY_PREC:
            return True
        if outer.prec == _REGION_PREC or self._is_own_region(outer):
            return inner.region == outer.name and inner != outer
        return outer.region == inner.region and outer.name == self._within(inner)

    def _is_own_region(self, place: Place) -> bool:
        return place.name == place.region and self.region(place) is None

    def _within(self, place: Place) -> str:
        return next((found.within for found in self.lookup(place.name) if found.place == place), "")

    def _candidates(self, key: str) -> tuple[Candidate, ...]:
        known = self._known.get(key)
        if known is None:
            entry = self._entry(key)
            if entry is None:
                return ()
            _, mark, *found = entry.split()
            known = self._known[key] = tuple(self._decode(at, mark) for at in found)
        return known

    def _entry(self, key: str) -> str | None:
        prefix = key[:_PREFIX]
        if prefix in self._groups:
            for line in self._groups[prefix].split("\n"):
                name, _, entry = line.partition("\t")
                self._names[name] = entry
            self._groups.pop(prefix, None)
        return self._names.get(key)

    def _decode(self, at: str, mark: str) -> Candidate:
        """Return the candidate whose line begins at a byte, which a tilde marks as a spelling that is not usual."""
        start = int(at.removeprefix("~"))
        cells = self._places[start : self._places.index(b"\n", start)].decode().split("\t")
        name, country, region, lat, lon, prec, geoname, population, kind, within = cells
        degrees = (float(lat) if lat else None, float(lon) if lon else None)
        place = Place(name, country, region, *degrees, int(prec), int(geoname))
        usual = not at.startswith("~")
        return Candidate(place, int(population), Kind(kind), usual, mark == _COMMON, mark == _PERSONAL, within)


@cache
def gazetteer() -> Gazetteer:
    """Return the bundled gazetteer, loaded once. Raises StoreError when its tables are missing."""
    return Gazetteer(bundled("gazetteer/names.tsv").parent)


def rank(country: str, population: int, usual: bool) -> float:
    """Return how likely a place is meant, all else unknown, in powers of ten of people."""
    weight = COUNTRY_WEIGHT.get(country, 1.0) * (1.0 if usual else ALIAS_WEIGHT)
    return log10(max(population, UNCOUNTED) * weight)
