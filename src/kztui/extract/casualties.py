"""How many: the killed, wounded and arrested of a case, with side, qualifier and what each number covers."""

from collections.abc import Sequence, Set
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from kztui.extract.cases import Case
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Construction, Event, Revision
from kztui.model.fact import Field, Hedge, Qualifier, Scope, Side

_OWN_SIDES = (Side.CIVILIAN, Side.SECURITY, Side.PERPETRATOR)
"""Sides to which people can belong that are a part of others."""


class Casualty(Struct):
    """A number of people to whom an event did something; `mention` says it, or the words of the event do."""

    field: Field
    event: Event
    value: int
    side: Side
    mention: Mention | None = None
    value_max: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    scope: Scope = Scope.WHOLE

    @property
    def span(self) -> tuple[int, int]:
        """The tokens that say the number."""
        return (self.mention.first, self.mention.last) if self.mention else (self.event.first, self.event.last)


def count_casualties(case: Case, field: Field) -> list[Casualty]:
    """Return the numbers that a case gives for a counted field, each with the scope it has beside the others."""
    found: list[Casualty] = []
    doers = {id(agent) for event in case.events for agent in event.agents}
    for event in sorted(case.events, key=lambda e: (e.reading.sentence.number, e.first)):
        if field is Field.KILLED and _bombers(event) == 1:
            found.append(Casualty(field, event, 1, Side.PERPETRATOR, scope=Scope.PART))
        if event.effect != field:
            continue
        if event.zero:
            found += _zeros(field, event)
        counted = [patient for patient in event.patients if _counts(patient) and not _repeats(patient, found)]
        for patient in counted:
            found.append(_casualty(field, event, patient, found, doers))  # "five people, two of them critically"
        found += [
            _part(_casualty(field, event, part, found, doers), event)
            for part in event.parts
            if _counts(part) and part.kind != "name"
        ]
    if field is Field.KILLED and not found:
        several = [(event, number) for event in case.events if (number := _bombers(event)) > 1]
        found = [Casualty(field, event, number, Side.PERPETRATOR) for event, number in several[:1]]
    if not found or (field is Field.WOUNDED and _died_since(found, case)):
        return []
    found = [casualty for casualty in found if not _taken_back(casualty, found)]
    _count_up(found, case)
    retold = _retold([casualty for casualty in found if casualty.value > 0])
    found = [casualty for casualty in found if not any(casualty is one for one in retold)]
    _give_scopes([casualty for casualty in found if casualty.event.hedge is not Hedge.DENIED])
    for casualty in found:
        if casualty.mention is not None and Trait.APART in casualty.mention.traits:
            casualty.side = casualty.mention.side
    told_again = {id(casualty) for casualty in _details(found)}
    return [one for one in found if not _covered(one, found) and id(one) not in told_again]


def _details(found: Sequence[Casualty]) -> list[Casualty]:
    """Return the numbers of one side that later sentences tell of those whom an earlier one counted as a part ("seven
    people, among them five guards, died ... he first shot two guards")."""
    details: list[Casualty] = []
    for part in (c for c in found if c.side in _OWN_SIDES and any(c.mention is one for one in c.event.parts)):
        later = [c for c in found if c.side is part.side and _number(c.event) > _number(part.event)]
        added = any(c.mention is None or Trait.ADDING in c.mention.traits or c.event.cumulative for c in later)
        details += later if not added and sum(c.value for c in later) <= part.value else []
    return details


def _part(casualty: Casualty, event: Event) -> Casualty:
    """Return the number of some of those whom an event befell: among attackers they are attackers too."""
    sides = {patient.side for patient in event.patients}
    side = Side.PERPETRATOR if sides == {Side.PERPETRATOR} else casualty.side
    return replace(casualty, side=side, scope=Scope.PART)


def _died_since(wounded: Sequence[Casualty], case: Case) -> bool:
    """Return whether the one person who was wounded has died of it ("a guard was wounded ... he died in hospital"):
    nobody else is told of before whom "he" could mean."""
    (one, *others) = wounded
    if others or one.value != 1 or one.event.zero or one.mention is None:
        return False
    deaths = [e for e in case.events if e.kind == "die" and not e.zero and any(map(_pronoun, e.patients))]
    death = next((e for e in deaths if _number(e) > _number(one.event)), None)
    if death is None:
        return False
    told = [m for e in case.events if _number(e) < _number(death) for m in (*e.agents, *e.patients)]
    told += death.reading.before.mentions if death.reading.before is not None else []
    return all(_same_person(mention, one.mention) for mention in told if mention.count == 1 and _is_somebody(mention))


