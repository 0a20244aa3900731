"""Word documents (DOCX): their paragraphs, tables and properties."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kztui.errors import IngestError
from kztui.ingest.formats.text import opening
from kztui.ingest.header import Header, Layer, split_header
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource
from kztui.ingest.packed import parse_xml, part_names, read_part

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CORE = "{http://purl.org/dc/elements/1.1/}"
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def likelihood(data: Data, suffix: str) -> float:
    """A Word document is a zip archive with this part."""
    return SURE if "word/document.xml" in part_names(data) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of the document, which may begin with header lines."""
    body = parse_xml(read_part(data, "word/document.xml"))
    text = "\n\n".join(filter(None, (_words(paragraph).strip() for paragraph in body.iter() if _is(paragraph, "p"))))
    if not text:
        raise IngestError("it has no text")
    header, text = split_header(_header_first(text))
    guess = opening(text.strip())
    yield ReportSource(text.strip(), (Layer("header line", header), _properties(data), guess))


def _header_first(text: str) -> str:
    """Return the text with its first paragraphs as lines, as header lines are: each is a paragraph in Word."""
    head = text.split("\n\n", 12)
    return "\n".join(head) if len(head) <= 1 else _joined(head)


def _joined(blocks: list[str]) -> str:
    """Return blocks joined by line breaks while header lines last, and by empty lines from there on."""
    lines = 0
    for block in blocks:
        header, rest = split_header(block + "\n")
        if rest.strip() or header == Header():
            break
        lines += 1
    return "\n".join([*blocks[:lines], ""]) + "\n" * bool(lines) + "\n\n".join(blocks[lines:])


def _is(element: "Element", name: str) -> bool:
    return element.tag in (_WORD + name, _STRICT + name)


def _words(paragraph: "Element") -> str:
    """Return the words of a paragraph as they are shown: those that a tracked change deletes have another element."""
    pieces = []
    for element in paragraph.iter():
        _, _, local = element.tag.rpartition("}")
        if local == "t":
            pieces.append(element.text or "")
        elif local in _BREAKS:
            pieces.append(_BREAKS[local])
    return "".join(pieces)


def _properties(data: Data) -> Layer:
    content = read_part(data, "docProps/core.xml")
    root = parse_xml(content) if content else None
    title = (root.findtext(f"{_CORE}title") if root is not None else "") or ""
    author = (root.findtext(f"{_CORE}creator") if root is not None else "") or ""
    made_by_program = author.lower() in ("python-docx", "microsoft office user", "user", "admin")
    return Layer("properties", Header(title=title, author="" if made_by_program else author))


IMPORTER = Importer("a Word document", likelihood, read, largest=100_000_000, isolated=True)
