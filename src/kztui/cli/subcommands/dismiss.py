"""``kztui dismiss``: hide false incidents."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell


@click.command("dismiss")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@casebook_option
def command(ids: tuple[str, ...], reason: str, casebook: str | None) -> None:
    """Hide incidents from lists, counts and exports: kztui list is:dismissed finds them, kztui restore brings them
    back.
    """
    made = casebook_to_read(casebook).decisions.dismiss_all((one.upper() for one in ids), reason)
    tell(f"Dismissed {', '.join(one.about for one in made)}")
