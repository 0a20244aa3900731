"""Events: what the verbs, nouns and adjectives of a sentence say happened, to whom and by whom.

Each rule reads one construction; what is told aside or has not happened is marked.
"""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.accusations import accusations
from kztui.extract.en.details import grade, parts_of, without_apposition
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.identities import identities
from kztui.extract.en.inflection import singular
from kztui.extract.en.means import add_means
from kztui.extract.en.mentions import nobody, only_nameless
from kztui.extract.en.noun_events import adjective_event, counted, noun_event, toll_event, zero_events
from kztui.extract.en.reading import Parsed
from kztui.extract.en.revisions import revised
from kztui.extract.en.roles import objects_of
from kztui.extract.en.saying import own_time
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.sufferers import sufferers
from kztui.extract.en.times import counts_time
from kztui.extract.en.triggers import trigger_of
from kztui.extract.en.verb_events import verb_event
from kztui.extract.en.vocabulary import adjectives, past_phrase, says, verb_forms, verbs, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.model.fact import Side

_ASIDE_REACH = 5
_PLACING = ("in", "near", "at", "outside")
_EITHER = frozenset(("or", "and", "nor", ","))
_HOURS = ("hour", "hours", "minutes")
_PRONOUNS = frozenset(("him", "her", "them", "it"))
_NO, _NUMBER = frozenset(("no", "any", "without")), frozenset(("number",))
_DENIED_REACH = 7
_WHO_REACH, _SUSPICION_REACH = 6, 8


@cache
def _suffering_words() -> frozenset[str]:
    """Return the words that adjectives for what happened to people end with."""
    return frozenset(phrase.split()[-1] for phrase in adjectives())


def find_events(reading: Parsed) -> list[Event]:
    """Return the events that a sentence mentions, in the order of their words."""
    found = [event for verb in reading.verbs if (event := verb_event(reading, verb)) is not None]
    taken = {index for event in found for index in range(event.first, event.last)}
    suffering = {(id(patient), event.effect) for event in found for patient in event.patients}
    said = reading.said
    denying, suffered = not said.isdisjoint(_NO), not said.isdisjoint(_suffering_words())
    counting = not said.isdisjoint(word_set("constructions", "toll") | _NUMBER)
    for mention in reading.mentions:
        if mention.kind == "event" and mention.head not in taken:
            found.append(noun_event(reading, mention))
        if denying:
            found += [event for event in zero_events(reading, mention) if event.first not in taken]
        adjective = adjective_event(reading, mention) if suffered else None
        if adjective is not None and (id(mention), adjective.effect) not in suffering:
            found.append(adjective)
            taken.update(range(adjective.first, adjective.last))
        if counting and (toll := toll_event(reading, mention)):
            found.append(toll)
    blamed = {index for event in found if event.kind in ("blame", "claim") for index in range(event.first, event.last)}
    found += [event for event in accusations(reading) if event.first not in blamed]
    found += [event for event in identities(reading) if event.first not in {one.first for one in found}]
    found += _second_halves(reading, found)
    found += _in_all(reading, found)
    found += [
        event for event in sufferers(reading, found) if event.first not in {one.first for one in found if one.effect}
    ]
    found += [event for event in revised(reading, found) if event.first not in {one.first for one in found}]
    found += add_means(reading, found)
    if not found:
        return found
    found.sort(key=lambda event: event.first)
    foiled = {mention.first for mention in _foiled(reading)}
    for event in found:
        _weigh(reading, event)
        event.unreal = event.unreal or (event.first in foiled and event.construction is Construction.NOUN)
        event.agents = [agent for agent in event.agents if not nobody(agent)]
        event.patients = [counted(event, patient) for patient in event.patients]
        event.patients = [whole for patient in event.patients if (whole := _whole(reading, patient))]
        if event.effect:
            without_apposition(reading, event)
            grade(reading, event)
            event.parts = event.parts or parts_of(reading, event)
        parted = {part.first for part in event.parts}
        event.patients = [patient for patient in event.patients if patient.first not in parted]
        for sufferer in (*event.patients, *event.parts):
            if sufferer.side is Side.PERPETRATOR and only_nameless(sufferer):
                sufferer.side = Side.UNKNOWN
    found = _tolls_once(found)
    _move_late_dead(found)
    _bring_forward(reading, found)
    _set_apart_from_protests(reading, found)
    return found


