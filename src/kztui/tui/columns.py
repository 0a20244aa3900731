"""The columns of the incident list: which ones fit a width, and what they say of an incident."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kztui.model.fact import COUNTED, DateSpan, Field
from kztui.model.figures import Policy
from kztui.model.precision import DatePrecision
from kztui.model.summary import Summary
from kztui.present.told import Told
from kztui.present.wording import CONFLICT, DOUBT, ROSE, SHORT_TYPES, count_cell, date_cell
from kztui.search.query.fields import NAMED
from kztui.tui.paint import fit
from kztui.tui.wrap import cells


class Column(NamedTuple):
    """A column of the list as wide as it is shown, with at least one blank at its end.

    `name` is what users choose it by, `help` what it says. `sort` is the order by which the casebook sorts on it; empty
    when it does not. What it says follows from the summary, or, when it is `of_facts`, from the facts too.
    """

    name: str
    title: str
    help: str
    width: int
    sort: str
    cell: Callable[[Summary, Told], str]
    align: str = "left"
    of_facts: bool = False


WHAT, DATE, TYPE = "headline", "date", "type"
"""The columns that word what they say for the width that they get."""

NOTED = '"'
"""The sign of an incident with notes."""

TAGGED = "#"
"""The sign of an incident with tags."""

SIGN_STYLES = {CONFLICT: "conflict", ROSE: "history", DOUBT: "dim"}
"""The style of the sign behind a number."""

_LEAST_WHAT = 16
"""Below this many cells a headline says too little."""

_ENOUGH_WHAT = 40
"""A headline gets this many cells before names longer than usual are shown in full."""

_LONG_DATES_FROM, _LONG_DATE = 96, 12
"""The cells of a list from which dates are written in full, and how many they take."""

_MORE_FROM = 150
_MORE = (("region", TYPE), ("weapon", "killed"), ("victim", "weapon"), ("state", "tags"), ("doubts", "tags"))
"""Columns that a list of so many cells has when they find room, each before another one."""

_MOST = 32
"""A column of names is at most as wide as this before the headline has what is left."""


def _count(field: Field, width: int) -> Column:
    def cell(row: Summary, _: Told) -> str:
        return count_cell(row.counts.get(field), doubted=field in row.doubts)

    return Column(field.value, field.label[0].upper(), f"{field.label}: the best figure", width, field.value, cell,
                  "right")  # fmt: skip


def _words_of(field: Field, name: str, help: str) -> Column:  # noqa: A002
    return Column(name, name.capitalize(), help, 16, "", lambda _, told: told.words.get(field, ""), of_facts=True)


def _type_cell(width: int) -> Callable[[Summary, Told], str]:
    return lambda row, _: row.type if len(row.type) < width else SHORT_TYPES.get(row.type, row.type)


def _what_cell(width: int) -> Callable[[Summary, Told], str]:
    def words(row: Summary, _: Told) -> str:
        fitting = (wording for wording in row.headlines if cells(wording) < width)
        return next(fitting, row.headlines[-1] if row.headlines else "")

    return words


COLUMNS = {
    column.name: column
    for column in (
        Column(DATE, "Date", "the day, or as much as is known of it", 11, "date",
               lambda row, _: short_date_cell(row.date)),
        Column("id", "Id", "the id of the incident", 14, "id", lambda row, _: row.id),
        Column("place", "Place", "where it happened", 14, "place", lambda row, _: row.place.name if row.place else "?"),
        Column("region", "Region", "the region of the place", 14, "",
               lambda row, _: row.place.region if row.place else ""),
        Column(TYPE, "Type", "what kind of event it was", 11, "type", _type_cell(11)),
        Column(WHAT, "What happened", "who did what to whom, by what means", _LEAST_WHAT, "", _what_cell(_LEAST_WHAT)),
        _words_of(Field.PERPETRATOR, "actor", "who did it"),
        _words_of(Field.TARGET, "target", "what or whom it was meant for"),
        _words_of(Field.VICTIM, "victim", "whom it struck"),
        _words_of(Field.WEAPON, "weapon", "by what means"),
        *(_count(field, 7 if field is Field.WOUNDED else 6) for field in COUNTED),
        Column("sources", "S", "independent sources, copies counted once", 4, "reports",
               lambda row, _: str(row.reports), "right"),
        Column("tags", "Tags", "the tags of analysts", 16, "tag",
               lambda row, _: " ".join(f"#{tag}" for tag in row.tags)),
        Column("notes", "Notes", "how many notes it has", 7, "notes", lambda row, _: f"{row.notes or ''}", "right"),
        Column("doubts", "Doubts", "the figures that are open to doubt", 12, "", lambda row, _: ", ".join(row.doubts)),
        Column("state", "Checked", "how many of its facts have a verdict", 12, "",
               lambda _, told: f"{told.checked} of {told.facts}" if told.facts else "", of_facts=True),
    )
}  # fmt: skip
"""All columns that can be chosen, by name, as narrow as they may be."""

_FIGURES = {field.value for field in COUNTED}

_AFTER_NUMBERS = {"tags"}
"""The columns of names that usually stand behind numbers, from which two blanks part them."""

_SIGNS = Column(
    "signs", "", f"{NOTED} has notes, {TAGGED} has tags", 3, "",
    lambda row, _: f" {NOTED if row.notes else ' '}{TAGGED if row.tags else ' '}", "right",
)  # fmt: skip


def usual(width: int) -> tuple[str, ...]:
    """Return the names of the columns that a list of `width` cells has when none are chosen."""
    names = [DATE, *(["id"] if width >= 150 else []), "place", TYPE, WHAT, *(field.value for field in COUNTED[:2])]
    names += [field.value for field in COUNTED[2:]] if width >= 90 else []
    names += ["sources"] if width >= 42 else []
    return (*names, *(["tags"] if width >= 180 else []))


def columns(
    width: int, chosen: Sequence[str] = (), rows: Sequence[Summary] = (), *, dates: str = "auto", words: bool = False
) -> tuple[Column, ...]:
    """Return the columns for a list of `width` cells; together they are exactly as wide.

    `chosen` are the names of those to show, the usual ones when there are none, and `rows` what they are to fit. Those
    at the end are left out where there is no room. The signs of notes and tags always stand last. Before a place is
    cut, the date and the type take their short forms: `dates` is "long" or "short" to have one of them always. With
    `words`, no head is a letter.
    """
    signs = [_SIGNS] if width >= 46 else []
    names = list(chosen or usual(width))
    room = width - sum(column.width for column in signs)
    long = dates == "long" or (dates == "auto" and width >= _LONG_DATES_FROM)
    if not chosen and width >= _MORE_FROM:
        names = _filled(names, rows, room)
    found = [_dated(COLUMNS[name], long=long) for name in names]
    if words:
        found = [_with_head_in_words(column) for column in found]
    if not chosen and room - sum(column.width for column in found) < 0:
        return _narrow([column for column in found if column.name != WHAT], signs, width)
    while len(found) > 1 and sum(column.width for column in found) > room:
        found.pop()
    found = _shared(found, _needs(found, rows), room)
    return (*found, *signs)


def _filled(names: Sequence[str], rows: Sequence[Summary], room: int) -> list[str]:
    """Return the names of columns and of those that find room beside them when nothing of them is cut."""
    names = list(names)
    for name, before in _MORE:
        more = list(names)
        more.insert(names.index(before) if before in names else len(names), name)
        if sum(_needs([COLUMNS[one] for one in more], rows).values()) + 1 <= room:
            names = more
    return names


def _dated(column: Column, *, long: bool) -> Column:
    if column.name != DATE or not long:
        return column
    return column._replace(width=_LONG_DATE, cell=lambda row, _: date_cell(row.date))


def _with_head_in_words(column: Column) -> Column:
    """Return a column whose head is a word, as wide as that needs."""
    if len(column.title) > 1:
        return column
    return column._replace(title=column.name, width=max(column.width, len(column.name) + 3))


def _narrow(found: Sequence[Column], signs: Sequence[Column], width: int) -> tuple[Column, ...]:
    """Return columns without a headline, place and type in what the others leave."""
    room = width - sum(column.width for column in (*found, *signs) if column.name not in ("place", TYPE))
    share = max(4, room * 9 // 20)
    widths = {"place": share, TYPE: max(4, room - share)}
    return (*(_as_wide(column, widths.get(column.name, column.width)) for column in found), *signs)


def _needs(found: Sequence[Column], rows: Sequence[Summary]) -> dict[str, int]:
    """Return how many cells each column of words has to have to show all of it, with the blank at its end."""
    needs = {}
    for column in found:
        if column.align == "right" or column.name == DATE:
            needs[column.name] = column.width
        elif column.of_facts:
            needs[column.name] = 24 if column.name != "state" else column.width
        else:
            wide = _as_wide(column, _MOST if column.name != WHAT else 200)
            longest = max((cells(wide.cell(row, Told())) for row in rows), default=column.width - 1)
            needs[column.name] = max(longest, cells(column.title) + 1) + 1 + 2 * (column.name in _AFTER_NUMBERS)
    return needs


def _shared(found: Sequence[Column], needs: Mapping[str, int], room: int) -> list[Column]:
    """Return columns as wide as they are shown: enough of the headline, then names in full, then all the headline."""
    widths = {one.name: one.width if one.name == WHAT else min(one.width, needs[one.name]) for one in found}
    left = room - sum(widths.values())

    def give(name: str, most: int) -> None:
        nonlocal left
        more = max(0, min(left, most - widths[name]))
        widths[name] += more
        left -= more

    if WHAT in widths:
        give(WHAT, min(needs[WHAT], _ENOUGH_WHAT))
    for name in widths:
        if name != WHAT:
            give(name, min(needs[name], _MOST))
    for column in found if WHAT not in widths else ():
        if column.of_facts and column.align == "left" and column.name != "state":
            give(column.name, _ENOUGH_WHAT)
    wordy = [column.name for column in found if column.align == "left"]
    last = WHAT if WHAT in widths else wordy[-1] if wordy else found[-1].name
    give(last, room)
    return [_as_wide(column, widths[column.name]) for column in found]


def _as_wide(column: Column, width: int) -> Column:
    """Return a column of another width, which words what it says for it."""
    cell = {WHAT: _what_cell, TYPE: _type_cell}.get(column.name)
    return column._replace(width=width, cell=cell(width) if cell else column.cell)


def short_date_cell(span: DateSpan | None) -> str:
    """Return a span for a narrow column, as precise as it is: "5 Jun 16", "3 Jun 16~" (a few days), "Jun 2016"."""
    if span is None or span.start is None:
        return "?"
    if span.prec >= DatePrecision.MONTH:
        return f"{span.start:%b %Y}" if span.prec == DatePrecision.MONTH else f"{span.start:%Y}"
    return f"{span.start.day:>2} {span.start:%b %y}" + ("~" if span.end != span.start else "")


def cell_text(column: Column, text: str) -> str:
    """Return `text` in the width of its column, at least one blank apart from what follows."""
    if column.align == "right":
        return fit(text, column.width, "right")
    if column.name in _AFTER_NUMBERS:
        text = f"  {text}"
    return fit(fit(text, column.width - 1), column.width)


def order_by(column: Column, now: str) -> str:
    """Return the order by a column: names from A, figures from the highest, or the reverse when that is so `now`."""
    falling = f"-{column.sort}"
    usual, other = (column.sort, falling) if column.sort in NAMED else (falling, column.sort)
    return other if now == usual else usual


def head_words(column: Column, order: str, policy: Policy) -> str:
    """Return what the head of a column means, and how the list is sorted by it where `order` does."""
    means = f"{column.help}, by the policy {policy}" if column.name in _FIGURES else column.help
    name = f"{column.title or 'The last cells'}: "
    if not column.sort:
        return f"{name}{means}. The list cannot be sorted by it."
    sorts = "turns the order around" if order.removeprefix("-") == column.sort else "sorts by it"
    return f"{name}{means}. Enter {sorts}; esc leaves the heads."


def heading_text(column: Column, order: str) -> str:
    """Return the title of a column, with an arrow when `order` names it: ▼ for the highest first, ▲ for the lowest."""
    arrow = column.sort and {f"-{column.sort}": "▼", column.sort: "▲"}.get(order, "")
    padding = "" if arrow or column.align == "left" or column.width < 4 else " "
    return cell_text(column, column.title + arrow + padding)
