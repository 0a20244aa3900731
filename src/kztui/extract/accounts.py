"""Accounts: who claims an incident and who doubts that, what caused it, and through which medium a source is quoted.

These are told in set phrases, which accounts.toml of each lexicon has as patterns; whatever the grammar found in the
sentence stays as it is. A fact goes to the incidents that the sentence tells of, or that the one before it does.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kztui.extract.patterns import Patterns
from kztui.extract.reading import Reading
from kztui.extract.shared import organizations
from kztui.extract.tables import Lexicon
from kztui.model.fact import Fact, Field, Hedge, Side, fact_id, in_order, quote
from kztui.model.report import Report
from kztui.text.fold import fold

_FIELDS = {"claim": Field.CLAIMED_BY, "doubt": Field.CLAIMED_BY, "cause": Field.CAUSE, "quoted": Field.QUOTED}


class Accounts(NamedTuple):
    """The patterns of a language by what they tell, each after the stems, in lower case, of which a sentence must have
    one; words for a group named before, words that say "perhaps", and words with which nobody is named.
    """

    patterns: Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]
    anaphora: frozenset[str]
    perhaps: frozenset[str]
    nobody: frozenset[str] = frozenset()


@cache
def read_accounts(lexicon: Lexicon) -> Accounts:
    """Return the patterns that accounts.toml of a lexicon gives: the names in braces stand for its [parts], each
    of which may name those before it.

    Raises LexiconError.
    """
    media = "|".join(re.escape(word) for word in sorted(lexicon.words("accounts", "media"), key=len, reverse=True))
    patterns = Patterns(lexicon, "accounts", {"media": media})
    words = (lexicon.words("accounts", entry) for entry in ("anaphora", "perhaps", "nobody"))
    return Accounts({name: (patterns.stems(name), patterns.any_of(name)) for name in _FIELDS}, *words)


def with_accounts(
    drafts: Sequence[tuple[Fact, ...]], report: Report, readings: Sequence[Reading], accounts: Accounts
) -> list[tuple[Fact, ...]]:
    """Return the drafts of a report with the accounts that its sentences give of their incidents."""
    kept = [tuple(fact for fact in facts if not _is_bare(fact, accounts)) for facts in drafts]
    lowered = report.text.lower()
    stems = {name: tuple(filter(lowered.__contains__, one[0])) for name, one in accounts.patterns.items()}
    told = {name: (some, accounts.patterns[name][1]) for name, some in stems.items() if some}
    if not told or not drafts:
        return kept
    more: list[list[Fact]] = [[] for _ in drafts]
    homes: list[int] = []
    accounts = accounts._replace(patterns=told)
    stated = sorted((fact.evidence.start, number) for number, facts in enumerate(drafts) for fact in facts)
    for reading in readings:
        start, end = reading.sentence.starts[0], reading.sentence.ends[-1]
        here = {number for _, number in stated[bisect_left(stated, (start,)) : bisect_left(stated, (end,))]}
        homes = sorted(here) if here else homes
        for fact in _found(report, reading, accounts) if homes else ():
            for number in homes:
                known = {*_said(kept[number]), *_said(more[number])}
                if _key(fact) not in known and _has_object(fact, known):
                    more[number].append(fact)
    return [
        tuple(sorted((*facts, *new), key=in_order)) if new else facts for facts, new in zip(kept, more, strict=True)
    ]


def _is_bare(fact: Fact, accounts: Accounts) -> bool:
    """Return whether a claim that the grammar found names nobody ("the group")."""
    if fact.field is not Field.CLAIMED_BY or not isinstance(fact.value, str):
        return False
    return not accounts.anaphora.isdisjoint((fact.value.lower(), f"the {fact.value.lower()}"))


def _key(fact: Fact) -> tuple[Field, object, bool]:
    return fact.field, fact.value, fact.hedge is Hedge.DENIED


def _said(facts: Sequence[Fact]) -> Iterator[tuple[Field, object, bool]]:
    return map(_key, facts)


def _has_object(fact: Fact, known: set[tuple[Field, object, bool]]) -> bool:
    """Return whether a claim that is doubted was made."""
    return fact.hedge is not Hedge.DENIED or (fact.field, fact.value, False) in known


def _found(report: Report, reading: Reading, accounts: Accounts) -> Iterator[Fact]:
    start, end = reading.sentence.starts[0], reading.sentence.ends[-1]
    text = report.text[start:end]
    lowered = text.lower()
    for name, (stems, pattern) in accounts.patterns.items():
        for match in pattern.finditer(text) if any(map(lowered.__contains__, stems)) else ():
            span = next((match.span(group) for group, said in match.groupdict().items() if said), match.span())
            value = " ".join(text[slice(*span)].split()).strip("«»“”\"' ")
            if name == "claim" and (value.partition(" ")[0].lower() in accounts.nobody or _is_time(reading, span)):
                continue  # "nobody claimed the attack", "the movement on Monday claimed the attack"
            if name in ("claim", "doubt"):
                value = _group(value if name == "claim" else "", report.text[:start] + text, accounts)
            if value and not (name == "quoted" and fold(value) == fold(report.publisher)):
                yield _fact(name, value, (start + span[0], start + span[1]), text, report, reading, accounts)


def _is_time(reading: Reading, span: tuple[int, int]) -> bool:
    """Return whether letters of a sentence, counted from its first, name a time."""
    sentence = reading.sentence
    first, last = (place + sentence.starts[0] for place in span)
    return any(sentence.starts[time.first] < last and first < sentence.ends[time.last - 1] for time in reading.times)


def _fact(
    name: str,
    value: str,
    span: tuple[int, int],
    text: str,
    report: Report,
    reading: Reading,
    accounts: Accounts,
) -> Fact:
    evidence = quote(report.text, report.id, reading.sentence.paragraph, *span)
    hedge = Hedge.DENIED if name == "doubt" else Hedge.NONE
    if name in ("claim", "cause") and accounts.perhaps & {*re.findall(r"\w+", text.lower())}:
        hedge = Hedge.SUSPECTED
    field, side, said = _FIELDS[name], Side.PERPETRATOR if name == "claim" else Side.UNKNOWN, reading.attribution
    source = "" if said is None or said.name == value or name == "quoted" else said.name
    official = bool(source and said and said.official)
    return Fact(
        fact_id(field, evidence, value, side),
        field,
        value,
        evidence,
        side=side,
        hedge=hedge,
        attributed_to=source,
        official=official,
        origin=f"accounts.{name}/1",
    )


def _group(named: str, before: str, accounts: Accounts) -> str:
    """Return the usual name of who claims it, of "the group" the one that was named last; empty when none was."""
    if named and named.lower() not in accounts.anaphora:
        known = organizations().get(fold(named))
        return known.name if known else named
    folded, last = f" {fold(before)} ", ("", -1)
    for key, group in organizations().items():
        if group.kind == "group" and (at := folded.rfind(f" {key} ")) > last[1]:
            last = group.name, at
    return last[0]
