"""How the figures are looked at: by which policy, and as they were known on which day."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.model.figures import Policy
from kztui.model.incident import Incident
from kztui.model.summary import Summary
from kztui.present.wording import short_day

if TYPE_CHECKING:
    from kztui.present.dossier import Dossier


class Lens(NamedTuple):
    """A policy, and the last day whose reports count; None for all."""

    policy: Policy = Policy.LATEST_OFFICIAL
    as_of: date | None = None

    @property
    def words(self) -> str:
        """What is not as usual, in words: "highest, as of 10 Jun 2016"; empty when all is."""
        policy = "" if self.policy is Policy.LATEST_OFFICIAL else str(self.policy)
        return ", ".join(part for part in (policy, f"as of {short_day(self.as_of)}" if self.as_of else "") if part)

    @property
    def unknown(self) -> str:
        """What is to be said of an incident of which nothing was known on the day; empty where no day is chosen."""
        return f"Not reported by {short_day(self.as_of)}" if self.as_of else ""

    def rows(self, casebook: Casebook, rows: Sequence[Summary]) -> Sequence[Summary]:
        """Return list rows as they are seen; one of which nothing was known yet says so, without figures."""
        return [self.row(casebook, row) for row in rows] if self.words else rows

    def row(self, casebook: Casebook, row: Summary) -> Summary:
        """Return one list row as it is seen."""
        if not self.words:
            return row
        said = (self.unknown,) if self.unknown else ()
        unknown = replace(row, counts={}, conflicts=(), histories=(), doubts=(), reports=0, headlines=said)
        return next(iter(casebook.recomputed([row], self.policy, self.as_of)), unknown)

    def dossier(self, casebook: Casebook, dossier: "Dossier") -> "Dossier":
        """Return a dossier as it is seen: on a day without the reports that were published later, and their facts."""
        if not self.words:
            return dossier
        from kztui.model.history import known_on, known_then
        from kztui.present.dossier import Dossier

        incident, reports, annotations = dossier.incident, dossier.reports, dossier.annotations
        if self.as_of:
            facts = known_on(incident.facts, dossier.sources, self.as_of)
            incident, annotations = Incident(incident.id, facts), known_then(annotations, facts)
            reports = tuple(one for one in reports if one.published and one.published <= self.as_of)
        return Dossier(incident, self.row(casebook, dossier.summary), reports, annotations, self.policy)
