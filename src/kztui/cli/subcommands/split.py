"""``kztui split``: facts become an incident of their own."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.chosen_facts import chosen_facts, facts_options
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option


@click.command("split")
@click.argument("incident_id", metavar="ID")
@facts_options
@casebook_option
def command(incident_id: str, facts: str, paragraphs: str, report: str, casebook: str | None) -> None:
    """Split facts off the incident ID; they become a new incident."""
    book = casebook_to_read(casebook)
    chosen = chosen_facts(book, incident_id, facts, paragraphs, report)
    tell_decision(book.decisions.split(incident_id.upper(), chosen))
