"""``kztui where``: the files in use."""

import click

from kztui.casebook import Casebook
from kztui.cli.options import casebook_option
from kztui.cli.output import out
from kztui.folders import cache_folder
from kztui.home import config_file, default_casebook, sessions_file
from kztui.log import log_file


@click.command("where")
@casebook_option
def command(casebook: str | None) -> None:
    """Print where the files in use are."""
    book = Casebook.open(casebook or default_casebook())
    places = {
        **book.places,
        "cache": cache_folder(),
        "config": config_file(),
        "sessions": sessions_file(),
        "log": log_file(),
    }
    for name, path in places.items():
        out(f"{name:<12} {path}")
