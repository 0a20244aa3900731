"""Where it happened: the places of a sentence resolved, and the country that stands in for want of one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from kztui.extract.cases import Case, PlacedMention, only_around
from kztui.extract.mention import PlaceMention
from kztui.extract.reading import Reading
from kztui.extract.shared import bureaus, capitals, centres, largest_towns
from kztui.gazetteer import COUNTRY_PREC, gazetteer
from kztui.model.fact import Doubt, Place
from kztui.model.precision import PlacePrecision

_NEAR_PREC = 2
"""UCDP's where_prec for "near" a named place."""

_LARGE_TOWN = 500_000
"""People of a town that is known without its country being named."""

_BESIDE = 2
"""Countries beside a border."""

_LIES_REACH = 4
"""Tokens behind a place that the gazetteer lacks within which a town is the one that it lies in."""

_OPENING = 4
"""Sentences with which a report opens."""

_POINTING_REACH = 2
"""Sentences back to the town that "there" or "the city" means."""

_STANDING = ("at", "near", "named", "modifier")
"""The relations in which a named place is where the event happened."""


def countries_of(readings: Iterable[Reading]) -> list[str]:
    """Return the countries that a report names or is filed from, most often first."""
    named: Counter[str] = Counter()
    for reading in readings:
        for mention in reading.places:
            if mention.candidates and not mention.border and not mention.beside_country:
                first = mention.candidates[0]
                named[first.place.country] += _voice(mention)
    return [country for country, _ in named.most_common()]


def _voice(mention: PlaceMention) -> int:
    """Return how much a place named says about the country that a report is about."""
    first = mention.candidates[0]
    if mention.relation == "dateline":
        return 3
    if mention.abroad:
        return 0
    if first.place.prec == COUNTRY_PREC:
        return 1 if mention.relation in ("modifier", "people") else 2
    several = len({candidate.place.country for candidate in mention.candidates}) > 1
    return int(not first.personal_name and not several)


def places_of(reading: Reading, countries: Sequence[str]) -> list[PlacedMention]:
    """Return the places of a sentence where something can have happened, resolved among themselves."""
    placed: list[PlacedMention] = []
    near: list[Place] = []
    for mention in reading.places:
        if mention.relation not in _STANDING or mention.beside_country or mention.reached:
            continue
        if _belongs(mention, countries):
            continue
        if not _plausible(mention, reading, countries):
            continue
        place = _resolved(mention, _local(reading, countries), near)
        if mention.relation == "near":
            place = replace(place, prec=max(place.prec, _NEAR_PREC))
        placed.append(PlacedMention(reading, mention.first, mention.last, place, mention.relation, mention.saying))
        near.append(place)
    for inner, outer in pairwise(placed):
        if outer.first - inner.last <= _LIES_REACH and inner.place.prec == _NEAR_PREC and outer.place.geoname:
            inner.place = _inside(inner.place, outer.place)
    return placed


def _inside(inner: Place, outer: Place) -> Place:
    """Return a place that the gazetteer lacks as one in the town named right behind it ("the Orbita neighborhood of
    Almaty"), any other as it is."""
    if inner.geoname or inner.lat is not None or outer.prec > _NEAR_PREC or inner.country != outer.country:
        return inner
    return replace(inner, region=outer.region, lat=outer.lat, lon=outer.lon)


def _belongs(mention: PlaceMention, countries: Sequence[str]) -> bool:
    """Return whether a place only says whose a thing is ("the U.S. embassy", "London's Daily Mirror"): abroad any
    thing, in the country of the report one with a name of its own."""
    if mention.owns and mention.candidates:
        home = any(candidate.place.country in countries[:1] for candidate in mention.candidates)
        return not home or mention.owns == "name"
    return mention.relation in ("modifier", "named") and all(
        c.place.prec == COUNTRY_PREC for c in mention.candidates[:1]
    )


