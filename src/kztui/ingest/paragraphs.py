"""Paragraphs: what a reader is shown, and what evidence is counted in."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from kztui.model.report import Paragraph, ParagraphKind
from kztui.text.sentences import sentences

LONGEST = 1200
"""Code points: a longer block is cut at sentence ends, so that a pane can show it."""

ENOUGH = 500
"""Code points: a paragraph that is made by cutting ends with the sentence that reaches them."""

_TAIL_LONGEST = 600
_WRAPPED = 120  # lines up to this length are broken to fit a page; longer ones are paragraphs of their own
_GAP = re.compile(r"\n[ \t]*\n\s*")
_CLOSING = ")]\"'”’»"

Span = tuple[int, int]


def paragraphs(text: str, language: str = "en", title: str = "") -> tuple[Paragraph, ...]:
    """Return the paragraphs of a clean `text`: trimmed, in order, with the kind of each.

    Empty lines separate them. A line that is a byline or a publisher's furniture (``tails.toml``) is a paragraph of its
    own, also after a single line break, and so is a first line that repeats the `title`: it is boilerplate. A block
    longer than `LONGEST` is cut at ends of sentences.
    """
    repeated = _repeated_title(text, title)
    numbered = [Paragraph(1, *repeated, ParagraphKind.BOILERPLATE)] if repeated else []
    for start, end in _pieces(text, repeated[1] if repeated else 0, language):
        start, end = _trimmed(text, start, end)
        if start < end:
            numbered.append(Paragraph(len(numbered) + 1, start, end, kind_of(text[start:end])))
    return tuple(numbered)


def kind_of(text: str) -> ParagraphKind:
    """Return what a paragraph or line with this text is for."""
    if len(text) <= _TAIL_LONGEST:
        for kind, pattern in _tails():
            if pattern.match(text):
                return kind
    return ParagraphKind.BODY


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
        for start, end in _without_tails(text, block):
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


def _without_tails(text: str, block: Span) -> Iterator[Span]:
    """Part the lines of a block that are tails from the rest of it."""
    start, end = block
    for line_start, line_end in _split(text, block, re.compile("\n")):
        before = text[max(block[0], line_start - 20) : line_start].rstrip().rstrip(_CLOSING)
        starts_anew = not before or before[-1] in ".!?…:"
        if starts_anew and kind_of(text[line_start:line_end].lstrip()) is not ParagraphKind.BODY:
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


@cache
def _tails() -> list[tuple[ParagraphKind, re.Pattern[str]]]:
    data = tomllib.loads(resources.files(__package__).joinpath("tails.toml").read_text("utf-8"))
    return [(ParagraphKind(kind), re.compile("|".join(patterns))) for kind, patterns in data.items()]
