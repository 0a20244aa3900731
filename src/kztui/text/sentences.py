"""Sentences with their offsets."""

import re

import sentencex

_NARROWEST = 40  # code points; no page is narrower
_WIDEST = 120  # code points; a longer line is a paragraph of its own and not a line of a page
_INNER_BREAK = re.compile(r"\n[ \t]*\n")


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the sentences of `text` as (start, end) code-point offsets, end exclusive, in order.

    Sentences that are glued together without a blank ("one man died.The shootout") are parted; an empty line always
    parts. White space around a sentence belongs to none. Every other code point lies in exactly one sentence.
    """
    spans: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text):
        block = text[block_start:block_end]
        for boundary in sentencex.get_sentence_boundaries(language, block):
            start, end = _trim(block, boundary["start_index"], boundary["end_index"])
            if start < end:
                spans.append((block_start + start, block_start + end))
    return spans


def is_deliberate_break(text: str, at: int, width: int, end: int) -> bool:
    """Return whether the line break at `at` parts sentences: the line had room for the first word of the next one.

    `width` is the longest line of the paragraph, `end` where that ends (code points).
    """
    if width > _WIDEST:
        return True
    line = at - (text.rfind("\n", max(0, at - _WIDEST - 1), at) + 1)
    following = text[at + 1 : min(end, at + 60)].split(maxsplit=1)
    if not following or not (following[0][0].isupper() or not following[0][0].isalnum()):
        return False
    return line < _NARROWEST or line + 1 + len(following[0]) <= width or text[:at].rstrip()[-1:] in ".!?…:"


def _blocks(text: str) -> list[tuple[int, int]]:
    starts = [0]
    ends = []
    for gap in _INNER_BREAK.finditer(text):
        ends.append(gap.start())
        starts.append(gap.end())
    return list(zip(starts, [*ends, len(text)], strict=True))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
