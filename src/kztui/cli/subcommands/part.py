"""``kztui part``: an incident is a part of an episode."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option


@click.command("part")
@click.argument("incident_id", metavar="ID")
@click.argument("whole", metavar="OF")
@casebook_option
def command(incident_id: str, whole: str, casebook: str | None) -> None:
    """Record that the incident ID is a part of the incident OF, so that sums count both once."""
    book = casebook_to_read(casebook)
    tell_decision(book.decisions.part(incident_id.upper(), whole.upper()))