def _is_somebody(mention: Mention) -> bool:
    """Return whether a mention is of people by name or by what they are, and no pronoun."""
    return mention.kind in ("people", "name")


def _same_person(mention: Mention, person: Mention) -> bool:
    """Return whether a mention is that of a person, or says again who it was ("a guard ... the guard")."""
    if (mention.sentence.number, mention.first) == (person.sentence.number, person.first):
        return True
    return mention.definite and mention.sentence.words[mention.head] == person.sentence.words[person.head]


def _number(event: Event) -> int:
    """Return the number of the sentence that tells an event."""
    return event.reading.sentence.number


def _bombers(event: Event) -> int:
    """Return how many blew themselves up, 0 when an event tells of nobody who did, or does not say how many."""
    if event.kind != "suicide" or event.construction is not Construction.ACTIVE:
        return 0
    several = [agent for agent in event.agents if agent.plural or agent.number]
    return 1 if not several else several[0].count or 0 if len(event.agents) == 1 else 0


def _count_up(found: Sequence[Casualty], case: Case) -> None:
    """Make "a fifth person has died" five dead, where the case gives no other number of them, nor four of any kind."""
    stated = [casualty for casualty in found if casualty.value > 0]
    if len(stated) != 1 or stated[0].mention is None or stated[0].field is Field.WOUNDED:
        return
    (last,) = stated
    nth = last.mention.nth if last.mention else 0
    murdered = last.field is Field.KILLED and not last.event.weak
    people = (one for event in case.events for one in event.patients if one.people and one is not last.mention)
    told = {one.count for one in people}
    if nth and last.value == 1 and not murdered and nth - 1 not in told:
        last.value = nth


def _retold(stated: Sequence[Casualty]) -> list[Casualty]:
    """Return the numbers that tell again, deed by deed, of all whom a sentence before counted ("three guards and 29
    inmates died ... they stabbed three, then killed five. Soldiers shot 24")."""
    first = [casualty for casualty in stated if _number(casualty.event) == _number(stated[0].event)]
    later = list(stated[len(first) :])
    again = min(len(first), len(later)) > 1 and sum(c.value for c in first) == sum(c.value for c in later)
    return later if again else []


def _zeros(field: Field, event: Event) -> list[Casualty]:
    """Return the explicit zeros of an event: for those who are said to be unharmed, else for all."""
    if not event.denied:
        return [Casualty(field, event, 0, Side.TOTAL)]
    sides = [Side.TOTAL if mention.side is Side.UNKNOWN else mention.side for mention in event.denied]
    said = [None if event.construction is Construction.ZERO else mention for mention in event.denied]
    return [Casualty(field, event, 0, side, mention) for side, mention in zip(sides, said, strict=True)]


def _taken_back(casualty: Casualty, found: Sequence[Casualty]) -> bool:
    """Return whether a number is told as an earlier one, or was corrected, and the better one is told too."""
    return any(_replaces(other, casualty, found) for other in found)


def _replaces(better: Casualty, casualty: Casualty, found: Sequence[Casualty]) -> bool:
    """Return whether a number takes the place of another one that can be no part of it."""
    former = casualty.event.revision is Revision.FORMER
    if better.event.hedge is Hedge.DENIED or (casualty.event.hedge is Hedge.DENIED and not former):
        return False
    if better.event is casualty.event or better.scope is not Scope.WHOLE or better.value == casualty.value:
        return False
    everyone = (Side.UNKNOWN, Side.TOTAL)
    sided = casualty.side not in everyone and casualty.side is not better.side
    named = casualty.mention is not None and casualty.mention.kind == "name"
    if casualty.value < better.value and (sided or named):
        return False
    if better.side not in (*everyone, casualty.side) and casualty.side not in everyone:
        return False
    ahead = found.index(better) < found.index(casualty)
    if better.event.revision is Revision.CORRECTED and not ahead:
        return True
    if not former or better.event.revision is Revision.FORMER:
        return False
    of_all = better.side in (*everyone, casualty.side)
    return better.event.revision is not Revision.NONE or (of_all and (ahead or better.value > casualty.value))


def _covered(casualty: Casualty, found: Sequence[Casualty]) -> bool:
    """Return whether someone is named among people who are themselves a part: their number covers them."""
    if not any(casualty.mention is part for part in casualty.event.parts):
        return False
    others = (c for c in found if c.event is casualty.event and c is not casualty)
    return any(c.scope is Scope.PART and not any(c.mention is part for part in c.event.parts) for c in others)


def _counts(patient: Mention) -> bool:
    return patient.people and patient.count is not None


