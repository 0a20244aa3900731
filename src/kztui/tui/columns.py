"""The columns of the incident list: which ones fit a width, and what they say of an incident."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kztui.model.fact import COUNTED, DateSpan, Field
from kztui.model.precision import DatePrecision
from kztui.model.summary import Summary
from kztui.present.wording import CONFLICT, DOUBT, ROSE, SHORT_TYPES, count_cell, date_cell
from kztui.search.query.fields import NAMED
from kztui.tui.paint import fit
from kztui.tui.wrap import cells


class Column(NamedTuple):
    """A column of the list. `sort` is the order by which the casebook sorts on it; empty when it does not."""

    title: str
    width: int
    sort: str
    cell: Callable[[Summary], str]
    align: str = "left"


def _count(field: Field, width: int) -> Column:
    def cell(row: Summary) -> str:
        words = count_cell(row.counts.get(field))
        return words[:-1] + DOUBT if words[-1] == " " and field in row.doubts else words

    return Column(field.label[0].upper(), width, field.value, cell, "right")


NOTED = '"'
"""The sign of an incident with notes."""

TAGGED = "#"
"""The sign of an incident with tags."""

_DATE = Column("Date", 12, "date", lambda row: date_cell(row.date))
_SHORT_DATE = Column("Date", 11, "date", lambda row: short_date_cell(row.date))
_COUNTS = tuple(_count(field, 7 if field is Field.WOUNDED else 6) for field in COUNTED)
"""A number stands with its sign, and a blank apart from the sign of the number before."""
_SOURCES = Column("S", 4, "reports", lambda row: str(row.reports), "right")
_ID = Column("Id", 14, "id", lambda row: row.id)
_TAGS = Column("  Tags", 30, "tag", lambda row: "  " + " ".join(f"#{tag}" for tag in row.tags))
_SIGNS = Column("", 3, "", lambda row: f" {NOTED if row.notes else ' '}{TAGGED if row.tags else ' '}", "right")

SIGN_STYLES = {CONFLICT: "conflict", ROSE: "history", DOUBT: "dim"}
"""The style of the sign behind a number."""

_LEAST_WHAT = 16
"""Below this many cells a headline says too little."""


@lru_cache(maxsize=4)
def columns(width: int) -> tuple[Column, ...]:
    """Return the columns for a list of `width` cells; together they are exactly as wide.

    Date, place, type, killed and wounded are always there, and the signs of notes and tags. What happened takes what is
    left, when that is enough to say something; before it is cut, the date and the type take their short forms.
    """
    date = _DATE if width >= 96 else _SHORT_DATE
    counts = [*(_COUNTS if width >= 90 else _COUNTS[:2])]
    if width >= 42:
        counts.append(_SOURCES)
    if width >= 46:
        counts.append(_SIGNS)
    ends = [_ID] if width >= 150 else []
    counts += [_TAGS] if width >= 180 else []
    place, kind = _place(19 if width >= 110 else 14), _type(15 if width >= 110 else 11)
    room = width - sum(column.width for column in [date, place, kind, *ends, *counts])
    if room >= _LEAST_WHAT:
        return (date, *ends, place, kind, _what(room), *counts)
    room += place.width + kind.width
    share = max(4, room * 9 // 20)
    return (date, *ends, _place(share), _type(max(4, room - share)), *counts)


def short_date_cell(span: DateSpan | None) -> str:
    """Return a span for a narrow column, as precise as it is: "5 Jun 16", "3 Jun 16~" (a few days), "Jun 2016"."""
    if span is None or span.start is None:
        return "?"
    if span.prec >= DatePrecision.MONTH:
        return f"{span.start:%b %Y}" if span.prec == DatePrecision.MONTH else f"{span.start:%Y}"
    return f"{span.start.day:>2} {span.start:%b %y}" + ("~" if span.end != span.start else "")


def _place(width: int) -> Column:
    return Column("Place", width, "place", lambda row: row.place.name if row.place else "?")


def _type(width: int) -> Column:
    def words(row: Summary) -> str:
        return row.type if len(row.type) < width else SHORT_TYPES.get(row.type, row.type)

    return Column("Type", width, "type", words)


def _what(width: int) -> Column:
    def words(row: Summary) -> str:
        fitting = (wording for wording in row.headlines if cells(wording) < width)
        return next(fitting, row.headlines[-1] if row.headlines else "")

    return Column("What happened", width, "", words)


def cell_text(column: Column, text: str) -> str:
    """Return `text` in the width of its column, at least one blank apart from what follows."""
    if column.align == "right":
        return fit(text, column.width, "right")
    return fit(fit(text, column.width - 1), column.width)


def order_by(column: Column, now: str) -> str:
    """Return the order by a column: names from A, figures from the highest, or the reverse when that is so `now`."""
    falling = f"-{column.sort}"
    usual, other = (column.sort, falling) if column.sort in NAMED else (falling, column.sort)
    return other if now == usual else usual


def heading_text(column: Column, order: str) -> str:
    """Return the title of a column, with an arrow when `order` names it: ▼ for the highest first, ▲ for the lowest."""
    arrow = column.sort and {f"-{column.sort}": "▼", column.sort: "▲"}.get(order, "")
    padding = "" if arrow or column.align == "left" or column.width < 4 else " "
    return cell_text(column, column.title + arrow + padding)
