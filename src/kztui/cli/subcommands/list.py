"""``kztui list``: the incidents that a query finds."""

from collections.abc import Iterator, Sequence
from datetime import date

import click
import msgspec

from kztui.cli.casebooks import casebook_to_read, find
from kztui.cli.options import as_of_option, casebook_option, json_option, policy_option
from kztui.cli.output import out, tell
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
    rows = find(book, query)
    if as_of or policy != Policy.LATEST_OFFICIAL:
        rows = list(book.recomputed(rows, Policy(policy), as_of))
    if as_json:
        for row in rows:
            out(msgspec.json.encode(row_view(row)))
        return
    for line in _table(rows):
        out(line)
    tell(plural(len(rows), "incident"))


def _table(rows: Sequence[Summary]) -> Iterator[str]:
    """Yield a heading and a line for each row; nothing when there are no rows."""
    from kztui.cli.aligned import aligned

    if rows:
        yield from aligned([HEADINGS, *map(_cells, rows)], right=("Killed", "Wounded", "Sources"))


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
