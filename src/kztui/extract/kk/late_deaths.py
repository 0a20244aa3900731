"""Those of the wounded who have died since: "екі полицейді жаралады ... олардың бірі кейін көз жұмды"."""

from collections.abc import Sequence

from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.script import plain
from kztui.extract.kk.vocabulary import word_set
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Event
from kztui.model.fact import Side


def died_since(parsed: Parsed, events: Sequence[Event], before: Sequence[Event]) -> None:
    """Count a bare number of people who die later among those whom the same sentence, or the one before, said to be
    wounded: beside others who were killed, and on the side of the wounded."""
    for event in (
        event
        for event in events
        if event.kind == "die" and plain(event.lemma.rstrip("-")) in word_set("clauses", "dying_later")
    ):
        near = before and before[0].reading.sentence.number == parsed.reading.sentence.number - 1
        told = [*(before if near else ()), *(other for other in events if other.first < event.first)]
        wounded = [one for other in told if other.effect == "wounded" for one in other.patients]
        for dead in (one for one in event.patients if one.kind == "number" and Trait.ADDING not in one.traits):
            if dead.number is not None and wounded and all(one.people and _more(one, dead) for one in wounded):
                dead.traits = dead.traits - {Trait.OF_THEM} | {Trait.ADDING, Trait.DIED_SINCE, Trait.APART}
                sides = {one.side for one in wounded}
                dead.side = sides.pop() if len(sides) == 1 else Side.UNKNOWN


def _more(wounded: Mention, dead: Mention) -> bool:
    """Return whether the dead can be some of the wounded."""
    return wounded.count is None or (dead.count is not None and wounded.count > dead.count)
