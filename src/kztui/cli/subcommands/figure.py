"""``kztui figure``: the best number of people, as an analyst has it."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.model.fact import COUNTED, Field


@click.command("figure")
@click.argument("incident_id", metavar="ID")
@click.argument("field", type=click.Choice([field.value for field in COUNTED]))
@click.argument("number", required=False)
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.option("--computed", is_flag=True, help="Take a number that was set back: what the reports come to counts.")
@casebook_option
def command(
    incident_id: str, field: str, number: str | None, reason: str, computed: bool, casebook: str | None
) -> None:
    """Set the best number of people killed, wounded or arrested in the incident ID to NUMBER.

    It counts in lists, searches and exports, except by a policy that is asked for; the computed number stays beside it.
    """
    if computed == (number is not None):
        raise click.UsageError("give either a number or --computed")
    decisions, incident = casebook_to_read(casebook).decisions, incident_id.upper()
    if number is None:
        decisions.use_computed(incident, Field[field.upper()])
        tell(f"{incident}: {field} is computed from the reports again. To undo this: kztui undo")
        return
    if not (number.isascii() and number.isdigit() and len(number) <= 9):
        raise click.UsageError(f"{number} is not a number of people: 0 or more, in digits")
    tell_decision(decisions.set_figure(incident, Field[field.upper()], int(number), reason))
