"""Whom a report clears: a later sentence says that he whom it accused was acquitted, released or the wrong man.

That he did it stays a fact of the report, which the report itself denies.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from kztui.extract.en import LEXICON
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import enumeration, listed
from kztui.extract.en.subjects import subject_of, subject_start
from kztui.extract.en.vocabulary import verb_forms, word_set
from kztui.extract.mention import Mention, Trait
from kztui.extract.patterns import Patterns
from kztui.extract.reading import Event, Reading
from kztui.model.fact import Field, Side

_PARTIAL = ("innocent", "not_suspected", "no_part")
_FIRM, _WEAK = ("acquitted", *_PARTIAL), "released"
"""The ways to clear somebody: those that clear of a conviction too, some only where they are said for the state."""

_ONE = frozenset(("he", "she", "him", "her", "his"))
_SEVERAL = frozenset(("they", "them", "their", "both", "all"))
_ALL = ("all", "both")
_SPEAKERS = ("he", "she", "they")

_UNSURE_REACH = 4
"""Words before a clearing among which one says that it has not happened."""

_KEPT_REACH = 12
"""Words behind a release among which one says that the released stay accused, or were no suspects."""

_ACCUSED = ("people", "name", "organization")
_MOST = 100
"""Events that are remembered, and people cleared: nobody is cleared so long after he was accused."""

_LOOK_BACK = 4
"""Sentences among which those stand whom a pronoun can mean."""


class _Cleared(Struct):
    """Who is cleared before token `at` or behind it: the words of a name, or the noun of others; nothing where a
    pronoun stands for them, or nobody is named. `several` is None where the words do not say whether it is more than
    one; `firm` clears those who were convicted too."""

    at: int
    words: Sequence[str] = ()
    several: bool | None = None
    count: int | None = None
    firm: bool = True


class Suspects:
    """Those whom a report accuses; the mentions of those whom it clears are marked."""

    def __init__(self) -> None:
        self._told: deque[Event] = deque(maxlen=_MOST)
        self._cleared: deque[_Cleared] = deque(maxlen=_MOST)

    def read(self, reading: Parsed, events: Sequence[Event]) -> None:
        """Mark those whom a sentence clears, or accuses as if nobody had cleared them."""
        self._told += events
        for event, mention in _accused(events) if self._cleared else ():
            mention.cleared = not _convicts(event) and any(_means(one, mention) for one in self._cleared)
        if _stems().isdisjoint(reading.said):
            return
        accused = [*_accused(self._told)]
        for cleared in _clearings(reading) if accused else ():
            whom = _whom(reading, cleared, [mention for _, mention in accused])
            for event, mention in accused:
                known = any(mention is one or _means(_named(one), mention) for one in whom)
                if known and (cleared.firm or _suspects(event)):
                    mention.cleared = True
            self._cleared += (named for one in whom if (named := _named(one)) not in self._cleared)


def _whom(reading: Parsed, cleared: _Cleared, accused: Sequence[Mention]) -> Sequence[Mention]:
    """Return those of the accused whom words for those cleared mean."""
    if cleared.words:
        found = [mention for mention in accused if _means(cleared, mention)]
        if found or not _called(cleared.words[-1]):
            return found
    return _accused_last(reading, cleared, accused)


def _accused_last(reading: Reading, cleared: _Cleared, accused: Sequence[Mention]) -> Sequence[Mention]:
    """Return those accused last, of such a number; nobody where others of that number are spoken of since."""
    sentence: Reading | None = reading
    for back in range(_LOOK_BACK):
        if sentence is None:
            break
        here = [one for one in accused if one.sentence is sentence.sentence and (back or one.first < cleared.at)]
        here = [*{mention.first: mention for mention in here}.values()]
        if found := _of_number(here, cleared):
            return found
        others = (one for one in sentence.mentions if one.people and one.side is not Side.SECURITY)
        if back and any(cleared.several in (None, _plural(one)) for one in others):
            break
        sentence = sentence.before
    return []


def _of_number(accused: Sequence[Mention], cleared: _Cleared) -> Sequence[Mention]:
    """Return those of the accused of one sentence who are as many as those cleared."""
    if cleared.several is False:
        return [one for one in accused if not _plural(one)][-1:]
    counts = [one.count for one in accused]
    total = sum(count for count in counts if count) if None not in counts else None
    if cleared.count is not None and total not in (None, cleared.count):
        return []
    return accused if cleared.several is None or len(accused) > 1 or any(map(_plural, accused)) else []


def _accused(events: Iterable[Event]) -> Iterator[tuple[Event, Mention]]:
    """Yield those whom events accuse, each with the event."""
    return ((event, mention) for event in events for mention in _accused_by(event))


def _accused_by(event: Event) -> Iterator[Mention]:
    """Yield those of whom an event says that they did it, or were arrested; none who is called by his deed, as "the
    gunman" is, whoever that is."""
    if event.kind == "claim" or event.unreal:
        return
    for mention in event.patients if _holds(event) else event.agents:
        if mention.kind in _ACCUSED and (
            mention.side is not Side.PERPETRATOR or _called(mention.sentence.words[mention.head])
        ):
            yield mention


def _holds(event: Event) -> bool:
    return event.effect == Field.ARRESTED or event.family == "plot"


def _suspects(event: Event) -> bool:
    """Return whether an event is no more than a suspicion or an arrest."""
    return (event.kind == "blame" or event.effect == Field.ARRESTED) and not _convicts(event)


def _convicts(event: Event) -> bool:
    return event.reading.word(event.first) in verb_forms("clearing", "convicting")


def _called(word: str) -> bool:
    """Return whether a noun can call anybody who was accused ("the man", "the 40-year-old")."""
    return singular(word) in word_set("clearing", "called") or word.endswith("year-old")


