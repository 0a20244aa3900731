"""Claims: who says what about a field, and why one of them is taken for the best."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Place
from kztui.model.figures import (
    Policy,
    best_of,
    count_figure,
    date_figure,
    latest_official,
    number_of,
    place_figure,
    sides_apart,
    sums_sides,
)
from kztui.model.report import Source
from kztui.model.statements import Statement, span_of, statements_of, states
from kztui.model.summary import date_words
from kztui.model.tolls import toll_of

_REASONS = {
    Policy.LATEST_OFFICIAL: "the latest",
    Policy.CONSERVATIVE: "the lowest",
    Policy.HIGHEST: "the highest",
}


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
    facts: Iterable[Fact], field: Field, sources: Mapping[str, Source], policy: Policy = Policy.LATEST_OFFICIAL
) -> str:
    """Return in words why the best number, date or place is the best; nothing for other fields and for silence."""
    facts = tuple(facts)
    if field in (Field.DATE, Field.PLACE):
        return _exactness(facts, field, sources)
    stated = statements_of(facts, field, sources) if field in COUNTED else []
    statements = toll_of(stated).current if stated else ()
    if not statements:
        return ""
    figure = count_figure(facts, field, sources, policy)
    if figure and figure.best > max(number_of(best_of(statements, policy), policy), _least(statements)):
        if not sums_sides(stated):
            return "the least that the sides come to"
        sides = sides_apart(facts, field, sources, policy)
        return f"the sum of the sides: {', '.join(f'{one.best} {side}' for side, one in sides.items())}"
    if len(statements) == 1:
        return "what the only source says" if len(stated) == 1 else f"the latest: {_dated(statements[0].source)}"
    if len({(one.low, one.best, one.high) for one in statements}) == 1:
        return "what all sources say"
    best = best_of(statements, policy)
    bound = latest_official(statements)
    within = "" if policy is not Policy.LATEST_OFFICIAL or best is bound else f" within “{bound.low} or more”"
    return f"{_REASONS[policy]} {_voice(best, policy)}{within}: {_dated(best.source)}"


def _least(statements: Iterable[Statement]) -> int:
    return span_of((one.low, one.high) for one in statements)[0]


def _exactness(facts: Sequence[Fact], field: Field, sources: Mapping[str, Source]) -> str:
    """Return why a date or a place is the best of those stated."""
    figure = date_figure(facts, sources) if field is Field.DATE else place_figure(facts, sources)
    if figure is None:
        return ""
    best = figure.best
    stating = [(f.value, sources[f.evidence.report]) for f in facts if f.field is field and states(f)]
    said = {value: {s.voice for v, s in stating if v == value} for value, _ in stating}
    rivals = [value for value in said if isinstance(value, DateSpan | Place) and value.prec == best.prec]
    if figure.sources == 1:
        return "what the only source says"
    if len(rivals) == 1:
        return "what all sources say" if len(said) == 1 else "the most exact"
    if all(len(said[best]) > len(said[other]) for other in rivals if other != best):
        return f"what {len(said[best])} of {figure.sources} sources say"
    named = [source for value, source in stating if value == best]
    chosen = max(named, key=lambda s: s.published or date.min) if field is Field.DATE else named[0]
    return f"the {'latest' if field is Field.DATE else 'first'} of those named as often: {_dated(chosen)}"


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
