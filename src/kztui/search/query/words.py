"""Words as search knows them: folded over spelling, and stems, by which one form of a word is marked with the others.

Latin words are stemmed as English, Cyrillic ones as Russian (there is no stemmer for Kazakh).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kztui.text.fold import fold

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

_JOINERS = "'’‘`´ʹʼʻ′-‐‑·\u00ad\u200b\u200c\u200d"
_WORD = re.compile(r"[^ ]+")
_RUN = rf"[^\W_](?:[^\W_]|[{re.escape(_JOINERS)}\u0300-\u036f])*"
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_MOST_REMEMBERED = 100_000


class _Runs(dict[int, str]):
    """By code point, itself if it can be part of a word, else a blank: for `str.translate`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        joins = character.isalnum() or character in _JOINERS or unicodedata.combining(character)
        self[code] = character if joins else " "
        return self[code]


def keys(word: str) -> frozenset[str]:
    """Return what a query's `word` is marked by: itself folded, and its stem."""
    return frozenset({fold(word), fold(stem(word))} - {""})


def runs(text: str) -> list[tuple[int, int, str]]:
    """Return the start and end of each run of letters in `text` (code points) and the run."""
    return [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text.translate(_runs))]


@lru_cache(maxsize=_MOST_REMEMBERED)
def run_keys(run: str) -> frozenset[str]:
    """Return by which words a run of letters in a text is marked: itself folded, and its stem."""
    return frozenset((*fold(run).split(), *(fold(stem(one)) for one in re.findall(_RUN, run.lower()))))


def stem(word: str) -> str:
    """Return the stem of a word, in lower case."""
    language = "russian" if is_cyrillic(word) else "english"
    return "".join(_stemmer(language).analyze(word.strip(_JOINERS).translate(_APOSTROPHES)))


def with_stem(root: str, words: Iterable[str]) -> list[str]:
    """Return those of some Latin words, in lower case, whose stem is `root`; to stem each by itself takes longer."""
    analyze = _stemmer("english").analyze
    return [word for word in words if analyze(word) == [root]]


def is_cyrillic(word: str) -> bool:
    """Return whether a word is stemmed as a Russian one."""
    return _CYRILLIC.search(word) is not None


@cache
def _stemmer(language: str) -> "TextAnalyzer":
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer  # a search for words needs them, the first picture not

    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.lowercase()).filter(Filter.stemmer(language)).build()


_runs = _Runs()
