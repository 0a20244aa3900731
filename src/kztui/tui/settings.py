"""What the reader sets (``config.toml``) and what the screen remembers between starts (``session.json``)."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kztui.config import read_config
from kztui.home import config_file, sessions_file
from kztui.tui.commands import COMMANDS, with_twins

Widths = tuple[Annotated[int, Meta(ge=1)], Annotated[int, Meta(ge=1)]]
"""How wide two panes beside each other are, in cells."""


class Session(Struct, frozen=True):
    """Where the reader was in a casebook, how wide they made the panes, the colours they chose.

    `view` is the name of the one beside the list, empty for the list. `recent` are the ids of the commands that they
    last chose by name. `drafts` are the notes that they have written and not saved, `writing` says that they were
    at it. `fact` is the id of the one under the cursor, `pane` where among facts, source and annotations they are.
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
    drafts: dict[str, str] = {}
    writing: bool = False
    fact: str = ""
    pane: str = ""


class Settings(Struct, frozen=True):
    """The reader's own keys by command id, what is wrong with the file that sets them, and the session to go on with.

    `session_file` is where the session is kept; without one it is not kept. `first_start` says that there is none yet.
    """

    keys: Mapping[str, str] = {}
    problem: str = ""
    session: Session = Session()
    session_file: Path | None = None
    first_start: bool = False


def read_settings(casebook: Path) -> Settings:
    """Return the settings from the user's folders, the session as it was left in `casebook`."""
    file = sessions_file()
    keys, problem = read_keys(config_file())
    return Settings(keys, problem, _sessions(file).get(str(casebook), Session()), file, not file.exists())


def read_keys(path: Path) -> tuple[dict[str, str], str]:
    """Return the keys that a configuration file sets, by command, and one line on what is wrong.

    A file with an error changes no key; a missing file sets none.
    """
    config = read_config(path)
    problem = config.problem or (_problem(config.keys) and f"{path.name}: {_problem(config.keys)}")
    return ({}, f"{problem}: the usual keys are used") if problem else (dict(config.keys), "")


def save_session(file: Path, casebook: Path, session: Session) -> None:
    """Keep the session of a casebook; when that fails, the next start is a fresh one and nothing else is lost."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        sessions = {**_sessions(file), str(casebook): session}
        written = file.with_suffix(".new")
        written.write_bytes(msgspec.json.encode(sessions))
        written.replace(file)


def _sessions(file: Path) -> dict[str, Session]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Session])
    except (OSError, msgspec.DecodeError):
        return {}


def _meant(name: str) -> str:
    """Return a word on the command whose name is like an unknown one; empty when there is none."""
    from difflib import get_close_matches

    near = get_close_matches(name, [command.id for command in COMMANDS], 1)
    return f" (did you mean {near[0]}?)" if near else ""


def _problem(keys: Mapping[str, object]) -> str:
    """Return what is wrong with keys; empty when nothing is."""
    if not all(isinstance(key, str) and key.strip() for key in keys.values()):
        return '[keys] gives each command its keys as text, like "note.add" = "n"'
    if unknown := set(keys) - {command.id for command in COMMANDS}:
        return f"there is no command “{min(unknown)}”{_meant(min(unknown))}"
    for scopes in (
        {"browse", "facts", "lines", "list"},
        {"browse", "facts", "lines", "fields"},
        {"browse", "facts", "lines", "source", "mark"},
        {"browse", "lines", "alike"},
        {"map"},
        {"query"},
        {"dialog", "note"},
        {"dialog", "line"},
        {"dialog", "form"},
        {"lines", "saved"},
    ):
        taken: dict[str, str] = {}
        for command in COMMANDS:
            own = str(keys.get(command.id, command.keys))
            for key in with_twins(own).split(",") if command.scope in scopes else ():
                if taken.setdefault(key, command.id) != command.id:
                    return f"“{key}” is the key of {taken[key]} and of {command.id}"
    return ""
