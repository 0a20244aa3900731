"""The command ``kztui`` and how its words are taken: as a subcommand, else as the casebook to open."""

import gc
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

import click

from kztui import __version__
from kztui.cli.annotating import annotate, undo
from kztui.cli.common import open_casebook
from kztui.cli.deciding import merge, move, refuse, split, suggestions
from kztui.cli.extracting import extract_command
from kztui.cli.importing import import_command
from kztui.cli.looking import check, list_command, show, where
from kztui.cli.renewing import reextract
from kztui.cli.saving import export
from kztui.extract.errors import LexiconError
from kztui.store.errors import StoreError


class Commands(click.Group):
    """Subcommands; a first word that is none of them is the path of the casebook to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (StoreError, LexiconError, FileNotFoundError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, invoke_without_command=True, subcommand_metavar="[CASEBOOK | COMMAND [ARGS]...]")
@click.version_option(__version__, prog_name="kztui")
@click.pass_context
def kztui(context: click.Context) -> None:
    """Browse security incidents, every fact beside the sentence that says it.

    Without a command, opens the screen on CASEBOOK, or on your own casebook.
    """
    if context.invoked_subcommand is None:
        context.invoke(open_command)


@kztui.command("open", hidden=True)
@click.argument("casebook", required=False)
def open_command(casebook: str | None = None) -> None:
    """Open the screen on CASEBOOK."""
    opened, notice = open_casebook(casebook, command_words=True)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException("the screen needs a terminal: try kztui list")
    gc.disable()  # imports leave nothing to collect; looking for it delays the first picture
    from kztui.tui.app import run

    gc.freeze()
    gc.enable()
    run(opened, notice)


for command in (
    *(import_command, list_command, show, extract_command, annotate, undo, export, check, where),
    *(suggestions, merge, refuse, split, move, reextract),
):
    kztui.add_command(command)


def main() -> None:
    """Run the command line. Exit code 0: done; 1: failed, with one line that says why; 2: wrong usage."""
    if isinstance(sys.stdout, TextIOWrapper):
        with suppress(ValueError):
            sys.stdout.reconfigure(errors="replace")
    kztui()
