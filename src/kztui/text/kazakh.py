"""Forms of Kazakh nouns, by vowel harmony and assimilation.

A noun takes plural, possessive and case, in this order; which variant of an ending depends on the stem's last vowel and
last sound (Muhamedowa, "Kazakh: A Comprehensive Grammar", 2016). Verbs are left out: they have too many forms.
"""

from collections.abc import Iterator
from functools import lru_cache

OWN_LETTERS = frozenset("әғқңөұүһі")
"""Letters that Russian lacks."""

_BACK, _FRONT = frozenset("аоұыяёу"), frozenset("әөүіеэию")
_VOICELESS, _NASAL, _HISSING = frozenset("пфкқтсшщхцчһбвгд"), frozenset("мнң"), frozenset("зж")
_SOFTENED = {"п": "б", "к": "г", "қ": "ғ"}
_SHORTEST = 3


@lru_cache(maxsize=1_000)
def inflected(word: str) -> frozenset[str]:
    """Return the forms of the nouns that `word` can be a form of, in lower case, itself among them."""
    word = word.lower()
    stems = {word, *(word[:at] for at in range(_SHORTEST, len(word)) if word in _forms(word[:at]))}
    stems |= {hard for stem in stems for hard in _hardened(stem) if word in _forms(hard)}
    return frozenset(form for stem in stems for form in _forms(stem)) | {word}


def _hardened(stem: str) -> Iterator[str]:
    """Yield a stem with the sound that a vowel behind it softens ("кітаб" of "кітабы" is "кітап")."""
    yield from (stem[:-1] + hard for hard, soft in _SOFTENED.items() if stem.endswith(soft))


@lru_cache(maxsize=4_000)
def _forms(stem: str) -> frozenset[str]:
    plural = stem + _plural(stem)
    owned = [_possessed(one) for one in (stem, plural)]
    return frozenset((*_cases(stem), *_cases(plural), *_owned_cases(owned[0]), *_owned_cases(owned[1])))


def _front(stem: str) -> bool:
    """Return whether the last vowel of a stem is a front one."""
    vowel = next((letter for letter in reversed(stem) if letter in _BACK or letter in _FRONT), "а")
    return vowel in _FRONT


def _chosen(stem: str, back: str, front: str) -> str:
    return front if _front(stem) else back


def _vowel(stem: str) -> bool:
    return stem[-1] in _BACK | _FRONT and stem[-1] not in "ую"


def _plural(stem: str) -> str:
    if stem[-1] in _VOICELESS:
        return _chosen(stem, "тар", "тер")
    if stem[-1] in _NASAL or stem[-1] in _HISSING or stem[-1] == "л":
        return _chosen(stem, "дар", "дер")
    return _chosen(stem, "лар", "лер")


def _possessed(stem: str) -> str:
    if _vowel(stem):
        return stem + _chosen(stem, "сы", "сі")
    return stem[:-1] + _SOFTENED.get(stem[-1], stem[-1]) + _chosen(stem, "ы", "і")


def _cases(stem: str) -> Iterator[str]:
    """Yield a stem or plural in all cases, and as an attribute ("Ақтөбедегі")."""
    voiceless, nasal = stem[-1] in _VOICELESS, stem[-1] in _NASAL
    hard = "т" if voiceless else "д"
    genitive = "т" if voiceless else "н" if nasal or _vowel(stem) else "д"
    accusative = "т" if voiceless else "н" if _vowel(stem) else "д"
    ablative = "т" if voiceless else "н" if nasal else "д"
    yield stem
    yield stem + genitive + _chosen(stem, "ың", "ің")
    yield stem + (_chosen(stem, "қа", "ке") if voiceless else _chosen(stem, "ға", "ге"))
    yield stem + accusative + _chosen(stem, "ы", "і")
    yield stem + hard + _chosen(stem, "а", "е")
    yield stem + hard + _chosen(stem, "ағы", "егі")
    yield stem + ablative + _chosen(stem, "ан", "ен")
    yield stem + ("пен" if voiceless else "бен" if stem[-1] in _HISSING else "мен")


def _owned_cases(stem: str) -> Iterator[str]:
    """Yield a stem with the possessive ending in all cases."""
    for back, front in (("", ""), ("ның", "нің"), ("на", "не"), ("н", "н"), ("нда", "нде"), ("нан", "нен")):
        yield stem + _chosen(stem, back, front)
    yield stem + _chosen(stem, "ндағы", "ндегі")
    yield stem + "мен"