def _repeats(patient: Mention, before: Sequence[Casualty]) -> bool:
    """Return whether a patient is "he" or "she" where one person has been counted already."""
    return _pronoun(patient) and any(casualty.value == 1 for casualty in before)


def _pronoun(patient: Mention) -> bool:
    return patient.kind == "number" and patient.number is None and not patient.plural


def _casualty(field: Field, event: Event, patient: Mention, before: Sequence[Casualty], doers: Set[int]) -> Casualty:
    assert patient.count is not None
    side = _side(event, patient, before, doers)
    some = Trait.OF_THEM in patient.traits and Trait.ADDING not in patient.traits
    scope = Scope.PART if some and _larger(patient, before) else Scope.WHOLE
    if patient.number is None:
        return Casualty(field, event, patient.count, side, patient, scope=scope)
    number = patient.number
    return Casualty(field, event, number.value, side, patient, number.value_max, number.qualifier, scope)


def _larger(patient: Mention, before: Sequence[Casualty]) -> Casualty | None:
    """Return the number counted last that a smaller one can be a part of."""
    return next((c for c in reversed(before) if patient.count is not None and c.value > patient.count), None)


def _side(event: Event, patient: Mention, before: Sequence[Casualty], doers: Set[int]) -> Side:
    """Return whose people a patient is: by its words, by those of whom it is a part or who were counted alike, or by
    what follows it."""
    if patient.side is not Side.UNKNOWN:
        return patient.side
    passive = event.construction is Construction.PASSIVE
    by_forces = any(agent.side is Side.SECURITY for agent in event.agents)
    if id(patient) in doers and (passive or by_forces) and patient.kind == "people":
        return Side.PERPETRATOR  # "killed four before being shot dead", "police shot dead a man who had stabbed two"
    if Trait.OF_THEM in patient.traits and (whole := _larger(patient, before)):
        return whole.side
    alike = next((c for c in before if patient.definite and c.value == patient.count), None)
    if alike is not None:
        return alike.side
    if patient.kind == "number":
        return _side_of_those_named(event, patient, doers)
    return Side.UNKNOWN


def _side_of_those_named(event: Event, patient: Mention, doers: Set[int]) -> Side:
    """Return the side of the people named last before a bare number ("fired on police, wounding two"), unless those are
    doers themselves ("soldiers stormed the house; two were killed") or named together with the doers ("a battle between
    police and gunmen left two dead")."""
    agents = {id(agent) for agent in event.agents}
    said = event.said
    speaker = said.mention.first if said and said.mention.sentence is event.reading.sentence else -1
    beside = {agent.first - 1 for agent in event.agents}
    first = event.first if event.construction is Construction.TOLL else 0
    for mention in reversed(event.reading.mentions):
        if mention.first < first:
            break  # the toll that the death of "two more guards" brings to six is that of all
        named = mention.kind == "people" and Trait.INSERTED not in mention.traits
        if named and mention.last <= patient.first and id(mention) not in agents and mention.first != speaker:
            plain = (mention.plural or mention.number) and mention.last not in beside
            suffered = id(mention) not in doers or Trait.OF_THEM in patient.traits
            return mention.side if plain and suffered else Side.UNKNOWN
    return Side.UNKNOWN


def _give_scopes(found: list[Casualty]) -> None:
    """Decide for each number whether it is the whole, a part of it, or a part of its side."""
    stated = [c for c in found if c.value > 0]
    _mark_enumerated(stated)
    _mark_told_in_toll(stated)
    for casualty in found:
        if casualty.value == 0 and any(casualty.side in (c.side, Side.TOTAL) for c in stated):
            casualty.scope = Scope.PART
    counted = [c for c in stated if c.scope is Scope.WHOLE]
    overall = [c for c in counted if c.side in (Side.UNKNOWN, Side.TOTAL)]
    sided = [c for c in counted if c not in overall]
    for side in Side:
        _split([c for c in counted if c.side is side])
    sides = {c.side for c in sided}
    sum_of_sides = sum(_figure([c for c in sided if c.side is side]) for side in sides)
    largest = max((c.value for c in overall), default=0)
    if len(sides) > 1 or (sides and overall):
        for casualty in [c for c in sided if not _repeated(c, found)]:
            told_by_others = len(sides) == 1 and all(_other_authority(casualty, one) for one in overall)
            casualty.scope = Scope.WHOLE if told_by_others else Scope.PART
    for casualty in overall if sides else []:
        if _by_the_fallen(casualty, sided):
            casualty.side = Side.VICTIM
            continue
        listed = _others(casualty, sided)
        if largest < sum_of_sides and not listed and _beside_attackers(casualty, sided):
            casualty.side = Side.VICTIM
            for part in (c for c in stated if c.side is Side.UNKNOWN and c.scope is Scope.PART):
                part.side = Side.VICTIM
        elif largest < sum_of_sides or listed or _told_beside(casualty, sided, found):
            casualty.scope = Scope.PART


