"""Words as search knows them: folded over spelling, and their kin, so that one form of a word finds the others.

The kin of a word are the words with the same stem. Latin words are stemmed as English, Cyrillic ones as Russian; those
of reports in other languages are not (there is no stemmer for Kazakh).
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

import tantivy

from kztui.text.fold import fold

STEMMED = frozenset({"en", "ru", ""})
"""Languages of texts whose words are stemmed, by their script; a text may be of unknown language."""

Kin = tuple[str, str]
"""A folded stem and a folded word that has it and differs from it."""

KinOf = Callable[[frozenset[str]], set[str]]
"""Gives the folded words that have one of some stems."""

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


class Vocabulary:
    """Folds the words of texts, each distinct one once, and knows their kin. It is small beside the texts."""

    def __init__(self) -> None:
        self._stemmed = _Folded(self._meet)
        self._others = _Folded(lambda part: None)
        self._kin: dict[str, set[str]] = {}
        self._new: list[Kin] = []

    def fold(self, text: str, language: str = "") -> list[str]:
        """Return the folded words of `text`; what leaves no word is an empty string among them."""
        folded = self._stemmed if language in STEMMED else self._others
        # to look up what stands between blanks is faster than to look at each letter, but for ASCII
        parts = text.lower().translate(_runs) if text.isascii() else text
        words = list(map(folded.__getitem__, parts.split()))
        joined = " ".join(words)
        return words if joined.count(" ") < len(words) else joined.split()

    def kin(self, stems: frozenset[str]) -> set[str]:
        """Return the folded words, of those folded so far, that have one of these stems and are none of them."""
        return set().union(*(self._kin.get(stem, ()) for stem in stems))

    def new_kin(self) -> list[Kin]:
        """Return the kin that were met since this was last asked."""
        new, self._new = self._new, []
        return new

    def _meet(self, part: str) -> None:
        for run in _RUN.findall(part.lower()):
            if run[-1].isdigit():  # no ending that a stemmer knows
                continue
            stem, word = _stem(run), fold(run)
            if stem and stem != word and word not in (known := self._kin.setdefault(stem, set())):
                known.add(word)
                self._new.append((stem, word))


class _Folded(dict[str, str]):
    """What stands between blanks, folded; `meet` hears of what is new."""

    def __init__(self, meet: Callable[[str], None]) -> None:
        super().__init__()
        self._meet = meet

    def __missing__(self, part: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self._meet(part)
        self[part] = folded = fold(part)
        return folded


def keys(word: str) -> frozenset[str]:
    """Return what a query's `word` is looked up by: itself folded, and its stem."""
    return frozenset({fold(word), _stem(word)} - {""})


def runs(text: str) -> list[tuple[int, int, str]]:
    """Return the start and end of each run of letters in `text` (code points) and the run."""
    return [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text.translate(_runs))]


@lru_cache(maxsize=_MOST_REMEMBERED)
def run_keys(run: str) -> frozenset[str]:
    """Return by which words a run of letters in a text is found: itself folded, and its stem."""
    return frozenset(fold(run).split()) | frozenset(map(_stem, _RUN.findall(run.lower()))) - {""}


@lru_cache(maxsize=_MOST_REMEMBERED)
def _stem(run: str) -> str:
    language = "russian" if _CYRILLIC.search(run) else "english"
    stem = fold("".join(_stemmer(language).analyze(run.strip(_JOINERS).translate(_APOSTROPHES))))
    return "" if " " in stem else stem


@cache
def _stemmer(language: str) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer(language)).build()


_runs = _Runs()
