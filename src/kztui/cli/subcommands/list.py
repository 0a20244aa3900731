"""``kztui list``: the incidents that a query finds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

import click
import msgspec

from kztui.cli.casebooks import casebook_to_read, pages, search
from kztui.cli.options import as_of_option, casebook_option, json_option, policy_option
from kztui.cli.output import out, out_all, tell
from kztui.cli.querying import QueryCommand
from kztui.model.fact import Field
from kztui.model.figures import Policy
from kztui.model.row import row_view
from kztui.model.summary import Summary
from kztui.present.wording import count_cell, date_cell, plural

HEADINGS = ("Id", "Date", "Place", "Type", "Killed", "Wounded", "Sources", "Tags")


@click.command("list", cls=QueryCommand)
@click.argument("query", nargs=-1)
@as_of_option
@policy_option
@casebook_option
@json_option
def command(query: tuple[str, ...], as_of: date | None, policy: str, casebook: str | None, as_json: bool) -> None:
    """List the incidents that match QUERY, newest first. With --policy and --as-of, what is found and its order still
    follow the figures of today.

    With --json, one object a line: id, date_start, date_end, date_prec, type, place, country, lat, lon, killed,
    wounded, arrested (each best, low, high, open), reports, conflicts, histories, doubts, tags, part_of.
    """
    book = casebook_to_read(casebook)
    found: Iterable[Sequence[Summary]] = pages(search(book, query))
    if as_of or policy != Policy.LATEST_OFFICIAL:
        found = (list(book.recomputed(rows, Policy(policy), as_of)) for rows in found)
    if as_json:
        for row in chain.from_iterable(found):
            out(msgspec.json.encode(row_view(row)))
        return
    lines = out_all(_table(found))
    tell(plural(max(0, lines - 1), "incident"))  # all but the heading


def _table(found: Iterable[Sequence[Summary]]) -> Iterator[str]:
    """Yield a heading and a line for each row; nothing when there are no rows."""
    from kztui.cli.aligned import aligned_pages

    filled = (list(map(_cells, rows)) for rows in found if rows)
    first = next(filled, None)
    if first:
        yield from aligned_pages(chain([[HEADINGS, *first]], filled), right=("Killed", "Wounded", "Sources"))


def _cells(row: Summary) -> tuple[str, ...]:
    return (
        row.id,
        date_cell(row.date),
        row.place.name if row.place else "",
        row.type,
        count_cell(row.killed, doubted=Field.KILLED in row.doubts).strip(),
        count_cell(row.wounded, doubted=Field.WOUNDED in row.doubts).strip(),
        str(row.reports),
        " ".join(f"#{tag}" for tag in row.tags),
    )
