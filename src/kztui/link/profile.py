"""Profiles: what one report says of an incident, as far as it distinguishes it from others."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from kztui.link.subjects import Subjects, subjects
from kztui.link.words import Words, WordsOf
from kztui.model.fact import COUNTED, DateSpan, Doubt, EventType, Fact, Field, Hedge, Place, Scope, Value
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.model.report import Paragraph, Report, Source
from kztui.model.statements import Statement, statements_of
from kztui.text.fold import fold
from kztui.text.sentences import sentences

EPISODE_DAYS = 3
"""What goes on for as many days is an episode of which the events of one day are parts."""

UNREST: frozenset[Value] = frozenset(
    (EventType.RIOT, EventType.PROTEST, EventType.MOB_VIOLENCE, EventType.FORCE_AGAINST_PROTESTERS)
)
"""Types of what can go on for days."""

_STEM, _SHORTEST = 6, 4
"""Letters of a word that distinguish it, endings aside; and of the shortest word that counts."""

KEPT = 4_000
"""So many profiles are kept: reports of one incident come in soon after one another, and in many batches."""

_AROUND = 80
"""Code points beside a count in which another number may be set against it ("five, not three")."""

_WORD = re.compile(r"\w+")

_WHO = (Field.PERPETRATOR, Field.VICTIM, Field.CLAIMED_BY)
_COMPARED = (Field.DATE, Field.PLACE)
"""Fields that are compared as such, not by their words."""

_WHAT = (Field.TARGET, Field.WEAPON)
_YEARS = frozenset(str(year) for year in range(1980, 2100))


class Profile(Struct, frozen=True):
    """What is compared of an incident as one report tells it. All words are folded, so spelling does not matter.

    `days` and `places` are all that its facts state, whole countries as `countries` apart. `tolls` has what the report
    states of each counted field, `numbers` the numbers in words beside these. Of the paragraphs in which the facts
    stand, `names` are words that begin with a capital inside a sentence, and long numbers; `told` the beginnings of the
    words that count, but for days and places. `who` and `what` are the beginnings of the words that name people, and
    targets or weapons. Of what can be compared across languages, `means` and `sites` are those of the sentences in
    which the facts stand, `people` those that were hit, `fate` what became of those who did it. `hours` are the parts
    of the day beside the dates. `text` has all words of the report's title and text, each between two blanks, `voice`
    is the report or the one that it copies.
    """

    report: str
    voice: str
    language: str
    published: date | None
    days: tuple[DateSpan, ...]
    places: tuple[Place, ...]
    countries: frozenset[str]
    types: tuple[str, ...]
    tolls: Mapping[Field, Statement]
    numbers: Mapping[Field, frozenset[int]]
    names: frozenset[str]
    told: frozenset[str]
    who: frozenset[str]
    what: frozenset[str]
    means: Subjects
    sites: Subjects
    people: Subjects
    fate: Subjects
    hours: frozenset[str]
    text: str

    @property
    def broad(self) -> bool:
        """Whether it tells of something that went on for days, perhaps in several places: an episode."""
        spans = [(span.start, span.end) for span in self.days if span.prec <= DatePrecision.WEEK]
        lasts = any(start and end and (end - start).days + 1 >= EPISODE_DAYS for start, end in spans)
        return lasts and bool(UNREST & {*self.types})


def profile_of(facts: Iterable[Fact], report: Report, words: WordsOf) -> Profile:
    """Return the profile of an incident of which `facts` are what `report` says; the same ones are made once."""
    return _profile_of(tuple(facts), report.source, report.text, report.paragraphs, report.language, words)


@lru_cache(KEPT)
def _profile_of(
    facts: tuple[Fact, ...],
    source: Source,
    text: str,
    paragraphs: tuple[Paragraph, ...],
    language: str,
    words_of: WordsOf,
) -> Profile:
    words = words_of(language)
    stated = [fact for fact in facts if fact.scope is not Scope.AGGREGATE and fact.hedge is not Hedge.DENIED]
    places = tuple(dict.fromkeys(fact.value for fact in stated if isinstance(fact.value, Place)))
    telling = _telling(stated, text, paragraphs)
    said = (*_sentences(stated, text, language), source.title if _opens(stated, paragraphs) else "")
    dated = (fact.evidence for fact in stated if fact.field is Field.DATE)
    beside = {word for e in dated for word in fold(f"{e.prefix} {e.exact} {e.suffix}").split()}
    return Profile(
        source.report,
        source.voice,
        language,
        source.published,
        tuple(dict.fromkeys(f.value for f in stated if isinstance(f.value, DateSpan) and f.value.resolved)),
        tuple(
            dict.fromkeys(
                f.value
                for f in stated
                if isinstance(f.value, Place) and f.value.prec < PlacePrecision.COUNTRY and _said(f)
            )
        ),
        frozenset(place.name for place in places if place.prec == PlacePrecision.COUNTRY),
        tuple(dict.fromkeys(str(f.value) for f in stated if f.field is Field.TYPE)),
        _tolls(stated, source),
        _numbers(stated, text, words),
        _names(telling, words) if words else frozenset(),
        _stems([telling], words) - _stems((w for f in stated if f.field in _COMPARED for w in _wordings(f)), words),
        _stems((str(f.value) for f in stated if f.field in _WHO), words),
        _stems((str(f.value) for f in stated if f.field in _WHAT), words),
        subjects("means", said),
        subjects("sites", said),
        subjects("people", (str(f.value) for f in stated if f.field in (Field.VICTIM, Field.TARGET))),
        subjects("fate", [telling]),
        frozenset(words.hours[word] for word in beside if word in words.hours) if words else frozenset(),
        f" {fold(f'{source.title} {text}')} ",
    )


def _said(place: Fact) -> bool:
    """Return whether a report says that it was there: a town that it only names somewhere places nothing."""
    return place.doubt is not Doubt.ONLY_TOWN


def _tolls(facts: Sequence[Fact], source: Source) -> dict[Field, Statement]:
    stated = {fact.field for fact in facts}
    found = {field: statements_of(facts, field, {source.report: source}) for field in COUNTED if field in stated}
    return {field: statements[0] for field, statements in found.items() if statements}


def _telling(facts: Iterable[Fact], text: str, paragraphs: Iterable[Paragraph]) -> str:
    """Return the paragraphs in which the facts stand."""
    numbers = {fact.evidence.paragraph for fact in facts}
    return "\n".join(text[p.start : p.end] for p in paragraphs if p.number in numbers)


def _sentences(facts: Iterable[Fact], text: str, language: str) -> list[str]:
    """Return the sentences in which the facts stand."""
    spans = [(fact.evidence.start, fact.evidence.end) for fact in facts]
    every = sentences(text, language)
    return [text[a:z] for a, z in every if any(start < z and end > a for start, end in spans)]


def _opens(facts: Iterable[Fact], paragraphs: Iterable[Paragraph]) -> bool:
    """Return whether some of the facts stand in the first paragraph, which tells what the title does."""
    return min((p.number for p in paragraphs), default=0) in {fact.evidence.paragraph for fact in facts}


def _numbers(facts: Iterable[Fact], text: str, words: Words | None) -> dict[Field, frozenset[int]]:
    """Return the numbers in words beside the counts of each field, but for the counts themselves: digits are days and
    hours as often.

    A number is set against the count nearest to it, and against no other: of "four killed, seven arrested, five on the
    run", five are no rival of the four.
    """
    counts = [fact for fact in facts if fact.field in COUNTED]
    if not (counts and words):
        return {}
    for where in (count.evidence for count in counts):
        text = text[: where.start] + " " * (where.end - where.start) + text[where.end :]
    spans = ((max(0, one.evidence.start - _AROUND), one.evidence.end + _AROUND) for one in counts)
    said = {word.span() for first, last in spans for word in _WORD.finditer(text, first, last)}
    found: defaultdict[Field, set[int]] = defaultdict(set)
    for start, end in said:
        number = words.numbers.get(fold(text[start:end]))
        if number is not None:
            near = min(_between(start, end, one) for one in counts)
            for field in {one.field for one in counts if _between(start, end, one) == near}:
                found[field].add(number)
    return {field: frozenset(numbers) for field, numbers in found.items()}


def _between(start: int, end: int, count: Fact) -> int:
    """Return how many code points lie between a word and a count."""
    return max(count.evidence.start - end, start - count.evidence.end)


def _names(text: str, words: Words) -> frozenset[str]:
    found, places = set[str](), set[str]()
    for before, name in words.name.findall(text):
        key = fold(name.removesuffix("'s").removesuffix("’s"))
        (places if before.lower() in words.before_places else found).add(key)
    return frozenset(found - places - words.institutions - _YEARS)


def _wordings(fact: Fact) -> tuple[str, ...]:
    return (fact.evidence.exact, fact.value.name) if isinstance(fact.value, Place) else (fact.evidence.exact,)


def _stems(texts: Iterable[str], words: Words | None) -> frozenset[str]:
    everyday = words.everyday if words else frozenset()
    said = (word for text in texts for word in fold(text).split())
    return frozenset(sys.intern(word[:_STEM]) for word in said if len(word) >= _SHORTEST and word not in everyday)
