"""Text as a reader sees it: without what is invisible inside words, and with the way back to the original.

Pages and PDFs put soft hyphens, zero-width characters and ligatures into words, divide words at the ends of lines, and
write accents as characters of their own. A word with any of these looks like another word to a program.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# U+25CC is what `kztui.text.clean` makes of the invisible marks of the bidirectional algorithm.
INVISIBLE = frozenset("\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u25cc\ufeff") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)
"""Characters that readers do not see."""

_SIGNS = "".join(sorted(INVISIBLE))
_CHANGED = (
    r"(?P<divided>(?:\u00ad|(?<=[^\W\d_])[-\u2010])[ \t]*\n[ \t]*(?=(?P<next>[^\W\d_])))"
    rf"|(?P<invisible>[{_SIGNS}]+)"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<accented>[^\W\d_][\u0300-\u034e\u0350-\u036f]+)"
)
_SUSPECT = rf"[{_SIGNS}\ufb00-\ufb06\u0300-\u036f]|[-\u2010][ \t]*\n"
_DIVIDED = r"-[ \t]*\n"
_STRESS = ("\u0300", "\u0301")  # Russian marks stress so in words for learners and in names


class VisibleText(NamedTuple):
    """A text as a reader sees it.

    `starts` and `ends` say where each of its code points begins and ends in the original. Both are empty when nothing
    is invisible: then it is the original.
    """

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of this text, which is not empty, is in the original."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def visible(text: str) -> VisibleText:
    """Return `text` as a reader sees it: no invisible characters inside, ligatures as their letters, letters with
    accents as one code point, and words that a line end divides in one piece (when they go on in lower case).
    """
    if text.isascii() and not ("-" in text and re.search(_DIVIDED, text)):  # most texts, and soon looked through
        return VisibleText(text)
    if not re.search(_SUSPECT, text) or not any(_kept(match) is None for match in re.finditer(_CHANGED, text)):
        return VisibleText(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, shown in _stretches(text):
        whole = shown is None  # as it is, each code point for itself
        pieces.append(text[start:end] if shown is None else shown)
        starts += range(start, end) if whole else [start] * len(pieces[-1])
        ends += range(start + 1, end + 1) if whole else [end] * len(pieces[-1])
    return VisibleText("".join(pieces), starts, ends)


def _stretches(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield the stretches of a text and what is shown of each, None for one that is shown as it is."""
    done = 0
    for match in re.finditer(_CHANGED, text):
        if _kept(match) is None:
            yield done, match.start(), None
            yield match.start(), match.end(), _shown(match)
            done = match.end()
    yield done, len(text), None


def _kept(match: re.Match[str]) -> str | None:
    """Return what was matched when it is shown as it is, else None."""
    if match["divided"] is not None:
        return None if match["next"].islower() else match[0]
    if match["accented"] is not None:
        return match[0] if _shown(match) == match[0] else None
    return None


def _shown(match: re.Match[str]) -> str:
    if match["ligature"]:
        return unicodedata.normalize("NFKC", match[0])
    if match["accented"]:
        composed = unicodedata.normalize("NFC", match[0])
        cyrillic = "\u0400" <= composed[0] <= "\u04ff"
        return composed.translate(dict.fromkeys(map(ord, _STRESS))) if cyrillic else composed
    return ""
