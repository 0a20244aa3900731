"""Which annotations the index knows."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from kztui.model.annotation import Annotation
from kztui.model.decisions import Arrangement
from kztui.model.fact import Fact
from kztui.model.revision import standing
from kztui.store.tinydb.annotations import Notebook


def by_incident(notebook: Notebook) -> dict[str, list[Annotation]]:
    """Return the standing annotations by incident, oldest first."""
    found: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in standing(notebook.annotations):
        found[annotation.target.incident].append(annotation)
    return dict(found)


def digest(annotations: Iterable[Annotation], facts: Iterable[Fact] = ()) -> str:
    """Return what tells one set of annotations, and of rearranged facts, from another; neither ever changes."""
    told = [*sorted(one.id for one in annotations), *(fact.id for fact in facts)]
    return hashlib.sha256(" ".join(told).encode()).hexdigest()[:16]


def digests(arrangement: Arrangement) -> dict[str, str]:
    """Return what tells how annotations leave each incident that they touch; nothing for one that is merged away."""
    touched = arrangement.standing.keys() | arrangement.incidents.keys() | arrangement.redirects.keys()
    found = {}
    for identifier in touched:
        rearranged = arrangement.incidents.get(identifier)
        facts = rearranged.facts if rearranged else ()
        found[identifier] = digest(arrangement.standing.get(identifier, ()), facts)
    return {identifier: "" if identifier in arrangement.redirects else made_of for identifier, made_of in found.items()}
