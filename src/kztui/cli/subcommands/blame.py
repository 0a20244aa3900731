"""``kztui blame``: who is behind each figure of an incident."""

import click
import msgspec

from kztui.cli.casebooks import casebook_to_read, find_incident
from kztui.cli.options import casebook_option, json_option
from kztui.cli.output import out
from kztui.present.blame import Voice, blame
from kztui.present.dossier import read_dossier


@click.command("blame")
@click.argument("incident_id", metavar="ID")
@casebook_option
@json_option
def command(incident_id: str, casebook: str | None, as_json: bool) -> None:
    """Say who is behind each figure of the incident ID: which report, quoting whom, in which words; the rule that read
    them, or the analyst who added them; and who confirmed, corrected or rejected that.

    With --json, one object a line: field, figure, fact, value, publisher, published, url, attributed_to, report,
    paragraph, quote, origin, added_by, verdict, verdict_by, reason, counts (false for what was rejected).
    """
    book = casebook_to_read(casebook)
    behind = blame(read_dossier(book, find_incident(book, incident_id).id))
    if as_json:
        for figure in behind:
            for voice in figure.voices:
                out(msgspec.json.encode({"field": figure.field, "figure": figure.words, **voice.view}))
        return
    from kztui.cli.aligned import aligned

    for figure in behind:
        why = f": {figure.why}" if figure.why else ""
        out(f"{figure.field.label} {figure.words}".rstrip() + why)
        for line in aligned([_cells(voice) for voice in figure.voices]):
            out(f"  {line}")


def _cells(voice: Voice) -> tuple[str, ...]:
    return voice.value, voice.source, voice.quote, voice.maker, voice.judge
