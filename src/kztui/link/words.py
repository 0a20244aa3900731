"""What comparing incidents needs to know of the language of a report."""

import re
from collections.abc import Callable, Mapping
from typing import Protocol


class Words(Protocol):
    """The words of a language that matter to linking, folded; each grammar gives them (`kztui.extract.language`)."""

    @property
    def everyday(self) -> frozenset[str]:
        """Words of any report, which do not distinguish incidents."""

    @property
    def institutions(self) -> frozenset[str]:
        """Such words that begin with a capital."""

    @property
    def before_places(self) -> frozenset[str]:
        """Words after which a name is that of a place, which is compared as such."""

    @property
    def hours(self) -> Mapping[str, str]:
        """Words for parts of the day, with the part that each names."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """Words that are numbers, as far as one word goes."""

    @property
    def name(self) -> re.Pattern[str]:
        """Finds names inside a sentence: the word before a name, and the name."""


WordsOf = Callable[[str], Words | None]
"""Gives the words of a language by its code, None where nothing is known of it."""
