"""``kztui set-aside``: leave reports out of all counts."""

import click

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.present.wording import plural


@click.command("set-aside")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@casebook_option
def command(reports: tuple[str, ...], reason: str, casebook: str | None) -> None:
    """Leave reports (r-...) and what they state out of all counts. kztui restore brings them back."""
    made = casebook_to_read(casebook).reports.set_aside((one.lower() for one in reports), reason)
    tell(f"Set {plural(len(made), 'report')} aside")
