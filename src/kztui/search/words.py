"""Words as search knows them: folded over spelling, and folded stems so that one form finds the others.

Latin words are stemmed as English, Cyrillic ones as Russian; the words of reports in other languages stay as they are
(there is no stemmer for Kazakh).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from kztui.text.fold import fold, fold_loosely

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

STEMMED = frozenset({"en", "ru", ""})
"""Languages of texts whose words are stemmed, by their script; a text may be of unknown language."""

_JOINERS = "'’‘`´ʹʼʻ′-‐‑·\u00ad\u200b\u200c\u200d"
_WORD = re.compile(r"[^ ]+")
_RUN = re.compile(rf"[^\W_](?:[^\W_]|[{re.escape(_JOINERS)}\u0300-\u036f])*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_MOST_REMEMBERED = 400_000


class _Runs(dict[int, str]):
    """By code point, itself if it can be part of a word, else a blank: for `str.translate`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        joins = character.isalnum() or character in _JOINERS or unicodedata.combining(character)
        self[code] = character if joins else " "
        return self[code]


class _Remembered(dict[str, str]):
    """What `make` makes of a string, by the string: the vocabulary is small beside the texts."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[key] = made = self._make(key)
        return made


def forms(text: str, language: str = "") -> tuple[str, str]:
    """Return the folded words of `text`, and those stems of its words that differ from them, with blanks between."""
    if text.isascii():
        words, stems = fold_loosely(text), map(_stems.__getitem__, text.lower().translate(_runs).split())
    else:  # to look up what stands between blanks is faster than to look at each letter
        parts = text.split()
        words, stems = " ".join(map(_words.__getitem__, parts)), map(_stems_in.__getitem__, parts)
    return words, " ".join(filter(None, stems)) if language in STEMMED else ""


def keys(word: str) -> frozenset[str]:
    """Return what a query's `word` is looked up by: itself folded, and its stem."""
    return frozenset({fold(word), _stem(word)} - {""})


def runs(text: str) -> list[tuple[int, int, str]]:
    """Return the start and end of each run of letters in `text` (code points) and the run."""
    return [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text.translate(_runs))]


def run_keys(run: str) -> Iterable[str]:
    """Return by which words a run of letters in a text is found: itself folded, and its stem."""
    return (*fold(run).split(), *_stems_in[run].split())


def _differing(run: str) -> str:
    stem = _stem(run)
    return "" if stem == fold(run) else stem


def _differing_in(part: str) -> str:
    return " ".join(filter(None, map(_stems.__getitem__, _RUN.findall(part.lower()))))


def _stem(run: str) -> str:
    language = "russian" if _CYRILLIC.search(run) else "english"
    stem = fold("".join(_stemmer(language).analyze(run.strip(_JOINERS).translate(_APOSTROPHES))))
    return "" if " " in stem else stem


@cache
def _stemmer(language: str) -> "TextAnalyzer":
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer  # a search for words needs them, the first picture not

    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.lowercase()).filter(Filter.stemmer(language)).build()


_runs = _Runs()
_words = _Remembered(fold)  # by what stands between blanks
_stems = _Remembered(_differing)  # by run of letters; empty when the stem is the folded run itself
_stems_in = _Remembered(_differing_in)  # by what stands between blanks
