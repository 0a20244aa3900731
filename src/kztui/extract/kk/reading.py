"""A sentence with its groups, as the stages that look for events read it."""

from collections.abc import Sequence

from msgspec import Struct

from kztui.extract.kk.mentions import Group
from kztui.extract.reading import Reading


class Parsed(Struct, frozen=True):
    """A reading with the groups of its sentence and their endings."""

    reading: Reading
    groups: Sequence[Group]

    @property
    def words(self) -> Sequence[str]:
        """The words of the sentence, in plain letters."""
        return self.reading.sentence.words
