"""``kztui repair``: put a damaged casebook right."""

import click

from kztui.cli.casebooks import open_casebook
from kztui.cli.options import casebook_option
from kztui.cli.output import out, tell
from kztui.cli.progress import bar
from kztui.present.wording import plural


@click.command("repair")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@casebook_option
def command(dry_run: bool, casebook: str | None) -> None:
    """Put a damaged casebook right, as far as that goes.

    Records that can be read are kept; files with others are kept in copies beside it. A line says each thing that was
    wrong and what became of it.
    """
    book, _ = open_casebook(casebook)
    with bar("Checking" if dry_run else "Repairing") as progress:
        lines = book.repair(progress, dry_run=dry_run)
    for line in lines:
        out(line)
    tell(f"{book.location}: {plural(len(lines), 'line')} above" if lines else f"{book.location}: nothing to repair")
