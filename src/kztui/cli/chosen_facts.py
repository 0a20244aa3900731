"""The options that choose facts of an incident, by their ids or by the paragraphs that state them."""

import click

from kztui.casebook import Casebook
from kztui.cli.casebooks import find_incident
from kztui.cli.options import Command


def facts_options(command: Command) -> Command:
    """Add ``--facts``, ``--paragraphs`` and ``--report`` to a command, which gets them as strings, empty by default."""
    options = (
        click.option("--facts", default="", metavar="ID,ID", help="The facts, as kztui show --json names them."),
        click.option("--paragraphs", default="", metavar="N,N", help="All facts stated in these paragraphs."),
        click.option("--report", default="", metavar="ID", help="With --paragraphs: of this report only."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen_facts(book: Casebook, incident_id: str, facts: str, paragraphs: str, report: str) -> list[str]:
    """Return the ids of the facts that the options choose. Raises click.UsageError and UserError."""
    if bool(facts) == bool(paragraphs):
        raise click.UsageError("give either --facts or --paragraphs")
    if facts:
        return [fact.strip() for fact in facts.split(",")]
    try:
        numbers = {int(number) for number in paragraphs.split(",")}
    except ValueError:
        raise click.UsageError("paragraphs are numbers: --paragraphs 2,3") from None
    return [
        fact.id
        for fact in find_incident(book, incident_id).facts
        if fact.evidence.paragraph in numbers and report in ("", fact.evidence.report)
    ]
