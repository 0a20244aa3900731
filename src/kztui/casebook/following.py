"""What follows from a mended head: facts that rest on the day of publication, or on the language, found again."""

from collections.abc import Callable, Collection, Iterable, Sequence, Set

from msgspec import Struct

from kztui.model.fact import DateSpan, Fact
from kztui.model.incident import Incident
from kztui.model.report import Report

Extract = Callable[[Report], Sequence[tuple[Fact, ...]]]
"""Finds the incidents that a report tells of, as the facts of one incident each."""


class Follow(Struct, frozen=True):
    """A fact of an incident that would be another one: without `after` it is not stated, without `before` it is new."""

    incident: str
    before: Fact | None = None
    after: Fact | None = None


class Consequences(Struct, frozen=True):
    """What follows: facts of incidents that change, and incidents that were not found before, as their facts."""

    changes: tuple[Follow, ...] = ()
    new: tuple[tuple[Fact, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.new)


def consequences(
    report: Report, mended: Report, incidents: Sequence[Incident], settled: Set[str], extract: Extract
) -> Consequences:
    """Return what follows when a report has the head of `mended`.

    Only what the head makes different changes: facts that are found with both heads stay, and so do those that are
    `settled` (ids), or that the casebook has otherwise than they are found. `incidents` are those that quote the
    report.
    """
    before, after = list(extract(report)), list(extract(mended))
    found = {fact.id for draft in before for fact in draft}
    right = {fact.id for draft in after for fact in draft}
    there = {fact.id: (one.id, fact) for one in incidents for fact in one.facts if fact.evidence.report == report.id}
    stale = {_where(there[key][1]): there[key] for key in sorted(found - right) if key in there and key not in settled}
    kept = {_where(fact) for _, fact in there.values()} - set(stale)
    changes: list[Follow] = []
    new: list[tuple[Fact, ...]] = []
    for draft in after:
        added = [one for one in draft if one.id not in found and _where(one) not in kept and _is_known(one)]
        home = _home(draft, there, stale)
        if home:
            paired = ((fact, stale.pop(_where(fact), None)) for fact in added)
            changes += (Follow(was[0] if was else home, was and was[1], fact) for fact, was in paired)
        elif added and not any(_same_words(draft, one) for one in before):
            new.append(tuple(added))
    changes += (Follow(incident, fact) for incident, fact in stale.values())
    return Consequences(tuple(changes), tuple(new))


def _where(fact: Fact) -> tuple[str, int, int]:
    """Return what a fact keeps when its value changes."""
    return fact.field.value, fact.evidence.start, fact.evidence.end


def _home(draft: Iterable[Fact], there: dict[str, tuple[str, Fact]], stale: Collection[tuple[str, int, int]]) -> str:
    """Return the incident with which a draft shares the most facts; empty when it shares none."""
    words = {_where(fact): incident for incident, fact in there.values()}
    homes = [there[fact.id][0] for fact in draft if fact.id in there]
    homes += [words[_where(fact)] for fact in draft if fact.id not in there and _where(fact) in stale]
    return max(sorted(set(homes)), key=homes.count, default="")


def _is_known(fact: Fact) -> bool:
    return not isinstance(fact.value, DateSpan) or fact.value.resolved


def _same_words(one: Iterable[Fact], other: Iterable[Fact]) -> bool:
    """Return whether two drafts quote the same words for something."""
    return bool({_where(fact) for fact in one} & {_where(fact) for fact in other})
