"""``kztui merge-casebooks``: what several analysts have, in one casebook."""

from collections.abc import Sequence
from functools import reduce
from pathlib import Path

import click
import msgspec

from kztui.casebook import Batch
from kztui.casebook.bundle import is_bundle, read_bundle
from kztui.casebook.merging import additions, union
from kztui.cli.casebooks import open_casebook
from kztui.cli.options import json_option
from kztui.cli.output import out, tell
from kztui.errors import MergeError, UserError
from kztui.model.conflicts import conflicts
from kztui.model.revision import Records
from kztui.present.wording import plural


@click.command("merge-casebooks")
@click.argument("mine")
@click.argument("theirs", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Make a new casebook of them, and leave MINE as it is.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@json_option
def command(mine: str, theirs: tuple[str, ...], output: str | None, dry_run: bool, as_json: bool) -> None:
    """Take the records of THEIRS, casebooks or bundles, into MINE.

    Reports, incidents, facts and annotations that are in several are there once, whichever casebook is named first.
    What two analysts decided differently, and incidents that only one of them has as two, wait to be decided. A copy of
    each file of MINE is left beside it (.bak); kztui undo, right after it, puts them back.

    With --json, an object: the numbers of reports, incidents, annotations and suggestions that come in, and of verdicts
    that contradict each other (contradictions).
    """
    book = open_casebook(mine)[0]
    own, others = book.batch(), reduce(_both, map(_records, theirs))
    whole = _both(own, others)
    if output is not None:
        if Path(output).exists():
            raise UserError(f"{output} exists: choose another file for the new casebook")
        new = whole if dry_run else open_casebook(output, new=True)[0].take_in(whole)
    else:
        new = additions(own, others)
        if new != Batch() and not dry_run:
            new = book.take_in(others)
    _report(new, whole, as_json)


def _records(name: str) -> Batch:
    return read_bundle(Path(name)) if is_bundle(Path(name)) else open_casebook(name)[0].batch()


def _both(one: Batch, other: Batch) -> Batch:
    """Return the union of two. Raises MergeError when it has an annotation in two forms."""
    found = union(one, other)
    if found.problems:
        raise MergeError(found.problems[0])
    return found.batch


def _report(new: Batch, whole: Batch, as_json: bool) -> None:
    """Say what came in, and on how many facts analysts contradict each other in the whole."""
    verdicts = conflicts(Records(sorted(whole.annotations, key=lambda one: one.order)))
    numbers: dict[str, Sequence[object]] = {
        "report": new.reports,
        "incident": new.incidents,
        "annotation": new.annotations,
        "suggestion": new.suggestions,
        "contradiction": tuple(verdicts) if new != Batch() else (),
    }
    if as_json:
        out(msgspec.json.encode({f"{thing}s": len(records) for thing, records in numbers.items()}))
    elif new == Batch():
        tell("Nothing new: all of it was there")
    else:
        tell(", ".join(plural(len(records), thing) for thing, records in numbers.items() if records))
