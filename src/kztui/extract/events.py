"""Events: what the verbs, nouns and adjectives of a sentence say happened, to whom and by whom.

Each rule reads one construction: active and passive verbs, reduced relatives, verbs with particles and objects
("blew himself up"), event nouns with their complements, counts with an adjective ("three dead"), explicit zeros and
tolls.
"""

from dataclasses import dataclass, field

from kztui.extract.groups import NounGroup, VerbGroup
from kztui.extract.inflection import singular
from kztui.extract.lexicon import Trigger, adjectives, denying_nouns, events, explodes, verb_forms, verbs, word_set
from kztui.extract.mentions import Mention, read_mention
from kztui.extract.reading import Reading
from kztui.extract.roles import agents_of, complement, enumeration, objects_of, pronoun_subject, subject_of
from kztui.extract.tagger import known
from kztui.model.fact import Qualifier, Side

_PHRASE_REACH = 5
_ASIDE_REACH = 5
_TOLL_REACH = 14
_ATTEMPT_REACH = 6
_WHO_REACH, _SUSPICION_REACH = 6, 8
_TARGETED = ("on", "against", "at", "upon", "to", "into")
_AROUND = ("at", "in", "inside", "outside", "near", "against", "under", "on", "of")


@dataclass(slots=True)
class Event:
    """One mention of an event: tokens `first` to `last` (exclusive) that name it, and who has which role in it.

    `kind` is a table of events.toml. `unreal` events were only planned, feared or denied; `aside` ones are told beside
    the main event; `zero` says that an effect did not happen, to the people `denied` or to anyone. A `definite` event
    refers to one told before; `plural` says that it is several or none in particular. `pronoun`: its subject is a
    pronoun. `cause` is the event noun or weapon that is said to have done it.
    """

    reading: Reading
    kind: str
    first: int
    last: int
    rule: str
    agents: list[Mention] = field(default_factory=list)
    patients: list[Mention] = field(default_factory=list)
    weapons: list[Mention] = field(default_factory=list)
    unreal: bool = False
    aside: bool = False
    zero: bool = False
    denied: list[Mention] = field(default_factory=list)
    definite: bool = False
    plural: bool = False
    pronoun: bool = False
    cause: Mention | None = None

    @property
    def effect(self) -> str:
        """The counted field that the event adds to: killed, wounded, arrested or nothing."""
        return events()[self.kind].effect

    @property
    def family(self) -> str:
        """What sets it apart from other events, empty for one that can belong to any."""
        return events()[self.kind].family

    @property
    def weak(self) -> bool:
        """Whether it only tells an effect of another event."""
        return events()[self.kind].weak


def find_events(reading: Reading) -> list[Event]:
    """Return the events that a sentence mentions, in the order of their words."""
    found = [event for verb in reading.verbs if (event := _verb_event(reading, verb)) is not None]
    taken = {index for event in found for index in range(event.first, event.last)}
    suffering = {(id(patient), event.effect) for event in found for patient in event.patients}
    for mention in reading.mentions:
        if mention.kind == "event" and mention.head not in taken:
            found.append(_noun_event(reading, mention))
        found += [event for event in _zero_events(reading, mention) if event.first not in taken]
        adjective = _adjective_event(reading, mention)
        if adjective is not None and (id(mention), adjective.effect) not in suffering:
            found.append(adjective)
        if toll := _toll_event(reading, mention):
            found.append(toll)
    found.sort(key=lambda event: event.first)
    for event in found:
        _weigh(event)
    return found


