"""The forms of a word: the words that its stemmer reduces to the same stem, so that any of them finds the others.

They are made when a query asks for the word, by putting to its stem the endings that the stemmers take off: those of
the Snowball stemmers for English (Porter 2) and Russian (https://snowballstem.org/algorithms).
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kztui.search.query.words import is_cyrillic, stem
from kztui.text.fold import fold

_ENGLISH = (
    "e y ied ying ier iest ily iness il ist ity ion er or ant ent ance ence able ible al at ate ation ative ator "
    "ic ical icat icate ication ive ize ization ise isation ment ement ness ful ous"
)
_INFLECTIONS = "s es ed ing ings ly al ally ity ities ism ative atives ized izing ised ising"

_NOUN = "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я"
_ADJECTIVE = "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею"
_PARTICIPLE = "ем нн вш ющ щ ивш ывш ующ"
_VERB = (
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило "
    "ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю в вши ив ивши ыв ывши"
)
_REFLEXIVE = ("", "ся", "сь")


@lru_cache(maxsize=1_000)
def forms(word: str) -> frozenset[str]:
    """Return the folded forms of a query's `word`, itself among them."""
    root = stem(word)
    made = _russian(root) if is_cyrillic(word) else _english(root)
    return frozenset({fold(word), *(fold(form) for form in made if stem(form) == root)})


def _english(root: str) -> Iterator[str]:
    """Yield what may be a form of the word with this stem."""
    bases = [root, root + root[-1:]]  # stop, stopped
    if root.endswith(("e", "i", "l")):
        bases.append(root[:-1])  # hope, hoping; citi, cities; possibl, possibility
    for base, ending, inflection in product(bases, ("", *_ENGLISH.split()), ("", *_INFLECTIONS.split())):
        yield base + ending + inflection


def _russian(root: str) -> Iterator[str]:
    """Yield what may be a form of the word with this stem."""
    adjectives = _ADJECTIVE.split()
    participles = ["".join(pair) for pair in product(_PARTICIPLE.split(), adjectives)]
    yield root
    for ending in _NOUN.split():
        yield root + ending
    for ending, reflexive in product((*adjectives, *participles, *_VERB.split()), _REFLEXIVE):
        yield root + ending + reflexive
