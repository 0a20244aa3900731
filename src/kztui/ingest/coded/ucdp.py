"""The Georeferenced Event Dataset of the Uppsala Conflict Data Program (UCDP GED, version 25.1).

`date_prec` and `where_prec` are our own precisions. `best`, `low` and `high` are estimates of all killed; `deaths_a`,
`deaths_b` and `deaths_civilians` are those known by side.
"""

from datetime import date

from kztui.errors import DateError
from kztui.ingest.coded.row import Cells, Statement, coded_report, number, place
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import ReportSource
from kztui.model.fact import DateSpan, EventType, Field, Qualifier, Scope, Side
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.text.days import parse_moment

COLUMNS = frozenset(("type_of_violence", "date_start", "date_end", "best", "deaths_civilians"))
"""The columns by which a table is known."""

_TYPES = {"1": EventType.ARMED_CLASH, "2": EventType.ARMED_CLASH, "3": EventType.ARMED_ATTACK}
_UNNAMED = ("civilians", "xxx")


def read(cells: Cells) -> ReportSource:
    """Return the report of a row."""
    statements = []
    if kind := _TYPES.get(cells.get("type_of_violence", "").strip()):
        statements.append(Statement(Field.TYPE, kind, "type_of_violence"))
    start, end = _day(cells, "date_start"), _day(cells, "date_end")
    if start and end and start <= end:
        known = number(cells.get("date_prec", "")) or 0
        precision = DatePrecision(known) if 1 <= known <= 5 else DatePrecision.between(start, end)
        statements.append(Statement(Field.DATE, DateSpan(start, end, precision), "date_start"))
    where = _place(cells)
    if where:
        statements.append(where)
    statements += _killed(cells)
    if actor := cells.get("side_a", "").strip():
        statements.append(Statement(Field.PERPETRATOR, actor, "side_a"))
    if (other := cells.get("side_b", "").strip()) and other.lower() not in _UNNAMED:
        statements.append(Statement(Field.TARGET, other, "side_b"))
    title = cells.get("source_headline", "").strip() or f"{cells.get('dyad_name', '')}, {start or ''}".strip(", ")
    header = Header(title=title, publisher=cells.get("source_office", ""), published=_day(cells, "source_date"))
    return coded_report(cells, cells.get("source_article", ""), statements, Layer("column", header))


def _place(cells: Cells) -> Statement | None:
    known = number(cells.get("where_prec", "")) or 0
    precision = PlacePrecision(known) if 1 <= known <= 7 else PlacePrecision.EXACT
    region = cells.get("adm_1", "")
    for column in ("where_coordinates", "adm_2", "adm_1", "country"):
        if found := place(cells, cells.get(column, ""), cells.get("country", ""), region, precision):
            return Statement(Field.PLACE, found, column)
    return None


def _killed(cells: Cells) -> list[Statement]:
    best, low, high = (number(cells.get(column, "")) for column in ("best", "low", "high"))
    found = []
    if best is not None and low is not None and high is not None and low < high:
        found.append(Statement(Field.KILLED, low, "low", Side.TOTAL, value_max=high, qualifier=Qualifier.RANGE))
    if best is not None:
        found.append(Statement(Field.KILLED, best, "best", Side.TOTAL))
    civilians = number(cells.get("deaths_civilians", ""))
    if civilians and best is not None and civilians < best:
        found.append(Statement(Field.KILLED, civilians, "deaths_civilians", Side.CIVILIAN, Scope.PART))
    return found


def _day(cells: Cells, column: str) -> date | None:
    try:
        return parse_moment(cells.get(column, "")).day
    except DateError:
        return None
