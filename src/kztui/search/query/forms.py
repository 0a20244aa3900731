"""The forms of a word, so that any of them finds the others.

They are made when a query asks for the word: of an English one those that the Snowball stemmer for English (Porter 2,
https://snowballstem.org/algorithms) reduces to the same stem, made by putting to it the endings that it takes off; of a
Cyrillic one those of the Russian dictionary, and where that lacks it those of a Kazakh noun.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kztui.search.query.words import is_cyrillic, stem, with_stem
from kztui.text import kazakh
from kztui.text.fold import fold
from kztui.text.kazakh import OWN_LETTERS
from kztui.text.russian import inflected, is_known

_ENGLISH = (
    "e y ied ying ier iest ily iness il ist ity ion er or ant ent ance ence able ible al at ate ation ative ator "
    "ic ical icat icate ication ive ize ization ise isation ment ement ness ful ous"
)
_INFLECTIONS = "s es ed ing ings ly al ally ity ities ism ative atives ized izing ised ising"


@lru_cache(maxsize=1_000)
def forms(word: str) -> frozenset[str]:
    """Return the folded forms of a query's `word`, itself among them; a Latin one with digits has no others."""
    if is_cyrillic(word):
        found = set() if OWN_LETTERS & {*word.lower()} else {*inflected(word)}
        found |= kazakh.inflected(word) if not found or not is_known(word) else set()
        return frozenset({fold(word), *map(fold, found)})
    if any(map(str.isdigit, word)):
        return frozenset({fold(word)})
    root = stem(word)
    return frozenset({fold(word), *map(fold, with_stem(root, _english(root)))})


def _english(root: str) -> Iterator[str]:
    """Yield what may be a form of the word with this stem."""
    bases = [root, root + root[-1:]]  # stop, stopped
    if root.endswith(("e", "i", "l")):
        bases.append(root[:-1])  # hope, hoping; citi, cities; possibl, possibility
    for base, ending, inflection in product(bases, ("", *_ENGLISH.split()), ("", *_INFLECTIONS.split())):
        yield base + ending + inflection
