"""The inbox: facts that nobody has judged yet, across the incidents of a search, those in doubt first."""

from kztui.casebook import Casebook, Results
from kztui.model.fact import Doubt
from kztui.present.dossier import read_dossier
from kztui.present.fact_lines import Kind, lines_by_source

_REACH = 1_000
"""Incidents among which facts in doubt are looked for before the others."""


def next_unjudged(casebook: Casebook, results: Results, incident: str, after: str) -> tuple[str, str] | None:
    """Return the incident and the fact, by their ids, that come next without a verdict; None when there is none.

    The search begins behind the fact `after` of `incident` and goes once round the incidents of `results`: first for
    facts in doubt, among the next thousand, then for any.
    """
    return _next(casebook, results, incident, after, doubtful=True) or _next(
        casebook, results, incident, after, doubtful=False
    )


def _next(casebook: Casebook, results: Results, incident: str, after: str, *, doubtful: bool) -> tuple[str, str] | None:
    start = results.position(incident) or 0
    for step in range(min(results.count, _REACH) + 1 if doubtful else results.count + 1):
        position = (start + step) % results.count
        (row,) = results.rows(position, position + 1)
        dossier = read_dossier(casebook, row.id)
        facts = [fact for line in lines_by_source(dossier) if line.kind is not Kind.FIGURE for fact in line.facts]
        ids = [fact.id for fact in facts]
        first = ids.index(after) + 1 if step == 0 and row.id == incident and after in ids else 0
        for fact in facts[first:]:
            wanted = not doubtful or fact.doubt is not Doubt.NONE
            if wanted and fact.id not in dossier.verdicts:
                return row.id, fact.id
    return None
