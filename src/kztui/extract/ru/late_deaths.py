"""Those of the wounded who have died since: "ранил двух сотрудников ... один из них позже скончался"."""

from collections.abc import Sequence

from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Event
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import word_set
from kztui.model.fact import Side


def died_since(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> None:
    """Count a bare number of people who die later among those whom the same sentence, or the one before, said to be
    wounded: beside others who were killed, and on the side of the wounded."""
    dying = word_set("constructions", "dying_later")
    for event in (event for event in events if event.lemma in dying):
        near = before and before[0].reading.sentence.number == reading.sentence.number - 1
        told = [*(before if near else ()), *(other for other in events if other.first < event.first)]
        for dead in (one for one in event.patients if _bare(reading, one)):
            wounded = [one for other in told if other.effect == "wounded" for one in other.patients]
            if wounded and all(one.people and _more(one, dead) for one in wounded):
                dead.traits = dead.traits - {Trait.OF_THEM} | {Trait.ADDING, Trait.DIED_SINCE, Trait.APART}
                sides = {one.side for one in wounded}
                dead.side = sides.pop() if len(sides) == 1 else Side.UNKNOWN


def _bare(reading: Parsed, dead: Mention) -> bool:
    """Return whether people are only counted, and neither added to others nor counted off ("третий")."""
    counted_off = reading.sentence.lemmas(dead.head) & word_set("people", "ordinals")
    return dead.kind == "number" and dead.number is not None and not counted_off and Trait.ADDING not in dead.traits


def _more(wounded: Mention, dead: Mention) -> bool:
    """Return whether the dead can be some of the wounded."""
    return wounded.count is None or (dead.count is not None and wounded.count > dead.count)