def _tolls_once(found: Sequence[Event]) -> list[Event]:
    """Return the events without the verbs that only count what a toll counts ("the number of those killed to six"), and
    say nobody and nothing that did it ("the number of people killed by a bomb")."""
    counted = {id(one) for event in found if event.construction is Construction.TOLL for one in event.patients}
    if not counted:
        return [*found]
    return [
        event
        for event in found
        if event.construction is Construction.TOLL
        or not event.patients
        or {*map(id, event.patients)} - counted
        or event.agents
        or event.weapons
    ]


def _move_late_dead(found: Sequence[Event]) -> None:
    """Count those who were wounded and have died since among the dead alone ("two of the wounded died in hospital")."""
    died = {patient.first for event in found if event.kind == "die" for patient in event.patients}
    for event in found if died else ():
        if event.effect == "wounded" and not event.zero:
            event.patients = [patient for patient in event.patients if patient.first not in died]


def _set_apart_from_protests(reading: Parsed, found: Sequence[Event]) -> None:
    """Take what a protest is said to follow for another event ("residents marched after a girl was killed")."""
    protest = next((event for event in found if event.kind == "protest"), None)
    if protest is None:
        return
    for event in found:
        verb = reading.verb_at(event.first)
        subject = subject_of(reading, verb) if verb is not None else None
        if event.kind != "protest" and subject is not None and reading.word(subject.first - 1) == "after":
            event.aside = True


def _whole(reading: Parsed, patient: Mention) -> Mention | None:
    """Return what a part of a building or vehicle belongs to ("the windows of a bank"), None where that is not said;
    anything else as it is."""
    if patient.kind != "target" or singular(reading.word(patient.head)) not in word_set("things", "parts"):
        return patient
    whole = reading.mention_at(patient.last + 1) if reading.word(patient.last) == "of" else None
    return whole if whole is not None and whole.kind in ("target", "organization") else None


def _bring_forward(reading: Parsed, found: Sequence[Event]) -> None:
    """Take what people suffered "after" an event for a part of it ("40 were hospitalized after brawls in Osh"), if the
    event is not one that forces of the state answered by more than arrests."""
    causes = [event.cause for event in found if event.cause is not None and event.effect and not event.aside]
    for event in found:
        if any(event.first <= cause.head < event.last for cause in causes):
            event.aside = False  # "held over the bombing in Almaty, which killed two"
        if not event.aside or not _after(reading, event):
            continue
        if any(
            e.construction is Construction.NOUN and not e.weak and not e.aside and e.first < event.first for e in found
        ):
            continue  # "were shot dead in an operation following a blast last week"
        told = next((e for e in found if e.effect and e.patients and not e.aside), None)
        if told is not None and (
            told.effect == "arrested" or all(agent.side is not Side.SECURITY for agent in told.agents)
        ):
            event.aside = False


def _after(reading: Parsed, event: Event) -> bool:
    """Return whether "after" or its like stands right before an event, or before a day that it has before it ("since
    Friday's raid")."""
    own = own_time(reading, event)
    before = reading.word(own.first - 1) if own is not None and own.first else reading.word(event.first - 1)
    return before in ("after", "following") or (own is not None and before == "since")


def _second_halves(reading: Parsed, found: Sequence[Event]) -> list[Event]:
    """Return the events that leave out their verb ("one guard was killed in Osh on Saturday and two in Uzgen")."""
    halves = []
    for number in (m for m in reading.mentions if m.people and m.number and not m.definite):
        if reading.word(number.first - 1) not in ("and", ";") or reading.word(number.last) not in _PLACING:
            continue
        placed = any(place.first in (number.last + 1, number.last + 2) for place in reading.places)
        told = any(number in (*event.patients, *event.agents) for event in found)
        whole = next((e for e in reversed(found) if e.effect and e.patients and e.last <= number.first), None)
        if placed and not told and whole is not None and whole.construction is not Construction.NOUN:
            halves.append(Event(reading, whole.kind, number.first, number.last, whole.construction, patients=[number]))
    return halves


