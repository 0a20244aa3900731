"""``kztui import``: reports come into a casebook, with the incidents that they tell."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from kztui.casebook import Casebook
from kztui.casebook.bundle import counts, is_bundle, open_bundle, read_bundle
from kztui.casebook.own_files import own_files
from kztui.cli.casebooks import open_casebook
from kztui.cli.import_words import MANY, Words, part_line, part_view, summary
from kztui.cli.maps import keep_map as keep
from kztui.cli.maps import read_maps
from kztui.cli.options import casebook_option, json_option, published_option
from kztui.cli.output import fail, out, tell
from kztui.errors import StoreError, UserError
from kztui.present.wording import plural

if TYPE_CHECKING:
    from kztui.casebook.intake.bringing import Outcome
    from kztui.casebook.intake.cluster import Cluster
    from kztui.casebook.intake.pool import Pool
    from kztui.casebook.intake.preparing import Entry, Prepared
    from kztui.ingest.header import Header


@click.command("import")
@click.argument("names", metavar="FILE|FOLDER|-|URL...", nargs=-1, required=True)
@casebook_option
@click.option("--as", "kind", default="", metavar="KIND", help="Read it as this: html, pdf, eml, txt ...")
@click.option("--title", default="", help="The report's title.")
@click.option("--publisher", default="", help="Who published it.")
@published_option
@click.option("--url", default="", help="Its address.")
@click.option("--language", default="", metavar="CODE", help="Its language: en, ru, kk ...")
@click.option(
    "--map", "maps", multiple=True, metavar="FIELD=COLUMN", help="What a column of a table is, or a kept map."
)
@click.option("--keep-map", metavar="NAME", help="Keep these maps under a name, for --map NAME.")
@click.option("--dry-run", is_flag=True, help="Show what would come in, and change nothing.")
@json_option
@click.option("--watch", is_flag=True, help="Follow a folder: import what is put there, until interrupted.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes to read with; as many as processors by default.")
@click.option("--cluster", metavar="ADDRESS", help="Read on a Dask cluster: the address of its scheduler.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses in private networks too.")
def command(
    names: tuple[str, ...],
    casebook: str | None,
    kind: str,
    title: str,
    publisher: str,
    published: date | None,
    url: str,
    language: str,
    maps: tuple[str, ...],
    keep_map: str | None,
    dry_run: bool,
    as_json: bool,
    watch: bool,
    jobs: int | None,
    cluster: str | None,
    allow_private: bool,
) -> None:
    """Add reports, and the incidents that they tell, to a casebook.

    Web pages, mails and mailboxes, PDFs, Word and OpenDocument texts, feeds, tables, web archives, JSON Lines and plain
    text are recognised by what is in them. A folder brings in all its files, - the standard input. A page is fetched
    only when its address is named.

    Rows of a table with the columns of ACLED, UCDP GED or GTD come in as incidents that others have coded. For any
    other table --map says what its columns are: --map date=When --map killed=Dead --map text=Notes ...

    A text may start with lines "Title: ...", "Publisher: ...", "Published: ...", "URL: ...", "Language: ..."; the
    options win over what a document says of itself.

    --dry-run --json writes a line for each report: document, kind, known, problem, notes, report, state, incidents.
    """
    from kztui.casebook.intake.bringing import bring_in

    folder = os.path.isdir(names[0])  # noqa: PTH112 (Path.is_dir raises in a folder that is closed)
    if (len(names) > 1 or folder) and (title or url):
        raise click.UsageError("--title and --url are about one report: give one document with them")
    if watch and (len(names) > 1 or not folder or dry_run):
        raise click.UsageError("--watch follows one folder, and imports what comes")
    given = _given(title, publisher, published, url, language)
    if len(names) == 1 and is_bundle(Path(names[0])):
        _take_in(_casebook(casebook, writing=not dry_run), Path(names[0]), dry_run=dry_run)
        return
    columns = read_maps(maps)
    if keep_map:
        tell(f"Kept as {keep(keep_map, columns)}: --map {keep_map} uses it again")
    _check_kind(kind)
    book = _casebook(casebook, writing=not dry_run)
    with _readers(jobs, cluster) as pool:
        if watch:
            _follow(book, pool, Path(names[0]), given, kind, columns)
            return
        entries, unread = _entries(names, given, kind, columns, book, allow_private)
        before = book.report_count
        try:
            with _shown(pool.prepare(entries), len(entries)) as parts:
                outcome = _preview(book, parts, as_json) if dry_run else bring_in(book, parts, Words().hear)
        except KeyboardInterrupt:
            if not dry_run:
                went_in = plural(book.report_count - before, "report")
                tell(f"Interrupted: {went_in} went in, and stay. Import the same again for the rest.")
            raise
    if not dry_run:
        summary(book, outcome, as_json)
    if failed := outcome.failed + unread:
        what = "document" if failed == 1 else "documents"
        raise UserError(f"{failed} {what} of {len(entries) + unread} could not be read")


def _take_in(book: Casebook, path: Path, *, dry_run: bool) -> None:
    """Take in a bundle, or say what it has."""
    if dry_run or (not book.incident_count and _begun(book, path)):
        numbers = counts(path)
    else:
        taken = book.take_in(read_bundle(path))
        numbers = {name: len(getattr(taken, name)) for name in ("reports", "incidents", "annotations")}
    things = {"report": "reports", "incident": "incidents", "annotation": "annotations"}
    words = ", ".join(plural(numbers[table], thing) for thing, table in things.items())
    tell(f"The bundle has {words}" if dry_run else f"From the bundle: {words} that were not here")


def _begun(book: Casebook, path: Path) -> bool:
    """Make the casebook of a bundle if there is none yet; return whether that was done."""
    with open_bundle(path) as tables:
        return book.begin_with(tables)


def _given(title: str, publisher: str, published: date | None, url: str, language: str) -> "Header":
    from kztui.errors import IngestError
    from kztui.ingest.header import Header, header_of

    try:
        code = header_of({"language": language}).language
    except IngestError as error:
        raise click.BadParameter(str(error)) from error
    return Header(title, publisher, published, url, code)


def _readers(jobs: int | None, cluster: str | None) -> "Pool | Cluster":
    """Return what reads documents: processes of this machine, or a cluster."""
    if cluster is None:
        from kztui.casebook.intake.pool import Pool

        return Pool(jobs or 0)
    if jobs:
        raise click.UsageError("--jobs is about this machine: a cluster has its own workers")
    from kztui.casebook.intake.cluster import Cluster

    return Cluster(cluster)


def _check_kind(kind: str) -> None:
    from kztui.errors import PluginError
    from kztui.plugins import Kind, plugins

    known = plugins(Kind.IMPORTER)
    for problem in (*known.problems, *(() if kind else known.unloadable)):
        tell(problem)
    if kind and kind not in known.names:
        raise PluginError(f"there is no importer {kind}: choose one of {', '.join(known.names)}")


def _casebook(path: str | None, *, writing: bool) -> Casebook:
    book, notice = open_casebook(path, new=True)
    if notice:
        tell(notice)
    if writing and book.read_only:
        raise StoreError(book.problem)
    return book


def _entries(
    names: Sequence[str], given: "Header", kind: str, columns: dict[str, str], book: Casebook, allow_private: bool
) -> tuple[list["Entry"], int]:
    """Return the documents that the names stand for, and how many names stand for nothing that can be read."""
    from kztui.casebook.intake.sources import entries
    from kztui.errors import IngestError

    found: list[Entry] = []
    failed = 0
    own = own_files(book)
    for name in names:
        try:
            with _fetching(name) as progress:
                found += entries(
                    name,
                    given=given,
                    kind=kind,
                    columns=columns,
                    leave_out=own,
                    allow_private=allow_private,
                    progress=progress,
                )
        except IngestError as error:
            fail(str(error))
            failed += 1
    return found, failed


def _follow(
    book: Casebook, pool: "Pool | Cluster", folder: Path, given: "Header", kind: str, columns: dict[str, str]
) -> None:
    """Import what is put into a folder, until the user interrupts."""
    from kztui.casebook.intake.bringing import bring_in
    from kztui.casebook.intake.preparing import Entry
    from kztui.casebook.intake.sources import watched

    own = own_files(book)
    tell(f"Following {folder}: interrupt (ctrl+c) to end")
    with suppress(KeyboardInterrupt):
        for paths in watched(folder):
            entries = [
                Entry(str(path), str(path.absolute()), given=given, kind=kind, columns=columns)
                for path in paths
                if path.resolve() not in own
            ]
            if entries:
                summary(book, bring_in(book, pool.prepare(entries), Words().hear), as_json=False)


def _preview(book: Casebook, parts: Iterable["Prepared"], as_json: bool) -> "Outcome":
    """Show what would come in, each incident beside those that are known."""
    from kztui.casebook.intake.bringing import Outcome
    from kztui.present.incoming import coming, found_words

    outcome, words, told = Outcome(), Words(), 0
    for part in parts:
        known = part.report is not None and book.has_report(part.report.id)
        outcome.failed += bool(part.problem)
        if as_json:
            out(msgspec.json.encode(part_view(part, known)))
            continue
        words.hear(part, known)
        if part.report and not known and not part.problem:
            out(part_line(part, part.report))
            found = coming(book, part)
            for one in found.found if found else ():
                out(f"  {found_words(one)[0]}")
            told += bool(found and found.found)
    if told > 1:
        tell("Each document is compared with the casebook, not with the others here: some may tell of one incident")
    return outcome


@contextmanager
def _shown(parts: Iterator["Prepared"], documents: int) -> Iterator[Iterator["Prepared"]]:
    """Give the parts while a bar shows how many of many documents are done."""
    if documents <= MANY or not sys.stderr.isatty():
        yield parts
        return
    with click.progressbar(length=documents, label="Reading", file=sys.stderr) as bar:
        yield _counted(parts, bar.update)


def _counted(parts: Iterator["Prepared"], update: Callable[[int], object]) -> Iterator["Prepared"]:
    """Yield the parts, and tell `update` of each document that is done."""
    last = ""
    for part in parts:
        if last and part.name != last:
            update(1)
        last = part.name
        yield part


@contextmanager
def _fetching(name: str) -> Iterator[Callable[[int], object]]:
    """Give what shows how much of a page has come, when somebody looks."""
    from kztui.ingest.fetching import is_address

    if not is_address(name) or not sys.stderr.isatty():
        yield lambda count: None
        return
    yield lambda count: click.echo(f"\r{count / 1000:,.0f} kB", nl=False, err=True)
    click.echo("\r" + " " * 20 + "\r", nl=False, err=True)
