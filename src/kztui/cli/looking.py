"""Commands that only look: list, show, check, where."""

from datetime import date

import click
import msgspec

from kztui.casebook import Casebook
from kztui.cli.common import (
    casebook_option,
    casebook_to_read,
    find,
    json_option,
    open_casebook,
    parse_day_option,
)
from kztui.cli.output import out, tell
from kztui.errors import UserError
from kztui.export.views import incident_view, row_view
from kztui.home import cache_folder, config_file, default_casebook, sessions_file
from kztui.log import log_file
from kztui.model.annotation import Annotation
from kztui.model.figures import Policy
from kztui.model.history import first_day, known_on
from kztui.model.incident import Incident
from kztui.model.summary import summarize
from kztui.present.wording import day_words, plural


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
            out(msgspec.json.encode(row_view(row)))
        return
    from kztui.cli.wording import incident_table

    for line in incident_table(rows):
        out(line)
    tell(f"{plural(len(rows), 'incident')}")


@click.command()
@click.argument("incident_id", metavar="ID")
@click.option("--as-of", metavar="YYYY-MM-DD", callback=parse_day_option, help="As it was known on this day.")
@click.option(
    "--policy",
    type=click.Choice([policy.value for policy in Policy]),
    default=Policy.LATEST_OFFICIAL.value,
    help="Which number is the best where reports differ.",
)
@casebook_option
@json_option
def show(incident_id: str, as_of: date | None, policy: str, casebook: str | None, as_json: bool) -> None:
    """Show the incident ID: its figures, and each fact with the words that state it."""
    book = casebook_to_read(casebook)
    try:
        incident = book.incident(incident_id.upper())
    except KeyError:
        raise UserError(f"there is no incident {incident_id}: see kztui list") from None
    annotations = book.annotations(incident.id)
    if as_of:
        incident, annotations = _as_of(book, incident, as_of)
    reports = [book.report(report) for report in incident.reports]
    row = summarize(incident, {report.id: report.source for report in reports}, annotations, Policy(policy))
    if as_json:
        out(msgspec.json.encode(incident_view(incident, row, reports, annotations, Policy(policy))))
        return
    from kztui.cli.wording import incident_page

    for line in incident_page(incident, row, reports, annotations, Policy(policy)):
        out(line)


def _as_of(book: Casebook, incident: Incident, day: date) -> tuple[Incident, tuple[Annotation, ...]]:
    """Return an incident and its annotations as far as they rest on reports published by a day."""
    sources = {report: book.report(report).source for report in incident.reports}
    known = Incident(incident.id, known_on(incident.facts, sources, day))
    if not known.facts:
        first = first_day(incident.facts, sources)
        told = f"the first report is of {day_words(first)}" if first else "no report says when it was published"
        raise UserError(f"nothing was known of {incident.id} on {day_words(day)}: {told}")
    return known, tuple(a for a in book.annotations(incident.id) if not a.fact or a.fact in known.facts)


@click.command()
@casebook_option
def check(casebook: str | None) -> None:
    """Verify a casebook: that every record can be read and every fact stands in its report."""
    book, _ = open_casebook(casebook)
    problems = book.check()
    for problem in problems:
        out(problem)
    if problems:
        raise UserError(f"{plural(len(problems), 'problem')} in {book.path}")
    tell(f"{book.path}: {plural(book.incident_count, 'incident')}, {plural(book.report_count, 'report')}: all is well")


@click.command()
@casebook_option
def where(casebook: str | None) -> None:
    """Print where the files in use are."""
    from pathlib import Path

    from kztui.casebook import Casebook

    book = Casebook.open(Path(casebook) if casebook else default_casebook())
    files = (("casebook", book.path), ("annotations", book.annotations_path), ("cache", cache_folder()))
    for name, path in (*files, ("config", config_file()), ("sessions", sessions_file()), ("log", log_file())):
        out(f"{name:<12} {path}")