def _local(reading: Reading, countries: Sequence[str]) -> list[str]:
    """Return the countries among which a name is looked up: those of the report, in capitals only the one it is about
    and those that the sentence names, since names in capitals mislead more often."""
    if not reading.sentence.shouted:
        return [*countries]
    here = [m.candidates[0].place.country for m in reading.places if m.candidates and _names_country(m)]
    return list(dict.fromkeys([*countries[:1], *here]))


def _names_country(mention: PlaceMention) -> bool:
    return mention.candidates[0].place.prec == COUNTRY_PREC


def _resolved(mention: PlaceMention, countries: Sequence[str], near: Sequence[Place]) -> Place:
    if not mention.candidates:
        return _unlisted(mention, near[-1] if near else gazetteer().country(countries[0]) if countries else None)
    large = max(candidate.population for candidate in mention.candidates) >= _LARGE_TOWN
    if not large and countries and not any(c.place.country in countries for c in mention.candidates):
        return _unlisted(mention, gazetteer().country(countries[0]))
    first = next((c for c in countries if any(candidate.place.country == c for candidate in mention.candidates)), "")
    return gazetteer().resolve(mention.candidates, [first] if first else [], near)


def _unlisted(mention: PlaceMention, around: Place | None) -> Place:
    """Return a place that the gazetteer lacks, as lying near the one named before it, or in the report's country."""
    name = " ".join(mention.name.split())
    if around is None or around.prec == COUNTRY_PREC:
        return Place(name, around.country if around else "", prec=_NEAR_PREC)
    return Place(name, around.country, around.region, around.lat, around.lon, _NEAR_PREC)


def _plausible(mention: PlaceMention, reading: Reading, countries: Sequence[str]) -> bool:
    """Return whether a name is a place, not a person's: in a country that the report names, or by its preposition."""
    if not mention.candidates or any(candidate.place.country in countries for candidate in mention.candidates):
        return True
    if mention.person:
        return False
    large = max(candidate.population for candidate in mention.candidates) >= _LARGE_TOWN
    return large or (not reading.sentence.shouted and mention.governed)


def places_behind(case: Case, countries: Sequence[str]) -> list[PlacedMention]:
    """Return the places that the sentence behind a case names in the country of the report, if it has none itself."""
    behind = [replace(p, doubt=Doubt.NEXT_SENTENCE) for p in case.behind if p.place.country in countries[:1]]
    return behind if only_around(case.places, behind) else []


def only_town(readings: Sequence[Reading], countries: Sequence[str]) -> list[PlacedMention]:
    """Return the one place below a country in which a report's other places of its country lie, if it names one."""
    named: list[PlacedMention] = []
    for reading in readings:
        for mention in reading.places:
            if mention.relation not in (*_STANDING, "from") or not mention.candidates or mention.person:
                continue
            if mention.reached or _belongs(mention, countries) or not _plausible(mention, reading, countries):
                continue
            place = _resolved(mention, _local(reading, countries), [])
            if place.prec < COUNTRY_PREC and place.country in countries[:1]:
                named.append(PlacedMention(reading, mention.first, mention.last, place, "meant", doubt=Doubt.ONLY_TOWN))
    if not named:
        return []
    inmost = min(named, key=lambda placed: placed.place.prec)
    around = (other.place for other in named if other.place.name != inmost.place.name)
    return [inmost] if all(gazetteer().contains(place, inmost.place) for place in around) else []


def at_border(case: Case) -> bool:
    """Return whether the sentences of a case name a border."""
    return any(mention.border for event in case.events for mention in event.reading.places)


