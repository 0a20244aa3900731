"""The columns of the incident list: which ones fit a width, and what they say of an incident."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kztui.model.fact import COUNTED, Field
from kztui.model.summary import Summary
from kztui.present.wording import SHORT_TYPES, count_cell, date_cell
from kztui.search.query.fields import NAMED
from kztui.tui.paint import fit


class Column(NamedTuple):
    """A column of the list. `sort` is the order by which the casebook sorts on it."""

    title: str
    width: int
    sort: str
    cell: Callable[[Summary], str]
    align: str = "left"


def _count(field: Field) -> Column:
    return Column(field.label[0].upper(), 6, field.value, lambda row: count_cell(row.counts.get(field)), "right")


_DATE = Column("Date", 12, "date", lambda row: date_cell(row.date))
_COUNTS = tuple(_count(field) for field in COUNTED)
_SOURCES = Column("S", 3, "reports", lambda row: str(row.reports), "right")
_ID = Column("Id", 13, "id", lambda row: row.id)
_NOTES = Column("N", 3, "notes", lambda row: str(row.notes or ""), "right")


@lru_cache(maxsize=4)
def columns(width: int) -> tuple[Column, ...]:
    """Return the columns for a list of `width` cells; together they are exactly as wide.

    Date, place, type, killed and wounded are always there; sources, other counts, notes, tags and the id come as there
    is room for them. Place and type share what is left.
    """
    counts = [_COUNTS[0]._replace(width=5), *_COUNTS[1:2]]
    if width >= 60:
        counts.extend(_COUNTS[2:])
    if width >= 42:
        counts.append(_SOURCES)
    if width >= 64:
        counts.append(_NOTES)
    ends = [_ID] if width >= 90 else []
    tags = Column("  Tags", min(30, width // 5), "tag", lambda row: "  " + " ".join(f"#{tag}" for tag in row.tags))
    last = [tags] if width >= 76 else []
    room = width - sum(column.width for column in [_DATE, *ends, *counts, *last])
    place = max(4, room * 9 // 20)
    return (_DATE, *ends, _place(place), _type(max(4, room - place)), *counts, *last)


def _place(width: int) -> Column:
    return Column("Place", width, "place", lambda row: row.place.name if row.place else "?")


def _type(width: int) -> Column:
    def words(row: Summary) -> str:
        return row.type if len(row.type) < width else SHORT_TYPES.get(row.type, row.type)

    return Column("Type", width, "type", words)


def cell_text(column: Column, text: str) -> str:
    """Return `text` in the width of its column, at least one blank apart from what follows."""
    if column.align == "right":
        return fit(text, column.width, "right")
    return fit(fit(text, column.width - 1), column.width)


def order_by(column: Column, now: str) -> str:
    """Return the order by a column: names from A, figures from the highest, or turned round when that is so `now`."""
    falling = f"-{column.sort}"
    usual, other = (column.sort, falling) if column.sort in NAMED else (falling, column.sort)
    return other if now == usual else usual


def heading_text(column: Column, order: str) -> str:
    """Return the title of a column, with an arrow when `order` names it: ▼ for the highest first, ▲ for the lowest."""
    arrow = {f"-{column.sort}": "▼", column.sort: "▲"}.get(order, "")
    padding = "" if arrow or column.align == "left" or column.width < 4 else " "
    return cell_text(column, column.title + arrow + padding)
