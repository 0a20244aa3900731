"""Forms of Russian words, by pymorphy3.

The dictionary (OpenCorpora's, 16 MB) is loaded when the first word is asked for: start and English reports never wait
for it.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_LEAST = 0.3
"""The share of a word's uses below which a reading of it adds no forms: "взрыв" is no form of "взрыть"."""

_SHORTEST = 3
_SOFT = frozenset("аеёиоуыэюяйь")
_DECLENSIONS = (
    ("а у ом е", "а у ом е"), ("а ы е у ой", "а ы е у ой"), ("я ю ем е й", "й я ю ем е"), ("я и е ю ей", "я и е ю ей"),
    ("ь я ю ем е и", "ь я ю ем е и"),
)  # fmt: skip
"""Endings that go with each other: Шымкент, Караганда, Кордай, Исфания, Есиль."""


@cache
def analyzer() -> "MorphAnalyzer":
    """Return the analyser of word forms, loaded once."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def is_known(word: str) -> bool:
    """Return whether the dictionary has a word, in whatever form."""
    return any(reading.is_known for reading in analyzer().parse(word.lower()))


@lru_cache(maxsize=1_000)
def inflected(word: str) -> frozenset[str]:
    """Return all forms of the words that `word` can be a form of, in lower case.

    Of a word that the dictionary lacks, a name mostly, they are those of the nouns with its ending.
    """
    readings = analyzer().parse(word.lower())
    if any(reading.is_known for reading in readings):
        shares = Counter[str]()
        for reading in readings:
            shares[reading.normal_form] += reading.score
        kept = [reading for reading in readings if shares[reading.normal_form] >= _LEAST]
        return frozenset((word.lower(), *(form.word for reading in kept for form in reading.lexeme)))
    return frozenset((word.lower(), *_declined(word.lower())))


def _declined(name: str) -> Iterator[str]:
    """Yield the forms of a name that the dictionary lacks, in whatever case it is given."""
    if name[-1:] not in _SOFT:
        yield from (name + ending for ending in ("а", "у", "ом", "е"))
    for own, others in _DECLENSIONS:
        for ending in sorted(own.split(), key=len, reverse=True):
            if name.endswith(ending) and len(name) - len(ending) >= _SHORTEST:
                yield from (name[: len(name) - len(ending)] + other for other in ("", *others.split()))
                break
