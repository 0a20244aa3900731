"""Where the annotations on a casebook are, and which lock guards them, so that no two casebooks write one file unseen.

They are in a file of their own beside it: ``X.annotations.json`` for ``X.json``, and ``NAME.annotations.json`` for any
other NAME, such as ``cases.2016``. Earlier versions left out what comes after the last dot of every name, and had one
file for ``cases.2016`` and ``cases.2017``. It is used where it is found, unless ``cases.json`` or ``cases`` is there.
"""

import os
from pathlib import Path

_CASEBOOK, _ANNOTATIONS = ".json", ".annotations.json"


def annotations_path(casebook: Path) -> Path:
    """Return where the annotations on a casebook are."""
    own, earlier = _own(casebook), casebook.with_name(casebook.stem + _ANNOTATIONS)
    return earlier if _is_there(casebook) and _is_there(earlier) and not _is_there(own) else own


def guard(annotations: Path, casebook: Path) -> Path:
    """Return the path whose lock guards a file of annotations on `casebook`: that of the casebook it is named after.

    Two casebooks whose annotations are in one file, by links or since they were in an earlier version, find one lock.
    """
    named_after = _without_ending(annotations, _CASEBOOK)
    return casebook if _is_same(named_after, casebook) else named_after


def owned_by_another(annotations: Path, casebook: Path) -> str:
    """Return, in one line, which other casebook's the annotations on `casebook` are, and what to do; else nothing.

    Nothing can be written to it then: a repair of the one would drop what is on reports of the other.
    """
    candidates = [_without_ending(annotations, ending) for ending in (_CASEBOOK, "")]
    owner = next((one for one in candidates if one == casebook or os.path.isfile(one)), casebook)  # noqa: PTH113 (Path.is_file raises in a folder that is closed)
    if _is_same(owner, casebook):
        return ""
    own = _own(casebook)
    remedy = "choose another name for it" if annotations == own else f"copy them to {own.name} to give it its own"
    return f"{casebook}: the annotations on it, {annotations.name}, are those of {owner.name}: {remedy}"


def _own(casebook: Path) -> Path:
    name = casebook.stem if casebook.suffix == _CASEBOOK else casebook.name
    return casebook.with_name(name + _ANNOTATIONS)


def _without_ending(annotations: Path, ending: str) -> Path:
    return annotations.with_name(annotations.name.removesuffix(_ANNOTATIONS) + ending)


def _is_there(path: Path) -> bool:
    """Return whether there is a file, or a journal that one belongs to."""
    return any(os.path.lexists(f"{path}{ending}") for ending in ("", ".journal"))


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths are of one file, as ``X.json`` and ``X.JSON`` can be."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False
