"""What a casebook's files look like inside, and the errors for files that look otherwise."""

import re
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec
from msgspec import Raw, Struct

from kztui.errors import StoreError
from kztui.text.clean import clean

SCHEMA = 1
"""The version of the files' layout. A file with a higher one is not touched."""

INCIDENTS, ANNOTATIONS = "incidents", "annotations"
"""What a file holds: reports and incidents, or what analysts added."""

TABLES = {
    INCIDENTS: ("meta", "reports", "incidents", "suggestions"),
    ANNOTATIONS: ("meta", "annotations", "saved_searches"),
}
"""The TinyDB tables of each kind of file."""

DOCUMENT_ID = msgspec.Meta(pattern=r"^(0|[1-9][0-9]*)$")
"""TinyDB numbers documents; of "1" and "01" its next write would drop one."""

Record = TypeVar("Record", bound=Struct)

# How the JSON escapes of Cyrillic letters begin, and the escapes of what `clean` replaces (and of harmless neighbours).
_CYRILLIC = rb"\u04"
_ESCAPED = re.compile(rb"\\(?:[bfr]|u(?:00[0189]|007[fF]|061[cC]|200[eEfF]|202|206|[fF][eE][fF][fF]|[dD][89a-fA-F]))")


class Meta(Struct, frozen=True):
    """The record in the table `meta` by which a file is known as ours."""

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


def raw_tables(data: bytes, path: Path, holds: str) -> dict[str, dict[str, Raw]]:
    """Return the tables in `data`, the content of the file at `path`, with every record still undecoded JSON.

    Raises StoreError when it is empty, no JSON, no TinyDB file, not ours, of the other kind or from a newer version.
    """
    if not data or data.isspace():
        raise StoreError(f"{path} is empty: put a copy of it back, or move it away to start a new one")
    try:
        tables = msgspec.json.decode(data, type=dict[str, dict[Annotated[str, DOCUMENT_ID], Raw]])
    except msgspec.ValidationError as error:
        raise StoreError(f"{path} is JSON but no TinyDB file ({error}): choose another file") from error
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{path} is damaged or no JSON ({error}): put a copy of it back") from error
    meta = _meta(tables)
    if meta is None:
        raise StoreError(f"{path} is a TinyDB file but no casebook of kztui: choose another file")
    if meta.schema > SCHEMA:
        raise StoreError(f"{path} is from a newer kztui (schema {meta.schema}, known up to {SCHEMA}): update kztui")
    if meta.holds != holds:
        raise StoreError(f"{path} holds {meta.holds}, not {holds}: choose another file")
    return tables


def decode_table(raw: dict[str, Raw], kind: type[Record], path: Path, name: str) -> Decoded:
    """Return the records of one table, decoded strictly as `kind` and cleaned; `name` is what a record is called."""
    records, problems = [], []
    for key, document in raw.items():
        try:
            records.append(decode_record(bytes(document), kind))
        except (ValueError, RecursionError) as error:
            problems.append(f"{path}: {name} {_id_of(document) or f'with TinyDB id {key}'}: {error}")
    return Decoded(records, problems)


def decode_record(document: bytes, kind: type[Record]) -> Record:
    """Return a record, decoded strictly as `kind` and cleaned. Raises ValueError or RecursionError if it is not one."""
    # Cyrillic letters are harmless, and many: without them the search has less to look at
    if not document.isascii() or b"\x7f" in document or _ESCAPED.search(document.replace(_CYRILLIC, b"")):
        document = msgspec.json.encode(_cleaned(msgspec.json.decode(document)))
    return msgspec.json.decode(document, type=kind)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value


def _meta(tables: dict[str, dict[str, Raw]]) -> Meta | None:
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
