"""What the reader prefers, as the screen works with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kztui.model.figures import Policy


@dataclass
class Preferences:
    """What the reader prefers: their own keys by command id, and the ids of the commands they last chose by name.

    `columns` are the names of the columns of the list, none for the usual ones; `density` and `dates` are words of
    ``config.toml``, and so are `policy` and `session`, which count at the start.
    """

    keys: Mapping[str, str]
    recent: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    density: str = "one-line"
    dates: str = "auto"
    policy: Policy = Policy.LATEST_OFFICIAL
    session: str = "resume"
