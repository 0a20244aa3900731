"""``kztui undo``: undo your last change."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.errors import UserError
from kztui.present.wording import act_words


@click.command("undo")
@casebook_option
def command(casebook: str | None) -> None:
    """Undo your last change: a note, tag, verdict, fact or decision, or an edit or retraction of one.

    When all that you did since a merge with another casebook, or since reextract --apply, is undone, it is that which
    is undone next.
    """
    book = casebook_to_read(casebook)
    if book.undo_merge():
        tell("Undone: the last merge, or proposals taken; the casebook is as it was before")
        return
    undone = book.undo()
    if not undone:
        raise UserError("nothing to undo")
    tell(f"Undone {act_words(undone, book.notes.fact(undone[0]))}")
