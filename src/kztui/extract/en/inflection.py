"""The forms of English words: the singular of a noun, the forms of a verb."""

from functools import cache, lru_cache

from kztui.extract.en import LEXICON
from kztui.extract.tables import Word

_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Return the singular of a lower-case English noun."""
    irregular = _irregular_plurals().get(word)
    if irregular is not None:
        return irregular
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def _irregular_plurals() -> dict[str, str]:
    return LEXICON.entry("plurals", "plurals", dict[str, Word])


def inflected(entry: str) -> list[str]:
    """Return the forms of a verb given as ``base`` or ``base=past,participle``: base, -s, -ing, past, participle.

    A verb that ends in one vowel and one consonant gets both spellings ("kidnapped", "kidnaped").
    """
    base, _, irregular = entry.partition("=")
    if base.endswith("e") and not base.endswith("ee"):
        stem = base[:-2] + "y" if base.endswith("ie") else base[:-1]
        third, present, regular = base + "s", [stem + "ing"], [base + "d"]
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        third, present, regular = base[:-1] + "ies", [base + "ing"], [base[:-1] + "ied"]
    else:
        third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
        stems = [base, base + base[-1]] if _doubles(base) else [base]
        present, regular = [stem + "ing" for stem in stems], [stem + "ed" for stem in stems]
    return [base, third, *present, *(irregular.split(",") if irregular else regular)]


def _doubles(base: str) -> bool:
    vowel_before_last = base[-2:-1] in _VOWELS and base[-3:-2] not in _VOWELS
    return len(base) >= 3 and base[-1] not in _VOWELS | {"w", "x", "y"} and vowel_before_last
