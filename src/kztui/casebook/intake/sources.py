"""What the user names to import: files, folders, the standard input, addresses."""

import os
import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from kztui.casebook.intake.preparing import Entry
from kztui.errors import IngestError
from kztui.ingest.fetching import Progress, fetch, is_address
from kztui.ingest.header import Header, Layer
from kztui.ingest.reading import standard_input

STDIN = "-"
"""Stands for the standard input."""

_NOTHING = Header()
_NO_COLUMNS: Mapping[str, str] = {}
_LARGEST_INPUT = 200_000_000
_OURS = re.compile(r".+\.(?:lock|journal|merged|(?:merged|bak|redo|damaged)-\d+)")
_PAGE_PARTS = ("_files", ".files")  # the folder beside a page in which browsers save its pictures and scripts
_PAGES = (".html", ".htm", ".xhtml")


def entries(
    name: str,
    *,
    given: Header = _NOTHING,
    kind: str = "",
    columns: Mapping[str, str] = _NO_COLUMNS,
    leave_out: Collection[Path] = (),
    allow_private: bool = False,
    progress: Progress = lambda count: None,
) -> Iterator[Entry]:
    """Yield the documents that the user names by a path, a folder, an address, or "-" for the standard input.

    A folder gives the files in it and in its folders, in the order of their names, but for hidden ones and the files in
    `leave_out`. Raises IngestError.
    """
    said = dict(columns)
    if is_address(name):
        fetched = fetch(name, allow_private=allow_private, progress=progress)
        found = Header(url=fetched.url, retrieved=datetime.now(UTC).isoformat(timespec="seconds"))
        yield Entry(name, "", fetched.data, given, (Layer("address", found),), kind, said)
    elif name == STDIN:
        data = standard_input().read(_LARGEST_INPUT + 1)
        if len(data) > _LARGEST_INPUT:
            raise IngestError(f"more than {_LARGEST_INPUT // 1_000_000} MB on the standard input: import a file")
        yield Entry("the standard input", "", data, given, (), kind, said)
    elif os.path.isdir(name):  # noqa: PTH112 (Path.is_dir raises for a folder that must not be looked into)
        own = {os.path.realpath(path) for path in leave_out}
        for path in files_in(Path(name)):
            if os.path.realpath(path) not in own:
                yield Entry(str(path), os.path.abspath(path), b"", given, (), kind, said)  # noqa: PTH100
    else:
        yield Entry(name, os.path.abspath(name), b"", given, (), kind, said)  # noqa: PTH100 (links are kept)


def pasted(text: str, given: Header = _NOTHING, kind: str = "") -> Entry:
    """Return a text that the user has pasted as a document: what it is shows in it, as in a file. Terminals send line
    feeds as carriage returns.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return Entry("the pasted text", "", lines.encode(errors="replace"), given, (), kind)


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and in its folders, in the order of their names; hidden ones, and what browsers save
    beside a page, are left out. A folder inside that cannot be listed is yielded itself: opening it says why.

    Raises IngestError when the folder itself cannot be listed.
    """
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise IngestError(f"cannot read {folder}: {(error.strerror or str(error)).lower()}") from error
    names = {path.name for path in inside}
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            stem = next((path.name.removesuffix(end) for end in _PAGE_PARTS if path.name.endswith(end)), "")
            if not any(stem + suffix in names for suffix in _PAGES):
                yield from files_in(path) if os.access(path, os.R_OK | os.X_OK) else (path,)
        elif path.is_file() and not _OURS.fullmatch(path.name):
            yield path


def watched(folder: Path, every: float = 1.0, wait: Callable[[float], object] = time.sleep) -> Iterator[list[Path]]:
    """Yield, again and again, the files of a folder that are new or have changed and have stopped growing.

    A file has stopped growing when it is as it was `every` seconds ago. Raises IngestError when the folder is gone.
    """
    seen: dict[Path, tuple[int, int]] = {}
    done: dict[Path, tuple[int, int]] = {}
    while True:
        now = {path: stamp for path in files_in(folder) if (stamp := _stamp(path))}
        settled = [path for path, stamp in now.items() if seen.get(path) == stamp and done.get(path) != stamp]
        done.update((path, now[path]) for path in settled)
        seen = now
        yield settled
        wait(every)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return the size and time of a file; None when it is gone or still empty."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status.st_size else None
