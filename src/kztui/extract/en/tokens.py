"""Sentences as tokens: words with their offsets and parts of speech, ready for the later stages."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kztui.extract.en.datelines import dateline_of, past_dateline, past_town
from kztui.extract.en.tagger import tag
from kztui.extract.sentence import Sentence, is_shouted
from kztui.model.report import ParagraphKind, Report
from kztui.text.sentences import sentences

LONGEST = 200
"""Tokens of the longest piece that is read as one sentence; text without sentence ends is cut into such pieces."""

_LAST_DATELINE = 4
"""The number of the last sentence that can begin with a dateline, behind headlines."""

_TOKEN = re.compile(
    r"[^\W\d_][^\W_]+(?:-[^\W_]+)*(?:['’](?![sS]\b)[^\W_]+)?"  # most words; tried first, since the others are rarer
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?<=[^\W\d_] )[A-ZА-ЯӘҒҚҢӨҰҮІ]\.(?=[\s,;])"  # Aidar A.
    r"|\d+(?:-[^\W\d_]+)+"  # 35-year-old
    r"|\d+(?:[.,:]\d+)*(?:[sS][tT]|[nN][dD]|[rR][dD]|[tT][hH])?(?![^\W_])"  # 12, 1,300, 10th
    r"|['’][sS]\b"  # the possessive is a token of its own
    r"|[^\W_]+(?:-[^\W_]+)*(?:['’](?![sS]\b)[^\W_]+)?"  # a, Х-101
    r"|\S"
)


def read_sentences(report: Report) -> list[Sentence]:
    """Return the tagged sentences of a report's body, in order; by-lines and boilerplate tell of no incident."""
    read: list[Sentence] = []
    for paragraph in report.paragraphs:
        if paragraph.kind is not ParagraphKind.BODY:
            continue
        block = report.text[paragraph.start : paragraph.end]
        filed = past_dateline(block, report.published) if len(read) <= _LAST_DATELINE else 0
        for start, end in _with_dateline(block, sentences(block, report.language), filed):
            span = (paragraph.start + start, paragraph.start + end)
            past = paragraph.start + filed if start == 0 and filed else 0
            read += _pieces(report.text, paragraph.number, len(read), *span, past, opening=start == 0)
    return read


def _with_dateline(block: str, found: Iterable[tuple[int, int]], filed: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences, the first with the dateline before it, which ends at the letter `filed`, or with a
    town in capitals that stands alone."""
    opened = -1
    for start, end in found:
        if end <= filed or (start == 0 and past_town(block, start, end)):
            opened = max(opened, 0)
        else:
            yield (opened if opened >= 0 else start), end
            opened = -1
    if opened >= 0:
        yield opened, len(block)


def _pieces(
    text: str, paragraph: int, number: int, start: int, end: int, past: int, *, opening: bool
) -> list[Sentence]:
    """Return a sentence in pieces that can be read; `past` is the letter behind a dateline that was found, or 0."""
    tokens = [*_TOKEN.finditer(text, start, end)]
    shouted = is_shouted(text[start:end])
    pieces = []
    for first in range(0, len(tokens), LONGEST):
        piece = tokens[first : first + LONGEST]
        starts, ends = [*map(re.Match.start, piece)], [*map(re.Match.end, piece)]
        words = [*map(str.lower, map(re.Match.group, piece))]
        if "’" in text[starts[0] : ends[-1]]:
            words = [word.replace("’", "'") for word in words]
        sentence = Sentence(text, paragraph, number, starts[0], ends[-1], words, starts, ends, shouted)
        sentence.tags = tag(words, sentence.capitals)
        if opening and number <= _LAST_DATELINE:
            sentence.dateline = bisect_left(starts, past) or dateline_of(sentence)
        opening = False
        pieces.append(sentence)
        number += 1
    return pieces
