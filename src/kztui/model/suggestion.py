"""Suggestions: two incidents that may be one, or one a part of the other, for an analyst to decide."""

from collections.abc import Iterable
from enum import StrEnum
from math import exp

from msgspec import Struct

UNSURE = "unsure"
"""The tag of an incident about whose suggestions somebody cannot decide yet."""


class Relation(StrEnum):
    """What two incidents may be to each other."""

    SAME = "same"
    PART = "part"
    JOINED = "joined"
    """What a report tells was joined to an incident without asking: no suggestion, but an account of it."""

    ONE = "one"
    """Two casebooks had one incident under two ids (`kztui.casebook.sameness`): it is one, and nobody is asked."""


class Suggestion(Struct, frozen=True):
    """The incident `incident` may be the same as `like`, or a part of it, for the `reasons` given in words.

    `points` are the log-odds of it. Or, without asking, the facts of the report `like` were joined to the incident:
    those `facts`, by their ids, by the rules of that name and version.
    """

    incident: str
    like: str
    reasons: tuple[str, ...] = ()
    points: float = 0.0
    kind: Relation = Relation.SAME
    facts: tuple[str, ...] = ()
    rules: str = ""

    @property
    def score(self) -> float:
        """How likely it is, from 0 to 1."""
        return 1 / (1 + exp(-max(-50.0, min(50.0, self.points))))

    @property
    def pair(self) -> frozenset[str]:
        """The two incidents, whichever came first."""
        return frozenset((self.incident, self.like))


def latest(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return the suggestions, which come oldest first, of each pair of incidents the newest one."""
    return tuple({one if one.kind is Relation.JOINED else one.pair: one for one in suggestions}.values())


def made_one(suggestions: Iterable[Suggestion]) -> set[tuple[str, str]]:
    """Return the pairs of ids, in alphabetical order, that are those of one incident by the newest suggestions."""
    return {(min(one.pair), max(one.pair)) for one in latest(suggestions) if one.kind is Relation.ONE}
