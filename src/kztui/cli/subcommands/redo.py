"""``kztui redo``: redo what was undone last."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.errors import UserError
from kztui.present.wording import act_words


@click.command("redo")
@casebook_option
def command(casebook: str | None) -> None:
    """Redo what you undid last, unless you have changed something since."""
    book = casebook_to_read(casebook)
    if book.redo_merge():
        tell("Redone: the last merge, or proposals taken")
        return
    redone = book.redo()
    if not redone:
        raise UserError("nothing to redo")
    tell(f"Redone {act_words(redone, book.notes.fact(redone[0]))}")
