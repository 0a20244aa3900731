"""The Global Terrorism Database (GTD, codebook of 2021). -9 and -99 mean unknown, a month or day of 0 too.

`specificity` is 1 town, 2 smallest region around it, 3 second-level and 4 first-level region, 5 unknown. `nkill` counts
attackers too, `nkillter` them alone.
"""

from datetime import date

from kztui.ingest.coded.row import Cells, Statement, coded_report, month, number, place
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import ReportSource
from kztui.model.fact import DateSpan, EventType, Field, Scope, Side
from kztui.model.precision import DatePrecision, PlacePrecision

COLUMNS = frozenset(("eventid", "iyear", "imonth", "iday", "nkill"))
"""The columns by which a table is known."""

_TYPES = {
    "assassination": EventType.ASSASSINATION,
    "armed assault": EventType.ARMED_ATTACK,
    "bombing/explosion": EventType.BOMBING,
    "hijacking": EventType.ABDUCTION,
    "hostage taking (barricade incident)": EventType.ABDUCTION,
    "hostage taking (kidnapping)": EventType.ABDUCTION,
    "facility/infrastructure attack": EventType.ARSON,
    "unarmed assault": EventType.MOB_VIOLENCE,
}
_PLACES = {
    "1": PlacePrecision.EXACT,
    "2": PlacePrecision.DISTRICT,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.REGION,
    "5": PlacePrecision.COUNTRY,
}
_UNKNOWN = ("unknown", "-9", "-99", "not applicable")


def read(cells: Cells) -> ReportSource:
    """Return the report of a row."""
    statements = []
    kind = _TYPES.get(cells.get("attacktype1_txt", "").strip().lower())
    if kind is EventType.BOMBING and cells.get("suicide", "").strip() == "1":
        kind = EventType.SUICIDE_BOMBING
    if kind:
        statements.append(Statement(Field.TYPE, kind, "attacktype1_txt"))
    span = _span(cells)
    if span:
        statements.append(Statement(Field.DATE, span, "iyear"))
    if where := _place(cells):
        statements.append(where)
    statements += _tolls(cells)
    for field, column in (
        (Field.PERPETRATOR, "gname"),
        (Field.TARGET, "target1"),
        (Field.WEAPON, "weapsubtype1_txt" if _known(cells, "weapsubtype1_txt") else "weaptype1_txt"),
    ):
        if words := _known(cells, column):
            statements.append(Statement(field, words, column))
    city = _known(cells, "city")
    title = ", ".join(filter(None, (cells.get("attacktype1_txt", ""), city, str(span.start) if span else "")))
    header = Header(title=title, publisher=cells.get("scite1", "").strip('" ') or "GTD")
    return coded_report(cells, cells.get("summary", ""), statements, Layer("column", header))


def _known(cells: Cells, column: str) -> str:
    words = " ".join(cells.get(column, "").split())
    return "" if words.lower() in _UNKNOWN else words


def _span(cells: Cells) -> DateSpan | None:
    year, month_number, day = (number(cells.get(column, "")) for column in ("iyear", "imonth", "iday"))
    try:
        if year and month_number and day:
            found = date(year, month_number, day)
            return DateSpan(found, found, DatePrecision.DAY)
        if year and month_number:
            return month(year, month_number)
        return DateSpan(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR) if year else None
    except ValueError:
        return None


def _place(cells: Cells) -> Statement | None:
    precision = _PLACES.get(cells.get("specificity", "").strip(), PlacePrecision.EXACT)
    for column in ("city", "provstate", "country_txt"):
        if name := _known(cells, column):
            found = place(cells, name, cells.get("country_txt", ""), _known(cells, "provstate"), precision)
            return Statement(Field.PLACE, found, column) if found else None
    return None


def _tolls(cells: Cells) -> list[Statement]:
    found = []
    for field, column, side, scope in (
        (Field.KILLED, "nkill", Side.TOTAL, Scope.WHOLE),
        (Field.KILLED, "nkillter", Side.PERPETRATOR, Scope.PART),
        (Field.WOUNDED, "nwound", Side.TOTAL, Scope.WHOLE),
        (Field.WOUNDED, "nwoundte", Side.PERPETRATOR, Scope.PART),
    ):
        count = number(cells.get(column, ""))
        if count is not None and (count or scope is Scope.WHOLE):
            found.append(Statement(field, count, column, side, scope))
    return found
