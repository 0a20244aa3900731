"""``kztui team``: a casebook that several analysts share, in a PostgreSQL database."""

from pathlib import Path

import click

from kztui.casebook import team
from kztui.casebook.bundle import files
from kztui.cli.casebooks import casebook_to_read, open_casebook
from kztui.cli.output import out, tell
from kztui.export.archive import zipped
from kztui.export.output import write_file
from kztui.model.rights import Rights
from kztui.present.wording import plural


@click.group("team", subcommand_metavar="init | upgrade | add | members | push | pull")
def command() -> None:
    """Share a casebook in a PostgreSQL database.

    ADDRESS is postgresql://HOST/DATABASE, as libpq takes it. Every other command takes it for a casebook. Passwords
    belong in ~/.pgpass or a service file, not in the address.
    """


@command.command("init")
@click.argument("address")
@click.option("--partitions", type=click.IntRange(2, 1024), help="Divide it, for tens of millions of records.")
def init(address: str, partitions: int | None) -> None:
    """Make a casebook in the empty database at ADDRESS."""
    team.create(address, partitions or 0)
    tell(f"Made: open it with kztui {address}")


@command.command("upgrade")
@click.argument("address")
def upgrade(address: str) -> None:
    """Bring the tables at ADDRESS up to this version of kztui."""
    steps = team.upgrade(address)
    tell(f"Upgraded in {plural(steps, 'step')}" if steps else "Nothing to do: the tables are of this version")


@command.command("add")
@click.argument("address")
@click.argument("name")
@click.argument("rights", type=click.Choice([one.name.lower() for one in Rights]))
def add(address: str, name: str, rights: str) -> None:
    """Let the database role NAME read, annotate (analyst), or import too (editor).

    The role is made if there is none, without a password: set one with \\password in psql if the server asks for it.
    """
    team.admit(address, name, Rights[rights.upper()])
    tell(f"{name} is now {'an' if rights[0] in 'ae' else 'a'} {rights}")


@command.command("members")
@click.argument("address")
def members(address: str) -> None:
    """List the database roles that have rights in the casebook at ADDRESS."""
    for name, rights in team.members(address):
        out(f"{name}  {rights.name.lower()}")


@command.command("push")
@click.argument("casebook")
@click.argument("address")
def push(casebook: str, address: str) -> None:
    """Take the records of CASEBOOK into the shared one; their authors stay as they are."""
    new = open_casebook(address)[0].take_in(casebook_to_read(casebook).batch())
    numbers = {"report": new.reports, "incident": new.incidents, "annotation": new.annotations}
    tell("Pushed " + ", ".join(plural(len(records), thing) for thing, records in numbers.items()))


@command.command("pull")
@click.argument("address")
@click.argument("query", nargs=-1)
@click.option("--output", metavar="FILE", required=True, help="Where to write the bundle.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def pull(address: str, query: tuple[str, ...], output: str, force: bool) -> None:
    """Write the incidents that match QUERY to a bundle, to take along and to merge again later."""
    book = casebook_to_read(address)
    write_file(Path(output), zipped(files(book.tables(" ".join(query)))), book, force=force)
    tell(f"Written to {output}")