def _mark_told_in_toll(stated: Sequence[Casualty]) -> None:
    """Make numbers that would add to those before them parts of a toll that has grown to more: it counts all who were
    told of before it, and the wounded who had died by then ("the toll rose to eight. Two of the wounded died")."""
    for place, toll in enumerate(stated):
        if not toll.event.cumulative or toll.scope is not Scope.WHOLE or toll.side not in (Side.UNKNOWN, Side.TOTAL):
            continue
        for at, casualty in enumerate(stated):
            traits = casualty.mention.traits if casualty.mention is not None else frozenset()
            counted = Trait.DIED_SINCE in traits or (at < place and Trait.ADDING in traits)
            if counted and casualty.value < toll.value and not _after_toll(casualty.event, toll):
                casualty.scope = Scope.PART


def _after_toll(event: Event, toll: Casualty) -> bool:
    """Return whether an event is dated later than a toll was told: by a time before the words of the toll, or right
    before its number or behind that ("on Tuesday the toll rose to eight")."""
    if event.reading is toll.event.reading:
        return False
    number = toll.span[0]
    told = [
        time.span.end
        for time in toll.event.reading.times
        if time.span.end and (time.last <= toll.event.first or time.last >= number - 1)
    ]
    since = [time.span.start for time in event.reading.times if time.span.start]
    return bool(told and since) and min(since) > max(told)


def _mark_enumerated(stated: Sequence[Casualty]) -> None:
    """Make the numbers of one enumeration parts of a total that they add up to ("five died ... two officers, a bailiff
    and two others died")."""
    for total in (c for c in stated if c.side in (Side.UNKNOWN, Side.TOTAL) and c.scope is Scope.WHOLE):
        for event in {id(c.event): c.event for c in stated if c.event is not total.event}.values():
            members = [c for c in stated if c.event is event and c.scope is Scope.WHOLE]
            if len(members) > 1 and sum(c.value for c in members) == total.value:
                for member in members:
                    member.scope = Scope.PART


def _repeated(casualty: Casualty, found: Sequence[Casualty]) -> bool:
    """Return whether a number of all of a side is told twice, or with its parts: those are not to be added up."""
    others = (c for c in found if c is not casualty and c.side is casualty.side and c.value > 0)
    return any(c.value == casualty.value or (c.scope is Scope.PART and c.value < casualty.value) for c in others)


def _by_the_fallen(casualty: Casualty, sided: Sequence[Casualty]) -> bool:
    """Return whether those who did it fell themselves, and are counted apart ("killed four before being shot dead")."""
    doers = [(agent.sentence.number, agent.first) for agent in casualty.event.agents]
    fallen = (
        c.mention
        for c in sided
        if c.side is Side.PERPETRATOR and c.mention is not None and c.event is not casualty.event
    )
    return any((mention.sentence.number, mention.first) in doers for mention in fallen)


def _beside_attackers(casualty: Casualty, sided: Sequence[Casualty]) -> bool:
    """Return whether a number is of the victims: attackers are counted too, and those of the other sides are fewer
    ("eight people were killed, three of them soldiers; of the attackers, eighteen died")."""
    by_side = {side: _figure([c for c in sided if c.side is side]) for side in {c.side for c in sided}}
    attackers = by_side.pop(Side.PERPETRATOR, 0)
    return attackers > 0 and casualty.value >= sum(by_side.values())


def _another_after(casualty: Casualty, sided: Sequence[Casualty], found: Sequence[Casualty]) -> bool:
    """Return whether another sentence adds somebody of one side to a number of people ("killed nine ... another
    policeman died")."""
    behind = [
        c for c in sided if found.index(c) > found.index(casualty) and c.event.reading is not casualty.event.reading
    ]
    return any(
        c.mention is not None
        and (c.mention.nth == casualty.value + 1 or (Trait.ADDING in c.mention.traits and c.value <= casualty.value))
        for c in behind
    )


def _told_beside(casualty: Casualty, sided: Sequence[Casualty], found: Sequence[Casualty]) -> bool:
    """Return whether another sentence adds people of one side to a number, or the number to people of one side."""
    return _another_after(casualty, sided, found) or _one_more_kind(casualty, sided, found)


