"""A place on its way into the gazetteer, and the packages that it comes from."""

import importlib.util
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kztui.text.fold import fold


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
        """Add spellings, folded; one with hyphens also as separate words."""
        for name in names:
            for spelling in {name, name.replace("-", " ")}:
                key = fold(spelling)
                self.names[key] = self.names.get(key, False) or main

    def cells(self) -> str:
        """Return the place's line of places.tsv."""
        degrees = ("" if self.lat is None else f"{self.lat:.4f}", "" if self.lon is None else f"{self.lon:.4f}")
        numbers = (str(self.prec), str(self.geoname), str(self.population))
        return "\t".join((self.name, self.country, self.region, *degrees, *numbers, self.kind, self.within))


def package_file(package: str, path: str) -> str:
    """Return the text of a file inside an installed package. Raises SystemExit when it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"Install {package} first: see the top of this script.")
    return (Path(spec.origin).parent / path).read_text("utf-8")


def usual_name(name: str, country: str) -> str:
    """Return GeoNames' `name` without diacritics and apostrophes; in Kazakhstan also with k for q and g for gh."""
    parts = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    plain = re.sub("[’'ʻʼ‘`]", "", "".join(letter for letter in parts if not unicodedata.combining(letter)))
    if country == "KZ":
        plain = plain.replace("Q", "K").replace("q", "k").replace("gh", "g").replace("Dzh", "Zh")
        plain = re.sub(r"yy\b", "y", plain)
    return plain
