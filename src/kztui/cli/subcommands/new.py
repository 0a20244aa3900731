"""``kztui new``: make an incident by hand."""

import click

from kztui.cli.casebooks import casebook_to_read, find_report, is_report
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.errors import UserError
from kztui.model.fact import Evidence, quote
from kztui.model.report import Report


@click.command("new")
@click.argument("report_id", metavar="REPORT")
@click.option("--words", required=True, help="The words of the report that state it.")
@click.option("--type", "kind", metavar="TYPE", help="What kind of incident it is: armed attack, bombing ...")
@click.option("--date", metavar="DAY", help="When it happened: a day, month, year or range.")
@click.option("--place", help="Where it happened.")
@click.option("--fact", "facts", multiple=True, metavar="FIELD VALUE", help='A further fact: "killed at least 2".')
@casebook_option
def command(
    report_id: str,
    words: str,
    kind: str | None,
    date: str | None,
    place: str | None,
    facts: tuple[str, ...],
    casebook: str | None,
) -> None:
    """Make an incident that the report REPORT (r-...) states and that was not found in it."""
    from kztui.present.corrections import new_fact

    if not is_report(report_id):
        raise UserError(f"{report_id} is not the id of a report: see kztui reports")
    stated = [f"{name} {value}" for name, value in (("type", kind), ("date", date), ("place", place)) if value]
    if not stated and not facts:
        raise click.UsageError("say what is known of it: --type, --date, --place or --fact")
    book = casebook_to_read(casebook)
    evidence = _evidence(find_report(book, report_id).report, words)
    made = book.decisions.make(new_fact(text, evidence) for text in (*stated, *facts))
    tell(f"Made {made[0].about}")


def _evidence(report: Report, words: str) -> Evidence:
    """Return where the report has these words. Raises UserError when it has not, or more than once."""
    places = report.text.count(words) if words else 0
    if places != 1:
        what = "are not in" if not places else f"are {places} times in"
        raise UserError(f"the words {words!r} {what} {report.id}: give words that are in it once")
    start = report.text.index(words)
    return quote(report.text, report.id, report.paragraph_at(start).number, start, start + len(words))
