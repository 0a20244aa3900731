"""``kztui export``: write incidents in the format of another program."""

from datetime import date
from pathlib import Path
from typing import cast

import click

from kztui.casebook import Casebook
from kztui.cli.casebooks import casebook_to_read, find, open_casebook
from kztui.cli.options import as_of_option, casebook_option, policy_option
from kztui.cli.output import tell, write
from kztui.cli.querying import QueryCommand
from kztui.errors import OutputExistsError, PluginError, UserError
from kztui.export.exporting import select, told
from kztui.export.format import FolderFormat, Format, Options, Selection
from kztui.export.output import write_file, write_folder
from kztui.model.figures import Policy
from kztui.plugins import Kind, plugins
from kztui.present.lens import Lens


def _format(context: click.Context, option: click.Parameter, name: str) -> Format | FolderFormat:
    """Return the output format of this name. Raises click.BadParameter and PluginError."""
    exporters = plugins(Kind.EXPORTER)
    for problem in exporters.problems:
        tell(f"Warning: {problem}")
    if name not in exporters.names:
        raise click.BadParameter(f"there is no format {name}: choose one of {', '.join(exporters.names)}")
    return cast(Format | FolderFormat, exporters.load(name))


class _WithFormats(QueryCommand):
    """A command with a query whose help lists the output formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the formats, each with its line."""
        with formatter.section("Formats"):
            formatter.write_dl([(name, _description(name)) for name in plugins(Kind.EXPORTER).names])


def _description(name: str) -> str:
    try:
        return str(plugins(Kind.EXPORTER).load(name).description)
    except PluginError as error:
        return str(error)


@click.command("export", cls=_WithFormats)
@click.argument("query", nargs=-1)
@click.option(
    "--format", "form", metavar="NAME", default="csv", show_default=True, callback=_format, help="Write in this format."
)
@click.option("--output", metavar="PATH", help="Write to PATH instead of stdout (-); some formats are a folder.")
@click.option("--force", is_flag=True, help="Replace PATH if it exists.")
@click.option("--columns", metavar="NAMES", help="Of a table: these columns, parted by commas.")
@click.option("--bom", is_flag=True, help="Begin a text file with a byte order mark, for Excel.")
@click.option("--full-text", is_flag=True, help="Whole reports, not only the paragraphs that are quoted.")
@click.option(
    "--notes",
    is_flag=True,
    help="Write notes, with their authors, and in texts and pages the tags; tables always have tags, never notes.",
)
@as_of_option
@policy_option
@casebook_option
def command(
    query: tuple[str, ...],
    form: Format | FolderFormat,
    output: str | None,
    force: bool,
    columns: str | None,
    bom: bool,
    full_text: bool,
    notes: bool,
    as_of: date | None,
    policy: str,
    casebook: str | None,
) -> None:
    """Write the incidents that match QUERY, newest first. With --policy and --as-of, what is found and its order still
    follow the figures of today.

    What the format has no place for is said on stderr.
    """
    chosen = tuple(name.strip() for name in (columns or "").split(",") if name.strip())
    whole = isinstance(form, Format) and form.records and not query
    book = open_casebook(casebook)[0] if whole else casebook_to_read(casebook)
    options = Options(chosen, bom, full_text, notes, Lens(Policy(policy), as_of))
    selection = select(form, book, () if whole else find(book, query), " ".join(query), options)
    if output == "-":
        output = None
    if output is not None:
        _write_to(Path(output), form, selection, book, force=force)
    elif isinstance(form, FolderFormat):
        raise click.UsageError("this format is a folder: say where with --output")
    else:
        try:
            write(form.write(selection))
        except BrokenPipeError:  # whoever reads it has enough
            _tell_losses(selection)
            raise
    _tell_losses(selection)
    if len(query) == 1 and query[0].lower() in plugins(Kind.EXPORTER).names:
        tell(f"{query[0]} was searched for: the format of that name is --format {query[0].lower()}")
    if output is not None:
        tell(f"Written to {output}")


def _write_to(path: Path, form: Format | FolderFormat, selection: Selection, book: Casebook, *, force: bool) -> None:
    try:
        if isinstance(form, FolderFormat):
            write_folder(path, form.files(selection), book, force=force)
        else:
            write_file(path, form.write(selection), book, force=force)
    except OutputExistsError as error:
        other = "folder" if isinstance(form, FolderFormat) else "file"
        raise UserError(f"{error}: choose another {other}, or replace it with --force") from error


def _tell_losses(selection: Selection) -> None:
    for line in told(selection):
        tell(line)
