"""Where a user's files are, and how the bundled casebook gets there."""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from kztui.errors import StoreError
from kztui.folders import config_folder, data_folder, state_folder
from kztui.store.files import locked, read_file, write_atomically

NAME = "incidents.json"
ANNOTATIONS_NAME = "incidents.annotations.json"


def default_casebook() -> Path:
    """Return the path of the casebook that is used when none is named."""
    return data_folder() / NAME


def config_file() -> Path:
    """Return where users set their name and keys of their own."""
    return config_folder() / "config.toml"


def sessions_file() -> Path:
    """Return where the screen keeps what it remembers between starts."""
    return state_folder() / "sessions.json"


@cache
def writer_id() -> str:
    """Return the id by which the records of this user on this machine are told from those of others: eight hex digits.

    It is random, and kept in the state folder; where that cannot be written, it lasts as long as the process.
    """
    path = state_folder() / "writer"
    with suppress(StoreError, ValueError):
        found = (read_file(path) or b"").decode("ascii").strip()
        if len(found) == 8 and int(found, 16) >= 0:
            return found
    made = os.urandom(4).hex()
    with suppress(OSError, StoreError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, made.encode("ascii"), private=True)
    return made


def first_start() -> str:
    """Put a copy of the bundled casebook into the default place if there is none yet; others cannot read it.

    Returns one line that says so, or nothing. Raises StoreError.
    """
    path = default_casebook()
    if os.path.exists(path):  # noqa: PTH110 (Path.exists raises in a folder that is closed)
        return ""
    from kztui.text.bundled import bundled

    files = {path.with_name(ANNOTATIONS_NAME): bundled(ANNOTATIONS_NAME).read_bytes(), path: bundled(NAME).read_bytes()}
    with suppress(OSError):  # what stands in the way is said when the lock is taken
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(path):
        if path.exists():
            return ""
        for target, content in files.items():
            if not target.exists():
                write_atomically(target, content, private=True)
    return f"This is a first start: the bundled casebook was copied to {path}"
