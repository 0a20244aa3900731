"""``kztui show``: one incident, with the words that state each of its facts; or one report, with its text."""

from datetime import date

import click
import msgspec

from kztui.casebook import Casebook
from kztui.cli.casebooks import casebook_to_read, find_incident, find_report, is_report
from kztui.cli.options import as_of_option, casebook_option, json_option, policy_option
from kztui.cli.output import out
from kztui.cli.report_views import whole_report_view
from kztui.errors import UserError
from kztui.export.views import incident_view
from kztui.model.annotation import Annotation
from kztui.model.figures import Policy
from kztui.model.history import first_day, known_on, known_then
from kztui.model.incident import Incident
from kztui.model.summary import summarize
from kztui.present.wording import day_words


@click.command("show")
@click.argument("incident_id", metavar="ID")
@as_of_option
@policy_option
@casebook_option
@json_option
def command(incident_id: str, as_of: date | None, policy: str, casebook: str | None, as_json: bool) -> None:
    """Show the incident ID: its figures, and each fact with the words that state it. Or the report ID: its head, its
    text and the incidents that it states.
    """
    book = casebook_to_read(casebook)
    if is_report(incident_id):
        _show_report(book, incident_id, as_json)
        return
    incident = find_incident(book, incident_id)
    annotations = book.annotations(incident.id)
    if as_of:
        incident, annotations = _as_of(book, incident, as_of)
    reports = [book.report(report) for report in incident.reports]
    row = summarize(incident, {report.id: report.source for report in reports}, annotations, Policy(policy))
    if as_json:
        out(msgspec.json.encode(incident_view(incident, row, reports, annotations, Policy(policy))))
        return
    from kztui.cli.incident_page import incident_page

    for line in incident_page(incident, row, reports, annotations, Policy(policy)):
        out(line)


def _show_report(book: Casebook, report_id: str, as_json: bool) -> None:
    row = find_report(book, report_id)
    annotations = book.reports.annotations(row.report.id)
    if as_json:
        out(msgspec.json.encode(whole_report_view(row, annotations)))
        return
    from kztui.cli.report_page import report_page

    for line in report_page(row, annotations):
        out(line)


def _as_of(book: Casebook, incident: Incident, day: date) -> tuple[Incident, tuple[Annotation, ...]]:
    """Return an incident and its annotations as far as they rest on reports published by a day."""
    sources = {report: book.report(report).source for report in incident.reports}
    known = Incident(incident.id, known_on(incident.facts, sources, day))
    if not known.facts:
        first = first_day(incident.facts, sources)
        why = f"the first report is of {day_words(first)}" if first else "no report says when it was published"
        raise UserError(f"nothing was known of {incident.id} on {day_words(day)}: {why}")
    return known, known_then(book.annotations(incident.id), known.facts)
