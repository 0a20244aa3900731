"""Russian, as the neutral stages ask for it."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from kztui.extract.accounts import Accounts, read_accounts
from kztui.extract.calendars import Calendar
from kztui.extract.language import Wording, read_wording
from kztui.extract.mention import Attribution, Trait
from kztui.extract.reading import Construction, Event, Topic
from kztui.extract.ru import LEXICON
from kztui.extract.ru.arrests import found_apart
from kztui.extract.ru.denials import deny_before
from kztui.extract.ru.events import elliptical, find_events
from kztui.extract.ru.late_deaths import died_since
from kztui.extract.ru.means import told_apart
from kztui.extract.ru.mentions import call
from kztui.extract.ru.parts import parts_apart
from kztui.extract.ru.reading import Parsed, read_sentence
from kztui.extract.ru.scene import describe_scene, says_all
from kztui.extract.ru.sources import find_attribution
from kztui.extract.ru.splitting import parts
from kztui.extract.ru.standing import prefer_countries, speak_for_themselves
from kztui.extract.ru.tokens import read_sentences
from kztui.extract.ru.vocabulary import word_set
from kztui.model.fact import Side
from kztui.model.report import Report

_NAME = re.compile(r"\b(\w+),? [\"“«]?(?=([А-ЯЁ][\w'’-]{3,}|\d{4,}))")


_DAY = 1  # UCDP's date_prec
_RECENT = 20
"""Events back in a paragraph of which what follows can be the end."""

_HEAD = 2
"""Sentences at the head of a report, one of which says that it is about a drill."""

_RECALLED = 2
"""Sentences back to the event whose day one says that tells nothing else."""
_CAUGHT = timedelta(7)
"""So long after an attack those who are arrested as suspects are its own."""

_AFTERMATH = {"burn": "damage", "rob": "damage", "murder": "kill"}
"""What the kinds of events are when a riot brings them about."""


class Russian:
    """The grammar of Russian."""

    language = "ru"

    def read(self, report: Report, calendar: Calendar) -> Iterator[tuple[Parsed, list[Event]]]:
        """Yield what each sentence of the report's body mentions, and the events that it tells."""
        said: Attribution | None = None
        readings: list[Parsed] = []
        for sentence in (part for whole in read_sentences(report) for part in parts(whole)):
            sentence.number = len(readings)
            readings.append(read_sentence(sentence, calendar, readings[-1] if readings else None))
        drill = any(map(_drill, readings[:_HEAD]))
        prefer_countries(readings)
        speak_for_themselves(readings)
        mishap = rioting = False
        before: list[Event] = []
        recent: list[Event] = []
        everything: list[tuple[Parsed, list[Event]]] = []
        earlier: list[Event] = []
        told: list[Event] = []
        for reading in readings:
            reading.attribution = find_attribution(reading, said)
            events = find_events(reading)
            events += elliptical(reading, events, before)
            events += told_apart(reading, events, before) or found_apart(reading, events, before)
            events += parts_apart(reading, events, before)
            events += _dated_again(reading, events, before) + _how_many(reading, events, before)
            died_since(reading, events, before)
            before = events or before
            describe_scene(reading, events)
            deny_before(reading, events, told)
            _without_fights(events)
            _caught_later(events, reading, earlier)
            recent = [e for e in recent[-_RECENT:] if e.reading.sentence.paragraph == reading.sentence.paragraph]
            _last_act(events, reading, recent)
            recent += events
            _shot_and_wounded(events, recent)
            _robbed(events, reading, [event for _, told_before in everything[-_RECALLED:] for event in told_before])
            rioting = _follows_riot(events, reading, rioting)
            _recall_riot(events, reading, told)
            told = events or told
            for event in events if drill else ():
                event.unreal = True
            mishap = _goes_on(reading, events, mishap)
            everything.append((reading, events))
            earlier += events
            said = reading.attribution or said
        _one_prison(earlier)
        _hired(earlier, readings)
        call(earlier)
        yield from everything

    def wording(self) -> Wording:
        """Return what comparing incidents needs to know of Russian."""
        return read_wording(LEXICON, _NAME)

    def accounts(self) -> Accounts:
        """Return how Russian tells who claims, doubts or quotes, and causes."""
        return read_accounts(LEXICON)


