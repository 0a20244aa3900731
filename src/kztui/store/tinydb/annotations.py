"""The file of annotations: small, precious, made by hand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from kztui.model.annotation import Annotation
from kztui.store.tinydb.files import Stamp, read_file
from kztui.store.tinydb.schema import ANNOTATIONS, decode_table, raw_tables


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
    act: str = ""

    def of_one_act(self, other: "_Standing") -> bool:
        """Return whether another one of the same author was made in the same act."""
        return self.id == other.id or (self.act == other.act != "")


def annotations_path(casebook: Path) -> Path:
    """Return where the annotations on a casebook are: ``incidents.annotations.json`` beside ``incidents.json``."""
    return casebook.with_name(f"{casebook.stem}.annotations.json")


def load_annotations(path: Path) -> Notebook:
    """Return the annotations in the file at `path`; none when there is no such file.

    Raises StoreError when the file as a whole cannot be used (`kztui.store.tinydb.schema.raw_tables`).
    """
    content = read_file(path)
    if content is None:
        return Notebook()
    data, stamp = content
    tables = raw_tables(data, path, ANNOTATIONS)
    annotations, problems = decode_table(tables.get("annotations", {}), Annotation, path, "annotation")
    return Notebook(tuple(annotations), tuple(problems), stamp)


def append(path: Path, annotations: Sequence[Annotation], known: Notebook) -> Notebook:
    """Add `annotations` to the file at `path`, all on disk when this returns; return what the file holds then.

    `known` is what was read last: while the file is still that, it is not decoded again. Raises StoreError.
    """
    from kztui.store.tinydb.storage import editing, insert  # imports TinyDB, which only a writer needs

    with editing(path, ANNOTATIONS) as edit:
        insert(edit.tables["annotations"], annotations)
    if edit.before != known.stamp:
        return load_annotations(path)
    return Notebook((*known.annotations, *annotations), known.problems, edit.after)


def retract_newest(path: Path, author: str) -> tuple[str, ...]:
    """Retract the newest standing act of `author`, on disk when this returns.

    Returns the ids of its annotations, oldest first; none when nothing stands. Raises StoreError.
    """
    from kztui.store.tinydb.storage import editing

    with editing(path, ANNOTATIONS) as edit:
        table = edit.tables["annotations"]
        standing = {number: mark for number, mark in _own(table, author).items() if not mark.retracted}
        if not standing:
            return ()
        newest = standing[max(standing, key=int)]
        act = {number: mark for number, mark in standing.items() if mark.of_one_act(newest)}
        return _put(table, act, datetime.now(UTC).isoformat())


def restore_newest(path: Path, author: str) -> tuple[str, ...]:
    """Let the act of `author` that was retracted last stand again, on disk when this returns.

    Returns the ids of its annotations, oldest first; none when none was retracted or when the author has added another
    one since: what was taken back before that stays so. Raises StoreError.
    """
    from kztui.store.tinydb.storage import editing

    with editing(path, ANNOTATIONS) as edit:
        table = edit.tables["annotations"]
        own = _own(table, author)
        retracted = {number: mark.retracted for number, mark in own.items() if mark.retracted}
        if not retracted:
            return ()
        last = max(retracted, key=lambda number: retracted[number])
        if any(mark.created > retracted[last] for mark in own.values()):
            return ()
        act = {number: own[number] for number in retracted if own[number].of_one_act(own[last])}
        return _put(table, act, None)


def _own(table: Mapping[str, Any], author: str) -> dict[str, _Standing]:
    """Return what tells which annotations of `author` stand, by their numbers in a table."""
    marks = {number: msgspec.json.decode(record, type=_Standing) for number, record in table.items()}
    return {number: mark for number, mark in marks.items() if mark.author == author}


def _put(table: dict[str, Any], act: Mapping[str, _Standing], retracted: str | None) -> tuple[str, ...]:
    """Note in a table when the annotations of an act were retracted; return their ids."""
    for number in act:
        table[number] = msgspec.json.decode(table[number]) | {"retracted": retracted}
    return tuple(act[number].id for number in sorted(act, key=int))
