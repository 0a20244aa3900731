"""Options that several subcommands share."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def casebook_option(command: Command) -> Command:
    """Add ``--casebook PATH`` to a command, which gets it as the string `casebook`, or None."""
    return click.option("--casebook", metavar="PATH", help="Use this casebook instead of your own.")(command)


def json_option(command: Command) -> Command:
    """Add ``--json`` to a command, which gets it as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON for other programs.")(command)


def published_option(command: Command) -> Command:
    """Add ``--published YYYY-MM-DD`` to a command, which gets it as the date `published`, or None."""
    option = click.option("--published", metavar="YYYY-MM-DD", callback=parse_day, help="The day of publication.")
    return option(command)


def parse_day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option gives, or None: a callback for click. Raises click.BadParameter."""
    from kztui.errors import DateError
    from kztui.ingest.days import parse_moment

    try:
        return None if value is None else parse_moment(value).day
    except DateError as error:
        raise click.BadParameter(str(error)) from error