def _verb_event(reading: Reading, verb: VerbGroup) -> Event | None:
    trigger, last = _trigger(reading, verb)
    if trigger is None:
        return None
    kind = events()[trigger.event]
    if kind.negated and not (verb.negated or _nobody(reading, verb)):
        return None
    event = Event(reading, trigger.event, verb.main, last, f"events.{trigger.event}.active/1")
    event.unreal = (verb.modal and not _attempted(reading, verb)) or (verb.negated and not kind.negated)
    event.pronoun = pronoun_subject(reading, verb)
    if kind.suffers:
        event.patients = enumeration(reading, subject_of(reading, verb))
    elif verb.passive or _reduced_relative(reading, verb):
        event.rule = f"events.{trigger.event}.passive/1"
        subject = subject_of(reading, verb) if verb.passive else _left_neighbour(reading, verb)
        event.patients = enumeration(reading, subject)
        event.agents = agents_of(reading, verb)
    else:
        event.agents = enumeration(reading, subject_of(reading, verb))
        event.patients = objects_of(reading, verb)
    if event.kind == "blame":
        _read_blame(event, verb)
    else:
        _sort_roles(event, verb)
    if any(_negative(reading, patient) for patient in event.patients):
        event.zero, event.denied, event.patients = True, [p for p in event.patients if _negative(reading, p)], []
    return event


def _nobody(reading: Reading, verb: VerbGroup) -> bool:
    """Return whether the subject right before a verb is "none" or "neither"."""
    return reading.word(verb.first - 1) in ("none", "neither")


def _attempted(reading: Reading, verb: VerbGroup) -> bool:
    """Return whether an infinitive was at least tried ("tried to kidnap", "an attempt to kill")."""
    before = {reading.word(index) for index in range(max(0, verb.first - _ATTEMPT_REACH), verb.first)}
    return reading.word(verb.first) == "to" and bool(word_set("constructions", "attempted") & before)


def _trigger(reading: Reading, verb: VerbGroup) -> tuple[Trigger | None, int]:
    """Return the first trigger that a verb and the words after it fit, and the token after its last word."""
    for trigger in verbs().get(reading.word(verb.main), ()):
        last = verb.main + 1
        for word in trigger.follow:
            near = 1 if reading.sentence.tags[verb.main] == "B" else _PHRASE_REACH
            reach = range(last, min(last + near, len(reading.sentence.words)))
            last = next((i + 1 for i in reach if reading.word(i) == word), 0)
            if not last:
                break
        if last:
            return trigger, last
    if reading.word(verb.main) in verb_forms("constructions", "handling") and _explosives_at(reading, verb):
        return Trigger("bomb", ()), verb.main + 1
    return None, 0


def _explosives_at(reading: Reading, verb: VerbGroup) -> bool:
    """Return whether an explosive is the object of a verb, or stands right before it ("bombs placed near")."""
    beside = [*objects_of(reading, verb), *(m for m in reading.mentions if m.last == verb.first)]
    return any(m.kind == "weapon" and explodes(reading.sentence.words[m.first : m.last]) for m in beside)


def _reduced_relative(reading: Reading, verb: VerbGroup) -> bool:
    """Return whether a participle without an auxiliary is passive ("suspects killed in the raid")."""
    if not verb.bare or reading.sentence.tags[verb.main] != "D" or objects_of(reading, verb):
        return False
    return reading.word(verb.last) in ("by", "in", "during", "when", "on", "at", "near", "after", "") or (
        _left_neighbour(reading, verb) is not None and not reading.word(verb.last).endswith("self")
    )


def _left_neighbour(reading: Reading, verb: VerbGroup) -> Mention | None:
    before = next((other for other in reading.verbs if other.last == verb.first and other.passive), None)
    if before is not None:
        return subject_of(reading, before)
    return next((m for m in reading.mentions if m.last == verb.first), None)


def _sort_roles(event: Event, verb: VerbGroup) -> None:
    """Move what is no person out of the roles: causes, weapons, and things that suffer instead of act."""
    reading = event.reading
    blown_up: list[Mention] = []
    for agent in list(event.agents):
        if agent.kind in ("event", "weapon"):
            event.cause = event.cause or agent
            event.weapons += [agent] if agent.kind == "weapon" else []
        if agent.kind not in ("people", "organization", "name"):
            event.agents.remove(agent)
        if agent.kind == "target" and not event.patients and event.kind in ("bomb", "explode"):
            blown_up.append(agent)
    for patient in event.patients + event.agents:
        _take_for_person(event, patient)
    if blown_up:
        event.kind, event.patients = "explode", blown_up
    thrown = [patient for patient in event.patients if patient.kind == "weapon"]
    event.weapons += thrown
    event.patients = [p for p in event.patients if p.kind not in ("weapon", "event", "other")]
    if not event.patients and event.kind != "die":
        around = _AROUND if event.kind in ("bomb", "explode", "suicide") else (*_TARGETED, "with")
        event.patients = [
            m for m in complement(reading, verb.last, around) if m.kind in ("people", "name", "target", "number")
        ]
    event.weapons += [m for m in complement(reading, verb.last, ("with", "using")) if m.kind == "weapon"]


