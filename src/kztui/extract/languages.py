"""The grammars by language: looked up by name, imported when a report first needs them."""

from functools import cache
from importlib import import_module

from kztui.extract.language import Grammar
from kztui.plugins import Kind, plugins

_BUNDLED = {
    "en": "kztui.extract.en.grammar",
    "kk": "kztui.extract.kk.grammar",
    "ru": "kztui.extract.ru.grammar",
}
"""The modules of the bundled grammars, each with a `GRAMMAR`; they are found without reading the metadata of packages,
which takes longer than reading a report."""


def has_grammar(language: str) -> bool:
    """Return whether there is a grammar of a language, without loading it."""
    return language in _BUNDLED or language in plugins(Kind.LANGUAGE).names


@cache
def grammar(language: str) -> Grammar | None:
    """Return the grammar of a language, None when there is none.

    Plug-ins add grammars by the entry points ``kztui.languages``. Raises LexiconError for a broken lexicon, PluginError
    for a plug-in that cannot be loaded.
    """
    found: Grammar
    if language in _BUNDLED:
        found = import_module(_BUNDLED[language]).GRAMMAR
        return found
    if language not in plugins(Kind.LANGUAGE).names:
        return None
    found = plugins(Kind.LANGUAGE).load(language)
    return found
