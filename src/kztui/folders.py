"""The folders in which a user's files are."""

import hashlib
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """Return the folder for what can be made again from casebooks."""
    return platformdirs.user_cache_path("kztui")


def state_folder() -> Path:
    """Return the folder for what is kept between starts."""
    return platformdirs.user_state_path("kztui")


def home_of(location: str, root: Path) -> Path:
    """Return the folder, in the folder `root`, of what belongs to the casebook at `location`."""
    return root / hashlib.sha256(location.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def is_address(location: str) -> bool:
    """Return whether a casebook's location is an address, whose scheme names a store, and no path."""
    return "://" in location
