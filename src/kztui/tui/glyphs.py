"""Signs of a keyboard in the place of drawn ones: for terminals that have no others, and for the flat layout."""

from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_BOXES, _BLOCKS, _BRAILLE = range(0x2500, 0x2580), range(0x2580, 0x25A0), range(0x2800, 0x2900)

_COMMON = dict(zip(map(ord, "►›»✱→↳←↑↓✓✗✎✚×≥≤≈≠¶“”’‘–—…"), ">>>*>><^vyxcFx><~!p\"\"''--.", strict=True))

_BLANK = {
    **_COMMON,
    **dict(zip(map(ord, "▸▾▴"), "+-^", strict=True)),
    **{ord(sign): " " for sign in "▪■●·▼▲"},
    **{code: " " for codes in (_BOXES, _BLOCKS, _BRAILLE) for code in codes},
}
"""For the flat layout: nothing is drawn."""

_DRAWN = {
    **_COMMON,
    **dict(zip(map(ord, "▸▾▴▼▲▪■●◆○·"), ">v^v^ooooo.", strict=True)),
    **dict.fromkeys(_BRAILLE, "."),
    **dict.fromkeys(_BOXES, "+"),
    **dict.fromkeys(map(ord, "─━═╌┄╴╶"), "-"),
    **dict.fromkeys(map(ord, "│┃║┆┊╵╷"), "|"),
    **dict.fromkeys(_BLOCKS, "#"),
    **dict(zip(map(ord, "▐⣿⠶⣀ "), ">#=_ ", strict=True)),
}
"""For a terminal of few signs: lines, bars and outlines are drawn with those of a keyboard."""


class PlainSigns(LineFilter):
    """Shows all lines without drawn signs: `drawing` with those of a keyboard, or with none at all."""

    def __init__(self, *, drawing: bool, enabled: bool = True) -> None:
        super().__init__(enabled)
        self._signs = _DRAWN if drawing else _BLANK

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with plain texts."""
        return [Segment(_plain(text, self._signs is _DRAWN), style, control) for text, style, control in segments]


@lru_cache(maxsize=4096)
def _plain(text: str, drawing: bool) -> str:
    return text if text.isascii() else text.translate(_DRAWN if drawing else _BLANK)


def few_signs(setting: str, environment: Mapping[str, str]) -> bool:
    """Return whether to draw with the signs of a keyboard: as set, or by what the environment says of the terminal.

    Linux's own console has few signs, and a locale that names another encoding than UTF-8, as C does, promises none.
    """
    if setting != "auto":
        return setting == "ascii"
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "utf-8")
    return environment.get("TERM") == "linux" or "utf" not in locale.lower()
