"""English, as the neutral stages ask for it."""

import re
from collections.abc import Iterator
from functools import cache

from kztui.extract.calendars import Calendar
from kztui.extract.en import LEXICON
from kztui.extract.en.events import find_events
from kztui.extract.en.frames import Frames
from kztui.extract.en.naming import name_mentions
from kztui.extract.en.reading import Parsed, read_sentence
from kztui.extract.en.scene import describe_scene
from kztui.extract.en.sources import find_attribution
from kztui.extract.en.tokens import read_sentences
from kztui.extract.language import Wording
from kztui.extract.mention import Attribution
from kztui.extract.reading import Event
from kztui.extract.tables import Word
from kztui.model.report import Report
from kztui.text.fold import fold

_NAME = re.compile(r"(\w+),? [\"“«]?(?=([A-ZА-ЯЁ][\w'’-]{3,}|\d{4,}))")


class English:
    """The grammar of English."""

    language = "en"

    def read(self, report: Report, calendar: Calendar) -> Iterator[tuple[Parsed, list[Event]]]:
        """Yield what each sentence of the report's body mentions, and the events that it tells."""
        before: Parsed | None = None
        said: Attribution | None = None
        frames = Frames(report)
        for sentence in read_sentences(report):
            reading = read_sentence(sentence, calendar, before)
            reading.attribution = find_attribution(reading, said)
            events = find_events(reading)
            frames.set_apart(reading, events)
            describe_scene(reading, events)
            name_mentions(reading, events)
            yield reading, events
            before, said = reading, reading.attribution or said

    def wording(self) -> Wording:
        """Return what comparing incidents needs to know of English."""
        return _wording()


@cache
def _wording() -> Wording:
    def folded(entry: str) -> frozenset[str]:
        return frozenset(map(fold, LEXICON.words("comparing", entry)))

    hours = LEXICON.entry("comparing", "hours", dict[str, Word])
    return Wording(folded("everyday"), folded("institutions"), folded("before_places"), hours, _NAME)


GRAMMAR = English()
