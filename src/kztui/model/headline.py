"""A headline: what happened in an incident, in a few words of its reports."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kztui.model.fact import COUNTED, EventType, Evidence, Fact, Field, Hedge, Scope, Side, by_field
from kztui.model.report import Source
from kztui.text.fold import fold

DID = "►"
"""Stands between who did it and what or whom it was done to."""

QUOTED = '"'
"""Begins a headline that is the title of a report."""

_VAGUE = frozenset(
    fold(
        "people person persons man men woman women it they them he she him her those others one someone somebody "
        "lives life member members second third fourth fifth sixth"
    ).split()
)
"""Words that name nobody: alone they say nothing in a headline."""

_HEAD_ENDS = re.compile(r"\s+(?:of|in|at|from|with|who|whom|near|on|for|by|under|between|and)\s", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-zа-яё][\w'’-]+(?: [^\W\d_a-zа-яё][\w'’-]+)+")
"""Two capitalised words in a row."""

_NUMBER = re.compile(r"\d")
_COUNT = re.compile(r"\d{1,9}")
_CYRILLIC = re.compile("[Ѐ-ӿ]")

_SIDES_THAT_DIE = frozenset({EventType.ARMED_CLASH, EventType.ARREST, EventType.PLOT_FOILED})
_THINGS_THAT_BURST = frozenset({EventType.EXPLOSION})
_CROWDS = frozenset({EventType.JAILBREAK, EventType.PROTEST})


_TOLD = (Field.PERPETRATOR, Field.TARGET, Field.VICTIM, Field.WEAPON, Field.CAUSE)
"""What a headline is made of."""


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_PLURAL = re.compile(r"(?:s|men|people|children)$", re.IGNORECASE)


class _Phrase(NamedTuple):
    """Words of the reports, how far most of them stand behind them, and where they stand."""

    words: str
    hedge: Hedge
    places: tuple[Evidence, ...] = ()

    @property
    def number(self) -> int | None:
        """How many they say that somebody are; None when they do not."""
        said = _HEAD_ENDS.split(self.words, maxsplit=1)[0].casefold().split()
        numbers = (int(word) if _COUNT.fullmatch(word) else _NUMBERS.get(word) for word in said)
        return next(filter(None, numbers), None)

    def counts(self, fact: Fact) -> bool:
        """Return whether a number of people is that of these words: it is stated in them, or they agree with it."""
        if self.stated_by(fact) or fact.value == self.number:
            return True
        several = bool(_PLURAL.search(_HEAD_ENDS.split(self.words, maxsplit=1)[0]))
        return self.number is None and isinstance(fact.value, int) and several == (fact.value > 1)

    def stated_by(self, fact: Fact) -> bool:
        """Return whether a fact is stated in some of the same words."""
        return any(_overlap(place, fact.evidence) for place in self.places)


def headlines(kind: str, facts: Sequence[Fact], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return wordings of what happened, from the most detailed to the shortest; nothing when the facts say too little.

    `kind` is the event type, `facts` are those in force, `sources` those of their reports. Numbers that have a column
    of their own are left out, and so are type and place.
    """
    of = by_field(facts)
    told = len(of.keys() & _TOLD)
    if not told:
        return _title(facts, sources)
    toll = any(fact.scope is not Scope.AGGREGATE for field in COUNTED for fact in of.get(field, ()))
    if told + toll < 2:
        return _title(facts, sources)
    said = [_best(of.get(field, ()), field, sources) for field in _TOLD]
    who, targets, victims, means, causes = _in_one_language(said)
    if sum(map(bool, (who, targets or victims, means, causes, toll))) < 2:
        return _title(facts, sources)
    with_means = f"; {means[0].words}" if means else ""
    because = f" ({causes[0].words})" if causes else ""
    if kind in _SIDES_THAT_DIE:
        full, short = _what_became_of(facts, who[:1], victims[:1])
    elif kind in _THINGS_THAT_BURST:
        full, short = _pair(targets or victims or who)
    elif kind in _CROWDS:
        full, short = _pair(who or victims or targets)
    elif kind == EventType.ARMED_ATTACK and who and all(_only_held(one, facts) for one in who):
        full, short = _what_became_of(facts, who[:1], ())
    else:
        doers = [one for one in who if kind != EventType.ARMED_ATTACK or not _only_held(one, facts)]
        full, short = _deed(doers[:1], targets or victims)
    if not full:
        return _title(facts, sources)
    wordings = (full + with_means + because, full + with_means, full, short, _shortest(short))
    return tuple(dict.fromkeys(wording for wording in wordings if wording))


def _in_one_language(said: Sequence[Sequence[_Phrase]]) -> list[list[_Phrase]]:
    """Return phrases by field without those in other letters than most readers': Latin where somebody, or what was hit,
    is named in them, else those that the reports have.
    """
    latin = any(not _CYRILLIC.search(phrase.words) for phrases in said[:3] for phrase in phrases)
    cyrillic = any(_CYRILLIC.search(phrase.words) for phrases in said[:3] for phrase in phrases)
    if not (latin or cyrillic):
        return [list(phrases) for phrases in said]
    return [[phrase for phrase in phrases if bool(_CYRILLIC.search(phrase.words)) is not latin] for phrases in said]


def _deed(who: Sequence[_Phrase], whom: Sequence[_Phrase]) -> tuple[str, str]:
    """Return who did something to whom, with two objects and with one."""
    if not who:
        return _pair(whom)
    doer = _hedged(who[0])
    if not whom:
        return doer, doer
    return f"{doer} {DID} {_pair(whom)[0]}", f"{_head(who[0].words)} {DID} {whom[0].words}"


