"""``kztui dismiss``: hide a false incident."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell


@click.command("dismiss")
@click.argument("incident_id", metavar="ID")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@casebook_option
def command(incident_id: str, reason: str, casebook: str | None) -> None:
    """Hide the incident ID from lists, counts and exports: kztui list is:dismissed finds it, kztui restore brings it
    back.
    """
    made = casebook_to_read(casebook).decisions.dismiss(incident_id.upper(), reason)
    tell(f"Dismissed {made.about}")
