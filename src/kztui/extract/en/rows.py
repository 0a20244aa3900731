"""Those called by their place in a row of people: "three gunmen were arrested and the fourth was killed"."""

from collections.abc import Sequence

from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import Mention, Number
from kztui.extract.reading import Reading

_BEHIND = ("was", "has", "had", "died", "later", "is")
_ROWS = ("people", "number", "weapon", "target", "event", "other")


def read_rows(mentions: Sequence[Mention], before: Reading | None) -> None:
    """Read who is called "the fourth" or "a fourth" as one more of the people told of last, where something is said of
    him: as one of those bombs it stays what it is."""
    ordinals = word_set("people", "ordinals")
    if not mentions or ordinals.isdisjoint(mentions[0].sentence.words):
        return
    for place, mention in enumerate(mentions):
        words = mention.sentence.words
        bare = mention.last == mention.head + 1 and mention.first == mention.head - 1
        if not bare or words[mention.head] not in ordinals or words[mention.first] not in ("the", "a"):
            continue
        if words[mention.last : mention.last + 1] == [] or words[mention.last] not in _BEHIND:
            continue
        earlier = [*(before.mentions if before is not None else ()), *mentions[:place]]
        row = next((one for one in reversed(earlier) if one.plural and one.kind in _ROWS), None)
        if row is not None and row.people:
            mention.kind, mention.number = "number", Number(mention.first, mention.last, 1)
            mention.side = row.side
