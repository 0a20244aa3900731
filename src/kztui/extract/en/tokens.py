"""Sentences as tokens: words with their offsets and parts of speech, ready for the later stages."""

import re
from collections.abc import Iterable, Iterator

from kztui.extract.en import LEXICON
from kztui.extract.en.tagger import tag
from kztui.extract.sentence import Sentence, is_shouted
from kztui.model.report import ParagraphKind, Report
from kztui.text.sentences import sentences

LONGEST = 200
"""Tokens of the longest piece that is read as one sentence; text without sentence ends is cut into such pieces."""

_LONGEST_DATELINE, _SHORTEST_COLON = 18, 5
_LAST_DATELINE = 4
"""The number of the last sentence that can begin with a dateline, behind headlines."""

_DASHES = frozenset(("-", "–", "—", "--"))

_TOWN = re.compile(r"[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]{3,})?\.\s*")
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?<=[^\W\d_] )[A-ZА-ЯӘҒҚҢӨҰҮІ]\.(?=[\s,;])"  # Aidar A.
    r"|\d+(?:-[^\W\d_]+)+"  # 35-year-old
    r"|\d+(?:[.,:]\d+)*(?:[sS][tT]|[nN][dD]|[rR][dD]|[tT][hH])?(?![^\W_])"  # 12, 1,300, 10th
    r"|['’][sS]\b"  # the possessive is a token of its own
    r"|[^\W_]+(?:-[^\W_]+)*(?:['’](?![sS]\b)[^\W_]+)?"  # law-enforcement, Kul'sary
    r"|\S"
)


def read_sentences(report: Report) -> list[Sentence]:
    """Return the tagged sentences of a report's body, in order; by-lines and boilerplate tell of no incident."""
    read: list[Sentence] = []
    for paragraph in report.paragraphs:
        if paragraph.kind is not ParagraphKind.BODY:
            continue
        block = report.text[paragraph.start : paragraph.end]
        for start, end in _with_town(block, sentences(block, report.language)):
            span = (paragraph.start + start, paragraph.start + end)
            read += _pieces(report.text, paragraph.number, len(read), *span, opening=start == 0)
    return read


def _with_town(block: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences, the first with the town before it where one in capitals stands alone ("OSH. May 6
    (Agency) - Two men ...")."""
    town = -1
    for start, end in found:
        if start == 0 and _TOWN.fullmatch(block, start, end):
            town = start
        else:
            yield (town if town >= 0 else start), end
            town = -1
    if town >= 0:
        yield town, len(block)


def _pieces(text: str, paragraph: int, number: int, start: int, end: int, *, opening: bool) -> list[Sentence]:
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    shouted = is_shouted(text[start:end])
    pieces = []
    for first in range(0, len(spans), LONGEST):
        piece = spans[first : first + LONGEST]
        starts, ends = [span[0] for span in piece], [span[1] for span in piece]
        words = [text[at:past].lower() for at, past in piece]
        if "’" in text[starts[0] : ends[-1]]:
            words = [word.replace("’", "'") for word in words]
        sentence = Sentence(text, paragraph, number, starts[0], ends[-1], words, starts, ends, shouted)
        sentence.tags = tag(words, sentence.capitals)
        sentence.dateline = _dateline(sentence) if opening and number <= _LAST_DATELINE else 0
        opening = False
        pieces.append(sentence)
        number += 1
    return pieces


def _dateline(sentence: Sentence) -> int:
    """Return how many tokens of a sentence are its dateline: up to a dash early on, without a verb; where a headline
    stands before it, a name in capitals up to a dash or colon."""
    opening = sentence.words[:_LONGEST_DATELINE]
    dash = next((i for i, word in enumerate(opening) if word in _DASHES and not _within(sentence, i)), 0)
    if town := _past_town(sentence):
        months = LEXICON.entry("dates", "months", dict[str, int])
        filed = opening[town] == "(" or opening[town][0].isdigit() or opening[town] in months
        return dash if dash and filed else town
    if not sentence.text[sentence.start].isupper() or "V" in sentence.tags[:dash]:
        return 0
    if sentence.number == 0:
        return dash
    first = sentence.exact(0, 1)
    shouted = first.isupper() and len(first) > 1 and not sentence.shouted
    colon = next((i for i, word in enumerate(opening[:_SHORTEST_COLON]) if word == ":"), 0)
    return (colon or dash) if shouted else 0


def _past_town(sentence: Sentence) -> int:
    """Return the token after the full stop of a town in capitals that a sentence begins with, 0 when it does not."""
    stop = next((index for index in (1, 2) if sentence.words[index : index + 1] == ["."]), 0)
    at = sentence.ends[stop] if stop + 1 < len(sentence.words) else 0
    return stop + 1 if stop and _TOWN.fullmatch(sentence.text, sentence.start, at) else 0


def _within(sentence: Sentence, index: int) -> bool:
    """Return whether a dash joins what stands on its sides, as in "1-2"."""
    before = index > 0 and sentence.ends[index - 1] == sentence.starts[index]
    return before and index + 1 < len(sentence.words) and sentence.ends[index] == sentence.starts[index + 1]
