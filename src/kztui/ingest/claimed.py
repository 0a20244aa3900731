"""The language that a page claims, and whether its text can be in it."""

from kztui.text.language import language_of

_CYRILLIC = frozenset(("ru", "kk", "ky", "tg", "uk", "be", "bg", "sr", "mk", "mn", "tt", "ba"))
_DEFAULTS = ("en", "ru")


def fits(language: str, text: str) -> bool:
    """Return whether `text` can be in a language that a page claims: pages claim ``en`` for Russian, ``ru`` for Kazakh.

    What reads like English or Russian may be a language that is not known here, in the same alphabet.
    """
    claimed, seems = language.partition("-")[0], language_of(text)
    return seems == claimed or (seems in _DEFAULTS and (seems in _CYRILLIC) == (claimed in _CYRILLIC))
