"""The file ``sessions.json``: an entry for each casebook, a line each, so that damage costs the line that it is in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec

from kztui.errors import StoreError
from kztui.store.files import read_file, reason
from kztui.tui.run_lock import RunLock

Entries = dict[str, msgspec.Raw]
"""The entries as they are written, by casebook: one that cannot be read must not cost the others."""


class Found(NamedTuple):
    """The entries of the file that can be read, and whether something cannot."""

    entries: Entries
    damaged: bool


def read_entries(file: Path) -> Found:
    """Return what is in the file; nothing where there is none."""
    try:
        content = read_file(file)
    except StoreError:
        return Found({}, True)
    if content is None:
        return Found({}, False)
    entries = _decoded(content)
    if entries is not None:
        return Found(entries, False)
    entries = {}
    for line in content.split(b"\n"):
        entries |= _decoded(b"{%s}" % line.strip().removesuffix(b",")) or {}
    return Found(entries, True)


@contextmanager
def changing(file: Path) -> Iterator[Found]:
    """Let the entries of the file be changed while no other run does, and write them. Raises StoreError."""
    with stored(file):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with RunLock.waiting(file.with_suffix(".lock")):
            found = read_entries(file)
            yield found
            lines = (
                msgspec.json.encode(casebook) + b": " + msgspec.json.format(bytes(entry), indent=-1)
                for casebook, entry in found.entries.items()
            )
            replace(file, b"{\n%s\n}\n" % b",\n".join(lines))


def set_aside(file: Path) -> Path:
    """Keep a damaged file under a new name beside it, which is returned. Raises OSError."""
    aside = next(new for n in count(1) if not (new := file.with_suffix(f".damaged-{n}.json")).exists())
    return file.replace(aside)


def replace(path: Path, content: bytes) -> None:
    """Replace a file, readable by its owner only from its first byte on. Raises OSError."""
    new = path.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    new.replace(path)


@contextmanager
def stored(path: Path) -> Iterator[None]:
    """Let what cannot be written be an error that is said in a line: raises StoreError for OSError."""
    try:
        yield
    except OSError as error:
        folder = Path(error.filename or path).parent
        raise StoreError(f"{folder}: {reason(error)}") from error


def _decoded(content: bytes) -> Entries | None:
    with suppress(ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return msgspec.json.decode(content.decode("utf-8", "replace"), type=Entries)
    return None
