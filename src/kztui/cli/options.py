"""Options that several subcommands share."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from kztui.model.figures import Policy

Command = TypeVar("Command", bound=Callable[..., Any])


def casebook_option(command: Command) -> Command:
    """Add ``--casebook PATH`` to a command, which gets it as the string `casebook`, or None."""
    return click.option("--casebook", metavar="PATH", help="Use this casebook instead of your own.")(command)


def policy_option(command: Command) -> Command:
    """Add ``--policy NAME`` to a command, which gets it as the string `policy`."""
    names = click.Choice([policy.value for policy in Policy])
    described = "Which number is the best where reports differ; else as config.toml says."
    return click.option("--policy", type=names, default=_policy_of_user, help=described)(command)


def _policy_of_user() -> str:
    """Return the policy that the user's configuration sets, else the usual one."""
    from kztui.config import read_config
    from kztui.home import config_file

    return str(read_config(config_file()).shown.get("policy", Policy.LATEST_OFFICIAL.value))


def as_of_option(command: Command) -> Command:
    """Add ``--as-of YYYY-MM-DD`` to a command, which gets it as the date `as_of`, or None."""
    described = "As it was known on this day."
    return click.option("--as-of", metavar="YYYY-MM-DD", callback=parse_day, help=described)(command)


def json_option(command: Command) -> Command:
    """Add ``--json`` to a command, which gets it as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON for other programs.")(command)


def published_option(command: Command) -> Command:
    """Add ``--published YYYY-MM-DD`` to a command, which gets it as the date `published`, or None."""
    option = click.option("--published", metavar="YYYY-MM-DD", callback=parse_day, help="The day of publication.")
    return option(command)


def parse_day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option gives, or None: a callback for click. Raises click.BadParameter."""
    if value is None:
        return None
    from kztui.errors import DateError
    from kztui.text.days import parse_moment

    try:
        return parse_moment(value).day
    except DateError as error:
        raise click.BadParameter(str(error)) from error