def opening_town(case: Case, readings: Sequence[Reading], countries: Sequence[str]) -> list[PlacedMention]:
    """Return the first town of its country that the opening sentences of a report name as a place where something is,
    for want of another; for want of that one, the town that it was filed from, unless correspondents sit there. What a
    `case` says of a border is no town's."""
    if at_border(case):
        return []
    for reading in readings[:_OPENING]:
        for placed in places_of(reading, countries):
            in_town = placed.place.prec <= PlacePrecision.DISTRICT and placed.place.country in countries[:1]
            if in_town and not placed.saying and not of_source(placed):
                return [_stand_in(placed)]
    filed = _filed_at(readings[0], countries) if readings else None
    for reading in readings[1:_OPENING]:
        filed = filed or _filed_at(reading, countries)
    if filed is None or filed.place.country not in countries[:1] or filed.place.name in bureaus():
        return []
    return [_stand_in(filed)]


def _stand_in(placed: PlacedMention) -> PlacedMention:
    """Return a place as one that stands in for want of another."""
    return replace(placed, relation="meant", doubt=Doubt.OPENING)


def of_source(placed: PlacedMention) -> bool:
    """Return whether a place only says whose word is quoted ("the Atyrau health department said")."""
    said = placed.reading.attribution
    if said is None or placed.relation != "modifier" or said.mention.sentence is not placed.reading.sentence:
        return False
    return said.mention.first <= placed.first < said.mention.last


def where_told(places: Sequence[PlacedMention]) -> list[PlacedMention]:
    """Return the places of a case without those of whoever is quoted, where it has others below a country."""
    others = [placed for placed in places if not of_source(placed)]
    return others if any(placed.place.prec < COUNTRY_PREC for placed in others) else [*places]


def country_of(case: Case, readings: Sequence[Reading], countries: Sequence[str]) -> list[PlacedMention]:
    """Return the country that a report names most, for want of a place: by a case's own sentences if they name it.

    Where these only name a border, it is both countries beside it, as parts of them.
    """
    if border := _border_of(case, readings, countries):
        return border
    for reading in (*(event.reading for event in case.events), *readings):
        for mention in reading.places:
            place = mention.candidates[0].place if mention.candidates else None
            if (
                place
                and place.prec == COUNTRY_PREC
                and place.country in countries[:1]
                and mention.relation not in ("from", "dateline", "near")
            ):
                doubt = Doubt.NO_TOWN if _names_town(readings, place.country) else Doubt.NONE
                return [PlacedMention(reading, mention.first, mention.last, place, mention.relation, doubt=doubt)]
    return []


def _names_town(readings: Iterable[Reading], country: str) -> bool:
    """Return whether a report names a town of a country as a place where something is."""
    for mention in (mention for reading in readings for mention in reading.places):
        if mention.candidates and mention.relation in (*_STANDING, "from"):
            first = mention.candidates[0]
            if first.place.prec < COUNTRY_PREC and first.place.country == country and not first.personal_name:
                return True
    return False


def _border_of(case: Case, readings: Sequence[Reading], countries: Sequence[str]) -> list[PlacedMention]:
    """Return the countries beside the border that a case's sentences name, each by words of its own: if they name one,
    the other is the country that the report is about."""
    found: dict[str, PlacedMention] = {}
    told = [event.reading for event in case.events]
    for reading in told:
        for mention in (mention for mention in reading.places if mention.border and mention.candidates):
            home = countries[:1] if len(found) < _BESIDE else ()
            for country in dict.fromkeys([*home, mention.candidates[0].place.country]):
                place = gazetteer().country(country)
                if place is not None and len(found) < _BESIDE:
                    part = replace(place, prec=int(PlacePrecision.PART_OF_COUNTRY))
                    at, named = _naming(country, (reading, mention), [*told, *readings])
                    found.setdefault(country, PlacedMention(at, named.first, named.last, part, "border"))
    return [*found.values()]


def _naming(
    country: str, border: tuple[Reading, PlaceMention], readings: Sequence[Reading]
) -> tuple[Reading, PlaceMention]:
    """Return the words that name a country, with their sentence: those of the border, or the first in other sentences;
    for want of them those of a place in it."""
    others = ((reading, mention) for reading in readings for mention in reading.places if mention.candidates)
    named = [one for one in (border, *others) if one[1].candidates[0].place.country == country]
    return next((one for one in named if _names_country(one[1])), named[0] if named else border)