def _read_blame(event: Event, verb: VerbGroup) -> None:
    """Make those who are blamed the agents: "accused X of", "X is blamed for", "the attack was attributed to X"."""
    reading = event.reading
    blamed = complement(reading, verb.last, ("on", "to")) or event.patients
    event.agents = [m for m in blamed if m.kind in ("people", "organization", "name")]
    event.patients = []


def _take_for_person(event: Event, mention: Mention) -> None:
    """Take an unknown name, or several unknown ones, for people where only people can be meant ("three Swedes")."""
    if mention.kind != "other" or not (event.effect or event.kind == "abduct"):
        return
    named = mention.sentence.tags[mention.head] == "P" and not known(mention.sentence.words[mention.head])
    if mention.number is not None and mention.plural:
        mention.kind = "people"
    elif named and not mention.plural and event.patients:
        mention.kind = "name"


def _negative(reading: Reading, mention: Mention) -> bool:
    counted = (
        mention.number is not None and mention.number.value > 0 and mention.number.qualifier is not Qualifier.EXACT
    )
    return reading.word(mention.first) in ("no", "nobody", "none", "neither") and not counted


def _noun_event(reading: Reading, mention: Mention) -> Event:
    event = Event(reading, mention.detail, mention.first, mention.last, f"events.{mention.detail}.noun/1")
    event.definite, event.plural = mention.definite, mention.plural
    event.unreal = _negative(reading, mention) or _crime_by_name(reading, mention)
    _read_modifiers(event, mention)
    suffering = ("of",) if event.effect or event.kind in ("abduct", "bomb", "burn", "rob") else ()
    event.patients += [
        m
        for m in complement(reading, mention.last, (*suffering, "on", "against", "at", "between", "with"))
        if m.kind in ("people", "name", "target", "number")
    ]  # fmt: skip
    event.agents += [
        m for m in complement(reading, mention.last, ("by",)) if m.kind in ("people", "organization", "name")
    ]
    event.weapons += [m for m in complement(reading, mention.last, ("with", "using")) if m.kind == "weapon"]
    if not event.agents:
        event.agents = [m for m in _supported_by(event, mention) if m.kind in ("people", "organization", "name")]
    return event


def _crime_by_name(reading: Reading, mention: Mention) -> bool:
    """Return whether a bare singular noun only names a crime ("convicted of robbery", "serving a term for murder")."""
    alone = mention.last - mention.first == 1 and not mention.plural
    return (
        alone
        and reading.word(mention.first - 1) in ("for", "of", "or", ",", "so")
        and reading.word(mention.last) != "of"
    )


def _read_modifiers(event: Event, mention: Mention) -> None:
    """Read the words before an event noun: "Galan's murder", "an FMLN attack", "a bomb attack"."""
    sentence = mention.sentence
    owner = next((i for i in range(mention.first, mention.head) if sentence.tags[i] == "S"), None)
    if owner is not None and owner > mention.first:
        whose = read_mention(sentence, NounGroup(mention.first, owner, owner - 1))
        (event.patients if event.effect or event.kind == "abduct" else event.agents).append(whose)
        return
    if mention.head == mention.first:
        return
    modifier = read_mention(sentence, NounGroup(mention.first, mention.head, mention.head - 1))
    if modifier.kind == "organization":
        event.agents.append(modifier)
    elif modifier.kind == "weapon":
        modifier.first = modifier.head
        event.weapons.append(modifier)