def _plural(mention: Mention) -> bool:
    return mention.plural or (mention.count or 0) > 1


def _named(mention: Mention, firm: bool = True) -> _Cleared:
    """Return somebody who is mentioned as one who is cleared."""
    words = mention.sentence.words
    if mention.kind == "name":
        return _Cleared(mention.first, mention.label.lower().split(), False, 1, firm)
    owner = next((i for i in range(mention.first, mention.head) if mention.sentence.tags[i] == "S"), None)
    if owner is not None and mention.kind == "other":
        return _Cleared(mention.first, words[mention.first : owner], False, 1, firm)
    return _Cleared(mention.first, [singular(words[mention.head])], _plural(mention), mention.count, firm)


def _means(cleared: _Cleared, accused: Mention) -> bool:
    """Return whether somebody accused is one who is cleared: of the same name, or called by the same noun."""
    if not cleared.words or (cleared.several is not None and cleared.several is not _plural(accused)):
        return False
    if accused.kind == "name":
        own, name = {*cleared.words}, accused.label.lower().split()
        titles = accused.sentence.words[accused.first : accused.head]
        return (cleared.words[-1] == name[-1] and (own <= {*name} or {*name} <= own)) or (
            len(own) == 1 and cleared.words[0] in titles
        )
    return singular(accused.sentence.words[accused.head]) == cleared.words[-1] and (
        cleared.count in (None, accused.count) or accused.count is None
    )


def _clearings(reading: Parsed) -> Iterator[_Cleared]:
    """Yield those whom a sentence clears."""
    said = reading.said
    kinds = [kind for kind, (stems, _) in _patterns().items() if not stems.isdisjoint(said)]
    words = reading.sentence.words
    spaced = " ".join(words)
    for kind in kinds:
        if kind in _PARTIAL and _by_their_own(reading):
            continue
        for pattern in _patterns()[kind][1]:
            for match in pattern.finditer(spaced):
                first, last = spaced.count(" ", 0, match.start()), spaced.count(" ", 0, match.end()) + 1
                near = words[max(0, first - _UNSURE_REACH) : first]
                kept = kind == _WEAK and not word_set("clearing", "kept").isdisjoint(words[first : last + _KEPT_REACH])
                if not (kept or any(map(_unsure, near))):
                    yield from _who(reading, spaced, match, (first, last), firm=kind in _FIRM)


def _unsure(word: str) -> bool:
    return word in word_set("clearing", "unsure") or word.endswith(("n't", "n’t"))


def _by_their_own(reading: Parsed) -> bool:
    """Return whether the accused, or those who speak for them, or nobody of the state, say what a sentence tells."""
    said = reading.attribution
    if not word_set("clearing", "partial").isdisjoint(reading.said) or (said is not None and not said.official):
        return True
    telling = [verb for verb in reading.verbs if reading.word(verb.main) in verb_forms("attribution", "verbs")]
    return any(reading.word(verb.first - 1) in _SPEAKERS for verb in telling)


def _who(
    reading: Parsed, spaced: str, match: re.Match[str], span: tuple[int, int], *, firm: bool
) -> Iterator[_Cleared]:
    """Yield those who are cleared by words that match a pattern and stand between two tokens."""
    groups = match.groupdict()
    if groups.get("last") is not None:
        yield _Cleared(span[0], firm=firm)
    elif groups.get("whom") is not None:
        at = spaced.count(" ", 0, match.start("whom"))
        whom = reading.mention_at(at)
        if (word := reading.word(at)) in _ONE | _SEVERAL:
            yield _Cleared(at, several=word in _SEVERAL, firm=firm)
        elif whom is not None:
            yield from (_named(one, firm) for one in listed(reading, whom) if _whole(one))
    else:
        yield from _subjects(reading, span, firm=firm)


def _subjects(reading: Parsed, span: tuple[int, int], *, firm: bool) -> Iterator[_Cleared]:
    """Yield the subject of the words between two tokens."""
    verb = next((one for one in reading.verbs if span[0] <= one.main < span[1]), None)
    start = subject_start(reading, verb) if verb is not None else span[0]
    word = reading.word(start - 1)
    if word in _ONE | _SEVERAL:
        some = reading.word(start - 2) == "of" and reading.word(start - 3) not in _ALL
        yield from () if some else (_Cleared(start, several=word in _SEVERAL, firm=firm),)
        return
    nearest = next((one for one in reversed(reading.mentions) if one.last == start), None)
    subject = subject_of(reading, verb) if verb is not None else nearest
    if subject is None:
        before = [word for word in reading.sentence.words[:start] if word in _SPEAKERS]
        yield from (_Cleared(start, several=word in _SEVERAL, firm=firm) for word in before[-1:])
    else:
        yield from (_named(one, firm) for one in enumeration(reading, subject) if _whole(one))


def _whole(mention: Mention) -> bool:
    """Return whether a mention is not only some of those told before ("one of the men", "another man")."""
    own = {*mention.sentence.words[mention.first : mention.last]}
    return Trait.OF_THEM not in mention.traits and own.isdisjoint(word_set("clauses", "adding"))


@cache
def _stems() -> frozenset[str]:
    return frozenset().union(*(stems for stems, _ in _patterns().values()))


@cache
def _patterns() -> dict[str, tuple[frozenset[str], list[re.Pattern[str]]]]:
    """Return the patterns of each way to clear somebody, with the words of which a sentence must have one."""
    patterns = Patterns(LEXICON, "clearing")
    return {kind: (frozenset(patterns.stems(kind)), patterns.compiled(kind)) for kind in (*_FIRM, _WEAK)}
