"""The screen for those who have it read to them, or read it in Braille (``layout = "flat"``).

One pane at a time fills the screen, so that a line is one sentence and not parts of three panes. Nothing is drawn: no
frames, no bars, no outlines, and signs are those of a keyboard. The terminal's own cursor, which screen readers follow,
stands on the line that is under ours.
"""

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

FLAT = "flat"
"""The word for it in ``config.toml``, and the class that the program then has."""

_DRAWN = (range(0x2500, 0x25A0), range(0x2800, 0x2900))
"""Lines of boxes and blocks, and the dots of Braille, which stand for bars and outlines."""

_SIGNS = {
    **{ord(sign): " " for sign in "▪■●·▼▲"},
    **dict(zip(map(ord, "►▸▾▴›»✱→↳←↑↓✓✗✎✚×≥≤≈≠¶“”’‘–—"), ">+-^>>*>><^vyxcFx><~!p\"\"''--", strict=True)),
    **{code: " " for codes in _DRAWN for code in codes},
}


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text with each drawn sign as a blank, or as the sign of a keyboard that is most like it."""
    return text if text.isascii() else text.translate(_SIGNS)


class PlainSigns(LineFilter):
    """Shows all lines without drawn signs."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with `plain` texts."""
        return [Segment(plain(text), style, control) for text, style, control in segments]
