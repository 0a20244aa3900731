"""One report out of one text."""

from pathlib import Path

from msgspec import UNSET, UnsetType

from kztui.ingest.header import Header
from kztui.ingest.paragraphs import paragraphs
from kztui.model.report import Provenance, Report, report_id
from kztui.text.clean import clean
from kztui.text.language import language_of


def make_report(
    text: str, header: Header | None = None, *, file_name: str = "", provenance: Provenance | UnsetType = UNSET
) -> Report | None:
    """Return the report with this text, cleaned one for one, or None when it is only white space."""
    text, header = clean(text), header or Header()
    if not text.strip():
        return None
    language, title = header.language or language_of(text), _line(header.title)
    return Report(
        report_id(text),
        text,
        paragraphs(text, language, title),
        title,
        _line(header.publisher),
        header.published,
        _line(header.url),
        language,
        clean(file_name),
        provenance=provenance,
    )


def provenance_of(
    header: Header, origins: dict[str, str], path: Path | None, sha256: str, form: str, *, coded: bool = False
) -> Provenance:
    """Return how a report came in: from a document of the format `form`, whose head has these `origins`."""
    return Provenance(
        _line(header.author),
        _line(header.hour),
        _line(header.canonical),
        _line(header.archived),
        _line(header.retrieved),
        clean(str(path)) if path else "",
        sha256,
        form,
        {field: clean(origin) for field, origin in origins.items()},
        coded,
    )


def _line(text: str) -> str:
    return " ".join(clean(text).split())
