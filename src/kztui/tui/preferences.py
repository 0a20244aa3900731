"""What the reader prefers, as the screen works with it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass
class Preferences:
    """What the reader prefers: their own keys by command id, and the ids of the commands they last chose by name."""

    keys: Mapping[str, str]
    recent: tuple[str, ...] = ()
