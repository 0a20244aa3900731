"""What the reader sets in ``config.toml``, and the session to go on with."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from textual.theme import BUILTIN_THEMES

from kztui.config import Config, read_config
from kztui.home import config_file, sessions_file
from kztui.text.clean import clean
from kztui.tui.command import with_twins
from kztui.tui.registry import COMMANDS, RENAMED
from kztui.tui.session import Session, SessionKeeper
from kztui.tui.themes import OURS

if TYPE_CHECKING:
    from kztui.own_commands import OwnCommand

_BROWSING = {
    "browse", "facts", "annotations", "lines", "list", "fields", "source", "mark", "map", "time", "counts", "merge",
}  # fmt: skip
"""The scopes of the browsing screen and its panes."""


class Settings(Struct, frozen=True):
    """The reader's own keys by command id, what is wrong with the file that sets them, and the session to go on with.

    `shown` has the other settings of the file by name, `author` is the name in it, `file` its path, None where there is
    none to write to, `commands` are those of the reader's own. `keeper` keeps the session of this run; without one it
    is not kept. `first_start` says that there was none before.
    """

    keys: Mapping[str, str] = {}
    problem: str = ""
    session: Session = Session()
    shown: Mapping[str, Any] = {}
    author: str = ""
    keeper: SessionKeeper | None = None
    first_start: bool = False
    file: Path | None = None
    commands: "tuple[OwnCommand, ...]" = ()


def read_settings(casebook: str) -> Settings:
    """Return the settings from the user's folders, with the session as it was left in `casebook`."""
    file = sessions_file()
    path = config_file()
    config = read_config(path)
    keys, problem = _keys(config, path)
    shown = dict(config.shown)
    ours = [theme.name for theme in OURS]
    if "theme" in shown and shown["theme"] not in (*ours, *BUILTIN_THEMES):
        theme = " ".join(clean(shown.pop("theme")).split())[:40]
        problem = problem or f"{path.name}: there is no theme “{theme}”: take {', '.join(ours)} or one that T shows"
    commands = config.commands
    if taken := _taken(commands, keys):
        commands = tuple(one._replace(key="") if one.name in taken else one for one in commands)
        name, key, other = next((name, *pair) for name, pair in taken.items())
        problem = problem or f"{path.name}: commands.{name}: “{key}” is the key of {other}"
    first_start = not os.path.exists(file)  # noqa: PTH110 (Path.exists raises for a folder that cannot be read)
    keeper = SessionKeeper(file, casebook)
    session = keeper.resume()
    problem = problem or keeper.problem
    if shown.get("session") == "fresh":
        session = msgspec.structs.replace(session, search="", sort="", incident="", view="", fact="", pane="")
    return Settings(keys, problem, session, shown, config.author, keeper, first_start, path, commands)


def _taken(commands: "Sequence[OwnCommand]", keys: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return which of the reader's commands have a key that another one of the browsing screen has: both, by name."""
    if not commands:
        return {}
    known: dict[str, str] = {}
    for command in COMMANDS:
        if command.scope in _BROWSING:
            known |= dict.fromkeys(with_twins(keys.get(command.id, command.keys)).split(","), command.id)
    taken = {}
    for own in commands:
        for key in with_twins(own.key).split(",") if own.key else ():
            if key in known and own.name not in taken:
                taken[own.name] = key, known[key]
            known[key] = f"commands.{own.name}"
    return taken


def read_keys(path: Path) -> tuple[dict[str, str], str]:
    """Return the keys that a configuration file sets, by command, and one line on what is wrong.

    Keys with an error change none; a missing file sets none.
    """
    return _keys(read_config(path), path)


def _keys(config: Config, path: Path) -> tuple[dict[str, str], str]:
    keys = {RENAMED.get(command, command): own for command, own in config.keys.items()}
    if keys and (problem := _problem(keys)):
        return {}, f"{path.name}: {problem}: the usual keys are used"
    return keys, config.problem


def _did_you_mean(name: str) -> str:
    """Return a hint at the command whose name is most like an unknown one; empty when none is."""
    from difflib import get_close_matches

    near = get_close_matches(name, [command.id for command in COMMANDS], 1)
    return f" (did you mean {near[0]}?)" if near else ""


def _problem(keys: Mapping[str, object]) -> str:
    """Return what is wrong with the keys; empty when nothing is."""
    if not all(isinstance(key, str) and key.strip() for key in keys.values()):
        return '[keys] gives each command its keys as text, like "note.add" = "n"'
    if unknown := set(keys) - {command.id for command in COMMANDS}:
        return f"there is no command “{min(unknown)}”{_did_you_mean(min(unknown))}"
    for scopes in (
        {"browse", "facts", "lines", "list"},
        {"browse", "facts", "lines", "fields"},
        {"browse", "facts", "lines", "source", "mark"},
        {"browse", "lines", "merge"},
        {"browse", "lines", "time"},
        {"map"},
        {"query"},
        {"dialog", "note"},
        {"dialog", "line"},
        {"dialog", "form", "import"},
        {"lines", "saved"},
        {"lines", "columns"},
        {"lines", "settings"},
    ):
        taken: dict[str, str] = {}
        for command in COMMANDS:
            own = str(keys.get(command.id, command.keys))
            for key in with_twins(own).split(",") if command.scope in scopes else ():
                other = taken.setdefault(key, command.id)
                if other != command.id and not keys.keys().isdisjoint((other, command.id)):  # else it is meant so
                    return f"“{key}” is the key of {other} and of {command.id}"
    return ""
