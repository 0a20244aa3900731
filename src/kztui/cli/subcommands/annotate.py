"""``kztui annotate``: add a note or a tag to an incident or a report."""

import click

from kztui.cli.casebooks import casebook_to_read, find_incident, is_report
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.model.annotation import AnnotationKind, Target
from kztui.present.wording import change_words


@click.command("annotate")
@click.argument("about", metavar="ID")
@click.option("--note", metavar="TEXT", help="What you want to remember about it.")
@click.option("--tag", metavar="TAG", help="One word by which to find it.")
@casebook_option
def command(about: str, note: str | None, tag: str | None, casebook: str | None) -> None:
    """Add a note or a tag to the incident or report ID."""
    if (note is None) == (tag is None):
        raise click.UsageError("give either --note or --tag")
    kind, text = (AnnotationKind.TAG, tag or "") if note is None else (AnnotationKind.NOTE, note)
    book = casebook_to_read(casebook)
    if is_report(about):
        added = book.reports.annotate(about.lower(), kind, text)
    else:
        added = book.annotate(kind, Target(find_incident(book, about).id), text=text)
    tell(f"Saved on {added.about}: {change_words(added)}")
