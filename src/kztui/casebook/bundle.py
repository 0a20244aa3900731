"""Bundles: all records of a casebook, or those of some incidents, as tables of JSON lines with a manifest.

The lines of a table are in the order of their ids, and the keys of a record in alphabetical order, so that equal
records make equal bytes whatever file they came from.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from kztui.errors import IngestError, StoreError
from kztui.model.annotation import Annotation
from kztui.model.incident import INCIDENT_ID, Incident
from kztui.model.report import REPORT_ID, Report
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Relation, Suggestion
from kztui.store.base import Batch, Notebook, RecordSource, Tables
from kztui.store.encoding import Record, decode_record, id_of

SCHEMA = 1
"""The version of the bundle's layout. A bundle with a higher one is left alone."""

MANIFEST = "manifest.json"

_UNREADABLE = (
    OSError, EOFError, zlib.error, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, UnicodeDecodeError,
)  # fmt: skip
"""What the library raises for archives that are damaged; NotImplementedError for what only looks like a newer one."""

_FIRST_NAME = 30
"""Where in a zip archive the name of its first file is (APPNOTE.TXT, section 4.3.7)."""


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


def tables_of(batch: Batch) -> Tables:
    """Return the records of a batch, in order."""
    return {table.name: sorted(getattr(batch, table.name), key=table.key) for table in TABLES}


def tables_in(source: RecordSource, notebook: Notebook) -> Tables:
    """Return the records of a store, in order; reports and incidents are decoded when they are reached.

    Raises StoreError, also while they are gone through, when one cannot be read.
    """
    _require_sound(source, notebook.problems)
    few = tables_of(Batch((), (), source.suggestions, notebook.annotations, notebook.searches))
    return {**few, "reports": _reports(source), "incidents": _incidents(source)}


def _require_sound(source: RecordSource, problems: Sequence[str] = ()) -> None:
    for problem in (*source.problems, *problems):
        raise StoreError(f"{problem}: what cannot be read cannot be handed on")


def _reports(source: RecordSource) -> Iterator[Report]:
    identifiers = sorted(report.id for report in source.reports())
    _require_sound(source)
    for identifier in identifiers:
        yield decode_record(source.report_json(identifier), Report)


def _incidents(source: RecordSource) -> Iterator[Incident]:
    there = {report.id for report in source.reports()}
    before = ""
    for identifier, number in sorted((id_of(source.incident_json(one)), one) for one in range(source.total)):
        if identifier == before:
            _require_sound(source, [f"{source.location}: incident {identifier} is there twice"])
        before = identifier
        try:
            incident = decode_record(source.incident_json(number), Incident)
        except (ValueError, RecursionError) as error:
            raise StoreError(f"{source.location}: incident {identifier}: {error}: see kztui check") from error
        if {*incident.reports} - there:
            _require_sound(source, [f"incident {identifier}: a report that its facts quote is missing"])
        yield incident


class _Counted:
    """The lines of a table, counted and hashed while they are gone through."""

    def __init__(self, records: Iterable[Any]) -> None:
        self._records = records
        self._count, self._digest = 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for one in self._records:
            line = _encode(one) + b"\n"
            self._digest.update(line)
            self._count += 1
            yield line

    @property
    def entry(self) -> _Entry:
        return _Entry(self._count, self._digest.hexdigest())


