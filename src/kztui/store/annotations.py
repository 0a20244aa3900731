"""The file of annotations: small, precious, made by hand."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from kztui.model.annotation import Annotation
from kztui.store.files import Stamp, read_file
from kztui.store.schema import ANNOTATIONS, decode_table, raw_tables


class Notebook(NamedTuple):
    """The file's sound annotations, oldest first, retracted ones too; a line on each that is not; the file's stamp."""

    annotations: tuple[Annotation, ...] = ()
    problems: tuple[str, ...] = ()
    stamp: Stamp | None = None


class _Standing(Struct, frozen=True):
    """As much of an annotation as tells whether it stands."""

    id: str
    author: str
    created: datetime
    retracted: datetime | None = None


def annotations_path(casebook: Path) -> Path:
    """Return where the annotations on a casebook are: ``incidents.annotations.json`` beside ``incidents.json``."""
    return casebook.with_name(f"{casebook.stem}.annotations.json")


def load_annotations(path: Path) -> Notebook:
    """Return the annotations in the file at `path`; none when there is no such file.

    Raises StoreError when the file as a whole cannot be used (`kztui.store.schema.raw_tables`).
    """
    content = read_file(path)
    if content is None:
        return Notebook()
    data, stamp = content
    tables = raw_tables(data, path, ANNOTATIONS)
    annotations, problems = decode_table(tables.get("annotations", {}), Annotation, path, "annotation")
    return Notebook(tuple(annotations), tuple(problems), stamp)


def append(path: Path, annotation: Annotation, known: Notebook) -> Notebook:
    """Add `annotation` to the file at `path`, on disk when this returns; return what the file holds then.

    `known` is what was read last: while the file is still that, it is not decoded again. Raises StoreError.
    """
    from kztui.store.storage import editing, insert  # imports TinyDB, which only a writer needs

    with editing(path, ANNOTATIONS) as edit:
        insert(edit.tables["annotations"], [annotation])
    if edit.before != known.stamp:
        return load_annotations(path)
    return Notebook((*known.annotations, annotation), known.problems, edit.after)


def retract_newest(path: Path, author: str) -> str:
    """Retract the newest standing annotation of `author`, on disk when this returns.

    Returns its id, or nothing when there is none. Raises StoreError.
    """
    from kztui.store.storage import editing

    with editing(path, ANNOTATIONS) as edit:
        table = edit.tables["annotations"]
        for number in sorted(table, key=int, reverse=True):
            mark = msgspec.json.decode(table[number], type=_Standing)
            if mark.author == author and not mark.retracted:
                retracted = datetime.now(UTC).isoformat()
                table[number] = msgspec.json.decode(table[number]) | {"retracted": retracted}
                return mark.id
    return ""


def restore_newest(path: Path, author: str) -> str:
    """Let the annotation of `author` that was retracted last stand again, on disk when this returns.

    Returns its id, or nothing when none was retracted or when the author has added another one since: what was taken
    back before that stays so. Raises StoreError.
    """
    from kztui.store.storage import editing

    with editing(path, ANNOTATIONS) as edit:
        table = edit.tables["annotations"]
        own = {number: msgspec.json.decode(table[number], type=_Standing) for number in table}
        own = {number: mark for number, mark in own.items() if mark.author == author}
        retracted = {number: mark.retracted for number, mark in own.items() if mark.retracted}
        if not retracted:
            return ""
        number = max(retracted, key=lambda number: retracted[number])
        if any(mark.created > retracted[number] for mark in own.values()):
            return ""
        table[number] = msgspec.json.decode(table[number]) | {"retracted": None}
        return own[number].id
