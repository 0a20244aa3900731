"""``kztui suggestions``: incidents that may be the same."""

from math import isnan

import click
import msgspec

from kztui.casebook import Casebook
from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option, json_option
from kztui.cli.output import out, tell
from kztui.model.annotation import with_added
from kztui.model.conflicts import Conflict
from kztui.present.conflict_words import conflict_words, object_words, reasons
from kztui.present.wording import annotation_words, plural, source_words


@click.command("suggestions")
@click.option("--joined", is_flag=True, help="What was joined without asking instead, the least sure first.")
@click.option(
    "--join-above", type=click.FloatRange(0, 1), metavar="SCORE", help="Merge all that are so likely the same (0 to 1)."
)
@click.option("--dry-run", is_flag=True, help="With --join-above: only say what would be merged.")
@casebook_option
@json_option
def command(joined: bool, join_above: float | None, dry_run: bool, casebook: str | None, as_json: bool) -> None:
    """List what waits for a decision: where two people decided differently, and the incidents that may be the same, the
    likeliest first, with the reasons.

    Decide between two people in Merge (5) on the screen. Accept a suggestion with kztui merge, refuse it with kztui
    refuse. A join is taken back with kztui refuse, too, which makes an incident of its own of what the report tells.

    With --json, one object a line: for two people incident, about and decided (author, said, reason, made); for a
    suggestion incident, like, reasons, points; for a join facts and rules too, and like is the report.
    """
    if dry_run and join_above is None:
        raise click.UsageError("--dry-run says what --join-above would merge: give a score, such as --join-above 0.9")
    if joined and join_above is not None:
        raise click.UsageError("--joined lists what is joined already: leave --join-above out")
    if join_above is not None and isnan(join_above):  # which no range refuses
        raise click.BadParameter("it is no number from 0 to 1", param_hint="--join-above")
    book = casebook_to_read(casebook)
    if joined:
        _tell_joins(book, as_json)
        return
    if join_above is not None:
        _join(book, join_above, dry_run=dry_run)
        return
    for conflict in book.decisions.conflicts():
        _tell_conflict(book, conflict, as_json)
    waiting = book.decisions.suggestions()
    for one in waiting:
        if as_json:
            out(msgspec.json.encode(one))
            continue
        out(f"{one.incident}  {book.summary(one.incident).title}")
        out(f"  may be {one.like}  {book.summary(one.like).title}")
        out(f"  {one.score:.2f}: {', '.join(one.reasons)}")
    tell(plural(len(waiting), "suggestion"))


def _tell_conflict(book: Casebook, conflict: Conflict, as_json: bool) -> None:
    """Print what two people decided differently."""
    try:
        incident = book.incident(conflict.incident)
        facts = with_added(incident.facts, book.annotations(incident.id))
    except KeyError:  # all of its reports are set aside
        facts = ()
    about = object_words(conflict, facts)
    if as_json:
        sides = [
            {"author": one.author, "said": annotation_words(one), "reason": one.text, "made": one.created}
            for one in (conflict.one, conflict.other)
        ]
        out(msgspec.json.encode({"incident": conflict.incident, "about": about, "decided": sides}))
        return
    out(f"{conflict.incident}  {about}: {conflict_words(conflict)}")
    for why in reasons(conflict):
        out(f"  {why}")


def _tell_joins(book: Casebook, as_json: bool) -> None:
    """Print what was joined without asking, by which rules and why."""
    joins = book.decisions.joins()
    for one in joins:
        if as_json:
            out(msgspec.json.encode(one))
            continue
        out(f"{one.incident}  {book.summary(one.incident).title}")
        out(f"  {one.like}  {source_words(book.report(one.like).source)}")
        out(f"  {one.score:.2f}, {one.rules}: {', '.join(one.reasons)}")
    tell(plural(len(joins), "join"))


def _join(book: Casebook, score: float, *, dry_run: bool) -> None:
    """Merge what is likely enough the same, or say what that would be."""
    pairs = [
        f"{one.incident} into {one.like}, {one.score:.2f}: {book.summary(one.like).title}"
        for one in book.decisions.likely(score)
    ]
    merges = () if dry_run else book.decisions.join_likely(score)
    for pair in pairs:
        out(f"{'would merge' if dry_run else 'merged'} {pair}")
    if dry_run:
        tell(f"{plural(len(pairs), 'merge')} to make")
        return
    tell(f"{plural(len(merges), 'merge')} in one act. To undo this: kztui undo")
