"""Which day each event of a Russian sentence has: what its times date, and the events that other days part."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace

from kztui.extract.calendars import days_span
from kztui.extract.mention import TimeMention, Trait
from kztui.extract.reading import Construction, Event
from kztui.extract.ru.clauses import Clause
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import word_set
from kztui.model.precision import DatePrecision

_PARTS = {
    "утром": "morning",
    "ночью": "night",
    "ночь": "night",
    "вечером": "evening",
    "днем": "day",
    "рассвете": "morning",
}
_SEVERAL = 2
_AFTER = ("arrest", "plot")
"""Families of what is done about a deed."""

_NO_DEEDS = ("happening", "named")


def dated(reading: Parsed, events: Sequence[Event]) -> list[TimeMention]:
    """Return the times of a sentence with what each of them dates."""
    return _lasting(reading, [_time(reading, time, events) for time in reading.times])


def _time(reading: Parsed, time: TimeMention, events: Sequence[Event]) -> TimeMention:
    clause = reading.clause_at(time.first)
    words = reading.sentence.words
    before = reading.word(time.first - 1)
    hours = frozenset(_PARTS[w] for w in words[max(0, time.first - 3) : time.last + 3] if w in _PARTS)
    since = next((i for i in range(time.first - 1, -1, -1) if words[i] in ("с", "со")), time.first) if time.open else 0
    return replace(
        time,
        about=_about(reading, clause, time, events),
        hours=hours,
        since=since,
        bound="since" if before in ("с", "со", "за", "до") else "",
    )


def _lasting(reading: Parsed, times: list[TimeMention]) -> list[TimeMention]:
    """Return "началась 14 марта и завершилась на следующий день" as one time, from the first day to the last."""
    if len(times) != 2 or any(time.span.start is None or time.open for time in times):
        return times
    one, other = times
    first, second = ({p.form.lemma for p in reading.clause_at(time.first).predicates} for time in times)
    lasts = first & word_set("constructions", "beginning") and second & word_set("constructions", "ending")
    if not lasts or one.span.start is None or other.span.end is None or other.span.end <= one.span.start:
        return times
    return [replace(one, span=days_span(one.span.start, other.span.end))]


def _about(
    reading: Parsed, clause: Clause, time: TimeMention, events: Sequence[Event]
) -> Literal["event", "saying", "late death"]:
    """Return what a time dates: an event, that it was said or tried in court, or what came of it later."""
    if (
        only_told(clause, events)
        or of_court(clause, time.first, events)
        or _of_claim(clause, time, events)
        or _of_another_clause(reading, clause, events)
        or released(reading, events)
    ):
        return "saying"
    return "late death" if _afterwards(reading, clause, time, events) else "event"


def only_told(clause: Clause, events: Sequence[Event]) -> bool:
    """Return whether a clause only tells of speaking, or of a court, and of no event."""
    lemmas = {predicate.form.lemma for predicate in clause.predicates if predicate.form.pos != "PRTF"}
    telling = word_set("attribution", "verbs") | word_set("constructions", "court")
    if not lemmas & telling:
        return False
    return not any(clause.first <= event.first < clause.last for event in events if not event.unreal)


def released(reading: Parsed, events: Sequence[Event]) -> bool:
    """Return whether a sentence tells of no event but that people who had been abducted were freed."""
    said = reading.sentence.said
    return not events and not said.isdisjoint(word_set("constructions", "releasing"))


def of_court(clause: Clause, first: int, events: Sequence[Event]) -> bool:
    """Return whether the time or place at a token is that of the trial that its clause names and not that of the event
    on trial ("2 ноября в Таразе начался суд над участниками нападения")."""
    courts = [
        g for g in clause.groups if g.key in word_set("constructions", "trials") and g.direct and "nom" in g.cases
    ]
    told = [event for event in events if clause.first <= event.first < clause.last]
    if not courts or not told or any(event.first < courts[0].first for event in told):
        return False
    return first < min(event.first for event in told)


def _of_claim(clause: Clause, time: TimeMention, events: Sequence[Event]) -> bool:
    """Return whether a time dates a claim or an accusation, and not the deed that its clause names behind ("в
    понедельник группировка взяла ответственность за взрыв")."""
    told = [event for event in events if clause.first <= event.first < clause.last]
    if not told or told[0].kind not in ("claim", "blame"):
        return False
    deeds = [event for event in told if event.kind not in ("claim", "blame")]
    if any(event.construction is Construction.ACTIVE for event in deeds):
        return False  # "в пятницу обвиняемый в убийстве застрелил двух охранников"
    return time.first < min((event.first for event in deeds), default=clause.last)


def _of_another_clause(reading: Parsed, clause: Clause, events: Sequence[Event]) -> bool:
    """Return whether a clause tells no event and the clauses that do have times of their own ("стрелявший 18 июля вчера
    пришёл в себя")."""
    if not clause.predicates or any(clause.first <= event.first < clause.last for event in events):
        return False
    telling = [reading.clause_at(event.first) for event in events]
    return bool(telling) and all(
        any(other.first <= time.first < other.last and time.span.resolved for time in reading.times)
        for other in telling
    )


def _of_toll(clause: Clause, time: TimeMention, toll: Event, others: Sequence[Event]) -> bool:
    """Return whether a time says when a toll has grown ("17 июня число погибших выросло до восьми"), and dates none of
    the other events of the clause."""
    risen = max((predicate.at for predicate in clause.predicates), default=clause.last)
    if time.last <= toll.first:
        return not any(event.first < toll.first for event in others)
    return time.first > risen and not any(event.first > risen for event in others)


def _afterwards(reading: Parsed, clause: Clause, time: TimeMention, events: Sequence[Event]) -> bool:
    """Return whether a time counted from the event says when people were caught or died of their wounds."""
    events = [event for event in events if clause.first <= event.first < clause.last]
    if toll := next((event for event in events if event.construction is Construction.TOLL), None):
        return _of_toll(clause, time, toll, [event for event in events if event is not toll])
    caught = bool(events) and all(event.effect == "arrested" for event in events) and time.form == "counted"
    lemmas = {reading.sentence.lemma(index) for index in range(clause.first, clause.last)}
    died = any(p.form.lemma in ("скончаться", "умереть") for p in clause.predicates)
    nth = any(event.updates for event in events)  # "сегодня скончался пятый пострадавший"
    since = any(Trait.DIED_SINCE in patient.traits for event in events for patient in event.patients)
    return caught or (
        died and (nth or since or bool(lemmas & {"больница", "рана", "ранение", "реанимация", "госпиталь"}))
    )


def own_days(reading: Parsed, events: Sequence[Event]) -> None:
    """Set which events of a sentence have days of their own, so that they are none of one story."""
    if len(reading.times) > 1:
        _part_described(reading, events)
        _give_days(reading, events)


def _give_days(reading: Parsed, events: Sequence[Event]) -> None:
    """Give each event the day of its clause, or of the last clause before it that has one, where a sentence tells
    several deeds on several days ("в понедельник взорвалась бомба, а в среду боевики напали на пост")."""
    days = {reading.clause_at(t.first).number: t for t in reading.times if _exact(t) and t.form != "counted"}
    deeds = [days[clause.number] for clause in reading.clauses if clause.number in days and _tells_deed(clause, events)]
    if len(deeds) < _SEVERAL or any(one.span.overlaps(other.span) for one, other in pairwise(deeds)):
        return
    day = None
    for clause in reading.clauses:
        day = days.get(clause.number, day)
        for event in (e for e in events if clause.first <= e.first < clause.last and not e.weak):
            event.time = event.time or day


def _tells_deed(clause: Clause, events: Sequence[Event]) -> bool:
    """Return whether a clause with a subject of its own tells of a deed, and no arrest for one."""
    told = [event for event in events if clause.first <= event.first < clause.last]
    deeds = [e for e in told if not e.weak and not e.unreal and e.family not in _AFTER and e.kind not in _NO_DEEDS]
    subject = any(group.direct and not group.place and "nom" in group.cases for group in clause.groups)
    claimed = any(event.kind in ("claim", "blame") for event in told)
    return subject and bool(deeds) and not claimed and not any(event.aside or event.definite for event in deeds)


def _part_described(reading: Parsed, events: Sequence[Event]) -> None:
    """Part what a sentence says of people from what they are described to have done on another day ("боевики, напавшие
    4 июля на пост, 7 июля окружены")."""
    dated = {
        clause.number: time for time in reading.times if (clause := reading.clause_at(time.first)) and _exact(time)
    }
    described = [clause for clause in reading.clauses if clause.number in dated and _only_describes(clause)]
    for clause in reading.clauses:
        apart = [other for other in described if other is not clause and other.first < clause.first]
        if clause.number not in dated or _only_describes(clause) or not apart:
            continue
        if dated[clause.number].span.overlaps(dated[apart[-1].number].span):
            continue
        told = [event for event in events if apart[-1].first <= event.first < apart[-1].last and not event.weak]
        for event in (e for e in events if told and clause.first <= e.first < clause.last and not e.weak):
            event.dated_apart = True


def _exact(time: TimeMention) -> bool:
    return time.span.prec == DatePrecision.DAY and not time.open and time.span.start is not None


def _only_describes(clause: Clause) -> bool:
    return bool(clause.predicates) and all(predicate.form.pos == "PRTF" for predicate in clause.predicates)
