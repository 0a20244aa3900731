"""The edge where text from outside becomes text that is safe to store and to show.

Reports are written by strangers and can carry terminal escapes. Every dangerous character is replaced by exactly one
harmless one, so offsets into the original text stay true.
"""

import re

_TAB, _LINE_FEED, _CARRIAGE_RETURN, _DELETE, _NEXT_LINE = 0x09, 0x0A, 0x0D, 0x7F, 0x85
_CONTROL_PICTURES = 0x2400  # U+2400..U+241F picture the C0 controls in order
_DOTTED_CIRCLE = 0x25CC
_REPLACEMENT = 0xFFFD

# Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9) and the byte order mark.
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)

_MARKS: dict[int, int] = {
    **{code: _CONTROL_PICTURES + code for code in range(0x20) if code not in (_TAB, _LINE_FEED, _CARRIAGE_RETURN)},
    _DELETE: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    _NEXT_LINE: _LINE_FEED,
    0x2028: _LINE_FEED,
    0x2029: _LINE_FEED,
    **dict.fromkeys(_BIDI, _DOTTED_CIRCLE),
}
_REPLACED = _MARKS | dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)
_SUSPECT = f"[{re.escape(''.join(map(chr, _MARKS)))}\ud800-\udfff]"
_CARRIAGE_RETURNS = "\r(\n?)"


def clean(text: str) -> str:
    """Return `text` with each control, bidirectional or surrogate character replaced by one harmless character.

    The length never changes, so a code-point offset into the result is an offset into the original. C0 controls become
    their control pictures, C1 controls and lone surrogates U+FFFD, bidirectional controls a dotted circle. The line
    ends U+0085, U+2028, U+2029 and a lone CR become a line feed; the CR of a CR LF pair becomes a space.
    Applying it twice changes nothing more.
    """
    if text.isprintable():  # none of these is
        return text
    if re.search(_SUSPECT, text):
        text = text.translate(_REPLACED)
    if "\r" in text:
        text = re.sub(_CARRIAGE_RETURNS, lambda pair: " \n" if pair[1] else "\n", text)
    return text
