"""What the acronyms of a report stand for: a name in brackets behind an organisation's is its other name from then on
("the Steppe Liberation Army (SLA) ... SLA fighters")."""

from kztui.extract.en.mentions import without_article
from kztui.extract.en.reading import Parsed
from kztui.extract.mention import Mention
from kztui.extract.shared import organizations
from kztui.model.fact import Side
from kztui.text.fold import fold

_SHORTEST, _LONGEST = 2, 8
_BRACKETS = {"(": ")", "[": "]"}


class Acronyms:
    """The organisations of a report by their acronyms, in lower case."""

    def __init__(self) -> None:
        self._known: dict[str, Mention] = {}

    def read(self, reading: Parsed) -> None:
        """Learn the acronyms that a sentence explains, and make the organisations of those that it uses."""
        for mention in reading.mentions:
            if mention.kind == "organization" and (acronym := _behind(reading, mention)):
                self._known.setdefault(acronym, mention)
        if not self._known:
            return
        for mention in reading.mentions:
            words = mention.sentence.words
            whole = self._known.get(words[mention.head])
            if whole is not None and mention.kind in ("name", "other"):
                mention.kind, mention.plural = "organization", True
                mention.detail, mention.side = whole.detail, whole.side
            elif mention.kind == "people" and not mention.organization:
                self._join(mention)

    def _join(self, people: Mention) -> None:
        """Make people named with an acronym those of its organisation ("SLA fighters")."""
        words = people.sentence.words
        at = next((i for i in range(people.first, people.head) if words[i] in self._known), None)
        if at is None:
            return
        whole = self._known[words[at]]
        people.organization, people.organization_span = without_article(whole.detail), (at, at + 1)
        people.side = whole.side if people.side is Side.UNKNOWN else people.side


def _behind(reading: Parsed, mention: Mention) -> str:
    """Return the acronym in brackets behind a name, empty when there is none or it is known as something else."""
    closing = _BRACKETS.get(reading.word(mention.last))
    word = reading.word(mention.last + 1)
    if closing is None or reading.word(mention.last + 2) != closing or not _SHORTEST <= len(word) <= _LONGEST:
        return ""
    written = mention.sentence.exact(mention.last + 1, mention.last + 2)
    return word if written.isupper() and word.isalpha() and fold(word) not in organizations() else ""
