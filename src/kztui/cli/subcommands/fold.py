"""``kztui fold``: put the journals of a casebook into its files."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.cli.progress import bar


@click.command("fold")
@casebook_option
def command(casebook: str | None) -> None:
    """Put all changes of a casebook into its files, so that other programs see everything.

    A small casebook is folded at the end of each command, a big one when many changes wait.
    """
    book = casebook_to_read(casebook)
    with bar("Folding") as progress:
        book.fold(progress)
    tell(f"{book.location}: folded")
