"""``kztui export``: write incidents in the format of another program."""

from pathlib import Path
from typing import cast

import click

from kztui.cli.casebooks import casebook_to_read, find
from kztui.cli.options import casebook_option
from kztui.cli.output import tell, write
from kztui.cli.output_file import write_file
from kztui.cli.querying import QueryCommand
from kztui.errors import PluginError
from kztui.export.format import Format, Selection
from kztui.plugins import Kind, plugins


def _format(context: click.Context, option: click.Parameter, name: str) -> Format:
    """Return the output format of this name. Raises click.BadParameter and PluginError."""
    exporters = plugins(Kind.EXPORTER)
    for problem in exporters.problems:
        tell(f"Warning: {problem}")
    if name not in exporters.names:
        raise click.BadParameter(f"there is no format {name}: choose one of {', '.join(exporters.names)}")
    return cast(Format, exporters.load(name))


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
@click.option("--output", metavar="FILE", help="Write to FILE instead of stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@casebook_option
def command(query: tuple[str, ...], form: Format, output: str | None, force: bool, casebook: str | None) -> None:
    """Write the incidents that match QUERY, newest first."""
    book = casebook_to_read(casebook)
    chunks = form.write(Selection(book, find(book, query), " ".join(query)))
    if output is None:
        for chunk in chunks:
            write(chunk)
    else:
        write_file(Path(output), chunks, book, force=force)
        tell(f"Written to {output}")