def _in_all(reading: Parsed, found: Sequence[Event]) -> list[Event]:
    """Return the total behind those told one by one ("nine were killed and a tenth died, ten in all")."""
    if not says(reading.sentence.words, "numbers", "totals"):
        return []
    for number in (m for m in reading.mentions if m.kind == "number" and m.number):
        if reading.word(number.first - 1) != "," or not past_phrase(
            reading.sentence.words, number.last, "numbers", "totals"
        ):
            continue
        told = [e for e in found if e.effect and e.patients and e.first < number.first]
        if told and all(number is not patient for event in found for patient in event.patients):
            toll = Event(reading, told[-1].kind, number.first, number.last, Construction.TOLL, patients=[number])
            toll.definite = True
            return [toll]
    return []


def _foiled(reading: Parsed) -> list[Mention]:
    """Return what was foiled or ruled out ("foiled an attack on a mosque", "an attack was thwarted", "sabotage was
    excluded")."""
    if _undoing().isdisjoint(reading.said):
        return []
    undoing = [v for v in reading.verbs if _foils(reading, v) or _excludes(reading, v)]
    return [m for v in undoing for m in ([subject_of(reading, v)] if v.passive else objects_of(reading, v)) if m]


@cache
def _undoing() -> frozenset[str]:
    """Return the forms of the verbs that foil or rule out."""
    foiling = {form for form, triggers in verbs().items() if any(trigger.event == "foil" for trigger in triggers)}
    return verb_forms("constructions", "excluding") | foiling


def _foils(reading: Parsed, verb: VerbGroup) -> bool:
    if all(trigger.event != "foil" for trigger in verbs().get(reading.word(verb.main), ())):
        return False
    trigger, _ = trigger_of(reading, verb)
    return trigger is not None and trigger.event == "foil"


