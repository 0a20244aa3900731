"""What a casebook's files look like inside, and the errors for files that look otherwise."""

import re
from collections.abc import Mapping, Set
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Raw, Struct

from kztui.errors import StoreError
from kztui.store.encoding import Record, decode_record, decode_records
from kztui.store.tinydb.encodings import as_utf8, is_wide
from kztui.text.clean import clean

SCHEMA = 1
"""The version of the files' layout. A file with a higher one is left alone."""

INCIDENTS, ANNOTATIONS = "incidents", "annotations"
"""What a file holds: reports and incidents, or what analysts added."""

TABLES = {
    INCIDENTS: ("meta", "reports", "incidents", "suggestions"),
    ANNOTATIONS: ("meta", "annotations", "saved_searches"),
}
"""The TinyDB tables of each kind of file."""

TELLING: Mapping[str, frozenset[str]] = {
    "meta": frozenset({"program", "holds", "schema"}),
    "reports": frozenset({"id", "text", "paragraphs"}),
    "incidents": frozenset({"id", "facts"}),
    "suggestions": frozenset({"incident", "like"}),
    "annotations": frozenset({"id", "kind", "target"}),
    "saved_searches": frozenset({"id", "name", "query"}),
}
"""Names that the records of a table have and those of no other: they tell where a record belongs."""

LISTING = "listing"
"""The table of rows for other programs, beside those. It is written with the file and never read."""

DOCUMENT_ID = msgspec.Meta(pattern=r"^(0|[1-9][0-9]{0,17})\Z")
"""TinyDB numbers documents; of "1" and "01" its next write would drop one, and of one with thousands of digits none can
be the next.
"""


_MARK = re.compile(rb'"program"\s*:\s*"kztui"')
"""What the record in `meta` of our files has in it, and no text has unescaped."""

_INK = re.compile(rb"\S")

_RECORD_LINE = re.compile(rb'\n"[0-9]+":\{')
"""What begins the line of a record in a file that we have written; no text has a line end that is not escaped."""

_Table = dict[Annotated[str, DOCUMENT_ID], Raw]


class NotOursError(StoreError):
    """A file is sound, and not one that this version can use: another program's, of the other kind, or newer."""


class Meta(Struct, frozen=True):
    """The record in the table `meta` that marks a file as ours."""

    program: str
    holds: str
    schema: int


class Decoded(NamedTuple):
    """The records of a table and one line on each record that is not what our schema says."""

    records: list[Any]
    problems: list[str]


def empty_tables(holds: str) -> dict[str, dict[str, Any]]:
    """Return the tables of a new file of this kind, as TinyDB storages exchange them."""
    tables: dict[str, dict[str, Any]] = {name: {} for name in TABLES[holds]}
    tables["meta"]["1"] = msgspec.to_builtins(Meta("kztui", holds, SCHEMA))
    return tables


def raw_tables(data: bytes | mmap, path: Path, holds: str) -> dict[str, dict[str, Raw]]:
    """Return the tables in `data`, the content of the file at `path`, with every record still undecoded JSON.

    Raises StoreError when it is empty, not JSON or ours and damaged, and NotOursError when it is not a TinyDB file, not
    ours, of the other kind or from a newer version.
    """
    data = as_utf8(data)
    if not _INK.search(data):
        raise StoreError(f"{path} is empty: put a copy of it back, or move it away to start a new one")
    try:
        tables = _tables(data)
    except (ValueError, RecursionError) as error:
        if is_wide(data):
            wide = f"{path} is in UTF-16 or UTF-32 without a byte order mark: save it as UTF-8 with another program"
            raise NotOursError(wide) from error
        if not _MARK.search(data) and is_json(data):
            raise NotOursError(f"{path} is JSON but not a TinyDB file ({error}): choose another file") from error
        raise StoreError(
            f"{path} is damaged or not JSON ({error}): put a copy of it back, or see kztui repair"
        ) from error
    require_ours(tables, path, holds)
    return tables


