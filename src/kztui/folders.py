"""The folders in which a user's files are."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import platformdirs

from kztui.errors import UserError


def data_folder() -> Path:
    """Return the folder for a user's own casebook. Raises UserError for a user without a home directory, as all do."""
    return _of_user(platformdirs.user_data_path)


def config_folder() -> Path:
    """Return the folder for what a user sets."""
    return _of_user(platformdirs.user_config_path)


def cache_folder() -> Path:
    """Return the folder for what can be made again from casebooks."""
    return _of_user(platformdirs.user_cache_path)


def state_folder() -> Path:
    """Return the folder for what is kept between starts."""
    return _of_user(platformdirs.user_state_path)


def _of_user(find: Callable[[str], Path]) -> Path:
    try:
        return find("kztui")
    except RuntimeError as error:
        raise UserError("there is no home directory for this user: set HOME to a folder") from error


def home_of(location: str, root: Path) -> Path:
    """Return the folder, in the folder `root`, of what belongs to the casebook at `location`."""
    return root / hashlib.sha256(location.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def is_address(location: str) -> bool:
    """Return whether a casebook's location is an address, whose scheme names a store, and no path."""
    return "://" in location
