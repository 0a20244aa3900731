"""The places that a Russian spelling can mean: names in any case, adjectives of regions, districts and towns."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from kztui.extract.ru.vocabulary import texts
from kztui.gazetteer import Candidate, Kind, gazetteer

_REGION = frozenset(("KZ", "KG", "UZ", "TJ", "TM"))
_ABROAD = 90_000
"""People of the least town outside Central Asia that is looked for: smaller ones share their names with other words."""

_DISTRICT_PREC = 3  # UCDP's where_prec
_ENDINGS = (
    ("ами", ("ы", "и", "")), ("ями", ("и",)), ("ого", ("ый", "ий", "ое")), ("его", ("ий",)), ("ому", ("ый", "ий")),
    ("ом", ("", "ое", "ый", "ий", "о")), ("ем", ("ь", "й", "", "е")), ("ой", ("а", "ая")), ("ей", ("я", "ь")),
    ("ою", ("а",)), ("ым", ("ый",)), ("им", ("ий",)), ("ую", ("ая",)), ("ию", ("ия",)), ("ии", ("ия",)),
    ("ых", ("ые",)), ("их", ("ие",)), ("ью", ("ь",)), ("ах", ("ы", "и", "")), ("ам", ("ы", "и")),
    ("е", ("", "а", "й", "ь", "о", "я")), ("у", ("", "а", "о")), ("а", ("", "о")), ("ы", ("", "а")),
    ("и", ("а", "ь", "я", "")), ("я", ("й", "ь", "")), ("ю", ("й", "я", "ь")),
)  # fmt: skip
"""Endings of nouns and adjectives in oblique cases, each with those that the name can have in the dictionary."""


_ADJECTIVE = frozenset(("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими", "ою"))


@lru_cache(maxsize=20_000)
def lookup(name: str) -> tuple[Candidate, ...]:
    """Return the places of the region, and the large ones elsewhere, that a spelling can mean."""
    name = texts("places", "abbreviations").get(name, name)
    return tuple(
        found
        for found in gazetteer().lookup(name)
        if found.place.country in _REGION
        or found.kind in (Kind.COUNTRY, Kind.DEMONYM)
        or (found.population >= _ABROAD and found.kind is Kind.CITY)
    )


@lru_cache(maxsize=20_000)
def declined(name: str) -> tuple[Candidate, ...]:
    """Return the places whose name in some case can be `name`, the likeliest first; by its dictionary form first."""
    found = lookup(name)
    if found:
        return found
    best: tuple[Candidate, ...] = ()
    for base in _bases(name):
        candidates = lookup(base)
        if candidates and (not best or candidates[0].rank > best[0].rank):
            best = candidates
    return best


def _bases(name: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) > 1:
            for replacement in replacements:
                yield name[: len(name) - len(ending)] + replacement
    if name.endswith("ска"):
        yield name[:-1]


def adjective_stem(word: str) -> str:
    """Return an adjective of a place without its ending ("актюбинск"), empty for any other word ("Уральске")."""
    at = word.rfind("ск")
    return word[: at + 2] if at > 1 and word[at + 2 :] in _ADJECTIVE else ""


@lru_cache(maxsize=4096)
def _town_of(stem: str) -> tuple[Candidate, ...]:
    """Return the town that a district is called after ("кордайск" of "Кордайский район")."""
    town = texts("places", "adjectives").get(f"{stem}ий")
    if town:
        return lookup(town)
    base = stem.removesuffix("ск")
    for end in ("", "а", "ы", "о", "я", "ь", "й", "е"):
        found = lookup(base + end)
        if found:
            return found
    for cut in ("ин", "ов", "ен", "н"):
        if base.endswith(cut) and (
            found := next((f for e in ("", "а", "ы", "о") if (f := lookup(base.removesuffix(cut) + e))), ())
        ):
            return found
    return ()


def _around(towns: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the districts that are called after towns, as places of a district's precision."""
    return tuple(replace(town, place=replace(town.place, prec=max(town.place.prec, _DISTRICT_PREC))) for town in towns)


@lru_cache(maxsize=20_000)
def is_demonym(lemma: str) -> bool:
    """Return whether a word is one for a country's people or things."""
    return any(c.kind is Kind.DEMONYM for c in gazetteer().lookup(lemma))


def of_region(stem: str) -> tuple[Candidate, ...]:
    """Return the regions with an adjective of this stem ("актюбинск": "Актюбинская область")."""
    return lookup(f"{stem}ая область") or lookup(f"{stem}ий край")


def of_district(stem: str) -> tuple[Candidate, ...]:
    """Return the districts with an adjective of this stem ("кордайск"), or those around the towns it comes from."""
    return lookup(f"{stem}ий район") or _around(_town_of(stem))


def of_adjective(stem: str) -> tuple[Candidate, ...]:
    """Return the town that an adjective of this stem alone means ("алматинск"), as the lexicon lists it."""
    town = texts("places", "adjectives").get(f"{stem}ий")
    return lookup(town) if town else ()


@lru_cache(maxsize=20_000)
def compound(first: str, second: str) -> tuple[Candidate, ...]:
    """Return the places with a name of two declined words ("Южной Осетии")."""
    pairs = ((one, other) for one in (first, *_bases(first)) for other in (second, *_bases(second)))
    return next((found for one, other in pairs if (found := lookup(f"{one} {other}"))), ())