def require_ours(tables: Mapping[str, Mapping[str, Raw]], path: Path, holds: str) -> None:
    """Raise NotOursError when the tables of the file at `path` are not ours, of the other kind or newer than we are.

    Raises StoreError when the name of one of them is damaged: its records would seem to be those of another program.
    """
    marked = is_marked(tables, path, holds)
    for lacking in (name for name in TABLES[holds] if name not in tables):
        for other in sorted(tables.keys() - {*TABLES[holds], LISTING}):
            record = next(iter(tables[other].values()), None)
            if record is not None and TELLING[lacking] <= (names_in(bytes(record)) or set()):
                raise StoreError(
                    f"{path} is damaged: its table {lacking} is called {clean(other)}: put a copy of it back, or see "
                    "kztui repair"
                )
    if not marked:
        raise NotOursError(f"{path} is a TinyDB file but not a casebook of kztui: choose another file")


def is_marked(tables: Mapping[str, Mapping[str, Raw]], path: Path, holds: str) -> bool:
    """Return whether the tables of the file at `path` have the mark of ours.

    Raises NotOursError when it is that of the other kind, or of a newer version.
    """
    meta = _meta(tables)
    if meta and meta.schema > SCHEMA:
        raise NotOursError(f"{path} is from a newer kztui (schema {meta.schema}, known up to {SCHEMA}): update kztui")
    if meta and meta.holds != holds:
        raise NotOursError(f"{path} holds {meta.holds}, not {holds}: choose another file")
    return meta is not None


def decode_table(raw: Mapping[str, Raw], kind: type[Record], location: object, name: str) -> Decoded:
    """Return the records of one table, decoded strictly as `kind` and cleaned; `name` is what a record is called."""
    with suppress(ValueError, RecursionError):
        return Decoded(decode_records(raw.values(), kind), [])
    records, problems = [], []
    for key, document in raw.items():
        try:
            records.append(decode_record(bytes(document), kind))
        except (ValueError, RecursionError) as error:
            problems.append(f"{location}: {name} {_id_of(document) or f'with TinyDB id {key}'}: {error}")
    return Decoded(records, problems)


def _tables(data: bytes | mmap) -> dict[str, dict[str, Raw]]:
    """Return all tables. A listing that is none is taken for an empty one: it is for others, and is made again.

    Raises ValueError or RecursionError when the rest is not what a TinyDB file holds.
    """
    try:
        tables = msgspec.json.decode(data, type=dict[str, _Table])
        if len(_RECORD_LINE.findall(data)) > sum(map(len, tables.values())):
            raise ValueError("two records have one number, of which only the later one would be seen")
        return tables
    except msgspec.ValidationError:
        parts = msgspec.json.decode(data, type=dict[str, Raw])
        if LISTING not in parts:
            raise
        parts[LISTING] = Raw(b"{}")
        return {name: msgspec.json.decode(table, type=_Table) for name, table in parts.items()}


def names_in(record: bytes) -> Set[str] | None:
    """Return the names in a JSON object; None when it is not one."""
    try:
        return msgspec.json.decode(record, type=dict[str, Raw]).keys()
    except (ValueError, RecursionError):
        return None


def is_well_formed(data: bytes | mmap) -> bool:
    """Return whether all of it is JSON but for what is between quotes: nothing is made of it, and nothing copied."""
    try:
        msgspec.json.decode(data, type=Raw)
    except (ValueError, RecursionError):
        return False
    return True


def is_json(data: bytes | mmap) -> bool:
    """Return whether all of it is JSON: an error of decoding as tables can come before one of its syntax."""
    try:
        return is_well_formed(data) and bool(str(data, "utf-8"))
    except UnicodeDecodeError:
        return False


def _meta(tables: Mapping[str, Mapping[str, Raw]]) -> Meta | None:
    for document in tables.get("meta", {}).values():
        try:
            meta = decode_record(bytes(document), Meta)
        except ValueError:
            continue
        if meta.program == "kztui":
            return meta
    return None


def _id_of(document: Raw) -> str:
    try:
        return clean(str(msgspec.json.decode(document)["id"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
