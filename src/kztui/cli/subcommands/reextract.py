"""``kztui reextract``: what today's rules find differently."""

import click

from kztui.casebook import Casebook
from kztui.casebook.reextracting import Difference
from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import out, tell
from kztui.present.wording import circumstances, fact_words, plural, source_words


@click.command("reextract")
@click.option("--apply", is_flag=True, help="Apply the differences.")
@click.option("--count", is_flag=True, help="Only print how many differences there are.")
@casebook_option
def command(apply: bool, count: bool, casebook: str | None) -> None:
    """Show what today's rules would find differently in the reports of a casebook.

    Reports that were imported when there were no rules for their language are read, too.

    Facts that somebody has confirmed, corrected, rejected, split off or moved stay as they are, and so do notes and
    merges.
    """
    from kztui.extract.engine import extract

    if apply and count:
        raise click.UsageError("--count changes nothing: leave it or --apply out")
    book = casebook_to_read(casebook)
    unread = book.reports.unread()
    found = book.differences(lambda report: extract(report).drafts)
    if count:
        out(str(len(found)))
        return
    for one in found:
        _print(book, one)
    first = f", {plural(len(unread), 'report')} read for the first time" if unread else ""
    hint = ": apply with kztui reextract --apply" if (found or unread) and not apply else ""
    tell(plural(len(found), "difference") + first + hint)
    if apply and (found or unread):
        added = book.renew(found, unread)
        tell(f"{book.location}: applied, {plural(added.incidents, 'new incident')}")


def _print(book: Casebook, one: Difference) -> None:
    out(f"{one.incident or 'a new incident'}  {source_words(book.report(one.report).source)}")
    for sign, facts in (("-", one.dropped), ("+", one.added)):
        for fact in facts:
            quoted = " ".join(fact.evidence.exact.split())
            about = circumstances(fact)
            out(f"  {sign} {fact.field} {fact_words(fact)}{f', {about}' if about else ''}  “{quoted}”")
