"""Russian, as the neutral stages ask for it."""

import re
from collections.abc import Iterator, Sequence

from kztui.extract.calendars import Calendar
from kztui.extract.language import Wording, read_wording
from kztui.extract.mention import Attribution
from kztui.extract.reading import Construction, Event, Topic
from kztui.extract.ru import LEXICON
from kztui.extract.ru.events import elliptical, find_events
from kztui.extract.ru.reading import Parsed, read_sentence
from kztui.extract.ru.scene import describe_scene
from kztui.extract.ru.sources import find_attribution
from kztui.extract.ru.splitting import parts
from kztui.extract.ru.standing import prefer_countries, speak_for_themselves
from kztui.extract.ru.tokens import read_sentences
from kztui.extract.ru.vocabulary import word_set
from kztui.model.report import Report

_NAME = re.compile(r"(\w+),? [\"“«]?(?=([А-ЯЁ][\w'’-]{3,}|\d{4,}))")


_DAY = 1  # UCDP's date_prec
_AFTERMATH = {"burn": "damage", "rob": "damage", "murder": "kill"}
"""What the kinds of events are when a riot brings them about."""


class Russian:
    """The grammar of Russian."""

    language = "ru"

    def read(self, report: Report, calendar: Calendar) -> Iterator[tuple[Parsed, list[Event]]]:
        """Yield what each sentence of the report's body mentions, and the events that it tells."""
        said: Attribution | None = None
        drill = False
        readings: list[Parsed] = []
        for sentence in (part for whole in read_sentences(report) for part in parts(whole)):
            sentence.number = len(readings)
            readings.append(read_sentence(sentence, calendar, readings[-1] if readings else None))
        prefer_countries(readings)
        speak_for_themselves(readings)
        mishap = rioting = False
        before: list[Event] = []
        for reading in readings:
            reading.attribution = find_attribution(reading, said)
            events = find_events(reading)
            events += elliptical(reading, events, before)
            events += _dated_again(reading, events, before)
            before = events or before
            describe_scene(reading, events)
            _without_fights(events)
            rioting = _follows_riot(events, reading, rioting)
            drill = drill or (reading.sentence.number < 2 and _drill(reading))
            for event in events if drill else ():
                event.unreal = True
            mishap = _goes_on(reading, events, mishap)
            yield reading, events
            said = reading.attribution or said

    def wording(self) -> Wording:
        """Return what comparing incidents needs to know of Russian."""
        return read_wording(LEXICON, _NAME)


def _dated_again(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Return a reference to the event told right before, in a sentence that says no more of it than its day ("Его нашли
    2 ноября во дворе дома")."""
    if events or not before or reading.before is None or before[0].reading is not reading.before:
        return []
    same = reading.before.sentence.paragraph == reading.sentence.paragraph
    dated = [time for time in reading.times if time.span.prec == _DAY and not time.open]
    said = {predicate.form.lemma for clause in reading.clauses for predicate in clause.predicates}
    if not same or len(dated) != 1 or reading.before.times or any(place.governed for place in reading.places):
        return []
    if not said or said & word_set("constructions", "court") or said <= word_set("attribution", "verbs"):
        return []
    time = dated[0]
    return [Event(reading, "happening", time.first, time.last, Construction.NOUN, definite=True)]


def _without_fights(events: Sequence[Event]) -> None:
    """Take "операция" in a sentence without violence for a reference to what it was: an arrest, a rescue."""
    violent = any(event.effect in ("killed", "wounded") or event.kind in ("attack", "shoot") for event in events)
    for event in events if not violent else ():
        if event.kind == "clash" and event.lemma in word_set("constructions", "undertakings"):
            event.kind, event.definite = "happening", True


def _follows_riot(events: Sequence[Event], reading: Parsed, rioting: bool) -> bool:
    """Return whether a riot is what the report is about after a sentence.

    What it did is no incident of its own: killings in its sentence or after it, and what burns or is robbed where the
    sentence names no other day or place.
    """
    real = [event for event in events if not event.unreal]
    riots = any(event.kind in ("riot", "mob") for event in real)
    others = {event.family for event in real if not event.weak} - {"", "crowd"}
    goes_on = rioting and not reading.times and not reading.places
    if riots or goes_on:
        for event in real:
            event.kind = _AFTERMATH.get(event.kind, event.kind)
    return riots or (rioting and (goes_on or not others))


def _goes_on(reading: Parsed, events: Sequence[Event], mishap: bool) -> bool:
    """Return whether a mishap is what the report is still about after a sentence, and let its events know."""
    said = {reading.analysed.lemma(index) for index in range(len(reading.sentence.words))}
    strong = any(not event.weak and event.kind != "kill" and not event.unreal for event in events)
    mishap = (mishap or bool(said & word_set("constructions", "mishap"))) and not strong
    if mishap:
        reading.topics |= {Topic.MISHAP}
    return mishap


def _drill(reading: Parsed) -> bool:
    """Return whether the head of a report says that it is about a drill: all that follows is made up."""
    said = {reading.analysed.lemma(index) for index in range(len(reading.sentence.words))}
    return bool(said & word_set("constructions", "drill"))


GRAMMAR = Russian()
