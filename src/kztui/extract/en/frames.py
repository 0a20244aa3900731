"""What sets events outside of reality: exercises, fiction, sport, figures of speech, memory, the furniture of a page.

Such events become no incident. Each is given the reason, which `kztui extract --explain` shows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kztui.extract.en.anniversaries import RULE as ANNIVERSARY
from kztui.extract.en.figures import figurative
from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import says, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.training import attacked, hurt_in_training
from kztui.model.fact import Field, Side
from kztui.model.report import ParagraphKind, Report

Span = tuple[int, int]

_SHORT = 120
"""Characters of the longest line that can belong to a page's furniture."""

_TWO = 2
"""Words of sport that make a sentence one about a game."""

_PLOT_REACH, _MEMORY_REACH = 3, 8
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SCORE = re.compile(r"\d{1,3}[-–:]\d{1,3}")
_SENTENCE_END = tuple('.!?"”»')


class Frames:
    """The stretches of a report that are an exercise or a page's furniture, and what its sentences are about."""

    def __init__(self, report: Report) -> None:
        self._furniture = [*_furniture(report)]
        self._exercises, self._played = _exercises(report)

    def set_apart(self, reading: Parsed, events: Sequence[Event]) -> None:
        """Mark the events of a sentence that did not happen in reality, each with its reason."""
        if self._in_furniture(reading.sentence.start):
            reading.places, reading.times = [], []
            _mark(events, "furniture")
            return
        if not events:
            return
        if reading.sentence.paragraph in self._exercises:
            played = reading.sentence.paragraph in self._played
            harmed = any(map(_suffered, events))  # what went off in an exercise did so where it harmed people
            left = (event for event in events if not (_suffered(event) or (harmed and event.family == "bombing")))
            _mark(events if played else left, "exercise")
        if _sport(reading) and not any(map(_kills, events)):
            _mark(events, "figure")
        if by_accident(reading, events):
            trained = says(reading.sentence.words, "frames", "training")
            _mark(events if hurt_in_training(events, trained=trained) else (), "mishap")
        said = reading.said
        fiction = bool(said & word_set("frames", "fiction"))
        for event in events:
            if fiction and _told_in_fiction(reading, event):
                _mark([event], "fiction")
            elif _rehearsed(reading, event):
                _mark([event], "exercise")
            elif _remembered(reading, event):
                _mark([event], "memory")
            elif figurative(reading, event, events):
                _mark([event], "figure")

    def _in_furniture(self, offset: int) -> bool:
        at = bisect_right(self._furniture, offset, key=lambda span: span[0]) - 1
        return at >= 0 and offset < self._furniture[at][1]


def _mark(events: Iterator[Event] | Sequence[Event], reason: str) -> None:
    for event in events:
        if not event.unreal:
            event.unreal, event.reason = True, reason


def _furniture(report: Report) -> Iterator[Span]:
    """Yield the lines from a heading such as "Read also" on, up to the next paragraph of whole sentences."""
    inside = False
    for paragraph in report.paragraphs:
        if paragraph.kind is not ParagraphKind.BODY:
            inside = inside or _heading(report.text[paragraph.start : paragraph.end])
            continue
        told = report.text[paragraph.start : paragraph.end]
        if not inside and len(told) > _SHORT and "\n" not in told:
            continue
        at = paragraph.start
        for number, line in enumerate(told.splitlines(keepends=True)):
            text = line.strip()
            if _heading(text):
                inside = True
            elif inside and number == 0 and (len(text) > _SHORT or text.endswith(_SENTENCE_END)):
                inside = False
            if inside:
                yield at, at + len(line)
            at += len(line)


def _heading(line: str) -> bool:
    words = line.strip(" .:…*-–—>»|#").lower()
    return words in word_set("frames", "furniture")


