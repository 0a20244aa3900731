"""OpenDocument texts (ODT)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kztui.errors import IngestError
from kztui.ingest.formats.text import opening
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource
from kztui.ingest.packed import parse_xml, part_names, read_part

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CORE = "{http://purl.org/dc/elements/1.1/}"


def likelihood(data: Data, suffix: str) -> float:
    """An OpenDocument text says its type in its first part, which is not packed."""
    return SURE if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200] else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of the document."""
    if "content.xml" not in part_names(data):
        raise IngestError("it is broken")
    body = parse_xml(read_part(data, "content.xml"))
    blocks = (element for element in body.iter() if element.tag in (_TEXT + "p", _TEXT + "h"))
    text = "\n\n".join(filter(None, (_words(block).strip() for block in blocks)))
    if not text:
        raise IngestError("it has no text")
    meta = read_part(data, "meta.xml")
    title = next(parse_xml(meta).iter(f"{_CORE}title"), None) if meta else None
    known = Header(title=(title.text or "") if title is not None else "")
    yield ReportSource(text, (Layer("properties", known), opening(text)))


def _words(block: "Element") -> str:
    pieces = [block.text or ""]
    for child in block:
        _, _, local = child.tag.rpartition("}")
        inner = {"s": " ", "tab": "\t", "line-break": "\n", "note": "", "annotation": ""}.get(local)
        pieces += [_words(child) if inner is None else inner, child.tail or ""]
    return "".join(pieces)


IMPORTER = Importer("an OpenDocument text", likelihood, read, largest=100_000_000, isolated=True)
