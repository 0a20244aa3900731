"""Web archives of browsers (RFC 2557, MHTML): a page and its pictures as one message."""

from collections.abc import Iterator

from kztui.errors import IngestError
from kztui.ingest.formats import html, mail
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource

_LARGEST_ARCHIVE = 100_000_000  # bytes: pictures take most of it


def likelihood(data: Data, suffix: str) -> float:
    """A saved page is a message of related parts without an addressee."""
    names = mail.header_names(data)
    related = b"multipart/related" in data[:5000].lower()
    saved = "snapshot-content-location" in names or suffix in (".mht", ".mhtml") or b"Saved by " in data[:5000]
    return SURE + 0.1 if related and saved and "content-type" in names else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of the page."""
    message = mail.parse(data[:])
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise IngestError("there is no page in the archive")
    address = mail.field(message, "Snapshot-Content-Location") or mail.field(page, "Content-Location")
    saved = Header(url=address if address.startswith("http") else "", retrieved=mail.field(message, "Date"))
    yield html.read_page(mail.part_text(page), (Layer("MHTML", saved),))


IMPORTER = Importer("a saved page (MHTML)", likelihood, read, largest=_LARGEST_ARCHIVE, isolated=True)
