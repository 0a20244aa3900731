"""``kztui part``: an incident is a part of an episode."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.decided import tell_decision
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.present.wording import part_taken_back


@click.command("part")
@click.argument("incident_id", metavar="ID")
@click.argument("whole", metavar="[OF]", required=False)
@click.option("--none", "no_part", is_flag=True, help="Take ID out of its episode; or all parts out of the episode ID.")
@casebook_option
def command(incident_id: str, whole: str | None, no_part: bool, casebook: str | None) -> None:
    """Record that the incident ID is a part of the incident OF, so that sums count both once.

    With --none instead of OF what a report or an analyst has said of this is taken back.
    """
    if no_part == (whole is not None):
        raise click.UsageError("give either the incident that it is a part of or --none")
    decisions = casebook_to_read(casebook).decisions
    if whole is None:
        tell(f"{part_taken_back(decisions.no_part(incident_id.upper()))}. To undo this: kztui undo")
        return
    tell_decision(decisions.part(incident_id.upper(), whole.upper()))
