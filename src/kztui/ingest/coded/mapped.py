"""Any other table of incidents: the user says which column holds what (``--map killed=Deaths``)."""

from collections.abc import Mapping

from kztui.errors import DateError, IngestError
from kztui.gazetteer import gazetteer
from kztui.ingest.coded.row import Cells, Statement, coded_report, number, place
from kztui.ingest.columns import HEAD_FIELDS, key, row_header
from kztui.ingest.header import Layer
from kztui.ingest.importer import ReportSource
from kztui.model.fact import COUNTED, DateSpan, EventType, Field, Place, Side, Value
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.text.days import parse_moment

_OTHERS = ("text", "country", "region", "latitude", "longitude")
NAMES = (*Field, *(name for name in HEAD_FIELDS if name not in (*Field, "published")), "published", *_OTHERS)
"""What a column can be mapped to: the fields of an incident, of a report's head, its text, and parts of a place."""


def parse_map(words: str) -> tuple[str, str]:
    """Return the field and the column of a mapping ``killed=Deaths``. Raises IngestError."""
    name, sign, column = words.partition("=")
    name = name.strip().lower()
    if not sign or not column.strip():
        raise IngestError(f"{words!r} is not a mapping: write FIELD=COLUMN, such as killed=Deaths")
    if name not in NAMES:
        raise IngestError(f"there is no field {name}: choose one of {', '.join(NAMES)}")
    return name, column.strip()


def read(cells: Cells, columns: Mapping[str, str]) -> ReportSource:
    """Return the report of a row; `columns` say which column of `cells` holds which field (`NAMES`)."""
    by_field = {name: key(column) for name, column in columns.items()}
    for name, column in by_field.items():
        if column not in cells:
            raise IngestError(f"there is no column {columns[name]}: choose one of {', '.join(cells)}")

    def cell(name: str) -> str:
        return cells.get(by_field.get(name, ""), "").strip()

    moved = {**cells, "latitude": cell("latitude"), "longitude": cell("longitude")}
    statements = []
    for field in Field:
        if words := cell(field):
            value = _value(field, words, moved, cell("country"), cell("region"))
            if value is not None:
                side = Side.TOTAL if field in COUNTED else Side.UNKNOWN
                statements.append(Statement(field, value, by_field[field], side))
    header = row_header({name: cell(name) for name in HEAD_FIELDS})
    return coded_report(cells, cell("text"), statements, Layer("column", header))


def _value(field: Field, words: str, cells: Cells, country: str, region: str) -> Value | None:
    """Return what a cell says of a field; None when it says nothing that can be understood."""
    if field in COUNTED:
        return number(words)
    if field is Field.TYPE:
        return next((one for one in EventType if words.lower() == one), None)
    if field is Field.DATE:
        try:
            day = parse_moment(words).day
        except DateError:
            return None
        return DateSpan(day, day, DatePrecision.DAY)
    if field is Field.PLACE:
        found = place(cells, words, country, region, PlacePrecision.EXACT)
        return found and _looked_up(found)
    return words


def _looked_up(stated: Place) -> Place:
    """Return a place with what the gazetteer knows of it and its row does not say; as it stands when that is nothing.

    A country and a region that the row names choose among places of one name. Coordinates that the row gives stay.
    """
    known = [one.place for one in gazetteer().lookup(stated.name) if stated.country in ("", one.place.country)]
    regions = {one.place.name for one in gazetteer().lookup(stated.region)} if stated.region else set()
    found = next((place for place in known if place.region in regions), known[0] if known else None)
    return stated if found is None or stated.lat is not None else found
