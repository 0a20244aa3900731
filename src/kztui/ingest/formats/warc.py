"""Web archives of crawlers (WARC, also packed with gzip): each page in them is a report."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from kztui.errors import IngestError
from kztui.ingest.encoding import decode_declared
from kztui.ingest.formats import html
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import LARGEST, NO, SURE, Data, Importer, ReportSource

_CHARSET = re.compile(r"charset=[\"']?([\w-]+)")


def likelihood(data: Data, suffix: str) -> float:
    """A record says so in its first line."""
    start = data[:2000]
    if start[:2] == b"\x1f\x8b":
        try:
            start = zlib.decompressobj(31).decompress(start, 100)
        except zlib.error:
            return NO
    return SURE if start.startswith(b"WARC/") else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of each page that was answered with status 200; one without a story has a problem."""
    yield from read_records(io.BytesIO(data) if isinstance(data, bytes) else data)  # type: ignore[arg-type]  # a mapped file can be read


def read_records(stream: BinaryIO) -> Iterator[ReportSource]:
    """Yield the reports of the records in `stream`. Raises IngestError when it breaks off."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            headers = record.http_headers
            kind = (headers.get_header("Content-Type") or "") if headers else ""
            answered = record.rec_type == "response" and headers is not None and headers.get_statuscode() == "200"
            if answered and ("html" in kind.lower() or not kind):
                yield _page(record, kind)
    except (ArchiveLoadFailed, zlib.error, EOFError) as error:
        raise IngestError("the archive is broken") from error


def _page(record: object, kind: str) -> ReportSource:
    headers = record.rec_headers  # type: ignore[attr-defined]  # warcio has no types
    url = headers.get_header("WARC-Target-URI", "")
    content = record.content_stream().read(LARGEST + 1)  # type: ignore[attr-defined]
    if len(content) > LARGEST:
        return ReportSource(problem=f"{url}: a page of more than {LARGEST // 1_000_000} MB")
    charset = _CHARSET.search(kind)
    saved = Header(url=url, retrieved=headers.get_header("WARC-Date", ""))
    try:
        markup = decode_declared(content, charset[1]) if charset else html.markup_of(content)
        return html.read_page(markup, (Layer("WARC", saved),))
    except IngestError as error:
        return ReportSource(problem=f"{url}: {error}")
    except Exception as error:  # one page on which its parser fails is not to end the archive
        return ReportSource(problem=f"{url}: its reader failed on it ({type(error).__name__})")


IMPORTER = Importer("a web archive", likelihood, read, largest=10**12, isolated=True)
