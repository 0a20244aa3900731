"""Lines of text that fit a width in terminal cells, with offsets into the text they come from."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

# Blocks in which each code point takes one cell: Latin, Greek and Cyrillic without combining marks, common punctuation.
_ONE_CELL_EACH = (
    "[\t\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]*"
)
_APART = "\u200c"
"""Takes no cell and joins nothing."""

_SHOWN: dict[int, int | str] = {
    **str.maketrans("\t\n\xad", "  -"),
    **dict.fromkeys((0x200D, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)), _APART),
}


def shown(text: str) -> str:
    """Return `text` as it goes to the screen: tabs and line feeds as blanks, soft hyphens as hyphens; same length.

    What joins or varies emoji is taken out, as terminals disagree on how many cells the outcome takes.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)


def cells(text: str) -> int:
    """Return how many cells of the terminal `text` takes as it is shown."""
    return cell_len(shown(text))


def wrap(text: str, start: int, end: int, width: int, *, keep_lines: bool = False) -> list[tuple[int, int]]:
    """Return code points `start` to `end` of `text` as lines of at most `width` cells, each as (start, end) offsets.

    Lines break at white space, which belongs to none of them, and inside a word only when the word is wider than a
    line; a character and its combining marks stay together. A line feed is white space like any other, or always
    breaks with `keep_lines`. White space alone gives no lines.
    """
    lines: list[tuple[int, int]] = []
    for first, last in _hard_lines(text, start, end) if keep_lines else [(start, end)]:
        if re.compile(_ONE_CELL_EACH).fullmatch(text, first, last):
            lines += [line.span() for line in _lines_of(max(1, width)).finditer(text, first, last)]
            continue
        fits = _ruler(text, first, last, max(1, width))
        at = _skip_blanks(text, first, last)
        while at < last:
            stop = fits(at)
            if stop < last and not text[stop].isspace():
                blank = max(text.rfind(blank, at, stop) for blank in " \t\n")
                stop = blank if blank > at else stop
            lines.append((at, at + len(text[at:stop].rstrip())))
            at = _skip_blanks(text, stop, last)
    return lines


@cache
def _lines_of(width: int) -> re.Pattern[str]:
    """Return what finds the lines of a text whose code points take one cell each: whole words, parts of long ones."""
    words = rf"\S(?:.{{0,{width - 2}}}\S)?" if width > 1 else r"\S"
    return re.compile(rf"{words}(?=[ \t\n]|\Z)|\S{{1,{width}}}", re.DOTALL)


def _hard_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ruler(text: str, start: int, end: int, width: int) -> Callable[[int], int]:
    """Return a function that says up to which offset a line fits that begins at the offset it is given."""
    graphemes, _ = split_graphemes(shown(text[start:end]))
    edges = [start + first for first, _, _ in graphemes] + [end]
    cells = [0, *accumulate(size for _, _, size in graphemes)]

    def fits(at: int) -> int:
        index = bisect_right(edges, at) - 1
        return edges[max(index + 1, bisect_right(cells, cells[index] + width) - 1)]

    return fits
