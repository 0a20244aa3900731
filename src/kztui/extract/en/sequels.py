"""Days counted back to a deed from what followed it: "searched houses on Tuesday, a day after a gunman killed two"."""

from collections.abc import Sequence

from msgspec.structs import replace

from kztui.extract.calendars import Calendar
from kztui.extract.en.numbers import read_number
from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import TimeMention
from kztui.extract.reading import Construction, Event
from kztui.model.fact import DateSpan, Field
from kztui.model.precision import DatePrecision

_UNITS = ("day", "week", "month", "year")


def set_back(reading: Parsed, events: Sequence[Event], known: Calendar) -> None:
    """Give the deeds behind "a day after" the day before that of their sentence, else before the publication where the
    report has named no day yet, and no other; and to who is held for them, or a toll."""
    if "after" not in reading.said:
        return
    for place, time in enumerate(reading.times):
        told = _told_behind(reading, events, time)
        if not told:
            continue
        back = replace(time, span=_counted_back(reading, time, known), form="back")
        reading.times[place] = back
        others = [event for event in events if event.first < time.first]
        of_it = all(event.effect == Field.ARRESTED or event.construction is Construction.TOLL for event in others)
        for event in [*others, *told] if of_it else told:
            event.time, event.background, event.dated_apart, event.aside = back, time.first, True, False


def _told_behind(reading: Parsed, events: Sequence[Event], time: TimeMention) -> list[Event]:
    """Return the events of the clause that "after" opens at the end of a time, none where these were told before."""
    if reading.word(time.last - 1) != "after" or time.span.resolved or time.about == "saying":
        return []
    words = reading.sentence.words
    end = next((i for i in range(time.last, len(words)) if words[i] in (",", ";")), len(words))
    behind = [event for event in events if time.last <= event.first < end and not event.unreal]
    known = any(event.definite and event.construction is Construction.NOUN for event in behind)
    return [] if known or reading.word(time.last) in word_set("clauses", "pronouns") | {"the"} else behind


def _counted_back(reading: Parsed, time: TimeMention, known: Calendar) -> DateSpan:
    days = [one.span.start for one in reading.times if one.last <= time.first and one.span.prec == DatePrecision.DAY]
    held = days[-1] if days else known.published if known.last is None else None
    words = reading.sentence.words
    number = read_number(words, time.first)
    count = number.value if number is not None else 1
    unit = words[time.last - 2].removesuffix("s")
    return known.away(held, -count, unit) if unit in _UNITS else DateSpan()
