"""``kztui diff``: what differs between two casebooks."""

from pathlib import Path

import click

from kztui.casebook import Batch
from kztui.casebook.bundle import is_bundle, read_bundle
from kztui.cli.casebooks import open_casebook
from kztui.cli.output import out, tell
from kztui.present.differences import differences
from kztui.present.wording import plural


@click.command("diff")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
def command(one: str, other: str) -> None:
    """Say in words what differs between two casebooks or bundles: - is only in A, + only in B."""
    number = 0
    for number, line in enumerate(differences(_records(one), _records(other)), 1):  # noqa: B007
        out(line)
    tell(plural(number, "difference"))


def _records(name: str) -> Batch:
    return read_bundle(Path(name)) if is_bundle(Path(name)) else open_casebook(name)[0].batch()
