"""Claims: who says what about a field, and why one of them is taken for the best."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from kztui.model.fact import COUNTED, DateSpan, Fact, Field
from kztui.model.figures import Policy, Statement, best_of, latest_official, statements_of
from kztui.model.report import Source
from kztui.model.summary import date_words

_REASONS = {
    Policy.LATEST_OFFICIAL: "the latest",
    Policy.CONSERVATIVE: "the lowest",
    Policy.HIGHEST: "the highest",
}


class Claim(Struct, frozen=True):
    """One fact about a field, with its source. `repeats` is the publisher whose text the source copies, if any."""

    fact: Fact
    source: Source
    repeats: str = ""


def claims(facts: Iterable[Fact], field: Field, sources: Mapping[str, Source]) -> list[Claim]:
    """Return what is said about `field`, the earliest publication first; those without a day come last."""
    found = [Claim(f, sources[f.evidence.report], _copied(f, sources)) for f in facts if f.field is field]
    return sorted(found, key=lambda claim: claim.source.published or date.max)


def reason(
    facts: Iterable[Fact], field: Field, sources: Mapping[str, Source], policy: Policy = Policy.LATEST_OFFICIAL
) -> str:
    """Return in words why the best value of a counted `field` is the best; nothing when nobody states it."""
    statements = statements_of(facts, field, sources) if field in COUNTED else []
    if not statements:
        return ""
    if len(statements) == 1:
        return "what the only source says"
    best = best_of(statements, policy)
    day = best.source.published
    published = f", {date_words(DateSpan(day, day, 1))}" if day else ""
    bound = latest_official(statements)
    within = "" if policy is not Policy.LATEST_OFFICIAL or best is bound else f" within “{bound.low} or more”"
    return f"{_REASONS[policy]} {_voice(best, policy)}{within}: {best.source.label}{published}"


def _voice(statement: Statement, policy: Policy) -> str:
    """Return what to call a statement: an authority's where that is why it was chosen."""
    authority = statement.official and policy is Policy.LATEST_OFFICIAL
    return "statement of an authority" if authority else "statement"


def _copied(fact: Fact, sources: Mapping[str, Source]) -> str:
    copied = sources[fact.evidence.report].copy_of
    return sources[copied].label if copied in sources else copied
