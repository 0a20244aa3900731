"""Incidents as a table: its columns, for CSV and for spreadsheets."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import partial

from msgspec import Struct

from kztui.errors import UserError
from kztui.export.format import Selection
from kztui.model.fact import COUNTED, WORDED, Fact, Field
from kztui.model.figures import values
from kztui.model.summary import Summary
from kztui.present.dossier import Dossier
from kztui.present.wording import quotation

Cell = str | int | float | date | None
Reach = Callable[[], Dossier]
"""Reads all that is known of an incident: only for columns that need more than its list row."""

SEPARATOR = "; "
"""Between several values in a cell."""


class Column(Struct, frozen=True):
    """A column: what it is called, and what it has for an incident. `usual` ones are there unless others are chosen."""

    name: str
    cell: Callable[[Summary, Reach], Cell]
    usual: bool = True


def columns(names: Sequence[str] = ()) -> tuple[Column, ...]:
    """Return the columns of these names, or the usual ones. Raises UserError for a name that no column has."""
    known = {column.name: column for column in _all()}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"choose among {', '.join(known)}"
            raise UserError(f"there is no column {name}: {hint}")
    return tuple(known[name] for name in names) or tuple(column for column in known.values() if column.usual)


def cells(selection: Selection, chosen: Sequence[Column]) -> Iterator[list[Cell]]:
    """Yield the cells of each incident."""
    for row in selection.rows:
        reach = partial(_once, selection, row, [])
        yield [column.cell(row, reach) for column in chosen]


def count_losses(selection: Selection, chosen: Sequence[Column]) -> None:
    """Count what a table alone leaves out of the incidents."""
    quoted = any(column.name == "quotes" for column in chosen)
    for row in selection.rows:
        selection.lose_notes(row, "a table has no column for them")
        if not quoted:
            selection.lose("without the words that state their facts: --columns with quotes gives them")


def _once(selection: Selection, row: Summary, read: list[Dossier]) -> Dossier:
    if not read:
        read.append(selection.dossier(row))
    return read[0]


def _all() -> Iterator[Column]:
    yield Column("id", lambda row, _: row.id)
    yield Column("title", lambda row, _: row.title)
    yield Column("date_start", lambda row, _: row.date.start if row.date else None)
    yield Column("date_end", lambda row, _: row.date.end if row.date else None)
    yield Column("date_prec", lambda row, _: row.date.prec if row.date else None)
    yield Column("type", lambda row, _: row.type)
    yield Column("place", lambda row, _: row.place.name if row.place else None)
    yield Column("region", lambda row, _: row.place.region if row.place else None)
    yield Column("country", lambda row, _: row.place.country if row.place else None)
    yield Column("lat", lambda row, _: row.place.lat if row.place else None)
    yield Column("lon", lambda row, _: row.place.lon if row.place else None)
    yield Column("where_prec", lambda row, _: row.place.prec if row.place else None)
    for field in COUNTED:
        yield from _counts(field)
    yield Column("reports", lambda row, _: row.reports)
    yield Column("publishers", lambda _, reach: _joined(report.source.label for report in reach().reports))
    yield Column("conflicts", lambda row, _: _joined(row.conflicts))
    yield Column("doubts", lambda row, _: _joined(row.doubts))
    yield Column("tags", lambda row, _: _joined(row.tags))
    for field in WORDED:
        yield Column(field.value, partial(_words, field), usual=False)
    yield Column("urls", lambda _, reach: _joined(report.url for report in reach().reports), usual=False)
    yield Column("quotes", lambda _, reach: _quotes(reach()), usual=False)


def _counts(field: Field) -> Iterator[Column]:
    """Yield the columns of a number of people: in words with its bounds ("20+"), and the numbers themselves."""
    yield Column(field.value, lambda row, _: _bounded(row, field))
    for part in ("best", "low", "high"):
        yield Column(f"{field.value}_{part}", partial(_number, field, part))


def _number(field: Field, part: str, row: Summary, reach: Reach) -> int | None:
    return getattr(row.counts.get(field), part, None)


def _bounded(row: Summary, field: Field) -> str:
    figure = row.counts.get(field)
    if figure is None:
        return ""
    if figure.high is None:
        return f"{figure.low}+" if figure.low == figure.best else f"{figure.best} ({figure.low}+)"
    alone = figure.low == figure.high == figure.best
    return str(figure.best) if alone else f"{figure.best} ({figure.low}-{figure.high})"


def _words(field: Field, row: Summary, reach: Reach) -> str:
    return _joined(values(reach().standing, field))


def _joined(several: Iterable[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(one for one in several if one))


def _quotes(dossier: Dossier) -> str:
    return "\n".join(_quote(dossier, fact) for fact in dossier.standing)


def _quote(dossier: Dossier, fact: Fact) -> str:
    words = " ".join(fact.evidence.exact.split())
    quoted = quotation(words, dossier.sources[fact.evidence.report], fact.evidence.paragraph)
    return f"{fact.field.label}: {' '.join(quoted.split())}"