def _exercises(report: Report) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of the paragraphs that tell of an exercise, and of those where all of it is played.

    Where the title says that one was held, all paragraphs tell of it.
    """
    texts = {p.number: report.text[p.start : p.end].lower() for p in report.paragraphs}
    title = report.title.lower()
    whole = _exercise(title) and not {*_WORDS.findall(title)} & word_set("frames", "harmed")
    told = {number for number, text in texts.items() if whole or _exercise(text)}
    played = {number for number in told if {*_WORDS.findall(texts[number])} & word_set("frames", "played")}
    return frozenset(told), frozenset(played)


def _exercise(text: str) -> bool:
    """Return whether a lower-case text names an exercise."""
    nouns, beside = word_set("frames", "exercise"), word_set("frames", "exercising")
    if not any(noun in text for noun in nouns):
        return False
    words = _WORDS.findall(text)
    return any(
        word in nouns and before in beside and words[after : after + 1] != ["of"]
        for after, (before, word) in enumerate(pairwise(words), 2)
    )


def _suffered(event: Event) -> bool:
    """Return whether an event harmed people who are no attackers: that can happen in an exercise too."""
    return bool(event.effect and event.patients) and all(p.side is not Side.PERPETRATOR for p in event.patients)


def _kills(event: Event) -> bool:
    """Return whether an event killed somebody, or a number of people: in no game are any killed, though a team may be
    "shot down"."""
    if event.effect != Field.KILLED:
        return False
    people = [patient for patient in event.patients if patient.kind == "people"]
    return any(one.number or one.sentence.words[one.first] in ("a", "an") for one in people)


def _sport(reading: Parsed) -> bool:
    """Return whether a sentence is about a game, and nobody in it is armed."""
    words = reading.said & word_set("frames", "sport")
    scored = bool(words) and bool(_SCORE.search(reading.sentence.exact(0, len(reading.sentence.words))))
    if len(words) < _TWO and not scored:
        return False
    return not any(m.kind == "weapon" or m.side in (Side.PERPETRATOR, Side.SECURITY) for m in reading.mentions)


def by_accident(reading: Parsed, events: Sequence[Event]) -> bool:
    """Return whether people trained where something happened, and nobody is said to have attacked them ("a shell
    exploded on a firing range")."""
    words = reading.sentence.words
    if not (says(words, "frames", "training") or says(words, "frames", "ranges")):
        return False
    if any(_bomb(reading, mention) for mention in reading.mentions):
        return False
    return not (attacked(reading, events) or any(_murder(reading, event) for event in events))


def _bomb(reading: Parsed, mention: Mention) -> bool:
    """Return whether a weapon is one that somebody lays, and that no army trains with."""
    return mention.kind == "weapon" and reading.word(mention.head) in word_set("constructions", "bombs")


def _murder(reading: Parsed, event: Event) -> bool:
    """Return whether a word means that somebody was killed on purpose: not "shot dead"."""
    return event.kind == "murder" and reading.word(event.first) not in verb_forms("frames", "unmeant")


def _told_in_fiction(reading: Parsed, event: Event) -> bool:
    """Return whether an event is the plot of a film, a novel or their like ("a novel in which gunmen seize ...")."""
    works = word_set("frames", "fiction")
    for mention in reading.mentions:
        if mention.last <= event.first and reading.word(mention.head) in works:
            behind = {reading.word(index) for index in range(mention.last, mention.last + _PLOT_REACH)}
            if behind & word_set("frames", "plot"):
                return True
    return False


def _rehearsed(reading: Parsed, event: Event) -> bool:
    """Return whether an event noun is what somebody practised ("trained the storming of an aircraft")."""
    if event.construction is not Construction.NOUN:
        return False
    at = event.first if reading.word(event.first + 1) in ("the", "a", "an") else event.first - 1
    return reading.word(at) in verb_forms("frames", "rehearsing")


def _remembered(reading: Parsed, event: Event) -> bool:
    """Return whether an event is only remembered ("on the anniversary of the attack"), and no years are counted back to
    it ("on the tenth anniversary")."""
    if any(time.rule == ANNIVERSARY for time in reading.times):
        return False
    before = reading.sentence.words[max(0, event.first - _MEMORY_REACH) : event.first]
    return event.construction is Construction.NOUN and bool(word_set("frames", "memory") & {*before})
