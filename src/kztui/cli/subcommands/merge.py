"""``kztui merge``: two incidents are one."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option


@click.command("merge")
@click.argument("incident_id", metavar="ID")
@click.argument("into", metavar="INTO")
@casebook_option
def command(incident_id: str, into: str, casebook: str | None) -> None:
    """Merge the incident ID into INTO: its facts move there, and ID leads there from now on."""
    book = casebook_to_read(casebook)
    tell_decision(book.decisions.merge(incident_id.upper(), into.upper()))
