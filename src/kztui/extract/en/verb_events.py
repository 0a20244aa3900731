"""Events that verbs tell of: active, passive, reduced relatives, verbs with words that follow ("blew himself up")."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from kztui.extract.en.arrests import of_another_matter
from kztui.extract.en.assaults import in_list
from kztui.extract.en.charges import accused_of_deed, answers_for_others
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import singular
from kztui.extract.en.mentions import denies, negative, take_for_group
from kztui.extract.en.numbers import read_number
from kztui.extract.en.participles import (
    attackers_before,
    before_indefinite,
    joined_passive,
    left_neighbour,
    reduced_relative,
    were_left_out,
)
from kztui.extract.en.pronouns import THEMSELVES, it_meant, object_meant, people_meant
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import agents_of, complement, enumeration, listed, objects_of
from kztui.extract.en.subjects import pronoun_subject, subject_of, subject_start
from kztui.extract.en.tagger import known
from kztui.extract.en.triggers import trigger_of
from kztui.extract.en.vocabulary import Trigger, ends_in, events, explodes, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.shared import kinds
from kztui.model.fact import Side

_ONE_THEMSELVES = ("himself", "herself")
_ON_THINGS = ("burn", "bomb", "explode", "damage", "rob")
"""Kinds of events that things suffer."""

_ATTEMPT_REACH, _TRIED_REACH = 6, 3
_HANDS_REACH = 6
"""Words behind a verb of dying within which "at the hands of" begins."""

_AIR_REACH = 6
"""Words behind a verb of shooting among which it is said that the shots went into the air."""

_TARGETED = ("on", "against", "at", "upon", "to", "into")
_THROWN = ("thrown", "incendiary")
_AROUND = ("front of", "at", "into", "in", "inside", "outside", "near", "against", "under", "on", "of")


def verb_event(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return the event that a verb group tells of, with its roles, or None."""
    trigger, last = trigger_of(reading, verb)
    if trigger is None:
        return None
    if _checked_over(reading, verb, trigger):
        return None
    kind = events()[trigger.event]
    if kind.negated and not (verb.negated or _nobody(reading, verb)):
        return None
    event = Event(reading, trigger.event, verb.main, last, Construction.ACTIVE)
    event.unreal = (verb.modal and not _attempted(reading, verb)) or (verb.negated and not kind.negated)
    event.pronoun = pronoun_subject(reading, verb)
    if not verb.passive and _by_nature(reading, verb):
        event.unreal, event.reason = True, "mishap"
    if event.kind in ("bomb", "explode", "burn", "damage") and _disposal(reading, verb):
        event.unreal, event.reason = True, "disposal"
    if event.effect == "arrested" and of_another_matter(reading, verb):
        event.unreal, event.reason = True, "memory"
    if event.kind == "happening":
        event.definite = _refers(reading, verb)
        return event if event.definite else None
    _read_roles(reading, event, verb, trigger)
    if _cares(reading, event, verb):
        event.agents = []
    event.beside = _only_beside(reading, event, verb)
    if event.kind in ("shoot", "attack") and _in_the_air(reading, verb):
        event.agents = [agent for agent in event.agents if agent.side is not Side.SECURITY]
    if {*_ONE_THEMSELVES} & {*reading.sentence.words[event.first : max(event.last, verb.last + 1)]}:
        event.agents = [agent for agent in event.agents if not agent.plural and (agent.count or 1) == 1]
    if event.kind == "blame":
        _read_blame(reading, event, verb)
        if not accused_of_deed(reading, event, verb):
            return None
    elif event.kind == "claim" and answers_for_others(reading, event):
        return None
    else:
        _sort_roles(reading, event, verb)
    if event.effect and any(one.people for one in event.patients) and _in_vain(reading, verb):
        event.kind = "attempt" if event.kind == "assassinate" else "attack"  # "tried to kill the judge"
    if event.kind in _ON_THINGS and not event.patients and not verb.passive and (meant := it_meant(reading, verb)):
        event.patients = [meant]
    if event.kind == "burn" and event.patients and all(patient.people for patient in event.patients):
        event.kind = "damage"  # people who are burnt are victims of something else, no arson
    if event.kind == "attack" and _raids(reading, verb, event):
        event.kind = "raid"
    if word_set("constructions", "fatally") & {*reading.sentence.words[max(0, verb.first - 1) : verb.last + 1]}:
        event.kind = {"wound": "deadly", "shoot": "kill", "stab": "kill"}.get(event.kind, event.kind)
    if event.kind == "shoot" and _shot_dead(reading, event):
        event.kind = "kill"
    if event.kind in ("burn", "rob", "damage", "attack", "clash") and _rioting(reading, event):
        event.kind = "riot"
    if not kind.negated and (denied := _denied(event.patients)):
        event.patients = [patient for patient in event.patients if patient.first < denied[0].first]
        event.zero, event.denied = not event.patients, denied if not event.patients else []
    elif event.effect and (kind.suffers or verb.passive) and not kind.negated and _nobody(reading, verb):
        event.zero, event.patients = True, []
    return event


