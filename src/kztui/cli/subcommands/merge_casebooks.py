"""``kztui merge-casebooks``: what several analysts have, in one casebook."""

import os
from pathlib import Path

import click
import msgspec

from kztui.casebook import Batch
from kztui.casebook.bundle import is_bundle, read_bundle
from kztui.casebook.merging import additions, together
from kztui.cli.casebooks import open_casebook
from kztui.cli.options import json_option
from kztui.cli.output import out, tell
from kztui.errors import UserError
from kztui.model.conflicts import conflicts
from kztui.model.revision import Records
from kztui.model.suggestion import Relation, made_one
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
    Incidents that the same words tell of are one, and are found by both ids. What two analysts decided differently, and
    incidents that one of them has as two and another one as one, wait to be decided. A copy of each file of MINE is
    left beside it (.bak, or .bak-2 where that name is taken); kztui undo puts them back, when what was done since is
    undone.

    With --json, an object: the numbers of reports, incidents, annotations, suggestions and searches that come in, of
    incidents of MINE that change (grown), of incidents that MINE has under other ids (known), and of contradictions
    that wait to be decided.
    """
    book = open_casebook(mine)[0]
    own, others = book.batch(), together(map(_records, theirs))
    if output is None:
        new = additions(own, others) if dry_run else book.take_in(others)
    else:
        if os.path.exists(output):  # noqa: PTH110 (Path.exists raises in a folder that is closed)
            raise UserError(f"{output} exists: choose another file for the new casebook")
        if not dry_run:
            open_casebook(output, new=True)[0].take_in(together((own, others)))
        new = additions(own, others)
    if not (as_json or _in_common(own, others, new)):
        tell("The casebooks have nothing in common: are they the ones that you mean?")
    _report(own, new, as_json)
    if output is not None and not dry_run:
        tell(f"Written to {output}")


def _records(name: str) -> Batch:
    return read_bundle(Path(name)) if is_bundle(Path(name)) else open_casebook(name)[0].batch()


def _in_common(one: Batch, other: Batch, new: Batch) -> bool:
    """Return whether two casebooks share a report, an incident or an annotation, or `new` says that incidents of both
    may be one; one with nothing in it shares all.
    """

    def ids(batch: Batch) -> set[str]:
        of_reports, of_incidents = {each.id for each in batch.reports}, {each.id for each in batch.incidents}
        return of_reports | of_incidents | {each.id for each in batch.annotations}

    mine, theirs = ids(one), ids(other)
    likely = any(pair & mine and pair & theirs for pair in (suggestion.pair for suggestion in new.suggestions))
    return bool(mine & theirs) or likely or not (mine and theirs)


def _report(own: Batch, new: Batch, as_json: bool) -> None:
    """Say what came in, as far as a reader can find it, and what waits to be decided in the whole."""
    had = {one.id for one in own.incidents}
    known = {other for pair in made_one(new.suggestions) for other in pair if had & {*pair}} - had
    made = {one.id: one for one in (*own.annotations, *new.annotations)}
    numbers = {
        "report": len(new.reports),
        "incident": len([one for one in new.incidents if one.id not in had | known]),
        "known": len(known),
        "annotation": len(new.annotations),
        "suggestion": len([one for one in new.suggestions if one.kind in (Relation.SAME, Relation.PART)]),
        "search": len(new.searches),
        "grown": len([one for one in new.incidents if one.id in had]),
        "contradiction": len([*conflicts(Records(sorted(made.values(), key=lambda one: one.order)))]),
    }
    if as_json:
        plurals = {"search": "searches", "grown": "grown", "known": "known"}
        out(msgspec.json.encode({plurals.get(thing, f"{thing}s"): number for thing, number in numbers.items()}))
        return
    words = {
        "search": ("saved search", "saved searches"),
        "grown": ("incident with other facts", "incidents with other facts"),
        "known": ("incident that MINE has under another id", "incidents that MINE has under other ids"),
    }
    came = [plural(number, *words.get(thing, (thing,))) for thing, number in numbers.items() if number]
    waiting = came.pop() if numbers["contradiction"] else ""
    tell(", ".join(came) if came else "Nothing new: all of it was there")
    if waiting:
        tell(f"{waiting} between analysts to be decided: in Merge (5), or see kztui suggestions")
