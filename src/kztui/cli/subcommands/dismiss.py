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
    decisions = casebook_to_read(casebook).decisions
    for one in ids:
        tell(f"Dismissed {decisions.dismiss(one.upper(), reason).about}")
