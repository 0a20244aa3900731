"""GeoJSON (RFC 7946): list rows for a map."""

from collections.abc import Iterator

import msgspec

from kztui.export.address import web_address
from kztui.export.format import Format, Selection
from kztui.model.fact import Fact
from kztui.model.precision import PlacePrecision
from kztui.model.report import Source
from kztui.model.row import row_view


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a FeatureCollection of the rows; a row without coordinates has no geometry.

    `where_prec` says how exact a point is, and `where` says it in words: that of a region is only its middle. `quotes`
    has the words that state each fact, with publisher, day, address and paragraph.
    """
    yield b'{"type":"FeatureCollection","features":['
    separator = b"\n"
    for dossier in selection.dossiers():
        row = row_view(dossier.summary)
        properties = {key: value for key, value in row.items() if key not in ("lat", "lon")}
        properties["publishers"] = list(dict.fromkeys(source.label for source in dossier.sources.values()))
        properties["quotes"] = [_quote(fact, dossier.sources[fact.evidence.report]) for fact in dossier.standing]
        selection.lose_notes(dossier.summary, "a map has no place for them")
        geometry = None
        if row["lat"] is not None and row["lon"] is not None:
            geometry = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
            properties["where"] = _where(row["where_prec"])
        else:
            selection.lose("without coordinates: the feature has no geometry")
        feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": properties}
        yield separator + msgspec.json.encode(feature)
        separator = b",\n"
    yield b"\n]}\n"


def _quote(fact: Fact, source: Source) -> dict[str, object]:
    return {
        "field": fact.field.value,
        "quote": " ".join(fact.evidence.exact.split()),
        "publisher": source.label,
        "published": source.published,
        "url": web_address(source.url),
        "paragraph": fact.evidence.paragraph,
    }


def _where(precision: int) -> str:
    exact = precision <= PlacePrecision.NEAR
    words = PlacePrecision(precision).words if precision in list(PlacePrecision) else "unknown"
    return words if exact else f"the middle of the {words}"


FORMAT = Format("list rows for a map", write)
