"""The command that brings reports into a casebook."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from kztui.casebook import Casebook
from kztui.cli.casebooks import open_casebook
from kztui.cli.options import casebook_option, published_option
from kztui.cli.output import tell
from kztui.errors import StoreError, UserError
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.present.wording import plural
from kztui.store.tinydb.incidents import Added

MANY = 100
"""From so many files on, importing takes more than a moment and shows how far it is."""


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@casebook_option
@click.option("--title", default="", help="The report's title.")
@click.option("--publisher", default="", help="Who published it.")
@published_option
@click.option("--url", default="", help="Its address.")
def command(
    files: tuple[str, ...], casebook: str | None, title: str, publisher: str, published: date | None, url: str
) -> None:
    """Add reports from text files, and the incidents that they tell, to a casebook.

    A file may start with lines "Title: ...", "Publisher: ...", "Published: YYYY-MM-DD", "URL: ...", "Language: en",
    ended by an empty line; the options win over them.
    """
    if len(files) > 1 and (title or url):
        raise click.UsageError("--title and --url are about one report: give one file with them")
    book, notice = open_casebook(casebook, new=True)
    if notice:
        tell(notice)
    if book.read_only:
        raise StoreError(book.problem)
    with _progress(files) as shown:
        batch, words, failed = _read(shown, book, title, publisher, published, url)
    for line in words:
        tell(line)
    added = book.add(batch) if batch else Added()
    tell(f"{book.path}: {plural(added.reports, 'report')} and {plural(added.incidents, 'incident')} added")
    if added.copies:
        repeat = "repeats" if added.copies == 1 else "repeat"
        tell(f"{plural(added.copies, 'report')} of these {repeat} another: copies count as one source")
    if added.joined:
        tell(f"New facts on {plural(added.joined, 'incident')} known before")
    if added.suggestions:
        tell(f"{plural(added.suggestions, 'suggestion')} of what may be the same: see kztui suggestions")
    if failed:
        raise UserError(f"{failed} of {len(files)} files could not be read")


def _read(
    files: Iterable[str], book: Casebook, title: str, publisher: str, published: date | None, url: str
) -> tuple[list[tuple[Report, list[tuple[Fact, ...]]]], list[str], int]:
    """Return the new reports with their incidents, what is to be said, and how many files could not be read."""
    from kztui.errors import IngestError, PluginError
    from kztui.extract.engine import ExtractionDefect, State, extract
    from kztui.ingest.reading import read_report
    from kztui.model.doubts import doubts

    batch: dict[str, tuple[Report, list[tuple[Fact, ...]]]] = {}
    words: list[str] = []
    failed = 0
    for file in files:
        try:
            report = read_report(Path(file), title=title, publisher=publisher, published=published, url=url)
        except IngestError as error:
            words.append(f"Error: {error}")
            failed += 1
            continue
        if report.id in batch or book.has_report(report.id):
            words.append(f"{file} is already in the casebook as {report.id}")
            continue
        try:
            found = extract(report)
        except (ExtractionDefect, PluginError) as error:
            words.append(f"Error: {error}")
            failed += 1
            continue
        if found.state is State.NOT_READ:
            words.append(f"{file}: not read: there are no rules for its language ({report.language})")
        elif found.state is State.NOTHING_FOUND:
            words.append(f"{file}: no incident was found in it")
        wrong = (doubt for facts in found.drafts for doubt in doubts(facts, report.published))
        words += [f"{file}: its dates contradict each other: {doubt}" for doubt in dict.fromkeys(wrong)]
        batch[report.id] = (report, found.drafts)
    return list(batch.values()), words, failed


@contextmanager
def _progress(files: tuple[str, ...]) -> Iterator[Iterable[str]]:
    if len(files) < MANY or not sys.stderr.isatty():
        yield files
        return
    with click.progressbar(files, label="Reading reports", file=sys.stderr) as bar:
        yield bar
