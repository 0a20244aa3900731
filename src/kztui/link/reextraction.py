"""Renewing: what better rules find in a report that was imported before."""

from collections import defaultdict
from collections.abc import Collection, Sequence, Set

from msgspec import Struct

from kztui.model.fact import Fact
from kztui.model.incident import Incident

BY_HAND = "analyst"
"""The origin of facts that no rule has found."""


class Difference(Struct, frozen=True):
    """What is found otherwise in a report: facts to add to an incident and to drop from it.

    Without an `incident`, the facts are those of an incident that was not found before.
    """

    report: str
    incident: str = ""
    added: tuple[Fact, ...] = ()
    dropped: tuple[Fact, ...] = ()


def renew(
    report: str, drafts: Sequence[tuple[Fact, ...]], known: Sequence[Incident], settled: Set[str]
) -> list[Difference]:
    """Return how the `drafts` that are now found in a report differ from the `known` incidents that quote it.

    A draft renews the incident with which it shares the most facts, and each incident at most one draft. A fact that
    now says more or less than its value (`_details`) is dropped and added. Facts that are `settled` (ids), or an
    analyst's own, are never dropped, nor is the last fact of an incident.
    """
    own = {one.id: [fact for fact in one.facts if fact.evidence.report == report] for one in known}
    anywhere = {fact.id for facts in own.values() for fact in facts}
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in (fact for draft in drafts for fact in draft):
        found[fact.id].append(fact)
    homes = _homes(drafts, own)
    differences = []
    for number, draft in enumerate(drafts):
        if number not in homes and not any(fact.id in anywhere for fact in draft):
            differences.append(Difference(report, "", draft))
    for incident in known:
        told = next((drafts[number] for number, home in homes.items() if home == incident.id), ())
        free = [fact for fact in own[incident.id] if fact.id not in settled and fact.origin != BY_HAND]
        other = [fact for fact in free if fact.id in found and not any(_alike(fact, one) for one in found[fact.id])]
        added = *(fact for fact in told if fact.id not in anywhere), *(found[fact.id][0] for fact in other)
        stale = [fact for fact in free if fact.id not in found]
        dropped = *(() if len(stale) == len(incident.facts) and not added else stale), *other
        if added or dropped:
            differences.append(Difference(report, incident.id, added, dropped))
    return differences


def _homes(drafts: Sequence[Collection[Fact]], own: dict[str, list[Fact]]) -> dict[int, str]:
    """Return, by the number of a draft, the incident that it renews: the pairs that share the most go first."""
    shared = []
    for number, draft in enumerate(drafts):
        ids, words = {fact.id for fact in draft}, {_words(fact) for fact in draft}
        for incident, facts in own.items():
            same = sum(fact.id in ids for fact in facts)
            shared.append((same, sum(_words(fact) in words for fact in facts), number, incident))
    homes: dict[int, str] = {}
    for same, alike, number, incident in sorted(shared, key=lambda one: (-one[0], -one[1], one[2], one[3])):
        if (same or alike) and number not in homes and incident not in homes.values():
            homes[number] = incident
    return homes


def _alike(fact: Fact, other: Fact) -> bool:
    """Return whether two facts with one id say the same. Two incidents that a report tells may both rest on its words,
    one of them in doubt.
    """
    return _details(fact) == _details(other)


def _details(fact: Fact) -> tuple[object, ...]:
    """Return what a fact says that its id does not tell."""
    return fact.qualifier, fact.value_max, fact.scope, fact.hedge, fact.attributed_to, fact.official, fact.doubt


def _words(fact: Fact) -> tuple[str, int]:
    """Return what a fact with another value, or other ends, still has in common with the one before."""
    return fact.field.value, fact.evidence.start
