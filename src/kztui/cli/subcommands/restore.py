"""``kztui restore``: bring back what was dismissed or set aside."""

import click

from kztui.cli.casebooks import casebook_to_read, is_report
from kztui.cli.options import casebook_option
from kztui.cli.output import tell


@click.command("restore")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@casebook_option
def command(ids: tuple[str, ...], casebook: str | None) -> None:
    """Bring back dismissed incidents, and reports (r-...) that were set aside."""
    book = casebook_to_read(casebook)
    reports = [one.lower() for one in ids if is_report(one)]
    if reports:
        book.reports.restore(reports)
    for one in ids:
        if not is_report(one):
            book.decisions.restore(one.upper())
    tell(f"Restored {', '.join(ids)}")
