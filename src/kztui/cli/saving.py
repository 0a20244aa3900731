"""The command that writes incidents to a file for other programs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kztui.casebook import Casebook
from kztui.cli.common import casebook_option, casebook_to_read, find, tell
from kztui.export.files import FORMATS
from kztui.export.views import View, incident_view, row_view
from kztui.model.summary import Summary
from kztui.store.tinydb.files import write_atomically


@click.command()
@click.argument("query", nargs=-1)
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="csv", show_default=True)
@click.option("--output", metavar="FILE", help="Write to FILE instead of stdout.")
@casebook_option
def export(query: tuple[str, ...], form: str, output: str | None, casebook: str | None) -> None:
    """Write the incidents that match QUERY, newest first.

    csv: list rows for a spreadsheet. geojson: the same for a map. jsonl: an incident a line, with its facts, reports
    and annotations.
    """
    book = casebook_to_read(casebook)
    views = _views(book, find(book, query), whole=form == "jsonl")
    lines = (f"{line}\n" for line in FORMATS[form](views))
    if output is None:
        for line in lines:
            click.echo(line.encode(), nl=False)
    else:
        write_atomically(Path(output), "".join(lines).encode())
        tell(f"Written to {output}")


def _views(book: Casebook, rows: Sequence[Summary], *, whole: bool) -> Iterator[View]:
    for row in rows:
        if not whole:
            yield row_view(row)
            continue
        incident = book.incident(row.id)
        reports = [book.report(report) for report in incident.reports]
        yield incident_view(incident, row, reports, book.annotations(row.id))