def town_meant(reading: Reading, countries: Sequence[str]) -> tuple[int, PlacedMention] | None:
    """Return the token of "there", "the city", "the capital", "the regional centre", "here" or their like, and the town
    that it means."""
    if reading.here is not None and reading.pointing is None and (filed := _filed_at(reading, countries)):
        return reading.here, filed
    for at, chief in ((reading.capital, capitals()), (reading.largest, {**capitals(), **largest_towns()})):
        if at is not None and (capital := _chief_town(reading, at, chief, countries)):
            return at, capital
    if reading.centre is not None:
        centre = _centre(reading, countries)
        return (reading.centre, centre) if centre else None
    at = reading.pointing
    if at is None:
        return None
    earlier = [(reading, at), *((one, len(one.sentence.words)) for one in _sentences_before(reading))]
    towns = (town for one, end in earlier if (town := _last_town(one, countries, end)))
    here = reading.here is not None or reading.sentence.number < _OPENING
    town = next(towns, None) or (_filed_at(reading, countries) if here else None)
    return (at, town) if town else None


def _filed_at(reading: Reading, countries: Sequence[str]) -> PlacedMention | None:
    """Return the town from which the report was filed, by the dateline of its first sentence."""
    earlier: Reading | None = reading
    while earlier is not None:
        for mention in earlier.places:
            if mention.relation == "dateline" and mention.candidates:
                place = _resolved(mention, countries, [])
                if place.prec <= _NEAR_PREC:
                    return PlacedMention(earlier, mention.first, mention.last, place, "meant")
        earlier = earlier.before
    return None


def _chief_town(reading: Reading, at: int, chief: Mapping[str, str], countries: Sequence[str]) -> PlacedMention | None:
    """Return the chief town, by a table of countries, of the one that a sentence names, or else that the report is
    about, as a mention at a token."""
    named = [m.candidates[0].place.country for m in reading.places if m.candidates and _names_country(m)]
    country = next((code for code in (*named, *countries[:1]) if code in chief), "")
    towns = [c.place for c in gazetteer().lookup(chief.get(country, "")) if c.place.country == country]
    towns = [town for town in towns if town.prec <= _NEAR_PREC]
    return PlacedMention(reading, at, at + 1, towns[0], "meant") if towns else None


def _centre(reading: Reading, countries: Sequence[str]) -> PlacedMention | None:
    """Return the chief town of the region that was named last, itself or by a place in it."""
    at = reading.centre
    for earlier in (reading, *_sentences_before(reading)) if at is not None else ():
        for mention in reversed(earlier.places):
            if mention.candidates and mention.relation in (*_STANDING, "from"):
                region = _resolved(mention, _local(earlier, countries), []).region
                towns = [c.place for c in gazetteer().lookup(centres().get(region, "")) if c.place.region == region]
                towns = [town for town in towns if town.prec <= _NEAR_PREC]
                if towns and at is not None:
                    return PlacedMention(reading, at, at + 1, towns[0], "meant")
    return None


def _sentences_before(reading: Reading) -> Iterator[Reading]:
    earlier = reading.before
    for _ in range(_POINTING_REACH):
        if earlier is not None:
            yield earlier
            earlier = earlier.before


def _last_town(reading: Reading, countries: Sequence[str], end: int) -> PlacedMention | None:
    """Return the last town that a sentence names, up to token `end`."""
    for mention in reversed(reading.places):
        if mention.last <= end and mention.relation in (*_STANDING, "from") and _plausible(mention, reading, countries):
            place = _resolved(mention, _local(reading, countries), [])
            if place.prec <= _NEAR_PREC:
                return PlacedMention(reading, mention.first, mention.last, place, "meant")
    return None
