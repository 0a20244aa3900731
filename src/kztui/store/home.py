"""Where a user's casebook is, and how it gets there."""

from pathlib import Path

import platformdirs

from kztui.store.errors import StoreError
from kztui.store.files import locked, read_file, write_atomically
from kztui.text.bundled import bundled

NAME = "incidents.json"


def default_casebook() -> Path:
    """Return the path of the casebook that is used when none is named."""
    return platformdirs.user_data_path("kztui") / NAME


def cache_folder() -> Path:
    """Return the folder for what can be made again from casebooks."""
    return platformdirs.user_cache_path("kztui")


def first_start() -> str:
    """Put a copy of the bundled casebook into the default place if there is none yet.

    Returns one line that says so, or nothing. Raises StoreError.
    """
    path = default_casebook()
    if path.exists():
        return ""
    try:
        content, _ = read_file(bundled(NAME))
    except FileNotFoundError as error:
        raise StoreError(str(error)) from error
    with locked(path):
        if path.exists():
            return ""
        write_atomically(path, content)
    return f"This is a first start: the bundled casebook was copied to {path}"
