"""Marking words of a report: what a mark can grow to, and how it moves and stretches."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import chain
from typing import NamedTuple

from kztui.model.report import Paragraph, Report

_WORD = r"\w+(?:[-'’]\w+|(?<=\d)[.,]\d+)*"


class Unit(Enum):
    """What a mark grows to, and by what it then moves and stretches."""

    WORD = 1
    SENTENCE = 2
    PARAGRAPH = 3


class Mark(NamedTuple):
    """Code points `start` to `end` (exclusive) of a report's text; `anchor` is one of the word that it grew from."""

    start: int
    end: int
    unit: Unit
    anchor: int


def mark_at(report: Report, offset: int, unit: Unit = Unit.WORD) -> Mark:
    """Return the first word, or sentence, that ends behind `offset` in its paragraph; the last one when none does."""
    paragraph = report.paragraph_at(offset)
    pieces = _pieces(report.text, paragraph, unit) or [(offset, paragraph.end)]
    start, end = next((piece for piece in pieces if piece[1] > offset), pieces[-1])
    return Mark(start, end, unit, start)


def mark_between(report: Report, one: int, other: int) -> Mark:
    """Return a mark of all words with a code point between two offsets, or of what else is there."""
    first, last = min(one, other), max(one, other)
    about = report.paragraph_at(first).start, report.paragraph_at(last).end
    words = [
        word.span()
        for word in re.compile(_WORD).finditer(report.text, *about)
        if word.end() > first and word.start() <= last
    ]
    start, end = (words[0][0], words[-1][1]) if words else (first, last)
    return Mark(start, end, Unit.WORD, start)


def grown(report: Report, mark: Mark) -> Mark:
    """Return the sentence around a mark that is smaller, else the paragraph, and from a paragraph its first word."""
    paragraph = report.paragraph_at(mark.anchor)
    sentence = mark_at(report, mark.anchor, Unit.SENTENCE)
    smaller = sentence.start <= mark.start and mark.end <= sentence.end and sentence[:2] != mark[:2]
    if mark.unit is Unit.WORD and smaller:
        return sentence._replace(anchor=mark.anchor)
    if mark.start <= paragraph.start and mark.end >= paragraph.end:
        return mark_at(report, mark.anchor)
    return Mark(paragraph.start, paragraph.end, Unit.PARAGRAPH, mark.anchor)


def moved(report: Report, mark: Mark, step: int) -> Mark:
    """Return the next word, sentence or paragraph behind a mark, or for -1 the one before; at the ends the mark."""
    here = report.paragraphs.index(report.paragraph_at(mark.start))
    if step > 0:
        ahead: Iterator[tuple[int, int]] = (
            piece for piece in _through(report, report.paragraphs[here:], mark.unit) if piece[0] >= mark.end
        )
    else:
        before = _through(report, report.paragraphs[here::-1], mark.unit, backwards=True)
        ahead = (piece for piece in before if piece[1] <= mark.start)
    start, end = next(ahead, mark[:2])
    return Mark(start, end, mark.unit, start)


def stretched(report: Report, mark: Mark, step: int) -> Mark:
    """Return a mark with one word or sentence more at its end, or for -1 one less; one always stays."""
    pieces = _pieces(report.text, report.paragraph_at(mark.start), mark.unit)
    if step > 0:
        end = next((end for start, end in pieces if start >= mark.end), mark.end)
    else:
        end = next((end for _, end in reversed(pieces) if mark.start < end < mark.end), mark.end)
    return mark._replace(end=end)


def _through(
    report: Report, paragraphs: Sequence[Paragraph], unit: Unit, *, backwards: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield what a mark can move to in `paragraphs`; each is looked into only when it is reached."""
    found = (_pieces(report.text, paragraph, unit) for paragraph in paragraphs)
    return chain.from_iterable(pieces[::-1] if backwards else pieces for pieces in found)


def _pieces(text: str, paragraph: Paragraph, unit: Unit) -> list[tuple[int, int]]:
    start, end = paragraph.start, paragraph.end
    if unit is Unit.PARAGRAPH:
        return [(start, end)]
    if unit is Unit.WORD:
        return [word.span() for word in re.compile(_WORD).finditer(text, start, end)]
    from kztui.text.sentences import sentences  # what splits them is needed for this only

    return [(start + first, start + last) for first, last in sentences(text[start:end])]
