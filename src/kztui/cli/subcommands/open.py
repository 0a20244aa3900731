"""``kztui [CASEBOOK]``: open the screen."""

import gc
import os
import sys

import click

from kztui.cli.casebooks import open_casebook
from kztui.errors import UserError
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
    opened.author  # noqa: B018 (asks the server of a shared casebook who this is: when it refuses, nothing is opened)
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)) and "TEXTUAL_DRIVER" not in os.environ:
        raise UserError("the screen needs a terminal: try kztui list")
    gc.disable()  # until the first picture is painted
    from kztui.tui.app import run

    sys.exit(run(opened, notice))
