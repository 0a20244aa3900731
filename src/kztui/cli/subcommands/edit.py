"""``kztui edit``: correct the head of a report."""

from typing import Any

import click
from msgspec import UNSET

from kztui.casebook.following import Consequences
from kztui.cli.casebooks import casebook_to_read, is_report
from kztui.cli.options import casebook_option
from kztui.cli.output import out, tell
from kztui.errors import UserError
from kztui.model.report import Head
from kztui.present.wording import change_words, plural


@click.command("edit")
@click.argument("report_id", metavar="REPORT")
@click.option("--title", help="Its title.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DAY", help='The day of publication; "none" for an unknown one.')
@click.option("--url", help="Its address.")
@click.option("--language", metavar="CODE", help="Its language: en, ru, kk ...")
@click.option("--author", help="Who wrote it.")
@click.option("--facts", type=click.Choice(["follow", "stay"]), default="stay", help="Correct what rests on the head?")
@click.option("--dry-run", is_flag=True, help="Say what would follow, and change nothing.")
@casebook_option
def command(report_id: str, facts: str, dry_run: bool, casebook: str | None, **given: str | None) -> None:
    """Correct the head of the report REPORT (r-...).

    The report as it was imported is kept, and kztui undo undoes the change. Which facts rest on the day of publication,
    or on the language, is said; with --facts follow they are corrected with it.
    """
    from kztui.extract.engine import extract
    from kztui.present.heads import consequence_words

    if not is_report(report_id):
        raise UserError(f"{report_id} is not the id of a report: see kztui reports")
    reports, identifier, head = casebook_to_read(casebook).reports, report_id.lower(), _head(given)
    try:
        found = reports.consequences(identifier, head, lambda one: extract(one).drafts)
    except KeyError:
        raise UserError(f"there is no report {identifier}: see kztui reports") from None
    for line in consequence_words(found):
        out(line)
    if dry_run:
        return
    follows = facts == "follow"
    made = reports.mend(identifier, head, found if follows else Consequences())
    tell(f"Saved on {made.about}: {change_words(made)}")
    if found:
        count = len(found.changes) + len(found.new)
        tell(
            f"{plural(count, 'fact')} followed" if follows else f"{plural(count, 'fact')} would follow: --facts follow"
        )


def _head(given: dict[str, str | None]) -> Head:
    """Return what is mended. Raises UserError for a day or a language that cannot be understood."""
    from kztui.ingest.header import header_of

    words = {field: value.strip() for field, value in given.items() if value is not None}
    if not words:
        raise click.UsageError("say what is right: --title, --publisher, --published, --url, --language or --author")
    unknown = words.get("published", "").lower() == "none"
    header = header_of({**words, "published": "" if unknown else words.get("published", "")})
    values: dict[str, Any] = {field: getattr(header, field) for field in words}
    return Head(**{field: values.get(field, UNSET) for field in Head.__struct_fields__})