def _read_roles(reading: Parsed, event: Event, verb: VerbGroup, trigger: Trigger) -> None:
    """Fill in who did it and who suffered it, by the construction that the verb stands in."""
    kind, meaning = events()[trigger.event], kinds()[trigger.event]
    if kind.suffers:
        event.patients = enumeration(reading, subject_of(reading, verb))
        event.agents = _at_the_hands(reading, verb)
    elif whom := _whom(reading, verb):
        event.agents = enumeration(reading, subject_of(reading, verb))
        event.patients = [whom]
    elif joined := joined_passive(reading, verb):
        event.construction = Construction.PASSIVE
        sufferers = enumeration(reading, subject_of(reading, joined))
        if not sufferers and (meant := people_meant(reading, joined)):
            sufferers = [meant]
        event.patients = [one for one in sufferers if _shared(reading, one, event, joined)]
        event.agents = agents_of(reading, verb)
    elif were_left_out(reading, verb):
        event.construction = Construction.PASSIVE
        event.patients = before_indefinite(reading, subject_start(reading, verb))
    elif shared := _shared_object(reading, verb):
        event.agents = enumeration(reading, subject_of(reading, verb))
        event.patients = shared
    elif verb.passive or (reduced_relative(reading, verb) and not attackers_before(reading, verb, trigger)):
        event.construction = Construction.PASSIVE
        subject = subject_of(reading, verb) if verb.passive else left_neighbour(reading, verb)
        event.patients = enumeration(reading, subject)
        event.agents = agents_of(reading, verb)
    else:
        event.agents = enumeration(reading, subject_of(reading, verb))
        event.patients = objects_of(reading, verb) or _past_phrase(reading, event)
        if reading.word(verb.main) in verb_forms("constructions", "losing"):
            event.patients, event.agents = [_own(patient, event.agents) for patient in event.patients], []
        event.patients += _also_themselves(reading, event) if meaning.effect else []
    if meaning.effect and not event.patients and not verb.passive and (meant := object_meant(reading, verb)):
        event.patients = [meant]
    if meaning.effect and reading.word(verb.last) in THEMSELVES and event.agents:
        themselves = [replace(agent, side=Side.PERPETRATOR) for agent in event.agents]
        event.patients = themselves + _and_others(reading, verb)
    if meaning.effect:
        event.patients = [_of_whom(patient, verb) for patient in event.patients]
    if meaning.effect and (kind.suffers or verb.passive) and (meant := people_meant(reading, verb)):
        event.patients = [meant]


