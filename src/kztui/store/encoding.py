"""Records as JSON: written as ASCII, and read strictly and cleaned, since a casebook can come from a stranger."""

import re
from collections.abc import Collection
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct

from kztui.text.clean import clean

Record = TypeVar("Record", bound=Struct)

FIRST_ID = re.compile(rb'\{"id":"([0-9A-Za-z-]+)"')
"""The beginning of a record as kztui writes it, with its id."""


class _Id(Struct, frozen=True):
    id: str


def encode_json(value: Any) -> str:
    """Return a value as ASCII JSON, which reads alike in every locale."""
    from json import dumps  # 4 ms to import, and who only reads needs none of it

    return dumps(value, allow_nan=False, separators=(",", ":"))


# How the JSON escapes of Cyrillic letters begin, and the escapes of what `clean` replaces (and of harmless neighbours).
_CYRILLIC = rb"\u04"
_ESCAPED = re.compile(rb"\\(?:[bfr]|u(?:00[0189]|007[fF]|061[cC]|200[eEfF]|202|206|[fF][eE][fF][fF]|[dD][89a-fA-F]))")

_PLAIN = frozenset((b"n", b"t", b'"', b"/", b"\\"))
"""What follows the backslash in escapes that mean no harm, the only ones that most English reports have."""


def encode_record(record: Struct) -> bytes:
    """Return a record as ASCII JSON."""
    data = msgspec.json.encode(record)
    return data if data.isascii() else encode_json(msgspec.json.decode(data)).encode("ascii")


def decode_records(documents: Collection[bytes | Raw], kind: type[Record]) -> list[Record]:
    """Return many records at once, as `decode_record` does. Raises ValueError or RecursionError if any is not one."""
    data = b"[%b]" % b",".join(documents)
    if _is_harmless(data):
        return msgspec.json.decode(data, type=list[kind])  # type: ignore[valid-type]
    return [decode_record(bytes(document), kind) for document in documents]


def decode_record(document: bytes, kind: type[Record]) -> Record:
    """Return a record, decoded strictly as `kind` and cleaned. Raises ValueError or RecursionError if it is not one."""
    if not _is_harmless(document):
        document = msgspec.json.encode(_cleaned(msgspec.json.decode(document)))
    return msgspec.json.decode(document, type=kind)


def id_of(record: Raw | bytes) -> str:
    """Return the id of an undecoded record; empty when it has none."""
    if match := FIRST_ID.match(memoryview(record)):  # to decode it takes longer
        return match[1].decode()
    try:
        return msgspec.json.decode(record, type=_Id).id
    except (ValueError, RecursionError):
        return ""


def _is_harmless(data: bytes) -> bool:
    """Return whether nothing in JSON can be in need of cleaning."""
    if not data.isascii() or b"\x7f" in data:
        return False
    at = data.find(b"\\")
    while at >= 0 and data[at + 1 : at + 2] in _PLAIN:
        at = data.find(b"\\", at + 2)
    # Cyrillic letters are harmless, and many: without them the search has less to look at
    return at < 0 or not _ESCAPED.search(data.replace(_CYRILLIC, b""))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value
