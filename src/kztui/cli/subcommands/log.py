"""``kztui log``: who did what, and when."""

from collections.abc import Iterator, Sequence
from datetime import date

import click
import msgspec

from kztui.casebook import Casebook
from kztui.casebook.logbook import LogEntry
from kztui.cli.casebooks import casebook_to_read, find_incident, find_report, is_report
from kztui.cli.options import casebook_option, json_option, parse_day
from kztui.cli.output import out, tell
from kztui.present.log_words import entry_words, state_words
from kztui.present.wording import plural


@click.command("log")
@click.argument("identifier", metavar="[ID]", default="")
@click.option("--author", metavar="NAME", default="", help="Only what NAME did.")
@click.option("--since", metavar="YYYY-MM-DD", callback=parse_day, help="Only what was done on this day or later.")
@casebook_option
@json_option
def command(identifier: str, author: str, since: date | None, casebook: str | None, as_json: bool) -> None:
    """Say who did what and when, the newest first: to the incident or report ID, or to all of them.

    What was there before stands before an arrow. "undone" marks what is no longer in force.

    With --json, one object a line: id (of the record), on (incident or report), author, made, count, writer, kind, did
    (in words), stands, supersedes, records (that an undo or redo is about).
    """
    book = casebook_to_read(casebook)
    entries = book.log(_known(book, identifier), author=author, since=since)
    if as_json:
        for entry in entries:
            out(msgspec.json.encode(_view(entry)))
        return
    for line in _table(entries):
        out(line)
    tell(plural(len(entries), "change"))


def _known(book: Casebook, identifier: str) -> str:
    """Return the id of an incident or a report as the casebook has it. Raises UserError when there is none."""
    if not identifier:
        return ""
    return find_report(book, identifier).report.id if is_report(identifier) else find_incident(book, identifier).id


def _table(entries: Sequence[LogEntry]) -> Iterator[str]:
    from kztui.cli.aligned import aligned

    if entries:
        yield from aligned([_cells(entry) for entry in entries])


def _cells(entry: LogEntry) -> tuple[str, ...]:
    made = f"{entry.record.created.astimezone():%Y-%m-%d %H:%M}"
    return made, entry.record.author, entry.about, " ".join(entry_words(entry).split()), state_words(entry)


def _view(entry: LogEntry) -> dict[str, object]:
    one = entry.record
    return {
        "id": one.id,
        "on": entry.about,
        "author": one.author,
        "made": one.created,
        "count": one.count,
        "writer": one.writer,
        "kind": one.kind,
        "did": entry_words(entry),
        "stands": entry.stands,
        "supersedes": one.supersedes,
        "records": one.records,
    }
