"""How the figures are looked at: by which policy, and as they were known on which day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.model.figures import Policy
from kztui.model.summary import Summary
from kztui.present.wording import short_day


class Lens(NamedTuple):
    """A policy, and the last day whose reports count; None for all."""

    policy: Policy = Policy.LATEST_OFFICIAL
    as_of: date | None = None

    @property
    def words(self) -> str:
        """What is not as usual, in words: "highest, as of 10 Jun 2016"; empty when all is."""
        policy = "" if self.policy is Policy.LATEST_OFFICIAL else str(self.policy)
        return ", ".join(part for part in (policy, f"as of {short_day(self.as_of)}" if self.as_of else "") if part)

    def rows(self, casebook: Casebook, rows: Sequence[Summary]) -> Sequence[Summary]:
        """Return list rows as they are seen; one of which nothing was known yet has no figures."""
        return [self.row(casebook, row) for row in rows] if self.words else rows

    def row(self, casebook: Casebook, row: Summary) -> Summary:
        """Return one list row as it is seen."""
        if not self.words:
            return row
        unknown = replace(row, counts={}, conflicts=(), histories=(), doubts=(), reports=0, headlines=())
        return next(iter(casebook.recomputed([row], self.policy, self.as_of)), unknown)
