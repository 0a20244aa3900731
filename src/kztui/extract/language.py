"""What a language has to give: a grammar reads the sentences of a report, everything after it is the same for all.

docs/languages.md describes how a language is added.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Protocol

from msgspec import Struct

from kztui.extract.accounts import Accounts
from kztui.extract.calendars import Calendar
from kztui.extract.reading import Event, Reading
from kztui.extract.tables import Lexicon, Word
from kztui.model.report import Report
from kztui.text.fold import fold


class Wording(Struct, frozen=True):
    """What comparing incidents needs to know of a language; all words are folded (`kztui.text.fold.fold`).

    `everyday` words stand in any report and say nothing about which incident it is, `institutions` are such words that
    begin with a capital. After `before_places` a name is that of a place. `hours` maps words to the part of the day
    that they name: morning, day, evening or night, `numbers` words to the numbers that they are. `name` finds names
    inside a sentence: its first group is the word before a name, its second the name.
    """

    everyday: frozenset[str]
    institutions: frozenset[str]
    before_places: frozenset[str]
    hours: Mapping[str, str]
    numbers: Mapping[str, int]
    name: re.Pattern[str]


class Grammar(Protocol):
    """One language. It may keep state between calls only as a cache."""

    @property
    def language(self) -> str:
        """Its code as in `Report.language` ("en")."""

    def read(self, report: Report, calendar: Calendar) -> Iterable[tuple[Reading, list[Event]]]:
        """Yield, for each sentence of the report's body, what it mentions and the events that it tells, both in order.

        By-lines and boilerplate are left out.

        The `calendar` knows the day of publication and learns the days that the sentences name. Raises LexiconError for
        a broken lexicon; any other exception is a defect of the grammar.
        """

    def wording(self) -> Wording:
        """Return what comparing incidents needs to know of the language."""

    def accounts(self) -> Accounts:
        """Return the phrases that tell who claims, doubts or quotes, and causes."""


@cache
def read_wording(lexicon: Lexicon, name: re.Pattern[str]) -> Wording:
    """Return the wording that the file comparing.toml of a lexicon gives, with the pattern that finds names.

    Raises LexiconError.
    """

    def folded(entry: str) -> frozenset[str]:
        return frozenset(map(fold, lexicon.words("comparing", entry)))

    hours = lexicon.entry("comparing", "hours", dict[str, Word])
    numbers = {fold(word): number for word, number in lexicon.entry("numbers", "words", dict[str, int]).items()}
    return Wording(folded("everyday"), folded("institutions"), folded("before_places"), hours, numbers, name)
