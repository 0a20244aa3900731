"""Likeness: how far a profile speaks of an incident that is known, and why."""

from collections.abc import Sequence
from math import exp, log2

from msgspec import Struct

from kztui.link.clues import Clue, clues
from kztui.link.profile import Profile
from kztui.link.weights import thresholds, weights

_MANY_REPORTS = 4
"""The binary logarithm of as many reports as make an incident as well known as can be."""

_WHEN = {"same-day", "a-day-shared", "days-apart", "same-month", "same-year", "fresh", "recent", "recalled"}
_WHERE = {"same-town", "a-town-shared", "near", "same-region", "nationwide", "named"}
_WHAT = {
    "same-kind",
    "usual-kind",
    "like-kind",
    "same-killed",
    "same-wounded",
    "same-arrested",
    "names-toll",
    "same-names",
    "same-things",
}
"""Clues to when, where and what."""

_FRAME = {*_WHEN, *_WHERE, "other-days", "other-hours", "named-elsewhere", "broader", "usual-kind"}
"""Clues that are not of the event itself."""

_SAME_TOLL = {"same-killed", "same-wounded", "same-arrested"}

_SEVERAL = 0.5
"""The strength of a number of six people or more that both state."""

_DAY_AND_TOWN = {"same-day", "same-town"}

_VAGUE = {"same-month", "same-year", "same-region"}
"""Clues that need others beside them: a rough date and a region do not identify an incident."""


class Likeness(Struct, frozen=True):
    """How alike two profiles are: the log-odds in `points` that they are of one incident, and the `clues` to it."""

    points: float
    clues: tuple[Clue, ...] = ()

    @property
    def score(self) -> float:
        """The probability that both are one incident, as the weights see it."""
        return 1 / (1 + exp(-self.points))

    @property
    def names(self) -> frozenset[str]:
        """The names of the clues."""
        return frozenset(clue.name for clue in self.clues)

    @property
    def settled(self) -> bool:
        """Whether enough agrees to join both without asking: when, where and what, or two of these beyond doubt.

        An arrest and a riot agree in what happened at most by half, whatever is alike but a number of several people;
        and exact days that differ agree no more in when, though a rough date allows it. One day and one town are beyond
        doubt when nothing speaks against them. Where many people live there are several incidents on many days: the
        more people, the more must what is told of the event itself speak for one.
        """
        names, crowd = self.names, self._crowd
        if "long-after" in names:
            return False
        if crowd and self._of_the_event < thresholds()["event"] * crowd:
            return False
        vague = names & (_WHEN | _WHERE) <= _VAGUE
        if self.is_part or (vague and self.points < thresholds()["vague"]):
            return False
        agreed = sum(bool(names & those) for those in (_WHEN, _WHERE, _WHAT))
        agreed -= ("other-days" in names) + ("other-kind" in names and not self._counts_alike)
        undoubted = names >= _DAY_AND_TOWN and all(clue.points >= 0 for clue in self.clues)
        return agreed == 3 or (agreed == 2 and (undoubted or self.points >= thresholds()["sure"]))

    @property
    def _crowd(self) -> float:
        """How many other incidents there may be at the place that both name, from 0 to 1."""
        return next((clue.crowd for clue in self.clues if clue.name in _WHERE), 1.0)

    @property
    def _of_the_event(self) -> float:
        """The log-odds of what both tell beside when and where it was."""
        return sum(clue.points for clue in self.clues if clue.name not in _FRAME)

    @property
    def _counts_alike(self) -> bool:
        """Whether both state one number of people that is seldom shared by chance."""
        return any(clue.name in _SAME_TOLL and clue.strength >= _SEVERAL for clue in self.clues)

    @property
    def is_part(self) -> bool:
        """Whether one seems to be a part of the other: a day of unrest that went on for days."""
        return any(clue.name == "broader" for clue in self.clues)

    @property
    def without_breadth(self) -> float:
        """The log-odds that both are of one incident or of an episode and a part of it."""
        return self.points - sum(clue.points for clue in self.clues if clue.name == "broader")

    @property
    def reasons(self) -> tuple[str, ...]:
        """The clues in words, each with its points, the weightiest first."""
        told = sorted((clue for clue in self.clues if clue.words), key=lambda clue: -abs(clue.points))
        return tuple(f"{clue.words} {clue.points:+.1f}" for clue in told)


def likeness(one: Profile, other: Profile) -> Likeness | None:
    """Return how far two profiles speak of one incident; None when their days or places exclude it."""
    found = clues(one, other)
    if found is None:
        return None
    return Likeness(weights()["base"] + sum(clue.points for clue in found), found)


def best_of(profile: Profile, others: Sequence[Profile]) -> Likeness | None:
    """Return how far a profile speaks of the incident of which others do: by the one that is most like it.

    An incident that many reports tell is the likelier one to be told again.
    """
    found = [like for other in others if (like := likeness(profile, other))]
    if not found:
        return None
    best = max(found, key=lambda like: (like.points >= thresholds()["join"] and like.settled, like.points))
    known = Clue("well-known", min(1.0, log2(len(others)) / _MANY_REPORTS), f"told by {len(others)} reports")
    return Likeness(best.points + known.points, (*best.clues, known)) if known.strength else best