def _what_became_of(facts: Iterable[Fact], who: Sequence[_Phrase], victims: Sequence[_Phrase]) -> tuple[str, str]:
    """Return the side that died or was held with its verb, and the other one."""
    told = [fact for fact in facts if fact.field.counted and fact.value != 0]
    sides = (who, _OF_DOERS), (victims, _OF_VICTIMS)
    became = [_became(phrases[0], [fact for fact in told if fact.side in side]) for phrases, side in sides if phrases]
    fates = [words for words in became if words]
    if not fates:
        return _pair([*who, *victims])
    return ", ".join(fates), fates[0]


def _became(phrase: _Phrase, told: Sequence[Fact]) -> str:
    """Return words with the verb of the gravest number that is theirs; empty when none is."""
    if _CYRILLIC.search(phrase.words):
        return phrase.words if told else ""
    own = [fact for fact in told if phrase.stated_by(fact)] or told
    theirs = {fact.field for fact in own if phrase.counts(fact)}
    return next((f"{phrase.words} {verb}" for field, verb in _FATES if field in theirs), "")


_OF_DOERS = (Side.PERPETRATOR, Side.UNKNOWN, Side.TOTAL)
_OF_VICTIMS = (Side.SECURITY, Side.CIVILIAN, Side.VICTIM)
_FATES = ((Field.KILLED, "killed"), (Field.ARRESTED, "held"), (Field.WOUNDED, "wounded"))


def _only_held(phrase: _Phrase, facts: Iterable[Fact]) -> bool:
    """Return whether the reports name people only where they were arrested: the attack may be that of the police."""
    held = [fact.evidence for fact in facts if fact.field is Field.ARRESTED]
    return bool(held) and all(any(_overlap(place, words) for words in held) for place in phrase.places)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end


def _pair(phrases: Sequence[_Phrase]) -> tuple[str, str]:
    """Return up to two phrases, and the first one."""
    return ", ".join(phrase.words for phrase in phrases[:2]), phrases[0].words if phrases else ""


def _shortest(words: str) -> str:
    """Return only the nouns on both sides of the deed."""
    return f" {DID} ".join(_head(side) for side in words.split(f" {DID} "))


def _head(words: str) -> str:
    """Return the noun of a group with its number, or the last word of a name."""
    if "," in words:
        return words
    noun = str(_HEAD_ENDS.split(words, maxsplit=1)[0]).split()
    verb = [noun.pop()] if len(noun) > 1 and noun[-1] in ("killed", "held", "wounded") else []
    if not noun or noun[-1].isdigit() or (len(noun) == 1 and noun[0] != words.removesuffix(" ".join(verb)).strip()):
        return words  # "eight of its members" has its noun elsewhere
    return " ".join((noun[-1], *verb))


def _best(facts: Iterable[Fact], field: Field, sources: Mapping[str, Source]) -> list[_Phrase]:
    """Return what facts of a field say, the best first: names before groups, then the one that most sources give.

    Latin letters come before Cyrillic ones, so that a headline is in one language where the reports allow it.

    Vague words are left out. Of wordings that agree in their noun only the best is kept.
    """
    said: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.field is field and isinstance(fact.value, str) and fact.hedge is not Hedge.DENIED:
            folded = fold(fact.value).split()
            if folded and not set(folded) <= _VAGUE and folded[-1] not in _VAGUE:
                said[fold(fact.value)].append(fact)

    def rank(group: list[Fact]) -> tuple[bool, bool, int, date, int]:
        words = str(group[0].value)
        voices = {sources[fact.evidence.report].voice for fact in group}
        latest = max((sources[fact.evidence.report].published or date.min for fact in group), default=date.min)
        return not _CYRILLIC.search(words), bool(_NAME.search(words)), len(voices), latest, -len(words)

    kept: dict[str, _Phrase] = {}
    for group in sorted(said.values(), key=rank, reverse=True):
        words = str(group[0].value)
        hedges = [fact.hedge for fact in group]
        hedge = max(hedges, key=hedges.count)
        places = tuple(fact.evidence for fact in group)
        kept.setdefault(fold(_head(words)), _Phrase(words, Hedge.NONE if str(hedge) in words else hedge, places))
    return list(kept.values())


def best_words(facts: Iterable[Fact], field: Field, sources: Mapping[str, Source]) -> str:
    """Return the words that stand for a field in a headline, with how far they are meant; empty when nobody says any.

    `sources` are those of the reports of the facts, which are those in force.
    """
    best = next(iter(_best(facts, field, sources)), None)
    return _hedged(best) if best else ""


def _hedged(phrase: _Phrase) -> str:
    """Return words with how far they are meant, in brackets."""
    return phrase.words + (f" ({phrase.hedge})" if phrase.hedge in (Hedge.SUSPECTED, Hedge.REPORTEDLY) else "")


def _title(facts: Sequence[Fact], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the title of the report with most of the facts, of those without a number if there are any."""
    counts: dict[str, int] = defaultdict(int)
    for fact in facts:
        counts[fact.evidence.report] += 1
    titled = [source for source in sources.values() if source.title and source.report in counts]
    best = max(titled, key=lambda one: (not _NUMBER.search(one.title), counts[one.report]), default=None)
    return (f"{QUOTED}{best.title}",) if best else ()