def files(tables: Tables) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the files of a bundle, the path and the lines of each. Go through the lines before you ask for the next."""
    lines = {f"{table.name}.jsonl": _Counted(tables[table.name]) for table in TABLES}
    yield from lines.items()
    entries = {path: counted.entry for path, counted in lines.items()}
    yield MANIFEST, [_encode(_Manifest("kztui", "bundle", SCHEMA, entries)) + b"\n"]


def is_bundle(path: Path) -> bool:
    """Return whether the file at `path` is a bundle, or was one before it was damaged."""
    try:
        return path.is_file() and (_lists_tables(path) or _begins_with_table(path))  # a pipe would never answer
    except OSError:  # who opens it as a casebook says why
        return False


def _lists_tables(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist() and "incidents.jsonl" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        return False


def _begins_with_table(path: Path) -> bool:
    """Return whether a file begins as a bundle does, also one that was cut."""
    with path.open("rb") as file:
        return file.read(_FIRST_NAME + 64)[_FIRST_NAME:].startswith(f"{TABLES[0].name}.jsonl".encode())


def decode_from_elsewhere(document: bytes, kind: type[Record]) -> Record:
    """Return a record that somebody else has written, cleaned.

    Raises ValueError, or RecursionError, when it is none or has an id that is none: ids become names of files.
    """
    record = decode_record(document, kind)
    if isinstance(record, Incident | Report):
        form = INCIDENT_ID if isinstance(record, Incident) else REPORT_ID
        if not form.fullmatch(record.id):
            raise ValueError(f"“{record.id}” is not an id")
    return record


def read_bundle(path: Path) -> Batch:
    """Return the records of the bundle at `path`, cleaned.

    Raises IngestError when it is damaged or from a newer kztui.
    """
    with open_bundle(path) as tables:
        return Batch(**{name: tuple(records) for name, records in tables.items()})


def counts(path: Path) -> dict[str, int]:
    """Return the numbers of records in each table of the bundle at `path`. Raises IngestError as `open_bundle` does."""
    with open_bundle(path), zipfile.ZipFile(path) as archive:
        entries = _manifest(archive, path).tables
    return {table.name: entries[f"{table.name}.jsonl"].records for table in TABLES}


@contextmanager
def open_bundle(path: Path) -> Iterator[Tables]:
    """Give the records of the bundle at `path`, cleaned, each decoded when it is reached.

    Raises IngestError when it is damaged or from a newer kztui: before the first record for what a checksum tells, and
    while they are gone through for a record that is none.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            for table in TABLES:
                _check(archive, table, manifest, path)
            yield {table.name: _records(archive, table, path) for table in TABLES}
    except _UNREADABLE as error:
        raise IngestError(f"{path} cannot be read ({error}): get the bundle again") from error


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
    suggestions = tuple(
        one
        for one in whole.suggestions
        if {one.incident, *(() if one.kind is Relation.JOINED else (one.like,))} <= kept
    )
    return Batch(tuple(one for one in whole.reports if one.id in quoted), incidents, suggestions, annotations)


def _manifest(archive: zipfile.ZipFile, path: Path) -> _Manifest:
    try:
        manifest = msgspec.json.decode(archive.read(MANIFEST), type=_Manifest)
    except (KeyError, ValueError, RuntimeError) as error:
        raise IngestError(f"{path} is not a bundle of kztui, or is damaged: get it again") from error
    if manifest.schema > SCHEMA:
        raise IngestError(f"{path} is from a newer kztui (schema {manifest.schema}, known: {SCHEMA}): update kztui")
    return manifest


def _check(archive: zipfile.ZipFile, table: Table, manifest: _Manifest, path: Path) -> None:
    """Raise IngestError when a table is not what the manifest says."""
    name = f"{table.name}.jsonl"
    entry, digest, count = manifest.tables.get(name), hashlib.sha256(), 0
    for line in _lines(archive, name, path):
        digest.update(line)
        count += 1
    if entry is None or digest.hexdigest() != entry.sha256 or count != entry.records:
        raise IngestError(f"{path}: {name} is not what it was when the bundle was made: get it again")


def _lines(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[bytes]:
    try:
        member = archive.open(name)
    except KeyError as error:
        raise IngestError(f"{path} lacks {name}: get the bundle again") from error
    except RuntimeError as error:  # it is said to be encrypted, or packed in an unknown way
        raise IngestError(f"{path}: {name} cannot be unpacked ({error}): get the bundle again") from error
    with BufferedReader(member, 1 << 20) as lines:  # type: ignore[type-var]  # a zip member is read like any file
        yield from lines


def _records(archive: zipfile.ZipFile, table: Table, path: Path) -> Iterator[Any]:
    name = f"{table.name}.jsonl"
    for number, line in enumerate(_lines(archive, name, path), 1):
        try:
            yield decode_from_elsewhere(line, table.kind)
        except (ValueError, RecursionError) as error:
            raise IngestError(f"{path}: {name}, line {number} cannot be read ({error}): get it again") from error
