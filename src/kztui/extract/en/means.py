"""With what: weapons that stand beside an event without being named with its verb ("three bullets from a pistol", "in a
burst of rifle fire", "men armed with knives", "the attackers used grenades")."""

from collections.abc import Iterator, Sequence

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import listed
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.vocabulary import verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.model.fact import Side

_MEANS = ("with", "by", "from", "using")
_BURST_REACH = 2


def add_means(reading: Parsed, found: Sequence[Event]) -> Iterator[Event]:
    """Add the weapons of a sentence to the event nearest to them, if it is one of harm; yield an event for those that
    attackers told before are said to have used."""
    weapons = [m for m in reading.mentions if m.kind == "weapon"]
    if not weapons or not word_set("means", "seizing").isdisjoint(reading.said):
        return
    taken = {id(weapon) for event in found for weapon in event.weapons}
    harmful = [event for event in found if event.harmful]
    ended = 0
    for weapon in weapons:
        if id(weapon) in taken:
            continue
        used = next((verb for verb in reading.verbs if verb.last == weapon.first), None)
        using = used is not None and reading.word(used.main) in verb_forms("means", "using")
        beside = reading.word(weapon.first - 1) in ("and", "or", ",") and ended == weapon.first - 1
        if not using and not beside and not _in_hand(reading, weapon):
            continue
        several = listed(reading, weapon)
        taken |= {id(one) for one in several}
        means = [one for one in several if one.kind == "weapon"]
        ended = means[-1].last
        if harmful:
            nearest = min(harmful, key=lambda event: abs(event.first - weapon.first))
            nearest.weapons += [one for one in means if one not in nearest.weapons]
        elif using and used is not None and _attackers_use(reading, used):
            yield Event(reading, "named", used.main, used.main + 1, Construction.ACTIVE, weapons=means, definite=True)


def _in_hand(reading: Parsed, weapon: Mention) -> bool:
    """Return whether a weapon stands behind a word for means, or behind what comes out of it ("a burst of rifle
    fire")."""
    before = reading.word(weapon.first - 1)
    if before in _MEANS:
        return reading.word(weapon.first - 2) not in word_set("means", "apart")
    near = reading.sentence.words[max(0, weapon.first - _BURST_REACH) : weapon.first]
    return before == "of" and bool(word_set("means", "bursts") & {*near})


def _attackers_use(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether attackers told before are the subject of a verb of using that tells of the past."""
    if verb.negated or verb.modal or verb.passive:
        return False
    subject = subject_of(reading, verb)
    return subject is not None and subject.people and subject.definite and subject.side is Side.PERPETRATOR
