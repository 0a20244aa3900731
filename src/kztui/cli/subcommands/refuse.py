"""``kztui refuse``: two incidents are not the same."""

import click

from kztui.cli.casebooks import casebook_to_read, is_report
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option
from kztui.errors import UserError
from kztui.model.suggestion import Suggestion


@click.command("refuse")
@click.argument("incident_id", metavar="ID")
@click.argument("other", metavar="OTHER")
@casebook_option
def command(incident_id: str, other: str, casebook: str | None) -> None:
    """Record that the incidents ID and OTHER are not the same, so that this is not suggested again.

    If OTHER is a report (r-...) that was joined to ID without asking, what it tells becomes an incident of its own.
    """
    book = casebook_to_read(casebook)
    if is_report(other):
        pair = incident_id.upper(), other.lower()
        joins = [one for one in book.decisions.joins() if (one.incident, one.like) == pair]
        if not joins:
            raise UserError(f"{pair[1]} was not joined to {pair[0]} without asking: see kztui suggestions --joined")
        tell_decision(book.decisions.take_back(joins[0]))
        return
    tell_decision(book.decisions.refuse(Suggestion(incident_id.upper(), other.upper())))
