"""Where a user's files are, and how the bundled casebook gets there."""

from pathlib import Path

import platformdirs

from kztui.store.tinydb.annotations import annotations_path
from kztui.store.tinydb.files import locked, write_atomically
from kztui.text.bundled import bundled

NAME = "incidents.json"
ANNOTATIONS_NAME = annotations_path(Path(NAME)).name


def default_casebook() -> Path:
    """Return the path of the casebook that is used when none is named."""
    return platformdirs.user_data_path("kztui") / NAME


def cache_folder() -> Path:
    """Return the folder for what can be made again from casebooks."""
    return platformdirs.user_cache_path("kztui")


def config_file() -> Path:
    """Return where users set their name and keys of their own."""
    return platformdirs.user_config_path("kztui") / "config.toml"


def sessions_file() -> Path:
    """Return where the screen keeps what it remembers between starts."""
    return platformdirs.user_state_path("kztui") / "sessions.json"


def first_start() -> str:
    """Put a copy of the bundled casebook into the default place if there is none yet.

    Returns one line that says so, or nothing. Raises StoreError.
    """
    path = default_casebook()
    if path.exists():
        return ""
    files = {annotations_path(path): bundled(ANNOTATIONS_NAME).read_bytes(), path: bundled(NAME).read_bytes()}
    with locked(path):
        if path.exists():
            return ""
        for target, content in files.items():
            if not target.exists():
                write_atomically(target, content)
    return f"This is a first start: the bundled casebook was copied to {path}"
