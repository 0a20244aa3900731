"""Events that verbs tell: active, passive, and participles that describe people."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from kztui.extract.kk.means import arm
from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.roles import (
    add_up,
    at_whose_hands,
    bare_object,
    clause_start,
    following,
    in_case,
    nominatives,
    weapons,
    whole_of,
)
from kztui.extract.kk.script import plain
from kztui.extract.kk.suffixes import Case, Form
from kztui.extract.kk.vocabulary import VerbMatch, begins, says, verb_at, word_set
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Construction, Event
from kztui.extract.shared import kinds
from kztui.model.fact import Side


def verb_events(parsed: Parsed) -> Iterator[Event]:
    """Yield the events that the verbs of a sentence tell, in order."""
    words = parsed.words
    told: list[Event] = []
    verbs = [verb for index in range(len(words)) if (verb := verb_at(words, index)) is not None]
    for verb, following_verb in zip_longest(verbs, verbs[1:]):
        part = following_verb is not None and following_verb.first <= verb.first  # "пышақтап" of "пышақтап өлтірді"
        if part or _is_noun(parsed, verb):
            continue
        event = _verb_event(parsed, verb, told)
        if event is not None:
            told.append(event)
    arm(parsed, told)
    yield from told


def _is_noun(parsed: Parsed, verb: VerbMatch) -> bool:
    """Return whether the words are (part of) a noun that the sentence has been found to mention."""
    if verb.ending.form is Form.GERUND:
        return True
    inside = (
        g.mention for g in parsed.groups if g.mention.first < verb.last <= g.mention.last and g.mention.kind != "number"
    )
    return any(verb.last - 1 == mention.head for mention in inside)


def _verb_event(parsed: Parsed, verb: VerbMatch, told: Sequence[Event]) -> Event | None:
    """Return the event of a verb; None when it did not happen, or is no event of its own."""
    kind, frame, entry = verb.trigger.kind, verb.trigger.frame, verb.trigger.entry
    counted = verb.ending.form is Form.PARTICIPLE and verb.ending.noun.plural
    if counted or _negated(parsed, verb) or (kind == "escape" and not _from_prison(parsed)):
        return None
    if entry.startswith("қарсы ") and not _against_crowd(parsed, verb):
        return None
    passive = verb.ending.passive and frame != "suffers"
    construction = Construction.PASSIVE if passive else Construction.ACTIVE
    event = Event(parsed.reading, kind, verb.first, verb.last, construction, lemma=f"{entry}-")
    event.unreal = verb.ending.form is Form.INTENTION
    event.beside = event.kind == "hurt" and says(plain(entry).split(), "clauses", "hospital")
    start = clause_start(parsed, verb)
    _give_roles(parsed, verb, event, start)
    if event.effect and (whole := whole_of(parsed, event.patients)) is not None:
        event.patients, event.parts = [whole], event.patients
    if kind == "shoot" and word_set("clauses", "in_the_air") & {*parsed.words[start : verb.first]}:
        event.agents = [one for one in event.agents if one.side is not Side.SECURITY]  # shots that are a warning
    event.weapons = weapons(parsed, start, verb.last)
    if kind == "abduct" and verb.last - verb.first == 1 and not any(one.kind == "people" for one in event.patients):
        return None  # things are stolen by the same verb
    if plain(entry) in word_set("clauses", "of_things") and not any(one.people for one in event.patients):
        return None
    if not event.patients and not event.agents and told and not passive and frame == "does":
        event.agents = list(told[-1].agents)
    if not event.patients and frame != "at" and event.effect and "ол" in parsed.words[start : verb.first]:
        event.pronoun = True
        event.patients = [_one_person(parsed, start, verb.first)]
    if not event.patients and event.effect and (frame == "suffers" or passive):
        event.patients = _named(parsed, start, verb.first)
    if not event.patients and kind == "abduct" and passive:
        inside = (g.mention for g in parsed.groups if g.mention.head == verb.first)
        event.patients = [mention for mention in inside if mention.number is not None]  # "35 адам ұрланды"
    if not event.agents and frame != "suffers" and not passive and "олар" in parsed.words[start : verb.first]:
        event.pronoun = True
    if plain(entry) in word_set("clauses", "against_attackers"):
        event.patients = [_on_their_side(patient) for patient in event.patients]
    for patient in event.patients if kind == "die" else ():
        patient.traits |= {Trait.ADDING, Trait.DIED_SINCE} if _of_the_wounded(parsed, patient) else set()
    return event


def _on_their_side(patient: Mention) -> Mention:
    """Return people whom a verb that news use of attackers struck as one of those."""
    return replace(patient, side=Side.PERPETRATOR) if patient.people and patient.side is Side.UNKNOWN else patient


def _against_crowd(parsed: Parsed, verb: VerbMatch) -> bool:
    """Return whether a crowd stands right before "against" ("шерушілерге қарсы күш қолданды")."""
    against = parsed.words[max(0, verb.first - 2) : verb.first]
    return any(begins(word, "people", "crowds") for word in against)


def _of_the_wounded(parsed: Parsed, patient: Mention) -> bool:
    """Return whether a number is of people who had been wounded ("жараланғандардың екеуі қайтыс болды")."""
    before = verb_at(parsed.words, patient.first - 1) if patient.first else None
    if before is None or kinds()[before.trigger.kind].effect != "wounded":
        return False
    return before.ending.form is Form.PARTICIPLE and before.ending.noun.case in (Case.GENITIVE, Case.ABLATIVE)


def _named(parsed: Parsed, start: int, end: int) -> list[Mention]:
    """Return the person whose first name and surname stand before a verb ("Денис Тен ... қаза тапты")."""
    sentence = parsed.reading.sentence
    taken = {index for group in parsed.groups for index in range(group.mention.first, group.mention.last)}
    taken |= {index for place in parsed.reading.places for index in range(place.first, place.last)}
    for index in range(max(start, 0), end - 1):
        pair = [sentence.exact(at, at + 1) for at in (index, index + 1)]
        if not taken & {index, index + 1} and all(len(word) > 2 and word.istitle() for word in pair):
            mention = Mention(sentence, index, index + 2, index + 1, "name", implied=1)
            mention.label, mention.surname = mention.exact, parsed.words[index + 1]
            return [mention]
    return []


def _give_roles(parsed: Parsed, verb: VerbMatch, event: Event, start: int) -> None:
    """Set who did it and to whom, by the frame of the verb in a clause that begins at token `start`."""
    frame, passive = verb.trigger.frame, event.construction is Construction.PASSIVE
    described = following(parsed, verb)
    subjects = [described] if described else _whose(parsed, verb, start) or nominatives(parsed, start, verb.first)
    if frame == "suffers" or (frame == "does" and passive):
        suffers = passive or bool(event.effect) or event.kind == "damage"
        hands = at_whose_hands(parsed, start, verb.first)
        event.patients, event.agents = (subjects, hands) if suffers else ([], subjects)
    else:
        event.patients = _objects(parsed, verb, start)
        event.agents = [] if passive else [one for one in subjects if one not in event.patients]
    add_up(event.patients)
    if described and described in event.agents and described.side is Side.UNKNOWN:
        described.side = Side.PERPETRATOR


def _whose(parsed: Parsed, verb: VerbMatch, start: int) -> list[Mention]:
    """Return the subject, in the genitive, of a participle that stands for a clause ("күдіктінің ұсталғанын айтты")."""
    if verb.ending.form is not Form.PARTICIPLE or not verb.ending.noun.possessed:
        return []
    return [one for one in in_case(parsed, start, verb.first, Case.GENITIVE)[-1:] if one.kind != "target"]


def _objects(parsed: Parsed, verb: VerbMatch, start: int) -> list[Mention]:
    """Return whom or what a verb was done to, in the case that its frame takes."""
    frame = verb.trigger.frame
    if frame == "at":
        return in_case(parsed, start, verb.first, Case.DATIVE)
    if frame == "of":
        return in_case(parsed, start, verb.first, Case.GENITIVE)[-1:]
    return in_case(parsed, start, verb.first, Case.ACCUSATIVE) or bare_object(parsed, start, verb)


def _negated(parsed: Parsed, verb: VerbMatch) -> bool:
    """Return whether a verb says that it did not happen ("табылмады", "ұсталған жоқ")."""
    return verb.ending.negative or parsed.reading.word(verb.last) in word_set("clauses", "none")


def _from_prison(parsed: Parsed) -> bool:
    """Return whether those who fled had been held: attackers flee too."""
    before = parsed.reading.before
    words = [*parsed.words, *(before.sentence.words if before else ())]
    return any(begins(word, "people", "prisons") or begins(word, "people", "prisoners") for word in words)


def _one_person(parsed: Parsed, start: int, end: int) -> Mention:
    at = start + parsed.words[start:end].index("ол")
    mention = Mention(parsed.reading.sentence, at, at + 1, at, "number", implied=1)
    mention.label, mention.surname = mention.exact, parsed.words[at]
    return mention
