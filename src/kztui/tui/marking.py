"""Marking words of a text: what a mark can grow to, and how it moves by words."""

import re
from typing import NamedTuple

from kztui.model.report import Paragraph

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


class Mark(NamedTuple):
    """Code points `start` to `end` (exclusive) of a report's text."""

    start: int
    end: int


def word_at(text: str, paragraph: Paragraph, offset: int) -> Mark:
    """Return the first word of `paragraph` that ends behind `offset`, its last word when none does."""
    words = _words(text, paragraph)
    return next((word for word in words if word.end > offset), words[-1] if words else Mark(offset, paragraph.end))


def grown(text: str, paragraph: Paragraph, mark: Mark) -> Mark:
    """Return the sentence around a mark that is smaller, else the paragraph, and from a paragraph its first word."""
    if mark.start <= paragraph.start and mark.end >= paragraph.end:
        return word_at(text, paragraph, paragraph.start)
    from kztui.text.sentences import sentences

    told = text[paragraph.start : paragraph.end]
    for start, end in sentences(told):
        sentence = Mark(paragraph.start + start, paragraph.start + end)
        if sentence.start <= mark.start and mark.end <= sentence.end and sentence != mark:
            return sentence
    return Mark(paragraph.start, paragraph.end)


def moved(text: str, paragraph: Paragraph, mark: Mark, step: int) -> Mark:
    """Return the next word behind a mark, or for a step of -1 the one before it; the mark itself at the ends."""
    words = _words(text, paragraph)
    if step > 0:
        return next((word for word in words if word.start >= mark.end), mark)
    return next((word for word in reversed(words) if word.end <= mark.start), mark)


def stretched(text: str, paragraph: Paragraph, mark: Mark, step: int) -> Mark:
    """Return a mark with one word more at its end, or for a step of -1 one less; one word always stays."""
    words = _words(text, paragraph)
    if step > 0:
        end = next((word.end for word in words if word.start >= mark.end), mark.end)
    else:
        end = next((word.end for word in reversed(words) if mark.start < word.end < mark.end), mark.end)
    return Mark(mark.start, end)


def _words(text: str, paragraph: Paragraph) -> list[Mark]:
    return [Mark(*match.span()) for match in _WORD.finditer(text, paragraph.start, paragraph.end)]
