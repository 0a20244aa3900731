"""The facts of an incident as analysts leave them, each with what was decided about it."""

from collections.abc import Iterable

from msgspec import Struct

from kztui.model.annotation import Annotation, Verdict, judged, verdicts, with_added
from kztui.model.fact import Fact
from kztui.model.incident import Incident


class JudgedFact(Struct, frozen=True):
    """A fact: as the verdict in force leaves it (`fact`), as it was `found` in the report, and the `verdict`, an
    annotation with its author and reason, None when there is none. `added` is the annotation by which an analyst added
    it, None for one that was read.
    """

    fact: Fact
    found: Fact
    verdict: Annotation | None = None
    added: Annotation | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts: false for what was rejected."""
        return self.verdict is None or self.verdict.verdict is not Verdict.REJECTED


def judged_facts(incident: Incident, annotations: Iterable[Annotation]) -> list[JudgedFact]:
    """Return the facts of an incident, those that analysts added too, by the annotations in force on it."""
    kept = tuple(annotations)
    decided, left = verdicts(kept), {fact.id: fact for fact in judged(incident.facts, kept)}
    added = {one.fact.id: one for one in kept if one.fact}
    return [
        JudgedFact(left.get(fact.id, fact), fact, decided.get(fact.id), added.get(fact.id))
        for fact in with_added(incident.facts, kept)
    ]
