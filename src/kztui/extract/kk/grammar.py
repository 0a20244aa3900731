"""Kazakh, as the neutral stages ask for it."""

import re
from collections.abc import Iterator

from kztui.extract.accounts import Accounts, read_accounts
from kztui.extract.calendars import Calendar
from kztui.extract.kk import LEXICON
from kztui.extract.kk.events import find_events, hunted
from kztui.extract.kk.mentions import find_groups
from kztui.extract.kk.places import find_places
from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.scene import describe_scene
from kztui.extract.kk.sources import find_attribution
from kztui.extract.kk.times import find_times
from kztui.extract.kk.tokens import read_sentences
from kztui.extract.kk.vocabulary import says
from kztui.extract.language import Wording, read_wording
from kztui.extract.mention import Attribution, TimeMention
from kztui.extract.reading import Event, Reading
from kztui.extract.sentence import Sentence
from kztui.model.report import Report

_NAME = re.compile(r"\b(\w+),? [\"“«]?(?=([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]{3,}|\d{4,}))")

_HEAD = 2
"""Sentences at the head of a report, one of which says that it is about an exercise."""


class Kazakh:
    """The grammar of Kazakh, in Cyrillic and in the Latin alphabet of 2021."""

    language = "kk"

    def read(self, report: Report, calendar: Calendar) -> Iterator[tuple[Reading, list[Event]]]:
        """Yield what each sentence of the report's body mentions, and the events that it tells."""
        before: Reading | None = None
        said: Attribution | None = None
        told: list[Event] = []
        fled = False
        sentences = read_sentences(report)
        drill = any(map(_drill, sentences[:_HEAD]))
        for sentence in sentences:
            calendar.begin(sentence.number)
            parsed = _parse(sentence, calendar, before)
            reading = parsed.reading
            reading.attribution = find_attribution(parsed, said)
            events = find_events(parsed, told)
            fled = fled or any(event.kind == "escape" for event in events)
            if fled:
                hunted(parsed, events)
            describe_scene(parsed, events)
            for event in events if drill else ():
                event.unreal = True
            yield reading, events
            before, said, told = reading, reading.attribution or said, events or told

    def wording(self) -> Wording:
        """Return what comparing incidents needs to know of Kazakh."""
        return read_wording(LEXICON, _NAME)

    def accounts(self) -> Accounts:
        """Return how Kazakh tells who claims, doubts or quotes, and causes."""
        return read_accounts(LEXICON)


def _drill(sentence: Sentence) -> bool:
    """Return whether a sentence at the head of a report says that it is about an exercise."""
    return says(sentence.words, "clauses", "drill")


def _parse(sentence: Sentence, calendar: Calendar, before: Reading | None) -> Parsed:
    times = find_times(sentence.words, calendar)
    if sentence.dateline:
        times = _without_dateline(times, sentence, calendar)
    timed = {index for time in times for index in range(time.first, time.last)}
    places = [place for place in find_places(sentence) if place.first not in timed]
    taken = timed | {index for place in places for index in range(place.first, place.last)}
    groups = find_groups(sentence, taken)
    reading = Reading(sentence, times, places, [group.mention for group in groups], before=before)
    return Parsed(reading, groups)


def _without_dateline(times: list[TimeMention], sentence: Sentence, calendar: Calendar) -> list[TimeMention]:
    """Return the times after the dateline; a full date in it is the day of publication, if none is known."""
    filed = [time for time in times if time.first < sentence.dateline]
    if calendar.published is None and filed and filed[0].span.prec == 1:
        calendar.published = filed[0].span.start
    return [time for time in times if time.first >= sentence.dateline]


GRAMMAR = Kazakh()
