"""The command that extracts anew from the reports of a casebook."""

import click

from kztui.casebook import Casebook
from kztui.cli.common import casebook_option, casebook_to_read
from kztui.cli.output import out, tell
from kztui.link.reextraction import Difference
from kztui.present.wording import circumstances, fact_words, plural, source_words


@click.command()
@click.option("--apply", is_flag=True, help="Take the differences over.")
@casebook_option
def reextract(apply: bool, casebook: str | None) -> None:
    """Show what the rules of today find otherwise than when the reports were imported.

    Facts that somebody has confirmed, corrected, rejected, split off or moved stay as they are, and so do notes and
    merges.
    """
    from kztui.extract.engine import extract

    book = casebook_to_read(casebook)
    found = book.differences(extract)
    for one in found:
        _print(book, one)
    hint = ": take them over with kztui reextract --apply" if found and not apply else ""
    tell(plural(len(found), "difference") + hint)
    if apply and found:
        added = book.renew(found)
        tell(f"{book.path}: taken over, {plural(added.incidents, 'new incident')}")


def _print(book: Casebook, one: Difference) -> None:
    out(f"{one.incident or 'a new incident'}  {source_words(book.report(one.report).source)}")
    for sign, facts in (("-", one.dropped), ("+", one.added)):
        for fact in facts:
            quoted = " ".join(fact.evidence.exact.split())
            about = circumstances(fact)
            out(f"  {sign} {fact.field} {fact_words(fact)}{f', {about}' if about else ''}  “{quoted}”")
