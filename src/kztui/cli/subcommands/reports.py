"""``kztui reports``: the reports of a casebook, whatever was found in them."""

from collections.abc import Iterator, Sequence

import click
import msgspec

from kztui.casebook.reports import ReportRow
from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option, json_option
from kztui.cli.output import out, tell
from kztui.cli.report_views import report_row_view
from kztui.present.wording import plural, unread_words

HEADINGS = ("Id", "Published", "State", "Lang", "Publisher", "Title")


@click.command("reports")
@click.argument("query", nargs=-1)
@casebook_option
@json_option
def command(query: tuple[str, ...], casebook: str | None, as_json: bool) -> None:
    """List the reports that match QUERY, newest first.

    QUERY is words of the text or head, and the fields state:nothing-found (read, not-read, set-aside), lang:ru,
    source:reuters, report:r-12ab, date:2016-03, tag:verify; a hyphen before one excludes it.

    With --json, one object a line: id, state, title, publisher, published, hour, author, url, language, copy_of,
    incidents, reason.
    """
    from kztui.present.report_query import parse_report_query

    wanted = parse_report_query(" ".join(query))
    reports = casebook_to_read(casebook).reports
    rows = reports.rows(lambda row: wanted(row, reports.annotations(row.report.id)))
    if as_json:
        for row in rows:
            out(msgspec.json.encode(report_row_view(row)))
        return
    for line in _table(rows):
        out(line)
    tell(plural(len(rows), "report"))
    if unread := reports.unread():
        tell(unread_words(len(unread)))


def _table(rows: Sequence[ReportRow]) -> Iterator[str]:
    from kztui.cli.aligned import aligned

    if rows:
        yield from aligned([HEADINGS, *map(_cells, rows)], right=())


def _cells(row: ReportRow) -> tuple[str, ...]:
    report = row.report
    return (report.id, str(report.published or ""), row.state, report.language, report.publisher, report.title)
