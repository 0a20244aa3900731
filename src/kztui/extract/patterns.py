"""Patterns of a lexicon: regular expressions in which braces name parts that the file gives once."""

import re
from collections.abc import Mapping

from kztui.errors import LexiconError
from kztui.extract.tables import Entry, Lexicon, Word


class Phrases(Entry, frozen=True):
    """The patterns of one kind of statement. A sentence without one of the `stems` is not searched."""

    stems: tuple[Word, ...]
    patterns: tuple[Word, ...]


class Patterns:
    """The file of a lexicon that has patterns: the names in braces stand for its [parts], and for those given beside
    them; each of them may name those before it.

    All methods raise LexiconError, which names the file, the entry and the reason.
    """

    def __init__(self, lexicon: Lexicon, file: str, parts: Mapping[str, str] | None = None) -> None:
        self._lexicon, self._file = lexicon, file
        self._parts = {**(parts or {}), **lexicon.entry(file, "parts", dict[str, Word])}

    def stems(self, entry: str) -> tuple[str, ...]:
        """Return the stems of an entry in lower case."""
        return tuple(stem.lower() for stem in self._phrases(entry).stems)

    def compiled(self, entry: str) -> list[re.Pattern[str]]:
        """Return each pattern of an entry."""
        return [self._compiled(entry, pattern) for pattern in self._phrases(entry).patterns]

    def any_of(self, entry: str) -> re.Pattern[str]:
        """Return one pattern for all of an entry, in which each group `said` has a number behind its name, as a regular
        expression wants."""
        numbers = iter(range(sum(one.count("(?P<said>") for one in self._phrases(entry).patterns)))
        whole = "|".join(self._phrases(entry).patterns)
        return self._compiled(entry, re.sub(r"\(\?P<said>", lambda _: f"(?P<said{next(numbers)}>", whole))

    def _phrases(self, entry: str) -> Phrases:
        return self._lexicon.entry(self._file, entry, Phrases)

    def _compiled(self, entry: str, pattern: str) -> re.Pattern[str]:
        for name, part in reversed(self._parts.items()):
            pattern = pattern.replace(f"{{{name}}}", f"(?:{part})")
        try:
            return re.compile(pattern)
        except re.error as error:
            raise LexiconError(f"{self._file}.toml: [{entry}]: {error}") from None
