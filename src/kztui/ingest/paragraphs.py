"""Paragraphs: what a reader is shown, and what evidence is counted in."""

import re
from collections.abc import Iterator

from kztui.ingest.furniture import begins_list, in_context, is_title, kind_of
from kztui.model.report import Paragraph, ParagraphKind
from kztui.text.sentences import sentences

LONGEST = 1200
"""Code points: a longer block is cut at sentence ends, so that a pane can show it."""

ENOUGH = 500
"""Code points: a paragraph that is made by cutting ends with the sentence that reaches them."""

_WRAPPED = 120  # lines up to this length are broken to fit a page; longer ones are paragraphs of their own
_GAP = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile("\n")
_CLOSING = ")]\"'”’»"

Span = tuple[int, int]


def paragraphs(text: str, language: str = "en", title: str = "") -> tuple[Paragraph, ...]:
    """Return the paragraphs of a clean `text`: trimmed, in order, with the kind of each.

    Empty lines separate them. A line that is a byline or page furniture (`kztui.ingest.furniture`) is a paragraph of
    its own, also after a single line break, and so is a first line that repeats the `title`: it is boilerplate. A block
    longer than `LONGEST` is cut at ends of sentences.
    """
    repeated = _repeated_title(text, title)
    pieces = (_trimmed(text, *piece) for piece in _pieces(text, repeated[1] if repeated else 0, language))
    spans = [(start, end) for start, end in pieces if start < end]
    kinds = [*in_context(text[start:end] for start, end in spans)]
    if repeated:
        spans, kinds = [repeated, *spans], [ParagraphKind.BOILERPLATE, *kinds]
    return tuple(
        Paragraph(number, *span, kind) for number, (span, kind) in enumerate(zip(spans, kinds, strict=True), 1)
    )


def _repeated_title(text: str, title: str) -> Span | None:
    """Return where the first line of a text repeats its title, if it does and more follows."""
    begin = len(text) - len(text.lstrip())
    newline = text.find("\n", begin)
    if not title or newline < 0 or not text[newline:].strip():
        return None
    start, end = _trimmed(text, begin, newline)
    return (start, end) if text[start:end].casefold().split() == title.casefold().split() else None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(text: str, begin: int, language: str) -> Iterator[Span]:
    for block in _split(text, (begin, len(text)), _GAP):
        for start, end in _without_furniture(text, block):
            if end - start <= LONGEST:
                yield start, end
            else:
                yield from _cut(text, start, end, language)


def _split(text: str, span: Span, gap: re.Pattern[str]) -> Iterator[Span]:
    start, end = span
    for match in gap.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _without_furniture(text: str, block: Span) -> Iterator[Span]:
    """Separate the lines of a block that are bylines or furniture from the rest of it."""
    start, end = block
    apart, listing = True, False
    for line_start, line_end in _split(text, block, _LINE_END):
        before = text[max(block[0], line_start - 20) : line_start].rstrip().rstrip(_CLOSING)
        begins = apart or not before or before[-1] in ".!?…:"
        line = text[line_start:line_end].lstrip()
        listing = (begins and begins_list(line)) or (listing and is_title(line))
        apart = listing or (begins and kind_of(line) is not ParagraphKind.BODY)
        if apart:
            yield start, line_start
            yield line_start, line_end
            start = line_end
    yield start, end


def _cut(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """Cut a long block at ends of sentences: where a break was lost or only one line long, else when it is enough."""
    block = text[start:end]
    wrapped = max(map(len, block.split("\n"))) <= _WRAPPED
    first = last = 0
    for sentence_start, sentence_end in sentences(block, language):
        gap = block[last:sentence_start]
        broken = not gap or ("\n" in gap and not wrapped)
        if last and (broken or last - first >= ENOUGH):
            yield start + first, start + last
            first = sentence_start
        last = sentence_end
    yield start + first, end
