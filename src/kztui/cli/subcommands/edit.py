"""``kztui edit``: correct the head of a report."""

from typing import Any

import click
from msgspec import UNSET

from kztui.cli.casebooks import casebook_to_read, is_report
from kztui.cli.options import casebook_option
from kztui.cli.output import tell
from kztui.errors import UserError
from kztui.model.report import Head
from kztui.present.wording import change_words


@click.command("edit")
@click.argument("report_id", metavar="REPORT")
@click.option("--title", help="Its title.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DAY", help='The day of publication; "none" for an unknown one.')
@click.option("--url", help="Its address.")
@click.option("--language", metavar="CODE", help="Its language: en, ru, kk ...")
@click.option("--author", help="Who wrote it.")
@casebook_option
def command(report_id: str, casebook: str | None, **given: str | None) -> None:
    """Correct the head of the report REPORT (r-...).

    The report as it was imported is kept, and kztui undo undoes the change. Facts that rest on the day of publication
    are found again by kztui reextract.
    """
    if not is_report(report_id):
        raise UserError(f"{report_id} is not the id of a report: see kztui reports")
    made = casebook_to_read(casebook).reports.mend(report_id.lower(), _head(given))
    tell(f"Saved on {made.about}: {change_words(made)}")
    if "published" in (made.head.values if made.head else ()):
        tell("Facts that rest on the day of publication: see kztui reextract")


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
