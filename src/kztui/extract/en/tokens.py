"""Sentences as tokens: words with their offsets and parts of speech, ready for the later stages."""

import re

from kztui.extract.en.tagger import tag
from kztui.extract.sentence import Sentence
from kztui.model.report import ParagraphKind, Report
from kztui.text.sentences import sentences

LONGEST = 200
"""Tokens of the longest piece that is read as one sentence; text without sentence ends is cut into such pieces."""

_LONGEST_DATELINE = 18
_DASHES = frozenset(("-", "–", "—", "--"))

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:-[^\W\d_]+)+"  # 35-year-old
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W_])"  # 12, 1,300, 10th
    r"|['’][sS]\b"  # the possessive is a token of its own
    r"|[^\W_]+(?:-[^\W_]+)*(?:['’](?![sS]\b)[^\W_]+)?"  # law-enforcement, Kul'sary
    r"|\S",
    re.IGNORECASE,
)


def read_sentences(report: Report) -> list[Sentence]:
    """Return the tagged sentences of a report's body, in order; by-lines and boilerplate tell of no incident."""
    read: list[Sentence] = []
    for paragraph in report.paragraphs:
        if paragraph.kind is not ParagraphKind.BODY:
            continue
        block = report.text[paragraph.start : paragraph.end]
        for start, end in sentences(block, report.language):
            read += _pieces(report.text, paragraph.number, len(read), paragraph.start + start, paragraph.start + end)
    return read


def _pieces(text: str, paragraph: int, number: int, start: int, end: int) -> list[Sentence]:
    matches = list(_TOKEN.finditer(text, start, end))
    shouted = _shouted(text[start:end])
    pieces = []
    for first in range(0, len(matches), LONGEST):
        piece = matches[first : first + LONGEST]
        words = [match[0].lower().replace("’", "'") for match in piece]
        starts, ends = [match.start() for match in piece], [match.end() for match in piece]
        sentence = Sentence(text, paragraph, number, starts[0], ends[-1], words, starts, ends, shouted)
        sentence.tags = tag(words, [text[at].isupper() and not shouted for at in starts])
        sentence.dateline = 0 if number else _dateline(sentence)
        pieces.append(sentence)
        number += 1
    return pieces


def _dateline(sentence: Sentence) -> int:
    """Return how many tokens of a report's first sentence are its dateline: up to a dash early on, without a verb."""
    opening = sentence.words[:_LONGEST_DATELINE]
    dash = next((i for i, word in enumerate(opening) if word in _DASHES), 0)
    return dash if "V" not in sentence.tags[:dash] and sentence.text[sentence.start].isupper() else 0


def _shouted(text: str) -> bool:
    """Return whether more letters are capitals than not."""
    capitals = sum(map(str.isupper, text))
    return capitals > sum(map(str.islower, text))
