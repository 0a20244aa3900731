"""When: the time expressions of a sentence as spans of days."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from kztui.extract.calendars import Calendar, days_span
from kztui.extract.en.anniversaries import with_anniversaries
from kztui.extract.en.times import RULE, counts_time, is_weekday, read_time, time_starts
from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import TimeMention
from kztui.extract.sentence import Sentence

_OPEN_REACH, _BIRTH_REACH = 12, 3
_ZONE_REACH = 4
_DAY = 1
_RANGES = {"from": ("to", "until", "through", "till"), "between": ("and",), "of": ("to",)}


def find_times(sentence: Sentence, known: Calendar) -> list[TimeMention]:
    """Return the time expressions of a sentence in order; `known` learns the days and years that they name."""
    words, found, past = sentence.words, [], 0
    known.begin(sentence.number)
    counting = counts_time(words)
    for index in time_starts(words, sentence.tags):
        mention = read_time(words, index, known, counting=counting) if index >= past else None
        if mention is not None and not _plain_word(mention, sentence):
            found.append(replace(mention, open=mention.open or _is_open(words, index)))
            past = mention.last
    times = with_anniversaries(words, [*_joined(words, found)], known)
    return [replace(time, open=time.open and not _told(words, time)) for time in times]


def _is_open(words: list[str], first: int) -> bool:
    """Return whether "since" or its like governs a time, in its own clause."""
    for word in reversed(words[max(0, first - _OPEN_REACH) : first]):
        if word in word_set("dates", "open"):
            return True
        if word in (",", ";", "-", "–", "and"):
            return False
    return False


def _told(words: list[str], time: TimeMention) -> bool:
    """Return whether what happened on a day of these weeks is told after it ("since Monday, when gunmen stormed ...").

    Only a day of these weeks has its weekday: "50 since May 2011, when ..." sums up many incidents.
    """
    after = words[time.last + (words[time.last : time.last + 1] == [","]) :]
    return is_weekday(words[time.first]) and after[:1] == ["when"]


def _plain_word(mention: TimeMention, sentence: Sentence) -> bool:
    """Return whether the words date nothing: "may" and "march" alone and not after a preposition, a year of birth,
    "Today" in the name of a newspaper."""
    words, first = sentence.words, mention.first
    if words[first] == "today" and first and sentence.capital(first):
        return True
    if words[first] == "today" and first and words[first - 1] in (",", "(") and _named_next(sentence, mention.last):
        return True
    if word_set("dates", "birth") & {*words[max(0, first - _BIRTH_REACH) : first]}:
        return True
    if mention.last - first > 1 or words[first] not in word_set("dates", "ambiguous"):
        return False
    return not first or words[first - 1] not in word_set("dates", "before_month")


def _named_next(sentence: Sentence, index: int) -> bool:
    """Return whether a name follows ("Leninabad, today Khujand")."""
    return index < len(sentence.words) and sentence.tags[index] == "P" and sentence.capital(index)


def _joined(words: list[str], found: list[TimeMention]) -> Iterator[TimeMention]:
    """Yield times, one for "Sunday, 5 June" and one for "from 30 May to 2 June"."""
    skipped = None
    for one, other in pairwise([*found, None]):
        assert one is not None
        if one is skipped:
            continue
        together = other and (
            _day_of_week(words, one, other)
            or _range(words, one, other)
            or _called_day(words, one, other)
            or _going_on(words, one, other)
            or _local(words, one, other)
            or _two_days(words, one, other)
        )
        skipped = other if together else None
        yield together or one


def _day_of_week(words: list[str], one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return "Sunday, 5 June" as one time: the day that the month's number says."""
    between = words[one.last : other.first]
    if one.form == "weekday" and other.span.prec == _DAY and between in ([], [","]):
        return replace(other, first=one.first, open=one.open or other.open)
    return None


def _going_on(words: list[str], one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return the whole of "began on Friday and went on until Sunday" as one time, said by its first day."""
    between = words[one.last : other.first]
    ends = between[-1:] and between[-1] in word_set("dates", "ending") and word_set("dates", "continuing") & {*between}
    if not ends or one.span.start is None or other.span.end is None or other.span.end < one.span.start:
        return None
    return replace(one, span=days_span(one.span.start, other.span.end), rule=f"{RULE}.range/1", form="")


def _local(words: list[str], one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return the second of "2130 GMT on Saturday, early on Sunday local time": the day where it happened."""
    before = {"gmt", "utc"} & {*words[max(0, one.first - _ZONE_REACH) : one.last + _ZONE_REACH]}
    return other if before and "local" in words[one.last : other.last + _ZONE_REACH] else None


def _two_days(words: list[str], one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return "Monday and Tuesday" as one time, where the second day follows the first."""
    if {one.form, other.form} != {"weekday"} or words[one.last : other.first] not in (["and"], ["and", "on"]):
        return None
    if one.span.start is None or other.span.start is None or (other.span.start - one.span.start).days != 1:
        return None
    span = days_span(one.span.start, other.span.start)
    return TimeMention(one.first, other.last, span, f"{RULE}.range/1", one.open or other.open)


def _called_day(words: list[str], one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return "5 June, a Sunday" as one time."""
    called = other.form == "weekday" and words[one.last : other.first] == [",", "a"]
    return replace(one, last=other.last) if called and one.span.prec == _DAY else None


def _range(words: list[str], one: TimeMention, other: TimeMention) -> TimeMention | None:
    """Return "from 30 May to 2 June", "between 30 May and 2 June" and "the night of Sunday to Monday" as one time."""
    joints = _RANGES.get(words[one.first - 1] if one.first else "", ())
    if other.first != one.last + 1 or words[one.last] not in joints or one.span.start is None:
        return None
    if other.span.end is None or other.span.end < one.span.start:
        return None
    span = days_span(one.span.start, other.span.end)
    return TimeMention(one.first, other.last, span, f"{RULE}.range/1", one.open)
