"""The language of a text, as far as its letters tell."""

_KAZAKH = frozenset("әғқңөұүһі")
_KAZAKH_SHARE = 0.08
"""Of the Cyrillic letters: running Kazakh has about a fifth, Russian with Kazakh names far less."""


def language_of(text: str) -> str:
    """Return the language that the letters suggest: ``kk``, ``ru``, or ``en`` for all that is not Cyrillic."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    if cyrillic * 2 <= len(letters):
        return "en"
    return "kk" if sum(letter in _KAZAKH for letter in letters) > cyrillic * _KAZAKH_SHARE else "ru"


def fits(language: str, text: str) -> bool:
    """Return whether `text` can be in a language that a page claims: pages claim ``en`` for Russian text."""
    cyrillic = language_of(text) != "en"
    return cyrillic == (language.partition("-")[0] in _CYRILLIC)


_CYRILLIC = frozenset(("ru", "kk", "ky", "tg", "uk", "be", "bg", "sr", "mk", "mn", "tt", "ba"))
