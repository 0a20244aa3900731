"""``kztui suggestions``: incidents that may be the same."""

import click
import msgspec

from kztui.cli.casebooks import casebook_to_read
from kztui.cli.options import casebook_option, json_option
from kztui.cli.output import out, tell
from kztui.present.wording import plural


@click.command("suggestions")
@casebook_option
@json_option
def command(casebook: str | None, as_json: bool) -> None:
    """List the incidents that may be the same, the likeliest first, with the reasons.

    Accept one with kztui merge, refuse it with kztui refuse.
    """
    book = casebook_to_read(casebook)
    waiting = book.decisions.suggestions()
    for one in waiting:
        if as_json:
            out(msgspec.json.encode(one))
            continue
        out(f"{one.incident}  {book.summary(one.incident).title}")
        out(f"  may be {one.like}  {book.summary(one.like).title}")
        out(f"  {', '.join(one.reasons)}")
    tell(plural(len(waiting), "suggestion"))
