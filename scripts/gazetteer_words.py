"""Which spellings of places can be trusted in running text: what is dropped, and what is marked."""

from typing import Any

import simplemma
from wordfreq import top_n_list, zipf_frequency

from kztui.text.fold import fold

PLAIN, COMMON, PERSONAL = "0", "1", "2"
"""The marks of names.tsv."""

ORDINARY_ZIPF = 3.0
"""From this frequency on (1 in a million words) an English word is taken for one."""
FREQUENT_ZIPF = 4.0
FREQUENT_PEOPLE = 150_000
"""Only a place of so many people is worth looking for under a frequent word (1 in 100,000)."""
PHRASE_PEOPLE = 50_000
"""The same for a name made of ordinary words alone, such as Country Club."""
PERSONAL_PEOPLE = 5_000
"""The same for a name that people bear too."""
_PARTS = ("region", "province", "department", "state", "district")


class Words:
    """The ordinary words and personal names, from simplemma, wordfreq and the hand-made `lists` of words.toml."""

    def __init__(self, lists: dict[str, Any]) -> None:
        self.never = {fold(word) for word in lists["never"]}
        self._personal = {fold(word) for word in lists["personal"]}
        self._always = {fold(word) for word in lists["always"]}
        self._ordinary = {fold(word) for word in lists["ordinary"]}
        self._zipf = {
            fold(word): zipf_frequency(word, "en") for word in reversed(top_n_list("en", 50_000)) if _known(word)
        }

    def mark(self, key: str, *, national: bool) -> str:
        """Return the mark of a folded spelling; a `national` one, of a country or its people, is seldom marked."""
        if key in self._ordinary:
            return COMMON
        if national or key in self._always:
            return PLAIN
        if key in self._personal:
            return PERSONAL
        return COMMON if key in self._zipf else PLAIN

    def misleads(self, key: str, population: int, *, nearby: bool) -> bool:
        """Say whether a spelling of a place of `population` people misleads more often than it helps.

        A place `nearby`, in Central Asia, keeps a name that people bear too, and one made of ordinary words.
        """
        words = key.split()
        if key in self.never or (len(words) == 2 and words[0] in self.never and words[1] in _PARTS):
            return True
        if key in self._always or key in self._ordinary:
            return False
        if len(words) == 1 and self._zipf.get(key, 0.0) >= FREQUENT_ZIPF and population < FREQUENT_PEOPLE:
            return True
        if nearby:
            return False
        if len(words) > 1:
            return population < PHRASE_PEOPLE and all(word in self._zipf for word in words)
        return key in self._personal and population < PERSONAL_PEOPLE


def _known(word: str) -> bool:
    """Say whether simplemma's lexicon has `word` in lower case and it is frequent enough to matter."""
    if zipf_frequency(word, "en") < ORDINARY_ZIPF or not simplemma.is_known(word, "en"):
        return False
    return bool(simplemma.lemmatize(word, "en").islower())