def _dated_again(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Return a reference to the event told right before, in a sentence that says no more of it than its day ("Его нашли
    2 ноября во дворе дома")."""
    told = before[0].reading if before else None
    if events or told is None or not 0 < reading.sentence.number - told.sentence.number <= _RECALLED:
        return []
    same = told.sentence.paragraph == reading.sentence.paragraph
    dated = [time for time in reading.times if time.span.prec == _DAY and not time.open]
    if not same or len(dated) != 1 or told.times or any(place.governed for place in reading.places):
        return []
    said = {predicate.form.lemma for clause in reading.clauses for predicate in clause.predicates}
    if not said or said & word_set("constructions", "court") or said <= word_set("attribution", "verbs"):
        return []
    time = dated[0]
    return [Event(reading, "happening", time.first, time.last, Construction.NOUN, definite=True)]


def _how_many(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Read "их пятеро" after people of whom no number was told: an event is told again with their number."""
    if events or reading.word(0) not in ("их", "всего"):
        return []
    number = next((g for g in reading.groups if g.bare and g.first == 1), None)
    told = [event for event in before if event.effect and any(p.plural and p.number is None for p in event.patients)]
    near = bool(told) and told[-1].reading.sentence.number == reading.sentence.number - 1
    if number is None or not near:
        return []
    model, counted = told[-1], reading.mention_of(number)
    return [
        Event(reading, model.kind, number.first, number.last, model.construction, patients=[counted], definite=True)
    ]


def _caught_later(events: Sequence[Event], reading: Parsed, before: Sequence[Event]) -> None:
    """Let the arrest of suspects within a week of the attack told before be of that attack: its own day and place are
    not those of the attack ("в среду троих подозреваемых задержали в Сайраме")."""
    real = [event for event in events if not event.unreal]
    if not real or not all(_of_suspects(event, reading) for event in real):
        return
    violent = (e for e in reversed(before) if not (e.unreal or e.weak or e.family == "arrest" or e.kind == "happening"))
    attack = next((e for e in violent if e.reading.times), None)
    if attack is None:
        return
    day = next((t.span.start for t in attack.reading.times if t.about == "event" and t.span.start), None)
    days = [time.span.start for time in reading.times if time.about == "event" and not time.open]
    if day is None or any(start is None or not timedelta() <= start - day <= _CAUGHT for start in days):
        return
    reading.times = [replace(time, about="late death") if time.about == "event" else time for time in reading.times]
    reading.places = [replace(place, saying=True) for place in reading.places]


def _of_suspects(event: Event, reading: Parsed) -> bool:
    """Return whether an event is the arrest of people who are suspected of what was told before."""
    heads = {patient.head for patient in event.patients}
    caught = [group for group in reading.groups if group.head in heads]
    suspects = word_set("constructions", "suspects")
    return event.kind == "arrest" and bool(caught) and all(suspects & {*group.key.split()} for group in caught)


def _without_fights(events: Sequence[Event]) -> None:
    """Take "операция" in a sentence without violence for a reference to what it was, an arrest or a rescue, and in one
    with violence for an operation of the state's forces."""
    undertaken = [e for e in events if e.kind == "clash" and e.lemma in word_set("constructions", "undertakings")]
    violent = undertaken and any(e.effect in ("killed", "wounded") or e.kind in ("attack", "shoot") for e in events)
    for event in undertaken:
        event.kind, event.definite = ("operation", event.definite) if violent else ("happening", True)


def _follows_riot(events: Sequence[Event], reading: Parsed, rioting: bool) -> bool:
    """Return whether a riot is what the report is about after a sentence.

    What it did is no incident of its own: killings in its sentence or after it, and what burns or is robbed where the
    sentence names no other day or place.
    """
    real = [event for event in events if not event.unreal]
    riots = any(event.kind in ("riot", "mob") for event in real)
    others = {event.family for event in real if not event.weak} - {"", "crowd"}
    goes_on = rioting and not reading.times and not any(place.governed for place in reading.places)
    for event in real if riots or rioting else ():
        if event.kind == "clash" and event.lemma in word_set("constructions", "scuffles"):
            event.kind = "mob"
    if riots or goes_on:
        for event in real:
            event.kind = _AFTERMATH.get(event.kind, event.kind)
    return riots or (rioting and (goes_on or not others))


def _last_act(events: Sequence[Event], reading: Parsed, before: Sequence[Event]) -> None:
    """Take the end of an attacker or a prisoner, told without day or place, for what came of the events before it in
    its paragraph ("при задержании он подорвал себя"): his death."""
    ends = [event for event in events if event.kind == "suicide" or event.family == "bombing"]
    if not ends or reading.times or any(place.governed for place in reading.places):
        return
    violent = any(event.family in ("murder", "fighting", "jailbreak") or event.kind == "attack" for event in before)
    for event in ends if violent else ():
        if event.kind == "suicide" and not event.unreal:
            event.kind, event.patients = "die", [replace(m, side=Side.PERPETRATOR) for m in event.agents]
            event.agents = []
        elif event.family == "bombing" and any(other.family == "jailbreak" for other in before):
            event.kind = "damage"


def _shot_and_wounded(events: Sequence[Event], before: Sequence[Event]) -> None:
    """Let those who were shot have been wounded, not killed, where some of the wounded are said to have died since
    ("расстрелял троих, двое из раненых позже умерли")."""
    since = [one for event in events for one in event.patients if Trait.DIED_SINCE in one.traits]
    shooting = word_set("constructions", "shooting")
    for event in (e for e in before if since and e.effect == "killed" and e.lemma in shooting):
        event.kind = "attack"


def _robbed(events: Sequence[Event], reading: Parsed, before: Sequence[Event]) -> None:
    """Let what attackers took, told without day or place, be of the attack before: killings in it are no murder of
    their own."""
    robbed = any(event.kind == "rob" and not event.unreal for event in events)
    if not robbed or reading.times or any(place.governed for place in reading.places):
        return
    for event in before:
        event.kind = "kill" if event.kind == "murder" else event.kind


def _one_prison(events: Sequence[Event]) -> None:
    """Let riots, and fights with those who fled, in a report of an escape from prison be that escape."""
    if not any(event.kind == "escape" and not event.unreal for event in events):
        return
    for event in events:
        riot = event.kind == "riot" and Topic.PRISONS in event.reading.topics
        fugitives = word_set("constructions", "fugitives") | word_set("people", "captives")
        hunt = event.kind == "clash" and not event.reading.times and _said(event) & fugitives
        if riot or hunt:
            event.kind, event.definite = "happening", True


def _said(event: Event) -> set[str]:
    """Return the dictionary forms of the words of an event's sentence."""
    return event.reading.sentence.said if isinstance(event.reading, Parsed) else set()


def _hired(events: Sequence[Event], readings: Sequence[Parsed]) -> None:
    """Take a killing for an assassination where its paragraph tells of a hired killer."""
    hired = {reading.sentence.paragraph for reading in readings if says_all(reading.sentence.said, "hired")}
    for event in (event for event in events if event.reading.sentence.paragraph in hired):
        named = any(patient.people for patient in event.patients)
        if event.kind in ("kill", "murder") and named and not event.zero:
            event.kind = "assassinate"


def _recall_riot(events: Sequence[Event], reading: Parsed, before: Sequence[Event]) -> None:
    """Let a riot that a sentence names without day or place be what the sentence before told of: the fires are its own
    ("осуждённые подожгли барак. Бунт подавлен")."""
    riots = [event for event in events if event.kind == "riot" and not event.unreal]
    near = before and before[0].reading.sentence.paragraph == reading.sentence.paragraph
    if not riots or not near or reading.times or any(place.governed for place in reading.places):
        return
    deeds = [event for event in before if event.kind in _AFTERMATH]
    for event in deeds:
        event.kind = _AFTERMATH[event.kind]
    for event in riots if deeds else ():
        event.definite = True


def _goes_on(reading: Parsed, events: Sequence[Event], mishap: bool) -> bool:
    """Return whether a mishap is what the report is still about after a sentence, and let its events know. Where
    suspects are arrested it was none."""
    said = reading.sentence.said
    strong = any(not event.weak and event.kind not in ("kill", "arrest") and not event.unreal for event in events)
    caught = any(_of_suspects(event, reading) for event in events if not event.unreal)
    mishap = (mishap or bool(said & word_set("constructions", "mishap"))) and not strong and not caught
    if mishap:
        reading.topics |= {Topic.MISHAP}
    return mishap


def _drill(reading: Parsed) -> bool:
    """Return whether the head of a report says that it is about a drill: all that follows is made up."""
    said = reading.sentence.said
    return bool(said & word_set("constructions", "drill"))


GRAMMAR = Russian()
