"""Suggestions: two incidents that may be one, for an analyst to decide."""

from msgspec import Struct


class Suggestion(Struct, frozen=True):
    """The incident `incident` may be the same as `like`, for the `reasons` given in words. `points`: how likely."""

    incident: str
    like: str
    reasons: tuple[str, ...] = ()
    points: float = 0.0

    @property
    def pair(self) -> frozenset[str]:
        """The two incidents, whichever came first."""
        return frozenset((self.incident, self.like))