def _one_more_kind(casualty: Casualty, sided: Sequence[Casualty], found: Sequence[Casualty]) -> bool:
    """Return whether a number is told as one more beside those of one side before it ("five guards died. Six smugglers
    were also killed")."""
    before = [c for c in sided if found.index(c) < found.index(casualty)]
    adding = casualty.mention is not None and Trait.ADDING in casualty.mention.traits
    return adding and any(c.event.reading is not casualty.event.reading for c in before)


def _others(casualty: Casualty, sided: Sequence[Casualty]) -> bool:
    """Return whether these are listed beside people of one side ("two officers and three other people", "29 inmates and
    three guards")."""
    patients = [id(patient) for patient in casualty.event.patients]
    beside = [c.value for c in sided if c.event is casualty.event and id(c.mention) in patients]
    if not beside or casualty.mention is None or id(casualty.mention) not in patients:
        return False
    counted = casualty.mention.number is not None and casualty.value > 1 and sum(beside) != casualty.value
    listed = casualty.value == 1 and Trait.LISTED in casualty.mention.traits
    return Trait.OTHERS in casualty.mention.traits or counted or listed


def _figure(casualties: Sequence[Casualty]) -> int:
    wholes = [c.value for c in casualties if c.scope is Scope.WHOLE]
    return max(wholes) if wholes else sum(c.value for c in casualties)


def _split(casualties: list[Casualty]) -> None:
    """Tell the total of a side from its parts.

    The largest number is the whole when the others repeat it, add up to it, or are told as belonging to it; numbers
    that stand in one enumeration, or that "another" adds, are parts of a whole that is not stated.
    """
    if len(casualties) < 2:
        return
    largest = max(casualties, key=lambda c: c.value)
    others = [c for c in casualties if c.value != largest.value]
    adding = [c for c in casualties if c is not casualties[0] and _adds(c, casualties)]
    summed = [c for c in others if c.event is not largest.event or casualties.index(c) > casualties.index(largest)]
    listed = largest.mention is not None and Trait.LISTED in largest.mention.traits
    summed = [c for c in summed if not (listed and c.event is largest.event)]
    last = largest is casualties[-1] and largest.event.construction is Construction.TOLL
    if (last and largest.value >= sum(c.value for c in others)) or _adds_up(largest.value, [c.value for c in summed]):
        adding = []
    if adding:
        for casualty in casualties:
            casualty.scope = Scope.PART
        return
    for casualty in others:
        if not _rivals(casualty, largest):
            casualty.scope = Scope.PART


def _rivals(one: Casualty, other: Casualty) -> bool:
    """Return whether two sources give numbers of the same: one of them does not speak for the state, or says that there
    were no more."""
    if one.mention and Trait.NO_MORE in one.mention.traits and one.event.reading is not other.event.reading:
        return True
    if any(c.mention is not None and Trait.ADDING in c.mention.traits for c in (one, other)):
        return False  # "two more died, doctors said"
    if one.event.voice is not other.event.voice and one.event.reading is other.event.reading:
        return True
    return one.event.reading is not other.event.reading and _other_authority(one, other)


def _other_authority(one: Casualty, other: Casualty) -> bool:
    """Return whether two sources that are named tell of two numbers, neither of which follows the other."""
    said, denied = one.event.said, other.event.said
    if said is None or denied is None or said.name == denied.name:
        return False
    some = any(c.mention is not None and Trait.OF_THEM in c.mention.traits for c in (one, other))
    return not some and not (one.event.updates or other.event.updates)


def _adds_up(total: int, parts: list[int]) -> bool:
    """Return whether some two or more of the parts make the total (of the first eight parts)."""
    parts = parts[:8]
    return any(sum(some) == total for size in range(2, len(parts) + 1) for some in combinations(parts, size))


def _adds(casualty: Casualty, casualties: Sequence[Casualty]) -> bool:
    """Return whether a number adds to those before it instead of repeating or detailing them."""
    if casualty.mention is None:
        return False
    traits, nth = casualty.mention.traits, casualty.mention.nth
    if nth and any(c.value == nth - 1 for c in casualties if c is not casualty):
        return True
    if Trait.ADDING in traits or (casualty.mention.kind == "name" and _other_name(casualty, casualties)):
        return True
    return any(c is not casualty and c.event is casualty.event for c in casualties)


def _other_name(casualty: Casualty, casualties: Sequence[Casualty]) -> bool:
    assert casualty.mention is not None
    names = {c.mention.surname for c in casualties if c.mention and c is not casualty and c.mention.kind == "name"}
    return bool(names) and casualty.mention.surname not in names
