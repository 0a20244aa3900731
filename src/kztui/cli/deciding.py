"""Commands that decide which facts are of one incident. Each can be taken back with ``kztui undo``."""

from collections.abc import Callable

import click
import msgspec

from kztui.casebook import Casebook
from kztui.cli.common import casebook_option, casebook_to_read, json_option
from kztui.cli.output import out, tell
from kztui.errors import UserError
from kztui.model.annotation import Annotation
from kztui.model.suggestion import Suggestion
from kztui.present.wording import annotation_words, plural

facts_option = click.option("--facts", default="", metavar="ID,ID", help="The facts, as kztui show --json names them.")
paragraphs_option = click.option("--paragraphs", default="", metavar="N,N", help="All facts that stand in these.")
report_option = click.option("--report", default="", metavar="ID", help="Of this report only.")


@click.command()
@casebook_option
@json_option
def suggestions(casebook: str | None, as_json: bool) -> None:
    """List the incidents that may be the same, the likeliest first, with the reasons.

    Take one with kztui merge, refuse it with kztui refuse.
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


@click.command()
@click.argument("incident_id", metavar="ID")
@click.argument("into", metavar="INTO")
@casebook_option
def merge(incident_id: str, into: str, casebook: str | None) -> None:
    """Let the facts of the incident ID be those of INTO, to which ID leads from now on."""
    book = casebook_to_read(casebook)
    _decide(lambda: book.decisions.merge(incident_id.upper(), into.upper()))


@click.command()
@click.argument("incident_id", metavar="ID")
@click.argument("other", metavar="OTHER")
@casebook_option
def refuse(incident_id: str, other: str, casebook: str | None) -> None:
    """Say that the incidents ID and OTHER are not the same, so that it is not suggested any more."""
    book = casebook_to_read(casebook)
    _decide(lambda: book.decisions.refuse(Suggestion(incident_id.upper(), other.upper())))


@click.command()
@click.argument("incident_id", metavar="ID")
@facts_option
@paragraphs_option
@report_option
@casebook_option
def split(incident_id: str, facts: str, paragraphs: str, report: str, casebook: str | None) -> None:
    """Split facts off the incident ID; they become a new incident."""
    book = casebook_to_read(casebook)
    wanted = _wanted(book, incident_id, facts, paragraphs, report)
    _decide(lambda: book.decisions.split(incident_id.upper(), wanted))


@click.command()
@click.argument("incident_id", metavar="ID")
@click.argument("into", metavar="INTO")
@facts_option
@paragraphs_option
@report_option
@casebook_option
def move(incident_id: str, into: str, facts: str, paragraphs: str, report: str, casebook: str | None) -> None:
    """Move facts of the incident ID to the incident INTO."""
    book = casebook_to_read(casebook)
    wanted = _wanted(book, incident_id, facts, paragraphs, report)
    _decide(lambda: book.decisions.move(incident_id.upper(), wanted, into.upper()))


def _wanted(book: Casebook, incident_id: str, facts: str, paragraphs: str, report: str) -> list[str]:
    """Return the ids of the facts that the options name."""
    if bool(facts) == bool(paragraphs):
        raise click.UsageError("give either --facts or --paragraphs")
    if facts:
        return [fact.strip() for fact in facts.split(",")]
    try:
        numbers = {int(number) for number in paragraphs.split(",")}
        incident = book.incident(incident_id.upper())
    except ValueError:
        raise click.UsageError("paragraphs are numbers: --paragraphs 2,3") from None
    except KeyError:
        raise UserError(f"there is no incident {incident_id}: see kztui list") from None
    return [
        fact.id
        for fact in incident.facts
        if fact.evidence.paragraph in numbers and report in ("", fact.evidence.report)
    ]


def _decide(decide: Callable[[], Annotation]) -> None:
    made = decide()
    tell(f"{made.target.incident}: {annotation_words(made)}. Take it back with kztui undo")
