"""GeoJSON (RFC 7946): list rows for a map."""

from collections.abc import Iterator

import msgspec

from kztui.export.format import Format, Selection
from kztui.export.views import row_view


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a FeatureCollection of the rows; a row without coordinates has no geometry."""
    yield b'{"type":"FeatureCollection","features":['
    separator = b"\n"
    for summary in selection.rows:
        row = row_view(summary)
        properties = {key: value for key, value in row.items() if key not in ("lat", "lon")}
        located = row["lat"] is not None and row["lon"] is not None
        geometry = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if located else None
        feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": properties}
        yield separator + msgspec.json.encode(feature)
        separator = b",\n"
    yield b"\n]}\n"


FORMAT = Format("list rows for a map", write)
