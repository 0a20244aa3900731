"""``kztui share``: exchange a casebook with others by way of a folder."""

from pathlib import Path

import click

from kztui.casebook import Batch
from kztui.casebook.sharing import share
from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.present.wording import plural


@click.command("share")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--search", "searches", metavar="NAME", multiple=True, help="Share the saved search of this name, too.")
@casebook_option
def command(folder: Path, searches: tuple[str, ...], casebook: str | None) -> None:
    """Exchange your casebook with others by way of FOLDER, which git, Syncthing or Dropbox carries to them.

    What others have put there comes into your casebook, as by kztui merge-casebooks; what only you have goes into a
    file of your own, which nobody else writes: notes and the names of their authors too. Saved searches stay private
    unless you name them. Conflict copies that are there are taken in. Call it as often as you like.
    """
    book = casebook_to_read(casebook)
    done = share(book, folder, searches=searches)
    if done.taken == Batch():
        tell("Nothing new from others")
    else:
        counts = {"report": done.taken.reports, "incident": done.taken.incidents, "annotation": done.taken.annotations}
        came = ", ".join(plural(len(found), thing) for thing, found in counts.items() if found) or "saved searches"
        tell(f"Taken in{' from ' + ', '.join(done.authors) if done.authors else ''}: {came}. To undo this: kztui undo")
    if done.copies:
        names = ", ".join(path.name for path in done.copies if path not in done.removed)
        left = f"; left to their owners: {names}" if names else ""
        tell(f"{plural(len(done.copies), 'conflict copy', 'conflict copies')} taken in{left}")
    tell(f"{plural(done.records, 'record')} of yours in {done.own}{'' if done.written else ', as before'}")
    if waiting := len(book.decisions.conflicts()):
        tell(f"{plural(waiting, 'contradiction')} to be decided: in Merge (5), or see kztui suggestions")
