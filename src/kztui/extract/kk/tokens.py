"""Sentences as tokens: words in plain letters, with their offsets in the report."""

import re
from collections.abc import Iterator

from kztui.extract.kk.script import plain
from kztui.extract.sentence import Sentence, is_shouted
from kztui.model.report import ParagraphKind, Report
from kztui.text.sentences import is_deliberate_break, sentences

LONGEST = 200
"""Tokens of the longest piece that is read as one sentence; text without sentence ends is cut into such pieces."""

LONGEST_WORD = 60
"""Letters of the longest word that is looked at; a longer one is empty."""

_LONGEST_DATELINE = 8
_DASHES = frozenset("-–—")
_BEFORE_FIGURE = re.compile(r"(?<=[^\W\d_]{4})\.\s+(?=\d)")
_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:-[^\W\d_]+)?"  # 12, 05.06.2016, 40-қа
    r"|[^\W\d_]+(?:[-’'][^\W\d_]+)*"  # Нұр-Сұлтан
    r"|\S",
)


def read_sentences(report: Report) -> list[Sentence]:
    """Return the sentences of a report's body, in order; by-lines and boilerplate tell of no incident."""
    read: list[Sentence] = []
    for paragraph in report.paragraphs:
        if paragraph.kind is not ParagraphKind.BODY:
            continue
        block = report.text[paragraph.start : paragraph.end]
        for start, end in _sentences(block):
            read += _pieces(report.text, paragraph.number, len(read), paragraph.start + start, paragraph.start + end)
    return read


def _sentences(block: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph; one that begins with a figure ends the one before as well."""
    width = max((len(line) for line in block.split("\n")), default=0)
    for start, end in (part for whole in sentences(block, "kk") for part in _lines(block, *whole, width)):
        for gap in _BEFORE_FIGURE.finditer(block, start, end):
            if block[gap.start() - 1].islower():  # not after the town of a dateline
                yield start, gap.start() + 1
                start = gap.end()
        yield start, end


def _lines(block: str, first: int, last: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence between the line breaks that the page's width did not force: a headline stands
    alone."""
    start = first
    for at in (i for i in range(first, last) if block[i] == "\n"):
        if start < at and is_deliberate_break(block, at, width, len(block)):
            yield start, at
            start = at + 1
    yield start, last


def _pieces(text: str, paragraph: int, number: int, start: int, end: int) -> list[Sentence]:
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    shouted = is_shouted(text[start:end])
    pieces = []
    for first in range(0, len(spans), LONGEST):
        piece = spans[first : first + LONGEST]
        starts, ends = [span[0] for span in piece], [span[1] for span in piece]
        words = [plain(text[at:past]) if past - at <= LONGEST_WORD else "" for at, past in piece]
        sentence = Sentence(text, paragraph, number, starts[0], ends[-1], words, starts, ends, shouted)
        sentence.dateline = 0 if number else _dateline(sentence)
        pieces.append(sentence)
        number += 1
    return pieces


def _dateline(sentence: Sentence) -> int:
    """Return how many tokens of a report's first sentence are its dateline: the words in capitals before a dash."""
    opening = sentence.words[:_LONGEST_DATELINE]
    dash = next((index for index, word in enumerate(opening) if word in _DASHES), 0)
    return dash if dash and sentence.exact(0, 1).isupper() else 0
