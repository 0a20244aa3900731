"""Parts of speech: the most frequent tag of each word, corrected by context.

Letters: N noun, P proper or unknown word, V verb (base or present), D past or participle, G -ing form, B a form of
"be", H a form of "have", A modal or "do", J adjective, R adverb, I preposition, T determiner, O pronoun, W wh-word,
C conjunction, M number, S possessive, "." punctuation.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from kztui.extract.en import LEXICON
from kztui.extract.en.vocabulary import nouns, verbs
from kztui.extract.tables import WordList
from kztui.text.bundled import bundled

_UNCHANGED = frozenset(("cut", "hit", "hurt", "put", "set", "shut"))
"""Verbs whose participle is like their base form: "was cut by glass"."""

_NOMINAL = frozenset("NPJMG")
_MENDED = frozenset("NJVDRGWI")
"""The classes that neighbours can change."""


@cache
def _usual() -> dict[str, str]:
    """Return the usual class of each known word."""
    classes: dict[str, str] = {}
    with bundled("words/english.txt").open(encoding="utf-8") as lines:
        for line in lines:
            letter, *words = line.split()
            classes.update(dict.fromkeys(words, letter))
    for letter, listed in LEXICON.entries("classes", WordList).items():
        classes.update(dict.fromkeys(listed.words, letter))
    for word in [word for word, letter in classes.items() if letter == "J" and "-" in word]:
        if all(classes.get(part) == "M" for part in word.split("-")):
            classes[word] = "M"  # "forty-seven" is no adjective
    return classes


def _tells_of_event(word: str) -> bool:
    sense = nouns().get(word)
    return sense is not None and sense.kind == "event"


@cache
def _telling_participles() -> frozenset[str]:
    """Return the -ing forms of verbs that tell of events."""
    return frozenset(form for form in verbs() if form.endswith("ing"))


def _person(words: Sequence[str], index: int) -> bool:
    """Return whether a word is a noun for a person."""
    sense = nouns().get(words[index]) if index < len(words) else None
    return sense is not None and sense.kind == "people"


def known(word: str) -> bool:
    """Return whether a lower-case word is common English; names mostly are not."""
    return word in _usual()


def tag(words: Sequence[str], capitals: Sequence[bool]) -> list[str]:
    """Return the class of each lower-case word; `capitals` says which ones begin with a meaningful capital."""
    usual = _usual()
    listed = map(usual.get, words)
    tags = [letter or _guess(words[index], capitals[index]) for index, letter in enumerate(listed)]
    for index, letter in enumerate(tags):
        if letter in _MENDED:
            tags[index] = _mended(words, tags, capitals, index)
    return tags


@lru_cache(maxsize=20_000)
def _guess(word: str, capital: bool) -> str:
    if word[0].isdigit():
        return "J" if word[-1].isalpha() and "-" in word else "M"
    if not word[0].isalpha():
        return "."
    if "-" in word:
        tail = word.rsplit("-", 1)[1]
        return "J" if tail.endswith(("ed", "old", "year")) else _usual().get(tail) or "P"
    if not capital:
        if word.endswith("ed") and len(word) > 4:
            return "D"
        if word.endswith("ing") and len(word) > 5:
            return "G"
        if word.endswith("ly") and len(word) > 4:
            return "R"
    return "P"


def _describes(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Return whether an adverb and a participle stand before a noun that they describe ("by heavily armed men")."""
    opens = tags[index - 2] if index > 1 else "."
    if opens in "TS":
        return True
    return words[index - 1].endswith("ly") and opens in ("IJM" if index > 1 else ".")


def _mended(words: Sequence[str], tags: Sequence[str], capitals: Sequence[bool], index: int) -> str:
    """Return the class of one word in the light of its neighbours; those to the left are already mended."""
    letter, word = tags[index], words[index]
    before = tags[index - 1] if index else "."
    if letter == "I":
        return "J" if before == "T" and word == "following" else letter
    previous = words[index - 1] if index else ""
    after = tags[index + 1] if index + 1 < len(tags) else "."
    if capitals[index] and index and letter in "NJVDR" and not (before == "." and previous in '.:"“'):
        return "P" if letter != "J" else "J"
    if before == "T" and word in LEXICON.words("people", "ordinals") and _person(words, index + 1):
        return "J"  # "a second suspect"
    if letter in "NV":
        return _mended_noun_or_verb(words, tags, index, before, after)
    if letter in "DR":
        return _mended_participle_or_adverb(words, tags, index, before, after)
    if letter == "J" and previous == "," and after in "TM" and word in _telling_participles():
        return "G"  # ", damaging seven houses"
    if letter == "G" and before == "I" and after not in "TPNJMO" and _tells_of_event(word):
        return "N"  # "wounded by shelling"
    if letter == "G" and before in "TJS":
        return "J" if after in "NPJ" else "N"
    if letter == "W" and word == "that" and after in "N" and before in "I.":
        return "T"
    if letter == "J" and before in "TJS" and after not in _NOMINAL:
        counted = previous == "a" and word in LEXICON.words("people", "ordinals")
        return "N" if after != "D" or counted else letter  # "the dead", "a fourth died"
    return letter


def _mended_noun_or_verb(words: Sequence[str], tags: Sequence[str], index: int, before: str, after: str) -> str:
    """Return the class of a noun or verb; `before` and `after` are the classes beside it."""
    letter, word = tags[index], words[index]
    previous = words[index - 1] if index else ""
    if letter == "N":
        modal = before == "A" or (previous == "not" and index > 1 and tags[index - 2] == "A")
        if (modal or previous == "to") and word in _usual():
            return "V" if after in "TMPOJN." and not word.endswith("s") else letter
    if before == "B" and word in _UNCHANGED:
        return "D"
    if letter == "N":
        return "V" if previous == "who" and after in "ITRPO" else letter  # "engineers who work for"
    return "N" if before in "TJSM" or (before == "I" and previous != "to") else letter


def _mended_participle_or_adverb(words: Sequence[str], tags: Sequence[str], index: int, before: str, after: str) -> str:
    """Return the class of a participle or adverb; `before` and `after` are the classes beside it."""
    letter, word = tags[index], words[index]
    previous = words[index - 1] if index else ""
    if letter == "D" and previous in ("a", "an") and after not in "NPJD":
        return "N"
    if previous == "the" and after not in "NJPDM" and word in LEXICON.words("people", "suffered"):
        return "N"  # "the injured were"
    if letter == "R":
        return "J" if word == "dead" and after in "NP" else letter
    if previous in ("inside", "outside") and tags[index - 2] in "NP":
        return letter  # "men inside opened fire"
    if (before in "TMJSI" or not index) and after in "NPJD" and previous != "to":
        return "J"
    if before == "R" and after in "NPJ" and _describes(words, tags, index):
        return "J"
    if after == "G" and before not in "NPO" and word in LEXICON.words("people", "suspicion"):
        return "J"  # "alleged Shining Path members"
    return letter
