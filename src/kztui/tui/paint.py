"""Painting: text and the marks that lie on it become segments of one line."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kztui.text.fold import fold_with_offsets
from kztui.tui.wrap import shown

CUT = "›"
"""Ends what is cut: one cell wide in every terminal."""


class Layer(NamedTuple):
    """A style that lies on code points `start` to `end` (exclusive) of a text."""

    start: int
    end: int
    style: Style


def paint(text: str, start: int, end: int, base: Style, layers: Iterable[Layer]) -> list[Segment]:
    """Return code points `start` to `end` of `text` as segments; later layers over earlier ones, all over `base`."""
    here = [Layer(max(start, a), min(end, b), style) for a, b, style in layers if a < end and b > start]
    edges = sorted({start, end, *(layer.start for layer in here), *(layer.end for layer in here)})
    segments = []
    for left, right in pairwise(edges):
        style = base
        for layer in here:
            if layer.start <= left and right <= layer.end:
                style += layer.style
        segments.append(Segment(shown(text[left:right]), style))
    return segments


def hits(text: str, words: Sequence[str], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where words of `text` between `start` and `end` begin with one of the folded `words`, as offsets."""
    key, offsets = _folded(text[start:end])
    found = []
    for word in words:
        at = key.find(word)
        while word and at >= 0:
            if at == 0 or key[at - 1] == " ":
                found.append((start + offsets[at], start + offsets[at + len(word)]))
            at = key.find(word, at + 1)
    return sorted(found)


@lru_cache(512)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return the key of a text and its offsets; with each letter of a search most of what is on the screen stays."""
    return fold_with_offsets(text)


def fit(text: str, width: int, align: str = "left") -> str:
    """Return `text` in exactly `width` cells: padded at the other side than `align`, or cut, with a sign at its end."""
    text = shown(text)
    size = cell_len(text)
    if size > width:
        return set_cell_size(text, width - 1) + CUT if width > 0 else ""
    padding = " " * (width - size)
    return padding + text if align == "right" else text + padding


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """Return `segments` with those joined that look alike: each that is left costs the terminal some 25 bytes.

    Blanks can take the style of what stands beside them when only its background shows.
    """
    found: list[Segment] = []
    for text, style, _ in segments:
        before = found[-1] if found else None
        if before and (before.style == style or (_plain(before.style, style) and text.isspace())):
            found[-1] = Segment(before.text + text, before.style)
        elif before and _plain(before.style, style) and before.text.isspace():
            found[-1] = Segment(before.text + text, style)
        else:
            found.append(Segment(text, style))
    return found


@lru_cache
def _plain(one: Style | None, other: Style | None) -> bool:
    """Return whether blanks look alike in both styles."""
    drawn = any(style is None or style.underline or style.strike or style.reverse for style in (one, other))
    return not drawn and one is not None and other is not None and one.bgcolor == other.bgcolor


def line(segments: Iterable[Segment], width: int, base: Style) -> Strip:
    """Return `segments` as one line of exactly `width` cells, the rest of it in `base`."""
    painted = list(segments)
    room = width - sum(segment.cell_length for segment in painted)
    if room < 0:
        return Strip(painted).crop(0, width)
    return Strip((*painted, Segment(" " * room, base)) if room else painted, width)
