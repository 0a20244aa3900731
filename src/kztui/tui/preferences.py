"""What the reader prefers, as the screen works with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.model.figures import Policy

if TYPE_CHECKING:
    from kztui.own_commands import OwnCommand


class Preferences(Struct):
    """What the reader prefers: their own keys by command id, and the ids of the commands they last chose by name.

    `columns` are the names of the columns of the list, none for the usual ones; `density`, `dates`, `layout` and
    `glyphs` are words of ``config.toml``, and so are `policy` and `session`, which count at the start.
    `file` is where they are kept, None where they are not; `set_in_file` is what it sets, by name. What is in
    `left_to_file` was written there in this run, so that the session need not remember it. `commands` are those of the
    reader's own, `usual_theme` is the one that is put on where none is chosen.
    """

    keys: Mapping[str, str]
    recent: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    density: str = "one-line"
    dates: str = "auto"
    layout: str = "panes"
    glyphs: str = "auto"
    policy: Policy = Policy.LATEST_OFFICIAL
    session: str = "resume"
    file: Path | None = None
    set_in_file: Mapping[str, object] = {}
    left_to_file: frozenset[str] = frozenset()
    commands: "tuple[OwnCommand, ...]" = ()
    usual_theme: str = ""
