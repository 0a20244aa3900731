"""``kztui move``: facts belong to another incident."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.chosen_facts import chosen_facts, facts_options
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option


@click.command("move")
@click.argument("incident_id", metavar="ID")
@click.argument("into", metavar="INTO")
@facts_options
@casebook_option
def command(incident_id: str, into: str, facts: str, paragraphs: str, report: str, casebook: str | None) -> None:
    """Move facts of the incident ID to the incident INTO."""
    book = casebook_to_read(casebook)
    chosen = chosen_facts(book, incident_id, facts, paragraphs, report)
    tell_decision(book.decisions.move(incident_id.upper(), chosen, into.upper()))
