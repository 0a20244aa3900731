"""Russian, as the neutral stages ask for it."""

import re
from collections.abc import Iterator, Sequence

from kztui.extract.calendars import Calendar
from kztui.extract.language import Wording
from kztui.extract.mention import Attribution
from kztui.extract.reading import Event, Topic
from kztui.extract.ru.events import find_events
from kztui.extract.ru.places import prefer_countries, speak_for_themselves
from kztui.extract.ru.reading import Parsed, read_sentence
from kztui.extract.ru.scene import describe_scene
from kztui.extract.ru.sources import find_attribution
from kztui.extract.ru.tokens import read_sentences
from kztui.extract.ru.vocabulary import word_set
from kztui.model.report import Report

_NAME = re.compile(r"(\w+),? [\"“«]?(?=([А-ЯЁ][\w'’-]{3,}|\d{4,}))")


class Russian:
    """The grammar of Russian."""

    language = "ru"

    def read(self, report: Report, calendar: Calendar) -> Iterator[tuple[Parsed, list[Event]]]:
        """Yield what each sentence of the report's body mentions, and the events that it tells."""
        said: Attribution | None = None
        drill = False
        readings: list[Parsed] = []
        for sentence in read_sentences(report):
            readings.append(read_sentence(sentence, calendar, readings[-1] if readings else None))
        prefer_countries(readings)
        speak_for_themselves(readings)
        mishap = rioting = False
        for reading in readings:
            reading.attribution = find_attribution(reading, said)
            events = find_events(reading)
            describe_scene(reading, events)
            rioting = _follows_riot(events, reading, rioting)
            drill = drill or (reading.sentence.number < 2 and _drill(reading))
            for event in events if drill else ():
                event.unreal = True
            mishap = _goes_on(reading, events, mishap)
            yield reading, events
            said = reading.attribution or said

    def wording(self) -> Wording:
        """Return what comparing incidents needs to know of Russian."""
        return Wording(frozenset(), frozenset(), frozenset(), {}, _NAME)


def _follows_riot(events: Sequence[Event], reading: Parsed, rioting: bool) -> bool:
    """Return whether a riot is what the report is about; what burns or is robbed then is damage that it did, where the
    sentence names no other day or place."""
    strong = {event.family for event in events if not event.weak and not event.unreal}
    if rioting and strong and strong <= {"arson", "robbery"} and not reading.times and not reading.places:
        for event in events:
            event.kind = "damage" if event.family in ("arson", "robbery") else event.kind
        return True
    riots = any(event.kind in ("riot", "mob") for event in events)
    return riots or (rioting and not strong)


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
