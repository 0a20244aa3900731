"""ACLED's events (Armed Conflict Location & Event Data, codebook of 2023).

`time_precision` is 1 day, 2 week, 3 month; `geo_precision` 1 town, 2 part of a region, 3 region. Fatalities of 0 are
reported as such; the number of the wounded is not coded.
"""

from kztui.errors import DateError
from kztui.ingest.coded.row import Cells, Statement, around, coded_report, number, place
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import ReportSource
from kztui.model.fact import EventType, Field, Side
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.text.days import parse_moment

COLUMNS = frozenset(("event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities"))
"""The columns by which a table is known."""

_TYPES = {
    "Abduction/forced disappearance": EventType.ABDUCTION,
    "Armed clash": EventType.ARMED_CLASH,
    "Arrests": EventType.ARREST,
    "Attack": EventType.ARMED_ATTACK,
    "Disrupted weapons use": EventType.PLOT_FOILED,
    "Excessive force against protesters": EventType.FORCE_AGAINST_PROTESTERS,
    "Grenade": EventType.BOMBING,
    "Looting/property destruction": EventType.ROBBERY,
    "Mob violence": EventType.MOB_VIOLENCE,
    "Peaceful protest": EventType.PROTEST,
    "Protest with intervention": EventType.PROTEST,
    "Remote explosive/landmine/IED": EventType.BOMBING,
    "Shelling/artillery/missile attack": EventType.ARMED_ATTACK,
    "Suicide bomb": EventType.SUICIDE_BOMBING,
    "Violent demonstration": EventType.RIOT,
}
_DATES = {"1": DatePrecision.DAY, "2": DatePrecision.WEEK, "3": DatePrecision.MONTH}
_PLACES = {"1": PlacePrecision.EXACT, "2": PlacePrecision.DISTRICT, "3": PlacePrecision.REGION}
_PEACEFUL = (EventType.PROTEST, EventType.ARREST)


def read(cells: Cells) -> ReportSource:
    """Return the report of a row."""
    statements = []
    kind = _TYPES.get(cells.get("sub_event_type", "").strip())
    if kind:
        statements.append(Statement(Field.TYPE, kind, "sub_event_type"))
    try:
        day = parse_moment(cells.get("event_date", "")).day
    except DateError:
        day = None
    if day:
        span = around(day, _DATES.get(cells.get("time_precision", "").strip(), DatePrecision.DAY))
        statements.append(Statement(Field.DATE, span, "event_date"))
    precision = _PLACES.get(cells.get("geo_precision", "").strip(), PlacePrecision.EXACT)
    where = place(cells, cells.get("location", ""), cells.get("country", ""), cells.get("admin1", ""), precision)
    if where:
        statements.append(Statement(Field.PLACE, where, "location"))
    if (killed := number(cells.get("fatalities", ""))) is not None:
        statements.append(Statement(Field.KILLED, killed, "fatalities", Side.TOTAL))
    if actor := cells.get("actor1", "").strip():
        statements.append(Statement(Field.PERPETRATOR, actor, "actor1"))
    if (other := cells.get("actor2", "").strip()) and kind not in _PEACEFUL:
        statements.append(Statement(Field.TARGET, other, "actor2"))
    title = ", ".join(filter(None, (cells.get("sub_event_type", ""), where.name if where else "", str(day or ""))))
    layer = Layer("column", Header(title=title, publisher=cells.get("source", "")))
    return coded_report(cells, cells.get("notes", ""), statements, layer)
