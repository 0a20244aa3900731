"""A sentence with its groups, as the stages that look for events read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztui.extract.kk.mentions import Group
from kztui.extract.reading import Reading


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading with the groups of its sentence and their endings."""

    reading: Reading
    groups: Sequence[Group]

    @property
    def words(self) -> Sequence[str]:
        """The words of the sentence, in plain letters."""
        return self.reading.sentence.words
