"""Which annotations the index knows."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from kztui.model.annotation import Annotation
from kztui.store.annotations import Notebook


def by_incident(notebook: Notebook) -> dict[str, list[Annotation]]:
    """Return the standing annotations by incident, oldest first."""
    found: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in notebook.annotations:
        if not annotation.retracted:
            found[annotation.target.incident].append(annotation)
    return dict(found)


def digest(annotations: Iterable[Annotation]) -> str:
    """Return what tells one set of annotations from another; annotations never change."""
    return hashlib.sha256(" ".join(sorted(one.id for one in annotations)).encode()).hexdigest()[:16]
