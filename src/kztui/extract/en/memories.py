"""Commemorations: what a sentence remembers did not happen on the day of the ceremony ("laid flowers on Friday to mark
the anniversary of an attack that killed two")."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from kztui.extract.en.anniversaries import RULE
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.reading import Parsed
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import TimeMention
from kztui.extract.reading import Construction, Event

Span = tuple[int, int]

_YEAR = 4
_ANNIVERSARY, _SINCE = "anniversar", ("since", "after")
_GOVERNED = ("to", "for", "of", "in", "honouring", "honoring", "commemorating")


class Memories:
    """What a report remembers; it knows whether the report has told of anything else yet."""

    def __init__(self) -> None:
        self._news = False

    def read(self, reading: Parsed, events: Sequence[Event]) -> None:
        """Part the deeds that a sentence remembers from what is news, and from the day of the ceremony."""
        start = None
        if any(time.rule == RULE for time in reading.times) or not reading.said.isdisjoint(_solemn()):
            reading.times = [
                time for time in reading.times if time.rule != RULE or _of_deed(reading, time.last, events)
            ]
            start = _solemn_word(reading, events)
        if start is None:
            self._news = self._news or any(not event.unreal for event in events)
            return
        news = any(_is_news(reading, event, start) for event in events) or _noun_does(reading, events, start)
        first, last = _stretch(reading, start, news=news)
        remembered = [event for event in events if first <= event.first < last]
        if not news:
            reading.times = [_of_ceremony(reading, time, events, (first, last)) for time in reading.times]
        own = [time for time in reading.times if first <= time.first < last and _names_year(reading, time)]
        if own:
            reading.times = [time for time in reading.times if time.rule != RULE]
        monument = reading.word(first) in word_set("frames", "monuments") and not own
        told = any(event.effect and event.patients for event in remembered)
        for event in remembered:
            event.background, event.of_another, event.aside = first, self._news or news, False
            event.dated_apart = event.dated_apart or (news and not event.weak)
            event.unreal = monument or (event.unreal and not (told and event.reason == "memory"))
            event.reason = "memory" if event.unreal and monument else event.reason
        self._news = self._news or news


def _solemn_word(reading: Parsed, events: Sequence[Event]) -> int | None:
    """Return the token of the word that makes a sentence one about a ceremony."""
    counted = [time.first for time in reading.times if time.rule == RULE]
    named = (index for index, word in enumerate(reading.sentence.words) if word in _solemn())
    return min([*counted, *(index for index in named if _is_solemn(reading, index, events))], default=None)


def _is_solemn(reading: Parsed, index: int, events: Sequence[Event]) -> bool:
    """Return whether a word at a token is of a ceremony: a monument to somebody, the anniversary of a deed."""
    word = reading.word(index)
    if word in word_set("frames", "monuments"):
        return reading.word(index + 1) in _GOVERNED
    return not word.startswith(_ANNIVERSARY) or _of_deed(reading, index + 1, events)


def _of_deed(reading: Parsed, index: int, events: Sequence[Event]) -> bool:
    """Return whether the words from a token on say of which deed an anniversary is: not "of independence"."""
    if reading.word(index) != "of":
        words = reading.sentence.words
        end = next((i for i in range(index, len(words)) if words[i] in (",", ";")), len(words))
        return reading.word(index - 1) in _SINCE and any(index <= event.first < end for event in events)
    deed = reading.mention_at(index + 1)
    return deed is not None and (
        deed.kind == "event" or reading.word(deed.head) in word_set("constructions", "incidents")
    )


@cache
def _solemn() -> frozenset[str]:
    return word_set("frames", "anniversaries") | word_set("frames", "monuments") | word_set("frames", "ceremonies")


def _is_news(reading: Parsed, event: Event, start: int) -> bool:
    """Return whether a verb before a token tells of a deed for itself: "killed in the raid" only says who is meant."""
    verb = reading.verb_at(event.first)
    if verb is None or event.first >= start or event.unreal or event.kind == "happening":
        return False
    active = event.construction is Construction.ACTIVE and reading.sentence.tags[verb.main] != "G"
    return active or not verb.bare


def _noun_does(reading: Parsed, events: Sequence[Event], start: int) -> bool:
    """Return whether an event noun before a token is the subject of a verb ("the attack came on the anniversary")."""
    subjects = [one for verb in reading.verbs if verb.first < start and (one := subject_of(reading, verb))]
    return any(one.first <= event.first < one.last for event in events for one in subjects)


def _stretch(reading: Parsed, start: int, *, news: bool) -> Span:
    """Return the tokens, behind the word of a ceremony, that tell what is remembered: none for flowers and their like;
    up to a comma where the sentence has told news or goes on to do so."""
    words = reading.sentence.words
    if words[start] in word_set("frames", "ceremonies"):
        counted = next((time.first for time in reading.times if time.rule == RULE), len(words))
        named = (i for i, word in enumerate(words) if word in word_set("frames", "anniversaries"))
        start = min((counted, *named))
    opens = all(verb.first > start for verb in reading.verbs)
    for index in range(start, len(words)):
        goes_on = reading.word(index + 1) in word_set("clauses", "relative") or words[index + 1 : index + 2] == ["when"]
        if words[index] == ";" or (words[index] == "," and (news or opens) and not goes_on):
            return start, index
        verb = reading.verb_at(index)
        if verb is not None and verb.first == index and _about_ceremony(reading, verb, start):
            return start, index
    return start, len(words)


def _about_ceremony(reading: Parsed, verb: VerbGroup, start: int) -> bool:
    """Return whether the subject of a verb is the noun of a ceremony at a token ("a monument to ... was blown up")."""
    subject = None if verb.bare else subject_of(reading, verb)
    return subject is not None and subject.first <= start < subject.last


def _of_ceremony(reading: Parsed, time: TimeMention, events: Sequence[Event], stretch: Span) -> TimeMention:
    """Return a time as one of the ceremony, unless a deed's own verb stands before it, or it is that of the deed."""
    verb = next((one for one in reversed(reading.verbs) if one.last <= time.first), None)
    of_deed = verb is not None and any(verb.first <= event.first < verb.last for event in events)
    own = stretch[0] <= time.first < stretch[1] and _names_year(reading, time)
    return time if of_deed or own or time.form == "past" else replace(time, about="saying")


def _names_year(reading: Parsed, time: TimeMention) -> bool:
    """Return whether a time names its year, in figures."""
    words = reading.sentence.words[time.first : time.last]
    return any(word.isdecimal() and len(word) == _YEAR for word in words)
