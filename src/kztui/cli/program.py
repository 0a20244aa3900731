"""The command ``kztui``: its first word is a subcommand, or else the casebook to open."""

import errno
import gc
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO, TextIOWrapper
from pkgutil import iter_modules
from typing import Any, NoReturn

import click
from click.types import StringParamType

from kztui import __version__
from kztui.cli import subcommands
from kztui.cli.output import abandon_stdout, buffer_stdout, fail, unwritten
from kztui.errors import UserError
from kztui.text.clean import clean
from kztui.text.given import given

_MODULES = {
    module.name.rstrip("_").replace("_", "-"): f"{subcommands.__name__}.{module.name}"
    for module in iter_modules(subcommands.__path__)
}
"""The module of each subcommand. Only the subcommand that is called is imported."""


_PLACES = {"address", "casebook", "file", "mine", "names", "one", "other", "output", "theirs"}
"""The parameters that name a file, a folder or a casebook."""


class _Words(StringParamType):
    """Text, which must be in UTF-8 in every locale."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the text. Raises click.BadParameter."""
        try:
            return given(super().convert(value, param, ctx))
        except UnicodeDecodeError:
            self.fail("it is not text in UTF-8: look how your terminal and its keyboard are set", param, ctx)


_WORDS = _Words()


class Program(click.Group):
    """The subcommands. A first word that names none of them is the casebook to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands, in alphabetical order."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand of this name, or None."""
        if cmd_name not in _MODULES:
            return None
        return _load(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand that the first word names and the words after it, or `open` and all words."""
        if args and args[0] not in _MODULES:  # a hyphen begins the first word only where -- stands before it
            return "open", _load("open"), ["--", *args] if args[0].startswith("-") else args
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
        except OSError as error:  # click writes the help by itself
            if error.errno not in (errno.ENOSPC, errno.EBADF):
                raise
            abandon_stdout()
            fail(unwritten(error))
            code = 1
        sys.exit(code)


@click.group(cls=Program, invoke_without_command=True, subcommand_metavar="[CASEBOOK | COMMAND [ARGS]...]")
@click.version_option(__version__, prog_name="kztui")
@click.pass_context
def kztui(context: click.Context) -> None:
    """Browse security incidents: every fact is shown beside the sentence that states it.

    Without a command, opens the screen on CASEBOOK, or on your own casebook.
    """
    gc.freeze()
    gc.enable()
    if context.invoked_subcommand is None:
        context.invoke(_load("open"))


def _load(name: str) -> click.Command:
    """Import a subcommand and return it."""
    command: click.Command = import_module(_MODULES[name]).command
    _take_words(command)
    return command


def _take_words(command: click.Command) -> None:
    """Let a command and what is below it take words as words. Names of files can be any bytes, and stay as they are."""
    for parameter in command.params:
        if parameter.type is click.STRING and parameter.name not in _PLACES:
            parameter.type = _WORDS
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _take_words(below)


def run() -> NoReturn:
    """Run the command line as `kztui.cli.main` says."""
    buffer_stdout()
    if isinstance(sys.stdout, TextIOWrapper):
        with suppress(ValueError):
            sys.stdout.reconfigure(errors="replace")
    kztui.main(prog_name="kztui")
