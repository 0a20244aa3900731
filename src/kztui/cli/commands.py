"""The command ``kztui`` and how its words are taken: as a subcommand, else as the casebook to open."""

import gc
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO, TextIOWrapper
from typing import Any, NoReturn

import click

from kztui import __version__
from kztui.cli.common import open_casebook
from kztui.cli.output import fail
from kztui.errors import UserError
from kztui.text.clean import clean

_MODULES = {
    **dict.fromkeys(("annotate", "undo"), "annotating"),
    **dict.fromkeys(("suggestions", "merge", "refuse", "split", "move"), "deciding"),
    **dict.fromkeys(("list", "show", "check", "where"), "looking"),
    **{"import": "importing", "extract": "extracting", "export": "saving", "reextract": "renewing"},
}
"""Where each subcommand is: only the one that is called is imported."""


class Commands(click.Group):
    """Subcommands; a first word that is none of them is the path of the casebook to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*_MODULES, *self.commands))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return super().get_command(ctx, cmd_name)
        here = vars(import_module(f"kztui.cli.{_MODULES[cmd_name]}")).values()
        return next(one for one in here if isinstance(one, click.Command) and one.name == cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run a command and exit. What the user can mend is one line, cleaned: it may repeat what was typed."""
        try:
            code = super().main(*args, **{**settings, "standalone_mode": False})
        except UserError as error:
            fail(str(error))
            code = 1
        except click.ClickException as error:
            words = StringIO()
            error.show(words)
            with suppress(OSError):
                click.echo(clean(words.getvalue()), nl=False, err=True)
            code = error.exit_code
        except click.Abort:
            fail("interrupted")
            code = 1
        sys.exit(code)


@click.group(cls=Commands, invoke_without_command=True, subcommand_metavar="[CASEBOOK | COMMAND [ARGS]...]")
@click.version_option(__version__, prog_name="kztui")
@click.pass_context
def kztui(context: click.Context) -> None:
    """Browse security incidents, every fact beside the sentence that says it.

    Without a command, opens the screen on CASEBOOK, or on your own casebook.
    """
    gc.freeze()
    gc.enable()
    if context.invoked_subcommand is None:
        context.invoke(open_command)


@kztui.command("open", hidden=True)
@click.argument("casebook", required=False)
def open_command(casebook: str | None = None) -> None:
    """Open the screen on CASEBOOK."""
    opened, notice = open_casebook(casebook, command_words=True)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError("the screen needs a terminal: try kztui list")
    gc.disable()  # until the first picture is painted
    from kztui.tui.app import run

    run(opened, notice)


def run() -> None:
    """Run the command line as `kztui.cli.main` says."""
    if isinstance(sys.stdout, TextIOWrapper):
        with suppress(ValueError):
            sys.stdout.reconfigure(errors="replace")
    kztui(prog_name="kztui")
