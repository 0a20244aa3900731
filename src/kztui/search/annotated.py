"""Which annotations the index knows."""

import hashlib

from kztui.model.decisions import Arrangement


def digest(arrangement: Arrangement, incident_id: str) -> str:
    """Return a fingerprint of the annotations on an incident and of its rearranged facts; neither ever changes.

    It is empty for an incident without any, and for one that was merged into another.
    """
    annotations = arrangement.annotations.get(incident_id, ())
    rearranged = arrangement.incidents.get(incident_id)
    if incident_id in arrangement.redirects or not (annotations or rearranged):
        return ""
    parts = sorted([one.id for one in annotations])
    if rearranged:
        parts += [fact.id for fact in rearranged.facts]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def touched(arrangement: Arrangement) -> set[str]:
    """Return the ids of the incidents that annotations touch."""
    return {*arrangement.annotations, *arrangement.incidents, *arrangement.redirects}
