"""The files of a casebook: they are no documents to import, and no export is written over them."""

from pathlib import Path

from kztui.casebook.casebook import Casebook

_BESIDE = (".lock", ".fold.lock", ".journal", ".bak", ".redo", ".merged")
"""What the names of the files end in that are beside those of a casebook."""


def own_files(casebook: Casebook) -> frozenset[Path]:
    """Return the paths of the files that a casebook has or may come to have: its parts, and those beside them."""
    parts = map(Path, casebook.places.values())
    return frozenset(part.with_name(part.name + ending) for part in parts for ending in ("", *_BESIDE))
