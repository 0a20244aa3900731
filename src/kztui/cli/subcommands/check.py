"""``kztui check``: look closely at every record."""

import click

from kztui.cli.casebooks import open_casebook
from kztui.cli.options import casebook_option
from kztui.cli.output import out, tell
from kztui.cli.progress import bar
from kztui.errors import UserError
from kztui.present.wording import plural


@click.command("check")
@casebook_option
def command(casebook: str | None) -> None:
    """Verify a casebook: every record can be read, and the words of every fact are in its report."""
    book, _ = open_casebook(casebook)
    with bar("Checking") as progress:
        problems = book.check(progress)
    for problem in problems:
        out(problem)
    if problems:
        raise UserError(f"{plural(len(problems), 'problem')} in {book.location}")
    counts = f"{plural(book.incident_count, 'incident')}, {plural(book.report_count, 'report')}"
    tell(f"{book.location}: {counts}: all is well")
