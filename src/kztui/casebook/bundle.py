"""Bundles: all records of a casebook, or those of some incidents, as tables of JSON lines with a manifest.

The lines of a table are in the order of their ids, and the keys of a record in alphabetical order, so that equal
records make equal bytes whatever file they came from.
"""

import hashlib
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from kztui.errors import IngestError
from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch
from kztui.store.encoding import decode_record

SCHEMA = 1
"""The version of the bundle's layout. A bundle with a higher one is left alone."""

MANIFEST = "manifest.json"


class Table(NamedTuple):
    """A table: its name, the kind of its records, and what orders them."""

    name: str
    kind: type[Struct]
    key: Callable[[Any], tuple[Any, ...]]


TABLES = (
    Table("reports", Report, lambda one: (one.id,)),
    Table("incidents", Incident, lambda one: (one.id,)),
    Table("suggestions", Suggestion, lambda one: (one.incident, one.like)),
    Table("annotations", Annotation, lambda one: one.order),
    Table("searches", SavedSearch, lambda one: (one.id,)),
)


class _Entry(Struct, frozen=True):
    records: int
    sha256: str


class _Manifest(Struct, frozen=True):
    program: str
    holds: str
    schema: int
    tables: dict[str, _Entry]


_encode = msgspec.json.Encoder(order="sorted").encode


def files(batch: Batch) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the files of a bundle, the path and the lines of each."""
    entries: dict[str, _Entry] = {}
    for table in TABLES:
        lines = [_encode(one) + b"\n" for one in sorted(getattr(batch, table.name), key=table.key)]
        entries[f"{table.name}.jsonl"] = _Entry(len(lines), hashlib.sha256(b"".join(lines)).hexdigest())
        yield f"{table.name}.jsonl", lines
    yield MANIFEST, [_encode(_Manifest("kztui", "bundle", SCHEMA, entries)) + b"\n"]


def is_bundle(path: Path) -> bool:
    """Return whether the file at `path` is a bundle, or was one before it was damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist() and "incidents.jsonl" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def read_bundle(path: Path) -> Batch:
    """Return the records of the bundle at `path`, cleaned.

    Raises IngestError when it is damaged or from a newer kztui.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            tables = {table.name: tuple(_records(archive, table, manifest, path)) for table in TABLES}
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        raise IngestError(f"{path} cannot be read ({error}): get the bundle again") from error
    return Batch(**tables)


def chosen(whole: Batch, ids: Collection[str], id_of: Callable[[str], str]) -> Batch:
    """Return the records of the incidents with these ids: with what was merged into them, what analysts said of them,
    the reports that they quote, and no saved searches. `id_of` gives the id under which an incident is found now.
    """
    about = [one for one in whole.annotations if {id_of(one.target.incident), id_of(one.into)} & {*ids}]
    named = {*ids, *(one.target.incident for one in about), *(one.into for one in about)}
    incidents = tuple(one for one in whole.incidents if one.id in named or id_of(one.id) in ids)
    kept = {one.id for one in incidents}
    told = {one.id for one in about}
    undone = [one for one in whole.annotations if told & {*one.records}]
    annotations = tuple(one for one in whole.annotations if one in about or one in undone)
    quoted = {fact.evidence.report for one in incidents for fact in one.facts}
    quoted |= {one.fact.evidence.report for one in annotations if one.fact}
    reports = {one.id: one for one in whole.reports}
    quoted |= {reports[one].copy_of for one in quoted if one in reports and reports[one].copy_of}
    suggestions = tuple(one for one in whole.suggestions if {one.incident, one.like} <= kept)
    return Batch(tuple(one for one in whole.reports if one.id in quoted), incidents, suggestions, annotations)


def _manifest(archive: zipfile.ZipFile, path: Path) -> _Manifest:
    try:
        manifest = msgspec.json.decode(archive.read(MANIFEST), type=_Manifest)
    except (KeyError, ValueError) as error:
        raise IngestError(f"{path} is not a bundle of kztui, or is damaged: get it again") from error
    if manifest.schema > SCHEMA:
        raise IngestError(f"{path} is from a newer kztui (schema {manifest.schema}, known: {SCHEMA}): update kztui")
    return manifest


def _records(archive: zipfile.ZipFile, table: Table, manifest: _Manifest, path: Path) -> Iterator[Any]:
    name = f"{table.name}.jsonl"
    entry = manifest.tables.get(name)
    try:
        data = archive.read(name)
    except KeyError as error:
        raise IngestError(f"{path} lacks {name}: get the bundle again") from error
    lines = data.splitlines()
    if entry is None or hashlib.sha256(data).hexdigest() != entry.sha256 or len(lines) != entry.records:
        raise IngestError(f"{path}: {name} is not what it was when the bundle was made: get it again")
    for number, line in enumerate(lines, 1):
        try:
            yield decode_record(line, table.kind)
        except (ValueError, RecursionError) as error:
            raise IngestError(f"{path}: {name}, line {number} cannot be read ({error}): get it again") from error
