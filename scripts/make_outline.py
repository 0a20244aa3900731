"""Make data/outline/borders.json: the borders of Kazakhstan and of the countries around it, in degrees.

Input: the borders as packaged in countryinfo on PyPI (``pip install countryinfo``; see data/outline/README.md).

    python scripts/make_outline.py
"""

import json
from pathlib import Path

from countryinfo import CountryInfo

COUNTRIES = {
    "KZ": "Kazakhstan", "KG": "Kyrgyzstan", "UZ": "Uzbekistan", "TM": "Turkmenistan", "TJ": "Tajikistan",
}  # fmt: skip
TARGET = Path(__file__).parent.parent / "data" / "outline" / "borders.json"


def rings(name: str) -> list[list[list[float]]]:
    """Return the outer rings of a country's polygons as (longitude, latitude) pairs with two decimals."""
    geometry = CountryInfo(name).geo_json()["features"][0]["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[round(lon, 2), round(lat, 2)] for lon, lat in polygon[0]] for polygon in polygons]


def main() -> None:
    """Write the file, a country a line."""
    lines = [f'"{code}": {json.dumps(rings(name), separators=(",", ":"))}' for code, name in COUNTRIES.items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="ascii")


if __name__ == "__main__":
    main()
