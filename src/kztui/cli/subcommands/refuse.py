"""``kztui refuse``: two incidents are not the same."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option
from kztui.model.suggestion import Suggestion


@click.command("refuse")
@click.argument("incident_id", metavar="ID")
@click.argument("other", metavar="OTHER")
@casebook_option
def command(incident_id: str, other: str, casebook: str | None) -> None:
    """Record that the incidents ID and OTHER are not the same, so that this is not suggested again."""
    book = casebook_to_read(casebook)
    tell_decision(book.decisions.refuse(Suggestion(incident_id.upper(), other.upper())))
