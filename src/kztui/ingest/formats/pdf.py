"""PDF: the text layer, its lines rejoined to paragraphs, and what a browser prints around a page."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from kztui.errors import IngestError
from kztui.ingest.formats.text import opening
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_MOST_PAGES = 500
_PRINTED = re.compile(r"(\d{1,2}/\d{1,2}/\d{2,4}), (\d{1,2}:\d\d)(?:\s?([AP])M)?\s*(.*)", re.IGNORECASE)
_FOOTER = re.compile(r"(?:(https?://\S+|file:\S+)\s*)?\d{1,4}\s*(?:/|of|из)\s*\d{1,4}")
_PAGE_NUMBER = re.compile(r"(?:(?:page|стр\.?|бет)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?", re.IGNORECASE)
_GAP = 1.35  # a distance between lines that is this many times the usual one begins a paragraph
_SHORT = 0.8  # a line that ends before this share of the width, at the end of a sentence, ends a paragraph
_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_DIVIDED = "\ufffe"  # PDFium's sign for a hyphen at the end of a line, whose word it has joined again


class _Line(NamedTuple):
    """A line of a page: its words, and where it is on the page, in points from the left and the bottom."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


def likelihood(data: Data, suffix: str) -> float:
    """A PDF says so within its first kilobyte."""
    return SURE if b"%PDF-" in data[:1024] else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of the document."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data[:]) as document:
            if len(document) > _MOST_PAGES:
                raise IngestError(f"it has more than {_MOST_PAGES} pages")
            pages = [_lines(document[number].get_textpage()) for number in range(len(document))]
            about = _metadata(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise IngestError("it is encrypted: save it without its password" if locked else "it is broken") from error
    pages, printed = _without_margins(pages)
    text = "\n\n".join(paragraph for paragraph in _paragraphs(pages) if paragraph)
    if not text.strip():
        raise IngestError("it is a picture of text: no text can be read in it")
    guess = opening(text)
    yield ReportSource(text, (printed, about, guess))


def _metadata(document: "PdfDocument") -> Layer:
    found: dict[str, Any] = document.get_metadata_dict(skip_empty=True)
    title = str(found.get("Title", ""))
    made_up = re.search(r"\.(?:docx?|indd|qxd|pdf|html?)$|^(?:untitled|microsoft word)\b", title, re.IGNORECASE)
    return Layer("PDF properties", Header(title="" if made_up else title, author=str(found.get("Author", ""))))


def _lines(page: "PdfTextPage") -> list[_Line]:
    """Return the lines of a page from top to bottom, as the document orders them."""
    text, lines, start = page.get_text_range(), [], 0
    for piece in re.split(r"\r?\n|\r", text):
        words = piece.strip().replace(_DIVIDED, "")
        at = text.find(piece, start)
        start = at + len(piece)
        if words:
            first = at + len(piece) - len(piece.lstrip())
            last = at + len(piece.rstrip()) - 1
            left, bottom, _, top = page.get_charbox(first)
            _, _, right, _ = page.get_charbox(last)
            lines.append(_Line(words, left, right, bottom, top - bottom))
    return lines


def _without_margins(pages: list[list[_Line]]) -> tuple[list[list[_Line]], Layer]:
    """Return the pages without the lines that are printed on each of them, and what a browser has printed there."""
    edges = Counter(re.sub(r"\d+", "#", line.text) for page in pages for line in {*page[:2], *page[-2:]})
    repeated = {text for text, count in edges.items() if count > 1 and count >= len(pages) * 0.6}
    title = url = retrieved = ""
    kept = []
    for page in pages:
        rest = []
        for number, line in enumerate(page):
            edge = number < 2 or number >= len(page) - 2
            if edge and (match := _PRINTED.fullmatch(line.text)):
                retrieved, title = retrieved or _printed_at(*match.groups()[:3]), title or match[4]
            elif edge and (match := _FOOTER.fullmatch(line.text)):
                url = url or match[1] or ""
            elif not edge or not (re.sub(r"\d+", "#", line.text) in repeated or _PAGE_NUMBER.fullmatch(line.text)):
                rest.append(line)
        kept.append(rest)
    printed = Header(title=title, url=url if url.startswith("http") else "", retrieved=retrieved)
    return kept, Layer("printed page", printed)


def _printed_at(day: str, hour: str, half: str | None) -> str:
    """Return when a browser printed the page in ISO 8601; empty if it cannot be understood. The month comes first."""
    year = "%Y" if len(day.rpartition("/")[2]) == 4 else "%y"
    try:
        words, form = (f"{hour} {half}M", "%I:%M %p") if half else (hour, "%H:%M")
        return datetime.strptime(f"{day} {words}", f"%m/%d/{year} {form}").isoformat(timespec="minutes")
    except ValueError:
        return ""


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    """Yield the paragraphs: lines are joined unless a gap, an indent, another size or a short last line parts them."""
    lines = [line for page in pages for line in page]
    gaps = [a.bottom - b.bottom for page in pages for a, b in pairwise(page) if a.bottom > b.bottom]
    usual = median(gaps) if gaps else 0
    left, width = (min(line.left for line in lines), max(line.right for line in lines)) if lines else (0, 0)
    whole = ""
    before: _Line | None = None
    for line in lines:
        if before is not None and _begins(line, before, usual, left, width):
            yield whole
            whole = ""
        whole = _joined(whole, line.text)
        before = line
    yield whole


def _begins(line: _Line, before: _Line, usual: float, left: float, right: float) -> bool:
    """Return whether a paragraph begins with a line."""
    ended = bool(_END.search(before.text))
    if before.bottom <= line.bottom:  # the next page or column
        return ended and before.right < left + (right - left) * _SHORT
    if before.bottom - line.bottom > usual * _GAP:
        return True
    indented = line.left - before.left > line.height
    short = before.right < left + (right - left) * _SHORT
    return ended and (indented or short)


def _joined(before: str, line: str) -> str:
    """Return a line joined to what is before it; a word that was divided at the end of the line is one again."""
    if re.search(r"[^\W\d_]-$", before) and line[:1].islower():
        return before[:-1] + line
    if before.endswith("\u00ad"):
        return before[:-1] + line
    return f"{before} {line}" if before else line


IMPORTER = Importer("a PDF", likelihood, read, largest=100_000_000, isolated=True)
