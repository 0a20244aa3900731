"""Commands that only look: list, show, check, where."""

import click
import msgspec

from kztui.cli.common import casebook_option, casebook_to_read, find, json_option, open_casebook, tell
from kztui.export.views import incident_view, row_view
from kztui.store.home import cache_folder, default_casebook
from kztui.tui.wording import plural


@click.command("list")
@click.argument("query", nargs=-1)
@casebook_option
@json_option
def list_command(query: tuple[str, ...], casebook: str | None, as_json: bool) -> None:
    """List the incidents that match QUERY, newest first.

    With --json, one object a line: id, date_start, date_end, date_prec, type, place, country, lat, lon, killed,
    wounded, arrested (each best, low, high), reports, conflicts, tags.
    """
    rows = find(casebook_to_read(casebook), query)
    if as_json:
        for row in rows:
            click.echo(msgspec.json.encode(row_view(row)))
        return
    from kztui.cli.wording import incident_table

    for line in incident_table(rows):
        click.echo(line)
    tell(f"{plural(len(rows), 'incident')}")


@click.command()
@click.argument("incident_id", metavar="ID")
@casebook_option
@json_option
def show(incident_id: str, casebook: str | None, as_json: bool) -> None:
    """Show the incident ID: its figures, and each fact with the words that state it."""
    book = casebook_to_read(casebook)
    try:
        incident = book.incident(incident_id.upper())
    except KeyError:
        raise click.ClickException(f"there is no incident {incident_id}: see kztui list") from None
    row, annotations = book.summary(incident.id), book.annotations(incident.id)
    reports = [book.report(report) for report in incident.reports]
    if as_json:
        click.echo(msgspec.json.encode(incident_view(incident, row, reports, annotations)))
        return
    from kztui.cli.wording import incident_page

    for line in incident_page(incident, row, reports, annotations):
        click.echo(line)


@click.command()
@casebook_option
def check(casebook: str | None) -> None:
    """Verify a casebook: that every record can be read and every fact stands in its report."""
    book, _ = open_casebook(casebook)
    problems = book.check()
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException(f"{plural(len(problems), 'problem')} in {book.path}")
    tell(f"{book.path}: {plural(book.incident_count, 'incident')}, {plural(book.report_count, 'report')}: all is well")


@click.command()
@casebook_option
def where(casebook: str | None) -> None:
    """Print where the files in use are."""
    from pathlib import Path

    from kztui.casebook import Casebook

    book = Casebook.open(Path(casebook) if casebook else default_casebook())
    for name, path in (("casebook", book.path), ("annotations", book.annotations_path), ("cache", cache_folder())):
        click.echo(f"{name:<12} {path}")
