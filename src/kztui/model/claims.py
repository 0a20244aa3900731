"""Claims: who says what about a field, and why one of them is taken for the best."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from kztui.model.annotation import Annotation, Verdict, verdicts
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Place
from kztui.model.figures import (
    Policy,
    best_of,
    camps,
    count_figure,
    counts_camps,
    date_figure,
    latest_official,
    number_of,
    place_figure,
)
from kztui.model.report import Source
from kztui.model.statements import Statement, report_of, span_of, statements_of, states
from kztui.model.summary import date_words
from kztui.model.tolls import toll_of

_REASONS = {
    Policy.LATEST_OFFICIAL: "the latest",
    Policy.CONSERVATIVE: "the lowest",
    Policy.HIGHEST: "the highest",
}


ONLY = "what the only source says"


class Claim(Struct, frozen=True):
    """One fact about a field, with its source. `repeats` is the publisher whose text the source copies, if any, and
    `through` the other medium that the source quotes beside it: who is quoted for the fact itself spoke to that one.
    """

    fact: Fact
    source: Source
    repeats: str = ""
    through: str = ""


def claims(facts: Iterable[Fact], field: Field, sources: Mapping[str, Source]) -> list[Claim]:
    """Return what is said about `field`, the earliest publication first; those without a day come last."""
    facts = tuple(facts)
    media = {(f.evidence.report, f.evidence.paragraph): str(f.value) for f in facts if f.field is Field.QUOTED}
    found = [
        Claim(
            f, sources[f.evidence.report], _copied(f, sources), media.get((f.evidence.report, f.evidence.paragraph), "")
        )
        for f in facts
        if f.field is field
    ]
    return sorted(found, key=lambda claim: claim.source.published or date.max)


def reason(
    facts: Iterable[Fact],
    field: Field,
    sources: Mapping[str, Source],
    policy: Policy = Policy.LATEST_OFFICIAL,
    annotations: Iterable[Annotation] = (),
) -> str:
    """Return in words why the best number, date or place is the best; nothing for other fields and for silence.

    `facts` are as the `annotations` leave them: who has corrected or added what the best follows from is named.
    """
    facts = tuple(facts)
    if field in (Field.DATE, Field.PLACE):
        words, behind = _exactness(facts, field, sources)
    elif field in COUNTED:
        words, behind = _choice(facts, field, sources, policy)
    else:
        return ""
    decided = _decided(behind, tuple(annotations))
    if decided and words == ONLY:
        return f"the only statement, {decided}"
    return f"{words}, {decided}" if decided else words


def _choice(
    facts: Sequence[Fact], field: Field, sources: Mapping[str, Source], policy: Policy
) -> tuple[str, Sequence[Fact]]:
    """Return why the best number is the best, and the facts that it follows from."""
    stating = [fact for fact in facts if fact.field is field and states(fact)]
    stated = statements_of(facts, field, sources)
    statements = toll_of(stated).current if stated else ()
    if not statements:
        return "", ()
    figure = count_figure(facts, field, sources, policy)
    best = best_of(statements, policy)
    if figure and figure.best > max(number_of(best, policy), _least(statements)):
        if not counts_camps(stated):
            return "the least that the sides come to", stating
        sides = camps(facts, field, sources, policy)
        return f"the sum of both: {', '.join(f'{side}s {one.best}' for side, one in sides.items())}", stating
    if len(stated) > 1 and len(statements) > 1 and len({(one.low, one.best, one.high) for one in statements}) == 1:
        return "what all sources say", stating
    behind = [fact for fact in stating if report_of(fact) == best.source.report]
    if len(statements) == 1:
        return ONLY if len(stated) == 1 else f"the latest: {_dated(best.source)}", behind
    bound = latest_official(statements)
    within = "" if policy is not Policy.LATEST_OFFICIAL or best is bound else f" within “{bound.low} or more”"
    return f"{_REASONS[policy]} {_voice(best, policy)}{within}: {_dated(best.source)}", behind


def _decided(behind: Sequence[Fact], annotations: Sequence[Annotation]) -> str:
    """Return who has corrected or added some of the facts behind a figure; empty when nobody has."""
    judgments = verdicts(annotations)
    ids = {fact.id for fact in behind}
    corrected = {one.author for fact, one in judgments.items() if fact in ids and one.verdict is Verdict.CORRECTED}
    added = {one.author for one in annotations if one.fact and one.fact.id in ids}
    words = [f"as corrected by {', '.join(sorted(corrected))}"] if corrected else []
    words += [f"with what {' and '.join(sorted(added))} added"] if added else []
    return ", ".join(words)


def _least(statements: Iterable[Statement]) -> int:
    return span_of((one.low, one.high) for one in statements)[0]


def _exactness(facts: Sequence[Fact], field: Field, sources: Mapping[str, Source]) -> tuple[str, Sequence[Fact]]:
    """Return why a date or a place is the best of those stated, and the facts that say it."""
    figure = date_figure(facts, sources) if field is Field.DATE else place_figure(facts, sources)
    if figure is None:
        return "", ()
    best = figure.best
    stating = [fact for fact in facts if fact.field is field and states(fact)]
    behind = [fact for fact in stating if fact.value == best]
    said = {
        value: {sources[report_of(fact)].voice for fact in stating if fact.value == value}
        for value in {fact.value: None for fact in stating}
    }
    rivals = [value for value in said if isinstance(value, DateSpan | Place) and value.prec == best.prec]
    if figure.sources == 1:
        return ONLY, behind
    if len(rivals) == 1:
        return "what all sources say" if len(said) == 1 else "the most exact", behind
    if all(len(said[best]) > len(said[other]) for other in rivals if other != best):
        return f"what {len(said[best])} of {figure.sources} sources say", behind
    named = [sources[report_of(fact)] for fact in behind]
    chosen = max(named, key=lambda s: s.published or date.min) if field is Field.DATE else named[0]
    return f"the {'latest' if field is Field.DATE else 'first'} of those named as often: {_dated(chosen)}", behind


def _dated(source: Source) -> str:
    """Return a source with the day of its publication, if it has one."""
    day = source.published
    return f"{source.label}, {date_words(DateSpan(day, day, 1))}" if day else source.label


def _voice(statement: Statement, policy: Policy) -> str:
    """Return what to call a statement: an authority's where that is why it was chosen."""
    authority = statement.official and policy is Policy.LATEST_OFFICIAL
    return "statement of an authority" if authority else "statement"


def _copied(fact: Fact, sources: Mapping[str, Source]) -> str:
    copied = sources[fact.evidence.report].copy_of
    return sources[copied].label if copied in sources else copied
