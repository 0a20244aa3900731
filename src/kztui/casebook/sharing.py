"""A folder that several analysts share, by git, Syncthing or Dropbox, without a server.

It holds a common file, with what was there when the sharing began, and a file for each author (each of their machines)
with the records that are in no other one. A casebook writes only its own file and reads all, so two never write the
same one, and the program that carries the folder has nothing to reconcile. Where it made a conflict copy all the same,
the copy is read like any other file; the owner of the file that it was made of removes it when its records are kept.

A file has a line of JSON for each record, in a fixed order, after a line with a checksum: a part of a file, as it is
there while it is carried, is noticed.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from kztui.casebook.bundle import TABLES, decode_from_elsewhere
from kztui.casebook.casebook import Casebook
from kztui.casebook.merging import additions, together
from kztui.errors import IngestError, UserError
from kztui.home import writer_id
from kztui.model.saved_search import SavedSearch
from kztui.store.base import Batch
from kztui.store.files import cannot_read, read_file, write_atomically

COMMON = "common.jsonl"
"""The name of the file with what was there when the sharing began. Nobody changes it afterwards."""

SCHEMA = 1
"""The version of the files' layout. A file with a higher one is left alone."""

_COPY = re.compile(
    r"(?P<stem>.+?)(?:\.sync-conflict-[\w-]+| \([^)]*(?:conflict|конфликт|копия)[^)]*\)(?: ?\(\d+\))?| \(\d+\))", re.I
)
"""The stems of conflict copies, as Syncthing, Dropbox (in English and Russian) and file managers name them."""

_encode = msgspec.json.Encoder(order="sorted").encode


class Shared(Struct, frozen=True):
    """What sharing did: the new records, from whom they are, the casebook's own file with the number of its records,
    whether that changed, the conflict copies that were read, and those of them that were removed.
    """

    taken: Batch
    authors: tuple[str, ...]
    own: Path
    records: int
    written: bool
    copies: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()


class _Head(Struct, frozen=True):
    holds: str
    schema: int
    author: str
    records: int
    sha256: str


class _Line(Struct, frozen=True):
    table: str
    record: Raw


class _File(Struct, frozen=True):
    path: Path
    author: str
    batch: Batch


class _BrokenError(IngestError):
    """A file is not as it was written."""


def share(book: Casebook, folder: Path, *, searches: Sequence[str] = ()) -> Shared:
    """Take in what others have put into a folder, and put there what only this casebook has.

    `searches` are the names of saved searches to share; those shared before stay shared. A damaged file of one's own
    is written again, without the saved searches that were in it. Raises UserError, as IngestError for a file of others
    that is not as it was written and MergeError for one that contradicts the casebook; then nothing was changed.
    """
    try:
        if not folder.is_dir():
            raise UserError(f"there is no folder {folder}: make it where git, Syncthing or Dropbox carries it along")
    except OSError as error:
        raise cannot_read(folder, error) from error
    own = folder / f"{_fit_for_a_name(book.author)}.{writer_id()}.jsonl"
    found = (_read_own(path) if path == own else _read(path) for path in sorted(folder.glob("*.jsonl")))
    files = [one for one in found if one]
    there = {one.path: one.batch for one in files}
    copies = [path for path in there if _original(path) in {*there, own, folder / COMMON}]
    named = _named(book, searches, {one.id for one in there.get(own, Batch()).searches})
    known = {own: replace(there[own], searches=())} if own in there else {}  # as shared, without their keys
    taken = book.take_in(together({**there, **known}.values())) if files else Batch()
    whole = book.batch()
    if folder / COMMON not in there:
        others = tuple(one for one in whole.annotations if one.writer != writer_id())
        there[folder / COMMON] = Batch(whole.reports, whole.incidents, whole.suggestions, others)
        _write(folder / COMMON, "", there[folder / COMMON])
    removed = [path for path in copies if _original(path) in (own, folder / COMMON)]
    elsewhere = together(batch for path, batch in there.items() if path != own and path not in removed)
    theirs = tuple(one for one in elsewhere.annotations if one.writer != writer_id())
    mine = additions(replace(elsewhere, annotations=theirs), replace(whole, searches=named))
    written = _write(own, book.author, mine)  # all that is in the copies that are removed is in it now
    for path in removed:
        path.unlink(missing_ok=True)
    told = {one.author for one in files if one.author and one.path != own and _tells(one.batch, taken)}
    return Shared(taken, tuple(sorted(told)), own, _size(mine), written, tuple(copies), tuple(removed))


