"""``kztui suggestions``: incidents that may be the same."""

import click
import msgspec

from kztui.casebook import Casebook
from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option, json_option
from kztui.cli.output import out, tell
from kztui.model.annotation import with_added
from kztui.model.conflicts import Conflict
from kztui.present.conflict_words import conflict_words, object_words, reasons
from kztui.present.wording import annotation_words, plural


@click.command("suggestions")
@casebook_option
@json_option
def command(casebook: str | None, as_json: bool) -> None:
    """List what waits for a decision: where two people decided differently, and the incidents that may be the same, the
    likeliest first, with the reasons.

    Decide between two people in Merge (5) on the screen. Accept a suggestion with kztui merge, refuse it with kztui
    refuse.

    With --json, one object a line: for two people incident, about and decided (author, said, reason, made); for a
    suggestion incident, like, reasons, points.
    """
    book = casebook_to_read(casebook)
    for conflict in book.decisions.conflicts():
        _tell_conflict(book, conflict, as_json)
    waiting = book.decisions.suggestions()
    for one in waiting:
        if as_json:
            out(msgspec.json.encode(one))
            continue
        out(f"{one.incident}  {book.summary(one.incident).title}")
        out(f"  may be {one.like}  {book.summary(one.like).title}")
        out(f"  {', '.join(one.reasons)}")
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
