"""``kztui serve``: the screen in a browser."""

import re

import click

from kztui.casebook.team import as_reader, as_role, is_shared
from kztui.cli.casebooks import open_casebook
from kztui.cli.output import out, tell
from kztui.errors import UserError

MISSING = "serving needs textual-serve: install kztui[web]"


@click.command("serve")
@click.argument("casebook", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    show_default=True,
    help="The port to listen at; 0 takes a free one.",
)
@click.option("--public-url", default="", metavar="URL", help="Where a proxy with TLS makes it reachable.")
@click.option("--write", is_flag=True, help="Let the authors annotate.")
@click.option("--author", "authors", multiple=True, help="Somebody with an address of their own. Repeatable.")
@click.option("--visitors", default=8, show_default=True, type=click.IntRange(1), help="The most tabs at once.")
def command(
    casebook: str | None, host: str, port: int, public_url: str, write: bool, authors: tuple[str, ...], visitors: int
) -> None:
    """Show CASEBOOK in browsers.

    The addresses that are printed have a secret in them: whoever knows one can read the casebook. With --write, each
    --author has an address of their own, by which they annotate under that name; in a shared casebook it is the role
    of the database, which yours must be a member of.
    """
    if write != bool(authors):
        raise click.UsageError("--write needs an --author, who signs what is written, and an --author needs --write")
    if not all(author.strip() for author in authors):
        raise click.UsageError("an --author needs a name")
    if public_url and not re.match(r"https?://[^\s/]", public_url):
        raise click.UsageError("--public-url begins with http:// or https:// and the name of a host")
    opened, notice = open_casebook(casebook)
    if notice:
        tell(notice)
    try:
        from kztui.web.guests import guest
        from kztui.web.server import WebServer
    except ModuleNotFoundError as error:
        raise UserError(MISSING) from error
    at = opened.location
    shared = is_shared(at)
    readers = guest(as_reader(at) if shared else at)
    guests = [readers, *(guest(as_role(at, author) if shared else at, author) for author in authors)]
    for one in guests:  # who cannot be served is told now, and what takes long is done before they come
        open_casebook(one.location)[0].prepare()
    server = WebServer(guests, opened.name, host=host, port=port, public=public_url, most=visitors)
    for one in guests:
        out(f"{one.author or 'to read'}  {server.address(one)}")
    tell("Interrupt (ctrl+c) to end.")
    server.run()