def _fit_for_a_name(author: str) -> str:
    """Return an author's name as a part of a file's name that every system takes."""
    return re.sub(r"[^\w-]+", "-", author).strip("-") or "analyst"


def _named(book: Casebook, names: Iterable[str], known: set[str]) -> tuple[SavedSearch, ...]:
    """Return the saved searches to share, without what only their owner wants to know. Raises UserError."""
    there = book.searches.all()
    wanted = set(names)
    if missing := sorted(wanted - {one.name for one in there}):
        raise UserError(f"there is no saved search “{missing[0]}”: see the saved searches on the screen (')")
    chosen = (one for one in there if one.name in wanted or one.id in known)
    return tuple(replace(one, key="", seen=0, opened=None) for one in chosen)


def _original(path: Path) -> Path | None:
    """Return the file of which this one is a conflict copy, by its name; None when it is none."""
    found = _COPY.fullmatch(path.stem)
    return path.with_name(f"{found['stem']}{path.suffix}") if found else None


def _tells(batch: Batch, taken: Batch) -> bool:
    """Return whether something that was taken in is of a batch."""
    return any({*map(_encode, getattr(taken, one.name))} & {*map(_encode, getattr(batch, one.name))} for one in TABLES)


def _size(batch: Batch) -> int:
    return sum(len(getattr(batch, one.name)) for one in TABLES)


def _lines(batch: Batch) -> Iterator[bytes]:
    for table in TABLES:
        for one in sorted(getattr(batch, table.name), key=table.key):
            yield _encode({"record": one, "table": table.name}) + b"\n"


def _write(path: Path, author: str, batch: Batch) -> bool:
    """Write a file unless it is there as it should be; return whether it was written. Raises StoreError."""
    lines = b"".join(_lines(batch))
    head = _Head("share", SCHEMA, author, _size(batch), hashlib.sha256(lines).hexdigest())
    data = _encode(head) + b"\n" + lines
    if read_file(path) == data:
        return False
    write_atomically(path, data)
    return True


def _read_own(path: Path) -> _File | None:
    """Return the records of one's own file; None when it is damaged, for the casebook has them. Raises IngestError."""
    try:
        return _read(path)
    except _BrokenError:
        return None


def _read(path: Path) -> _File:
    """Return a file's records. Raises IngestError when it is not as it was written, or from a newer version."""
    first, _, lines = (read_file(path) or b"").partition(b"\n")
    try:
        head = msgspec.json.decode(first, type=_Head)
    except ValueError as error:
        raise _BrokenError(f"{path} is not a file of kztui share, or is damaged: remove it, or get it again") from error
    if head.schema > SCHEMA:
        raise IngestError(f"{path} is from a newer kztui (schema {head.schema}, known: {SCHEMA}): update kztui")
    if hashlib.sha256(lines).hexdigest() != head.sha256:
        raise _BrokenError(f"{path} is not whole, or was changed: wait until it has been carried over, or get it again")
    records: dict[str, list[Any]] = {table.name: [] for table in TABLES}
    kinds = {table.name: table.kind for table in TABLES}
    for number, line in enumerate(lines.splitlines(), 2):
        try:
            one = msgspec.json.decode(line, type=_Line)
            records[one.table].append(decode_from_elsewhere(bytes(one.record), kinds[one.table]))
        except (ValueError, KeyError, RecursionError) as error:
            raise IngestError(f"{path}, line {number} cannot be read ({error}): get it again") from error
    return _File(path, head.author, Batch(**{name: tuple(found) for name, found in records.items()}))
