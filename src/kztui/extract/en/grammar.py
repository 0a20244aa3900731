"""English, as the neutral stages ask for it."""

import re
from collections.abc import Iterator
from datetime import date

from kztui.extract.accounts import Accounts, read_accounts
from kztui.extract.calendars import Calendar
from kztui.extract.en import LEXICON
from kztui.extract.en.acronyms import Acronyms
from kztui.extract.en.clearing import Suspects
from kztui.extract.en.events import find_events
from kztui.extract.en.frames import Frames
from kztui.extract.en.memories import Memories
from kztui.extract.en.naming import name_mentions
from kztui.extract.en.reading import Parsed, read_sentence
from kztui.extract.en.scene import describe_scene
from kztui.extract.en.sequels import set_back
from kztui.extract.en.sources import find_attribution, set_voices
from kztui.extract.en.tokens import read_sentences
from kztui.extract.language import Wording, read_wording
from kztui.extract.mention import Attribution
from kztui.extract.reading import Event
from kztui.model.precision import DatePrecision
from kztui.model.report import Report

_NAME = re.compile(r"\b(\w+),? [\"“«]?(?=([A-ZА-ЯЁ][\w'’-]{3,}|\d{4,}))")


class English:
    """The grammar of English."""

    language = "en"

    def read(self, report: Report, calendar: Calendar) -> Iterator[tuple[Parsed, list[Event]]]:
        """Yield what each sentence of the report's body mentions, and the events that it tells."""
        before: Parsed | None = None
        said: Attribution | None = None
        frames, acronyms, suspects, memories = Frames(report), Acronyms(), Suspects(), Memories()
        for sentence in read_sentences(report):
            last = calendar.last
            reading = read_sentence(sentence, calendar, before)
            acronyms.read(reading)
            reading.attribution = find_attribution(reading, said)
            events = find_events(reading)
            set_voices(reading, events)
            frames.set_apart(reading, events)
            describe_scene(reading, events)
            memories.read(reading, events)
            set_back(reading, events, calendar)
            name_mentions(reading, events)
            suspects.read(reading, events)
            calendar.tell(last, _days(reading), told=bool(events))
            yield reading, events
            before, said = reading, reading.attribution or said

    def wording(self) -> Wording:
        """Return what comparing incidents needs to know of English."""
        return read_wording(LEXICON, _NAME)

    def accounts(self) -> Accounts:
        """Return how English tells who claims, doubts or quotes, and causes."""
        return read_accounts(LEXICON)


def _days(reading: Parsed) -> list[date]:
    """Return the days of a sentence that are not those on which something was said."""
    times = [time.span for time in reading.times if time.about != "saying" and not time.open]
    return [span.end for span in times if span.end and span.prec == DatePrecision.DAY]


GRAMMAR = English()
