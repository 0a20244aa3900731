"""``kztui [CASEBOOK]``: open the screen."""

import gc
import sys

import click

from kztui.cli.casebooks import open_casebook
from kztui.errors import UserError


@click.command("open", hidden=True)
@click.argument("casebook", required=False)
def command(casebook: str | None = None) -> None:
    """Open the screen on CASEBOOK."""
    opened, notice = open_casebook(casebook, command_words=True)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError("the screen needs a terminal: try kztui list")
    gc.disable()  # until the first picture is painted
    from kztui.tui.app import run

    sys.exit(run(opened, notice))
