"""What the screen remembers of each casebook between starts (``sessions.json``)."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

Widths = tuple[Annotated[int, Meta(ge=1)], Annotated[int, Meta(ge=1)]]
"""The widths of two panes beside each other, in cells."""


class Session(Struct, frozen=True):
    """Where the reader was in a casebook, how wide they made the panes, and the colours they chose.

    `view` is the name of the view in the place of the list, empty for the list. `recent` are the ids of the commands
    that they last chose by name. `drafts` is what they had written and not saved, by what it is about; `writing` says
    that they were at it. `fact` is the id of the fact under the cursor, `pane` the pane of the incident they were in.
    """

    search: str = ""
    sort: str = ""
    incident: str = ""
    zoomed: bool = False
    list_widths: Widths | None = None
    facts_widths: Widths | None = None
    theme: str = ""
    recent: tuple[str, ...] = ()
    view: str = ""
    drafts: Mapping[str, str] = {}
    writing: bool = False
    fact: str = ""
    pane: str = ""


def read_session(file: Path, casebook: str) -> Session:
    """Return the session of a casebook; a new one when none can be read."""
    return _sessions(file).get(casebook, Session())


def save_session(file: Path, casebook: str, session: Session) -> None:
    """Keep the session of a casebook; when that fails, the next start is a fresh one and nothing else is lost."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        sessions = {**_sessions(file), casebook: session}
        written = file.with_suffix(".new")
        written.write_bytes(msgspec.json.encode(sessions))
        written.replace(file)


def _sessions(file: Path) -> dict[str, Session]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Session])
    except (OSError, msgspec.DecodeError):
        return {}
