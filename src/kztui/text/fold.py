"""Folding: one key for all the ways a word is written.

Names of the region reach a reader in Kazakh and Russian Cyrillic, in two Latin alphabets and in several
transliterations, with and without diacritics, apostrophes and hyphens. Folding maps them to one lower-case Latin key:
Құлсары, Кульсары, Kul'sary, Qulsary and Kulsary all become ``kulsari``.
"""

import codecs
import re
import unicodedata

from kztui.text.visible import INVISIBLE

# Romanisation follows BGN/PCGN for Russian; the Kazakh letters take the Latin letter of their Russian spelling.
# After it, pairs that only differ by transliteration table are merged: q=k, y=i, kh=h, gh=g, j=zh, dzh=zh.
LETTERS: dict[str, str] = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh",
    "з": "z", "и": "i", "й": "i", "і": "i", "ї": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n",
    "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ў": "u", "ф": "f",
    "х": "h", "ҳ": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ы": "i", "э": "e", "ю": "iu",
    "я": "ia", "ь": "", "ъ": "", "ҷ": "zh",
    "q": "k", "y": "i", "j": "zh", "ş": "sh", "ı": "i", "ç": "ch", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d",
    "ð": "d", "þ": "th", "ł": "l", "œ": "oe",
}  # fmt: skip
"""The Latin letters that stand for each lower-case one in a key, before pairs are merged."""

_DROPPED = frozenset("'’‘`´ʹʼʻ′-‐‑·") | INVISIBLE
_DIGRAPHS = {("k", "h"): "h", ("g", "h"): "g", ("i", "i"): "i"}


def fold(text: str) -> str:
    """Return the search key of `text`: lower case, Latin, without diacritics, apostrophes or hyphens.

    White space and other punctuation become single blanks. Two texts that are spellings of one name fold alike.
    """
    return " ".join(fold_loosely(text).split())


def fold_loosely(text: str) -> str:
    """Return the words of the search key of `text`, with any number of blanks before, between and after them."""
    folded = _COMMON.fold(text).replace("j", "zh")
    while (shorter := folded.replace("gh", "g")) != folded:
        folded = shorter
    folded = folded.replace("dzh", "zh").replace("kh", "h")
    while "ii" in folded:
        folded = folded.replace("ii", "i")
    return folded


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the key of `text` and, for each code point of the key, the offset in `text` it came from.

    The list has one more item than the key: the length of `text`, so that ``offsets[end]`` is always defined.
    """
    key: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for folded in _fold_character(character):
            if folded == " " and (not key or key[-1] == " "):
                continue
            merged = _DIGRAPHS.get((key[-1], folded)) if key else None
            if merged is not None:
                key[-1] = merged
            elif folded == "h" and key[-2:] == ["d", "z"]:
                key[-2:] = ["z", "h"]
                del offsets[-1]
                offsets.append(offset)
            else:
                key.append(folded)
                offsets.append(offset)
    if key and key[-1] == " ":
        key.pop()
        offsets.pop()
    offsets.append(len(text))
    return "".join(key), offsets


def _fold_character(character: str) -> str:
    """Return the folded letters of one code point; empty when it leaves no trace, a blank when it parts words."""
    if character in _DROPPED or unicodedata.combining(character):
        return ""
    lower = character.lower()
    if lower in LETTERS:
        return LETTERS[lower]
    if lower.isascii():
        return lower if lower.isalnum() else " "
    bases = (part for part in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(part))
    folded = "".join(LETTERS.get(base, base if base.isalnum() else " ") for base in bases)
    return folded if re.search(r"\S", folded) else " "


class _Folded(dict[int, str | None]):
    """The folded letters of each code point that was met so far, as `str.translate` wants them.

    It stays fast over ASCII while each character gives at most one, so j stands for itself.
    """

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        self[code] = "j" if character in "jJ" else _fold_character(character) or None
        return self[code]


_FOLDED = _Folded()


class _CommonLetters:
    """Folds texts of letters that are common in the region: each becomes one byte, which bytes replace the faster."""

    def __init__(self) -> None:
        letters = {case for letter in LETTERS for case in (letter, letter.upper()) if len(case) == 1}
        known = [chr(code) for code in range(128)]
        known += sorted({*letters, *"’‘“”«»–—…"} - {*known})
        self._codes = codecs.charmap_build("".join(known).ljust(256, "\ufffe"))
        self._several: dict[str, int] = {}
        folded = [_FOLDED[ord(character)] for character in known]
        self._dropped = bytes(code for code, letters_ in enumerate(folded) if not letters_)
        self._latin = bytes(map(self._code, folded)).ljust(256, b" ")

    def _code(self, folded: str | None) -> int:
        """Return the byte that stands for folded letters: their own, or one from 128 on for several."""
        if folded and len(folded) > 1:
            return self._several.setdefault(folded, 128 + len(self._several))
        return ord(folded or " ")

    def fold(self, text: str) -> str:
        """Return the folded letters of `text`; one with other letters takes longer."""
        if text.isascii():  # each letter is its own code, and none stands for several
            return text.encode("ascii").translate(self._latin, self._dropped).decode("ascii")
        try:
            codes, _ = codecs.charmap_encode(text, "strict", self._codes)
        except UnicodeEncodeError:
            return text.translate(_FOLDED)
        folded = codes.translate(self._latin, self._dropped).decode("latin-1")
        for letters, code in self._several.items():
            folded = folded.replace(chr(code), letters)
        return folded


_COMMON = _CommonLetters()
