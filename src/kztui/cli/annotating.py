"""Commands that add to a casebook by hand, and take it back."""

import click

from kztui.cli.common import casebook_option, casebook_to_read
from kztui.cli.output import tell
from kztui.errors import UserError
from kztui.model.annotation import AnnotationKind, Target
from kztui.present.wording import act_words, change_words


@click.command()
@click.argument("incident_id", metavar="ID")
@click.option("--note", metavar="TEXT", help="What you want to remember about it.")
@click.option("--tag", metavar="TAG", help="One word by which to find it.")
@casebook_option
def annotate(incident_id: str, note: str | None, tag: str | None, casebook: str | None) -> None:
    """Add a note or a tag to the incident ID."""
    if (note is None) == (tag is None):
        raise click.UsageError("give either --note or --tag")
    kind, text = (AnnotationKind.TAG, tag or "") if note is None else (AnnotationKind.NOTE, note)
    book = casebook_to_read(casebook)
    added = book.annotate(kind, Target(incident_id.upper()), text=text)
    tell(f"Saved on {added.target.incident}: {change_words(added)}")


@click.command()
@casebook_option
def undo(casebook: str | None) -> None:
    """Take back your newest note, tag, verdict, fact or decision, or your newest edit or retraction of one."""
    book = casebook_to_read(casebook)
    taken = book.undo()
    if not taken:
        raise UserError("you have nothing to take back")
    tell(f"Taken back {act_words(taken, book.notes.fact(taken[0]))}")
