"""``kztui [CASEBOOK]``: open the screen."""

import sys

import click

from kztui.cli.casebooks import open_casebook
from kztui.cli.screen import show
from kztui.model.rights import Rights


@click.command("open", hidden=True)
@click.argument("casebook", required=False)
@click.option("--author", default="", help="Who signs what is written.")
@click.option("--rights", type=click.Choice([one.name.lower() for one in Rights]), help="What may be done at most.")
def command(casebook: str | None = None, author: str = "", rights: str | None = None) -> None:
    """Open the screen on CASEBOOK."""
    opened, notice = open_casebook(
        casebook, command_words=True, author=author, rights=Rights[rights.upper()] if rights else Rights.EDITOR
    )
    sys.exit(show(opened, notice))