def _excludes(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb group rules something out ("sabotage was excluded", "officials ruled out arson")."""
    word = reading.word(verb.main)
    ruled = word not in verb_forms("constructions", "ruling") or "out" in reading.sentence.words[verb.main : verb.last]
    return word in verb_forms("constructions", "excluding") and ruled and not verb.negated


def _weigh(reading: Parsed, event: Event) -> None:
    """Mark what is told aside or has not happened by the words just before the event."""
    verb = reading.verb_at(event.first)
    start = verb.first if verb else event.first
    while start and (reading.sentence.tags[start - 1] in "ZS"):
        start -= 1
    modifying = "G" if verb and not verb.bare and reading.word(verb.first) != "to" else ""
    near = range(max(0, start - _ASIDE_REACH), start)
    beside = (m for m in reading.mentions if m.people and m.last > near.start and m.first < start)
    inside = {i for m in beside for i in range(m.first, m.head)}
    inside |= {i for m in event.patients if verb and verb.passive for i in range(m.first, start)}
    words, tags = reading.sentence.words, reading.sentence.tags
    before = {words[i] for i in near if i not in inside and tags[i] != modifying}
    finite = verb is not None and reading.sentence.tags[verb.main] != "G"
    beside_it = word_set("constructions", "aside") & before or reading.word(start - 1) == "while"
    event.aside = not finite and bool(beside_it) and not _first_of_two(reading, verb)
    event.aside = event.aside or (verb is not None and _hours_from(reading, event, verb))
    named = set() if verb else {reading.word(index) for index in range(start, event.last)}
    event.unreal = event.unreal or bool(word_set("constructions", "unreal") & (before | named))
    event.unreal = event.unreal or _only_feared(reading, start) or _said_not_to_be(reading, event)
    event.unreal = event.unreal or _without_signs(reading, event)
    for patient in event.patients:
        if patient.side is Side.UNKNOWN and _suspected_after(patient):
            patient.side = Side.PERPETRATOR


def _hours_from(reading: Parsed, event: Event, verb: VerbGroup) -> bool:
    """Return whether others did something so many hours or days before or after what the sentence tells first ("killed
    a guard, hours after gunmen had fired at a post")."""
    subject = subject_of(reading, verb)
    if event.weak or verb.passive or subject is None or subject.definite or not event.agents:
        return False
    joint = subject.first - 1
    counted = [reading.word(joint - 1)]
    if reading.word(joint) not in ("after", "before") or not (counted[0] in _HOURS or counts_time(counted)):
        return False
    alone = all(reading.word(one.head) not in _PRONOUNS for one in event.patients)
    return alone and any(other.last < joint for other in reading.verbs)


def _first_of_two(reading: Parsed, verb: VerbGroup | None) -> bool:
    """Return whether a sentence begins with what its subject did first ("after killing a guard, the men burned")."""
    return verb is not None and verb.first == 1 and reading.word(0) == "after" and reading.sentence.tags[1] == "G"


def _only_feared(reading: Parsed, start: int) -> bool:
    """Return whether a phrase right before an event says that it is feared or ruled out ("warned of attacks")."""
    if reading.sentence.tags[start - 1 : start] == ["T"]:
        start -= 1
    phrases = word_set("constructions", "unreal_phrases")
    return reading.word(start - 1) in phrases or " ".join(reading.sentence.words[max(0, start - 2) : start]) in phrases


def _said_not_to_be(reading: Parsed, event: Event) -> bool:
    """Return whether an event noun is what something is denied to have been ("denied that it was sabotage")."""
    if event.construction is not Construction.NOUN or event.definite or event.effect:
        return False
    before = reading.sentence.words[max(0, event.first - _DENIED_REACH) : event.first]
    denied = next((i for i, word in enumerate(before) if word in word_set("attribution", "denied")), len(before))
    return bool({"was", "were", "been", "any"} & {*before[denied:]}) and before[denied - 1 : denied] != ["not"]


def _without_signs(reading: Parsed, event: Event) -> bool:
    """Return whether an event noun is what nothing points at ("no indications of sabotage or of an attack")."""
    signs = word_set("constructions", "signs")
    if event.construction is not Construction.NOUN or event.definite or signs.isdisjoint(reading.said):
        return False
    before = (m for m in reversed(reading.mentions) if m.last < event.first and reading.word(m.head) in signs)
    sign = next(before, None)
    if sign is None or not nobody(sign) or not _complements(reading, sign, event):
        return False
    return all(v.last <= sign.first or v.first >= event.first or _is(reading, v) for v in reading.verbs)


def _complements(reading: Parsed, sign: Mention, event: Event) -> bool:
    """Return whether an event noun is what a sign is one of ("signs of sabotage or of an attack", "evidence that it was
    an attack"): not "signs of life after an attack"."""
    words, tags = reading.sentence.words, reading.sentence.tags
    if any(tags[index] == "I" and words[index] != "of" for index in range(sign.last, event.first)):
        return False
    start = next((one.first for one in reading.mentions if one.first <= event.first < one.last), event.first)
    before = words[start - 1]
    if before == "of":
        return start - 2 < sign.last or words[start - 2] in _EITHER
    return before in _EITHER or tags[start - 1] == "B"


def _is(reading: Parsed, verb: VerbGroup) -> bool:
    return reading.sentence.tags[verb.main] == "B"


def _suspected_after(patient: Mention) -> bool:
    """Return whether a relative clause makes suspects of people ("people ... who were suspected of")."""
    words = patient.sentence.words
    start = next(
        (i for i in range(patient.last, min(patient.last + _WHO_REACH, len(words))) if words[i] == "who"), None
    )
    near = words[patient.last : patient.last + 2] if start is None else words[start : start + _SUSPICION_REACH]
    return bool({"suspected", "accused", "wanted"} & {*near})
