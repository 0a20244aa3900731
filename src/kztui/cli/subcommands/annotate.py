"""``kztui annotate``: add a note or a tag."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.model.annotation import AnnotationKind, Target
from kztui.present.wording import change_words


@click.command("annotate")
@click.argument("incident_id", metavar="ID")
@click.option("--note", metavar="TEXT", help="What you want to remember about it.")
@click.option("--tag", metavar="TAG", help="One word by which to find it.")
@casebook_option
def command(incident_id: str, note: str | None, tag: str | None, casebook: str | None) -> None:
    """Add a note or a tag to the incident ID."""
    if (note is None) == (tag is None):
        raise click.UsageError("give either --note or --tag")
    kind, text = (AnnotationKind.TAG, tag or "") if note is None else (AnnotationKind.NOTE, note)
    book = casebook_to_read(casebook)
    added = book.annotate(kind, Target(incident_id.upper()), text=text)
    tell(f"Saved on {added.target.incident}: {change_words(added)}")
