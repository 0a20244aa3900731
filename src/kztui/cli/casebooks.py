"""The casebook that a subcommand works on."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kztui.casebook import Casebook, Results
from kztui.casebook.reports import ReportRow
from kztui.cli.author import author as own_author
from kztui.cli.output import tell
from kztui.errors import QueryError, UserError
from kztui.folders import is_address
from kztui.home import default_casebook, first_start
from kztui.model.incident import Incident
from kztui.model.rights import Rights
from kztui.model.summary import Summary
from kztui.present.wording import plural

_FIRST_PAGE, _PAGE = 250, 20_000
"""Rows of a long listing that are fetched at a time."""


def open_casebook(
    path: str | None,
    *,
    new: bool = False,
    command_words: bool = False,
    author: str = "",
    rights: Rights = Rights.EDITOR,
) -> tuple[Casebook, str]:
    """Return the casebook at `path`, or the user's own, and a notice when the latter was just made.

    It is closed when the command ends. `new` allows one that does not exist yet. `command_words`: the path may be a
    mistyped command. `author` signs instead of the user, and `rights` are the most that can be done.
    Raises UserError and click.UsageError.
    """
    if path is None:
        notice = first_start()
        return _opened(default_casebook(), author, rights), notice
    if not path:
        raise UserError("the casebook has an empty name: name a file, or nothing for your own casebook")
    if not new and not is_address(path) and _is_missing(path):
        if command_words and not Path(path).suffix and len(Path(path).parts) == 1:
            root = click.get_current_context().find_root()
            raise click.UsageError(f"there is no command and no casebook {path}{_meant(path, root)}", root)
        raise UserError(f"there is no casebook at {path}: make one with kztui import FILE --casebook {path}")
    return _opened(path, author, rights), ""


def _is_missing(path: str) -> bool:
    """Return whether nothing is at `path`; in a folder that is closed, that cannot be told."""
    try:
        os.stat(path)  # noqa: PTH116 (a path may be none yet)
    except PermissionError:
        return False
    except (OSError, ValueError):
        return True
    return False


def _meant(word: str, root: click.Context) -> str:
    """Return the end of a message on a word that may be a mistyped command."""
    from difflib import get_close_matches

    commands = root.command.list_commands(root) if isinstance(root.command, click.Group) else []
    near = get_close_matches(word.lower(), commands)
    return f": did you mean {' or '.join(near)}?" if near else ""


def _opened(location: str | Path, author: str, rights: Rights) -> Casebook:
    casebook = Casebook.open(location, author=author or own_author(), rights=rights)
    click.get_current_context().call_on_close(casebook.close)
    return casebook


def casebook_to_read(path: str | None) -> Casebook:
    """Return a casebook whose records are needed, and say on stderr what in it is damaged.

    Raises UserError when nothing in it can be read.
    """
    casebook, notice = open_casebook(path)
    if notice:
        tell(notice)
    if slower := casebook.prepare(_tell_total, _tell_fetched):
        tell(slower)
    if casebook.problems and not casebook.incident_count:
        raise UserError(casebook.problem)
    if casebook.problems:
        tell(f"Warning: {casebook.problem}")
    return casebook


def _tell_total(done: int, total: int) -> None:
    if not done:
        tell(f"Indexing {total:,} incidents for search ...")


def _tell_fetched(done: int, total: int) -> None:
    if not done:
        tell(f"Fetching {total:,} records ...")


def search(casebook: Casebook, words: tuple[str, ...]) -> Results:
    """Return what the query made of `words` finds. Raises UserError for a broken query."""
    try:
        results = casebook.search(" ".join(words))
    except QueryError as error:
        raise UserError(f"{error} (at character {error.position + 1} of the query)") from error
    if results.message:
        tell(results.message)
    if others := results.count - results.told:
        tell(
            f"The words are told of {plural(results.told, 'incident')}; {others:,} more have them elsewhere in a report"
        )
    return results


def find(casebook: Casebook, words: tuple[str, ...]) -> Sequence[Summary]:
    """Return the rows that the query made of `words` finds. Raises UserError for a broken query."""
    results = search(casebook, words)
    return results.rows(0, results.count)


def pages(results: Results) -> Iterator[Sequence[Summary]]:
    """Yield all rows of `results`, the first ones as soon as they are there."""
    start, stop = 0, _FIRST_PAGE
    while rows := results.rows(start, stop):
        yield rows
        start, stop = stop, stop + _PAGE


def is_report(identifier: str) -> bool:
    """Return whether an id that a user typed is that of a report."""
    return identifier.lower().startswith("r-")


def find_report(casebook: Casebook, report_id: str) -> ReportRow:
    """Return the report of an id, and its state. Raises UserError when there is none."""
    try:
        return casebook.reports.row(report_id.lower())
    except KeyError:
        raise UserError(f"there is no report {report_id}: see kztui reports") from None


def find_incident(casebook: Casebook, incident_id: str) -> Incident:
    """Return the incident of an id, which may be in lower case. Raises UserError when there is none."""
    try:
        return casebook.incident(incident_id.upper())
    except KeyError:
        raise UserError(f"there is no incident {incident_id}: see kztui list") from None
