"""Rich Text Format."""

from collections.abc import Iterator

from kztui.errors import IngestError
from kztui.ingest.formats.text import opening
from kztui.ingest.header import Layer, split_header
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource


def likelihood(data: Data, suffix: str) -> float:
    """RTF says so in its first bytes."""
    return SURE if data[:5] == b"{\\rtf" else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of the document."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(data[:].decode("latin-1"), errors="replace").strip()  # type: ignore[no-untyped-call]
    except Exception as error:  # the parser raises many kinds of error for broken documents
        raise IngestError("it is broken") from error
    if not text:
        raise IngestError("it has no text")
    header, text = split_header(text)
    text = "\n\n".join(line.strip() for line in text.split("\n") if line.strip())
    yield ReportSource(text, (Layer("header line", header), opening(text)))


IMPORTER = Importer("rich text", likelihood, read, isolated=True)
