"""The inbox: facts that nobody has judged yet, across the incidents of a search."""

from kztui.casebook import Casebook, Results
from kztui.present.dossier import read_dossier


def next_unjudged(casebook: Casebook, results: Results, incident: str, after: str) -> tuple[str, str] | None:
    """Return the incident and the fact, by their ids, that come next without a verdict; None when there is none.

    The search begins behind the fact `after` of `incident` and goes once round the incidents of `results`.
    """
    start = results.position(incident) or 0
    for step in range(results.count + 1):
        position = (start + step) % results.count
        (row,) = results.rows(position, position + 1)
        dossier = read_dossier(casebook, row.id)
        ids = [fact.id for fact in dossier.facts]
        first = ids.index(after) + 1 if step == 0 and row.id == incident and after in ids else 0
        for fact in ids[first:]:
            if fact not in dossier.verdicts:
                return row.id, fact
    return None