def _supported_by(event: Event, mention: Mention) -> list[Mention]:
    """Return who carried out an event noun by a supporting verb before or after it."""
    supporting = verb_forms("constructions", "supporting")
    for verb in event.reading.verbs:
        if event.reading.word(verb.main) not in supporting:
            continue
        if 0 <= mention.first - verb.last <= 1 and not verb.passive:
            event.unreal = event.unreal or verb.modal or verb.negated
            return enumeration(event.reading, subject_of(event.reading, verb))
        if 0 <= verb.first - mention.last <= 8:
            return agents_of(event.reading, verb)
    return []


def _adjective_event(reading: Reading, mention: Mention) -> Event | None:
    """Read "three dead", "five others wounded" and "two dead gunmen"."""
    if not mention.people:
        return None
    inside = [i for i in range(mention.first, mention.head) if reading.word(i) in adjectives()]
    index = inside[0] if inside else mention.last
    kind = adjectives().get(reading.word(index))
    if kind is None or (not inside and (mention.count is None or mention.kind == "name")):
        return None
    verb = reading.verb_at(index)
    if verb is not None and (verb.passive or not verb.bare):
        return None
    return Event(reading, kind, index, index + 1, f"events.{kind}.adjective/1", patients=[mention])


def _zero_events(reading: Reading, mention: Mention) -> list[Event]:
    """Read "no casualties": an explicit zero for each effect that the noun covers, for the sides named with it."""
    if reading.word(mention.first) not in ("no", "any") and reading.word(mention.first - 1) not in ("without", "no"):
        return []
    noun, table = singular(reading.word(mention.head)), denying_nouns()
    among = next(
        (i for i in range(mention.last, mention.last + _ASIDE_REACH + 4) if reading.word(i) == "among"), mention.last
    )
    sides = [m for m in complement(reading, among, ("among",)) if m.kind == "people"]
    negated = reading.word(mention.first) != "any"
    return [
        Event(reading, kind, mention.first, mention.last, f"events.{kind}.zero/1", denied=sides, zero=True)
        for kind, effect in (("die", "killed"), ("wound", "wounded"))
        if negated and noun in table[effect]
    ]


def _toll_event(reading: Reading, mention: Mention) -> Event | None:
    """Read "the death toll rose to 25" and "the number of dead has risen from ten to eleven"."""
    if reading.word(mention.head) not in word_set("constructions", "toll") and not _number_of_dead(reading, mention):
        return None
    numbers = complement(reading, mention.last, ("of",)) + [
        m for m in reading.mentions if mention.last <= m.first <= mention.last + _TOLL_REACH and m.number and m.people
    ]
    if not numbers:
        return None
    return Event(reading, "die", mention.first, mention.last, "events.die.toll/1", patients=numbers[-1:], definite=True)


def _number_of_dead(reading: Reading, mention: Mention) -> bool:
    counted = word_set("constructions", "counted")
    return (
        reading.word(mention.head) == "number"
        and reading.word(mention.last) == "of"
        and bool(counted & {reading.word(mention.last + 1), reading.word(mention.last + 2)})
    )


def _weigh(event: Event) -> None:
    """Mark what is told aside or has not happened by the words just before the event."""
    reading = event.reading
    verb = reading.verb_at(event.first)
    start = verb.first if verb else event.first
    while start and (reading.sentence.tags[start - 1] in "ZS"):
        start -= 1
    before = {reading.word(index) for index in range(max(0, start - _ASIDE_REACH), start)}
    finite = verb is not None and reading.sentence.tags[verb.main] != "G"
    event.aside = not finite and bool(word_set("constructions", "aside") & before)
    named = set() if verb else {reading.word(index) for index in range(start, event.last)}
    event.unreal = event.unreal or bool(word_set("constructions", "unreal") & (before | named))
    for patient in event.patients:
        if patient.side is Side.UNKNOWN and _suspected_after(patient):
            patient.side = Side.PERPETRATOR


def _suspected_after(patient: Mention) -> bool:
    """Return whether a relative clause makes suspects of people ("people ... who were suspected of")."""
    words = patient.sentence.words
    start = next(
        (i for i in range(patient.last, min(patient.last + _WHO_REACH, len(words))) if words[i] == "who"), None
    )
    near = words[patient.last : patient.last + 2] if start is None else words[start : start + _SUSPICION_REACH]
    return bool({"suspected", "accused", "wanted"} & {*near})
