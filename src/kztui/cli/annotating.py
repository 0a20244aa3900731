"""Commands that add to a casebook by hand, and take it back."""

import click

from kztui.cli.common import casebook_option, casebook_to_read, tell
from kztui.model.annotation import AnnotationKind, Target


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
    try:
        added = book.annotate(kind, Target(incident_id.upper()), text=text)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    tell(f"Saved on {added.target.incident}: {_words(kind, added.text)}")


@click.command()
@casebook_option
def undo(casebook: str | None) -> None:
    """Take back your newest note, tag, verdict, fact or decision."""
    taken = casebook_to_read(casebook).undo()
    if taken is None:
        raise click.ClickException("you have nothing to take back")
    said = taken.text or (taken.fact.field.value if taken.fact else taken.into or str(taken.verdict))
    tell(f"Taken back on {taken.target.incident}: {_words(taken.kind, said)}")


def _words(kind: AnnotationKind, text: str) -> str:
    return f"{kind} {'#' if kind is AnnotationKind.TAG else ''}{text}"
