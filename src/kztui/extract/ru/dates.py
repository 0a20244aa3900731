"""When: the time expressions of a Russian sentence as spans of days."""

from collections.abc import Iterator
from itertools import compress, count, pairwise

from msgspec.structs import replace

from kztui.extract.calendars import Calendar, days_span
from kztui.extract.mention import TimeMention
from kztui.extract.ru.times import PARTS_OF_DAY, RULE, begins, read_time
from kztui.extract.ru.tokens import Analysed

_DAY = 1  # UCDP's date_prec


def find_times(sentence: Analysed, known: Calendar) -> list[TimeMention]:
    """Return the time expressions of a sentence in order; `known` learns the days and years that they name."""
    found, past = [], 0
    known.begin(sentence.number)
    for index in [*compress(count(), map(begins, sentence.words))]:
        mention = read_time(sentence, index, known) if index >= past else None
        if mention is not None:
            found.append(mention)
            past = mention.last
    return list(_joined(sentence, found)) if len(found) > 1 else found


def _joined(sentence: Analysed, found: list[TimeMention]) -> Iterator[TimeMention]:
    """Yield times, one for "в понедельник, 14 марта" and for "пять лет назад, 3 октября 2011 года"."""
    skipped = None
    for one, other in pairwise([*found, None]):
        assert one is not None
        if one is skipped:
            continue
        together = other and (_same(sentence, one, other) or _range(sentence, one, other))
        skipped = other if together else None
        yield together or one


def _same(sentence: Analysed, one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return two times that say one day in two ways as one: the more exact of the two."""
    between = sentence.words[one.last : other.first]
    if between not in ([], [","], [",", "в"], ["в"], ["("]):
        return None
    if other.span.prec == _DAY and (one.span.prec != _DAY or one.form in ("weekday", "relative")):
        return replace(other, first=one.first, open=other.open and one.open)
    if one.span.prec == _DAY and other.form == "weekday":
        return replace(one, last=other.last)
    return None


def _range(sentence: Analysed, one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return "с 30 мая по 2 июня", "с вечера вторника до утра среды" and "30 мая – 2 июня" as one time."""
    joint = [word for word in sentence.words[one.last : other.first] if word not in PARTS_OF_DAY]
    opener = sentence.word(one.first - (2 if sentence.word(one.first - 1) in PARTS_OF_DAY else 1))
    opened = opener in ("с", "со") and joint in (["по"], ["до"])
    if not (opened or joint in (["-"], ["–"], ["—"])) or one.span.start is None:
        return None
    if other.span.end is None or other.span.end < one.span.start:
        return None
    return TimeMention(one.first, other.last, days_span(one.span.start, other.span.end), f"{RULE}.range/1", one.open)