def _at_the_hands(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return at whose hands people died: no civilians ("at the hands of doctors"), who need not have killed them."""
    words = reading.sentence.words
    near = range(verb.last, min(verb.last + _HANDS_REACH, len(words)))
    at = next((i for i in near if words[i : i + 4] == ["at", "the", "hands", "of"]), None)
    doer = reading.mention_at(at + 4) if at is not None else None
    doers = listed(reading, doer) if doer is not None else []
    return [one for one in doers if one.side is not Side.CIVILIAN]


def _shared_object(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return the objects that an active verb shares with the one that "and" joins to it ("kidnapped and killed two
    teachers")."""
    joined = next((other for other in reading.verbs if other.first == verb.last + 1), None)
    if verb.passive or joined is None or joined.passive or reading.word(verb.last) != "and":
        return []
    alike = reading.sentence.tags[verb.main] == reading.sentence.tags[joined.main]
    return objects_of(reading, joined) if alike else []


@cache
def _forces() -> frozenset[str]:
    """Return the words for forces of nature, accidents and fires."""
    return frozenset().union(*(word_set("constructions", entry) for entry in ("mishap", "nature", "fires")))


def _disposal(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether those whose work it is made an explosive harmless ("sappers blew up a shell")."""
    experts = word_set("constructions", "disposal")
    doers = agents_of(reading, verb) if verb.passive else [subject_of(reading, verb)]
    return any(one is not None and ends_in(reading.sentence.words[one.first : one.head + 1], experts) for one in doers)


def _shot_dead(reading: Parsed, event: Event) -> bool:
    """Return whether a number of attackers were shot and nothing in the sentence says that they lived: forces of the
    state are said to have shot those whom they killed."""
    shot = [one for one in event.patients if one.people]
    attackers = bool(shot) and all(one.side is Side.PERPETRATOR and one.count for one in shot)
    return attackers and word_set("constructions", "survived").isdisjoint(reading.said)


def _raids(reading: Parsed, verb: VerbGroup, event: Event) -> bool:
    """Return whether forces of the state raid a place ("police raided a flat"): that is a search, and no attack."""
    raiding = reading.word(verb.main) in verb_forms("constructions", "raiding")
    forces = bool(event.agents) and all(agent.side is Side.SECURITY for agent in event.agents)
    return raiding and forces and all(patient.kind == "target" for patient in event.patients)


def _rioting(reading: Parsed, event: Event) -> bool:
    """Return whether those who burn, loot, wreck or attack are called rioters or protesters, or those who clash with
    others a crowd, or whether many throw at forces of the state what lies in the street: that is what a riot is."""
    if event.kind == "clash":
        called = word_set("people", "crowds")
        return any(called & {reading.word(agent.head), singular(reading.word(agent.head))} for agent in event.agents)
    if any(_protesters(agent) for agent in event.agents):
        return True
    thrown = any(in_list(m.sentence.words[m.first : m.last], entry) for m in event.weapons for entry in _THROWN)
    at_forces = any(patient.side is Side.SECURITY for patient in event.patients)
    return thrown and at_forces and any(map(_many, event.agents))


def _protesters(agent: Mention) -> bool:
    """Return whether the words of a mention say that these people riot or protest ("striking workers")."""
    words = agent.sentence.words[agent.first : agent.last]
    rioters = singular(agent.sentence.words[agent.head]) in word_set("people", "rioters")
    return agent.people and (rioters or not (word_set("people", "crowds") - {"crowd"}).isdisjoint(words))


def _many(agent: Mention) -> bool:
    """Return whether these are several people of whom nothing says that they are armed or the state's."""
    return agent.kind == "people" and agent.plural and agent.side in (Side.UNKNOWN, Side.CIVILIAN)


def _by_nature(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether the subject of a verb is a force of nature or an accident ("a hurricane struck the town")."""
    forces = _forces()
    if forces.isdisjoint(reading.sentence.words[: verb.first]):
        return False
    subject = subject_of(reading, verb)
    if subject is None or reading.word(subject.head) not in forces:
        return False
    return reading.word(subject.head) not in word_set("constructions", "fires") or _broke_out(reading, subject)


def _broke_out(reading: Parsed, fire: Mention) -> bool:
    """Return whether nobody is said to have caused a fire: it is not one told of before, nor that of guns ("sniper
    fire"), nor one "lit by rebels"."""
    if fire.definite or word_set("constructions", "guns") & {*reading.sentence.words[fire.first : fire.head]}:
        return False
    lit = next((verb for verb in reading.verbs if verb.first >= fire.last), None)
    if lit is None or reading.word(lit.main) not in verb_forms("constructions", "kindling"):
        return True
    return not any(one.people for one in agents_of(reading, lit))


def _cares(reading: Parsed, event: Event, verb: VerbGroup) -> bool:
    """Return whether a verb says what was done for those who had suffered, or that they were found: whoever does that
    has harmed nobody ("neighbours took him to hospital", "a shepherd found two bodies")."""
    word = reading.word(verb.main)
    caring = event.effect == "wounded" and event.last > verb.main + 1 and word in verb_forms("constructions", "caring")
    return caring or (bool(event.effect) and word in verb_forms("constructions", "finding"))


def _checked_over(reading: Parsed, verb: VerbGroup, trigger: Trigger) -> bool:
    """Return whether people are taken to hospital only to see how they are ("for a check-up")."""
    care = word_set("constructions", "care") & {*trigger.follow}
    return bool(care) and not word_set("constructions", "checkups").isdisjoint(reading.sentence.words[verb.last :])


def _only_beside(reading: Parsed, event: Event, verb: VerbGroup) -> bool:
    """Return whether a phrase of hospital, or bodies that are taken from somewhere, tell of no violence by themselves:
    they count beside a deed ("taken to hospital", "in critical condition", "pulled two bodies from a river")."""
    words = reading.sentence.words
    violence = word_set("constructions", "shots") | word_set("constructions", "wounds")
    if any(one.kind == "weapon" or one.side is Side.PERPETRATOR for one in reading.mentions) or violence & {*words}:
        return False
    if event.kind == "deadly":
        return words[verb.main] in verb_forms("constructions", "retrieving")
    return event.effect == "wounded" and bool(word_set("constructions", "care") & {*words[verb.main : event.last]})


def _in_the_air(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether shots were a warning ("police fired into the air"): forces that fire so have harmed nobody."""
    behind = " ".join(reading.sentence.words[verb.last : verb.last + _AIR_REACH])
    return any(phrase in behind for phrase in word_set("constructions", "in_the_air"))


def _of_whom(patient: Mention, verb: VerbGroup) -> Mention:
    """Return the whole of whom some are a part where a relative clause or a participle behind it tells of all of them:
    the 17 in "eleven of the 17 people who died were attackers"."""
    words = patient.sentence.words
    relative = words[patient.last : patient.last + 1] == ["who"] and patient.last + 1 == verb.first
    if not relative and not (verb.bare and patient.last == verb.first):
        return patient
    at = next((i for i in range(patient.first, patient.last) if words[i : i + 2] == ["of", "the"]), 0)
    number = read_number(words, at + 2) if at else None
    return replace(patient, first=at + 1, number=number, implied=None, definite=True) if number else patient


def _and_others(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return who stands behind "himself and" ("killed himself and three guards")."""
    others = reading.mention_at(verb.last + 2) if reading.word(verb.last + 1) == "and" else None
    return listed(reading, others) if others else []


def _also_themselves(reading: Parsed, event: Event) -> list[Mention]:
    """Return the doers where they stand behind their victims ("shot dead four soldiers and himself")."""
    end = max((patient.last for patient in event.patients), default=0)
    if not end or reading.word(end) != "and" or reading.word(end + 1) not in THEMSELVES:
        return []
    at = end + 1
    return [
        Mention(reading.sentence, at, at + 1, at, "number", side=agent.side, implied=agent.count)
        for agent in event.agents
    ]


def _past_phrase(reading: Parsed, event: Event) -> list[Mention]:
    """Return who stands after the last word of a phrase ("took into custody five men")."""
    behind = reading.mention_at(event.last) if event.last > event.first + 1 else None
    return listed(reading, behind) if behind else []


def _refers(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether the subject of "happened" means an incident told before."""
    incidents = word_set("constructions", "incidents")
    if reading.word(subject_start(reading, verb) - 1) in incidents:
        return True
    subject = subject_of(reading, verb)
    return subject is not None and subject.definite and reading.word(subject.head) in incidents


def _nobody(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether the subject right before a verb is "none", "neither", "none of them" or "none of the guards"."""
    at = verb.first - (3 if reading.word(verb.first - 2) == "of" else 1)
    if reading.word(at) in ("none", "neither") or _not_anyone(reading, verb):
        return True
    if not denies(reading.sentence.words):
        return False
    return any(m.last == verb.first and negative(m) and reading.word(m.first + 1) == "of" for m in reading.mentions)


def _not_anyone(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether the subject right before a verb is "anyone" of whom there is no word ("without anyone being hurt",
    "no reports of anyone else having died")."""
    at = verb.first - (2 if reading.word(verb.first - 1) == "else" else 1)
    if reading.word(at) not in ("anyone", "anybody"):
        return False
    before = reading.word(at - 1)
    return before == "without" or (before in ("of", "that") and reading.word(at - 3) == "no")


def _denied(patients: Sequence[Mention]) -> list[Mention]:
    """Return those to whom nothing happened: each that is negated, with those who are listed behind it ("neither the
    guards nor the nurses", "none of the guards and the nurses")."""
    denied: list[Mention] = []
    for patient in patients:
        if negative(patient):
            denied.append(patient)
        elif denied:
            side = patient.side if patient.side is denied[-1].side else Side.UNKNOWN
            denied[-1] = replace(denied[-1], last=patient.last, side=side)
    return denied


def _attempted(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an infinitive was at least tried ("tried to kidnap", "an attempt to kill")."""
    if reading.word(verb.first) != "to":
        return False
    before = {reading.word(index) for index in range(max(0, verb.first - _ATTEMPT_REACH), verb.first)}
    return bool(word_set("constructions", "attempted") & before) or _only_one(reading, verb)


def _in_vain(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an infinitive was tried and not done, for all that is said."""
    if reading.word(verb.first) != "to":
        return False
    before = {reading.word(index) for index in range(max(0, verb.first - _TRIED_REACH), verb.first)}
    return bool(word_set("constructions", "in_vain") & before)


def _only_one(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an infinitive says what befell the only one, or one of a row ("the only person to die")."""
    noun = next((m for m in reading.mentions if m.last == verb.first), None)
    inside = reading.sentence.words[noun.first : noun.last] if noun is not None else ()
    return bool(word_set("constructions", "sole") & {*inside})


def _own(patient: Mention, losers: Sequence[Mention]) -> Mention:
    """Return those whom a side lost as people of that side."""
    side = losers[0].side if losers and patient.side is Side.UNKNOWN else patient.side
    return replace(patient, side=side)


def _whom(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return whom a relative clause makes the object of its verb ("two men whom the police took into custody")."""
    if "whom" not in reading.said:
        return None
    before = max((other.last for other in reading.verbs if other.last <= verb.first), default=0)
    at = next((index for index in range(before, verb.first) if reading.word(index) == "whom"), 0)
    return next((m for m in reading.mentions if at and m.last in (at, at - 1)), None)


def _shared(reading: Parsed, patient: Mention, event: Event, joined: VerbGroup) -> bool:
    """Return whether people suffered both of two joined verbs: "ten were killed and wounded" does not say how many."""
    trigger, _ = trigger_of(reading, joined)
    effect = kinds()[trigger.event].effect if trigger else ""
    return not effect or effect == event.effect or negative(patient) or patient.count == 1


def _sort_roles(reading: Parsed, event: Event, verb: VerbGroup) -> None:
    """Move what is no person out of the roles: causes, weapons, and things that suffer instead of act."""
    blown_up: list[Mention] = []
    for agent in list(event.agents):
        take_for_group(agent)
        if agent.kind in ("event", "weapon"):
            event.cause = event.cause or agent
            event.weapons += [agent] if agent.kind == "weapon" else []
        if agent.kind == "number" and agent.number and event.kind == "suicide":
            agent.kind = "people"  # "sixteen blew themselves up"
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
    of_phrase = event.effect == "wounded" and event.last > event.first + 1  # "taken to hospital" attacks no hospital
    if not event.patients and event.kind != "die" and not of_phrase:
        around = _AROUND if event.kind in ("bomb", "explode", "suicide") else (*_TARGETED, "with")
        event.patients = [
            m
            for m in complement(reading, verb.last, around)
            if m.kind in ("people", "name", "target", "number") and not _only_where(reading, m)
        ]
    event.weapons += [m for m in complement(reading, verb.last, ("with", "using")) if m.kind == "weapon"]
    if event.kind == "abduct" and event.patients and all(p.side is Side.PERPETRATOR for p in event.patients):
        event.kind = "arrest"  # "five gunmen were taken prisoner"
    if event.kind == "damage" and any(explodes(m.sentence.words[m.first : m.last]) for m in event.weapons):
        event.kind = "bomb"


def _only_where(reading: Parsed, mention: Mention) -> bool:
    """Return whether a town or village is only where something happened ("near the village of Chorku")."""
    area = singular(reading.word(mention.head)) in word_set("places", "areas")
    return area and reading.word(mention.first - 1) in ("near", "in", "outside", "at")


def _read_blame(reading: Parsed, event: Event, verb: VerbGroup) -> None:
    """Make those who are blamed the agents: "accused X of", "X is blamed for", "the attack was attributed to X"."""
    blamed = complement(reading, verb.last, ("on", "to")) or event.patients
    for one in blamed:
        take_for_group(one)
    event.agents = [m for m in blamed if m.kind in ("people", "organization", "name")]
    event.patients = []


def _take_for_person(event: Event, mention: Mention) -> None:
    """Take an unknown name, or several unknown ones, for people where only people can be meant ("three Swedes")."""
    if mention.kind != "other" or not (event.effect or event.kind == "abduct"):
        return
    word = mention.sentence.words[mention.head]
    named = mention.sentence.tags[mention.head] == "P" and not known(word)
    one = singular(word)
    doer = one.endswith(tuple(word_set("people", "doer_endings"))) and one not in word_set("people", "not_doers")
    if (mention.number is not None and (mention.plural or doer)) or (doer and not named and event.effect):
        mention.kind = "people"
    elif named and not mention.plural and event.patients:
        mention.kind = "name"
