"""Commands of the user's own, as ``config.toml`` has them: programs that are given the chosen incidents.

Texts of reports come from strangers. Nothing of them ever is an argument or part of a shell's line: a program gets ids,
which are checked, and the path of a file; all else it reads from there or from its standard input.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_PLACES = ("id", "file")
_KEYS = ("label", "run", "key", "screen")
_PLAIN_ID = re.compile(r"\w[\w.@-]*")


class OwnCommand(NamedTuple):
    """A program to run on the chosen incidents.

    `run` is its name and arguments, in which "{id}" and "{file}" are replaced, or a line for the shell, in which
    nothing is. `screen` says that it takes the terminal over. `key` is Textual's name of a key; empty for none.
    """

    name: str
    label: str
    run: tuple[str, ...] | str
    key: str = ""
    screen: bool = False

    @property
    def shown(self) -> str:
        """What it runs, in one line."""
        return self.run if isinstance(self.run, str) else " ".join(self.run)

    def arguments(self, ids: Sequence[str], file: str) -> list[str]:
        """Return the arguments for incidents: an argument that is "{id}" becomes one for each, elsewhere they stand
        with commas between them; "{file}" is the path of a file with what is known of them. Raises ValueError for an
        id that a program could take for something else.
        """
        odd = next((one for one in ids if not _PLAIN_ID.fullmatch(one)), None)
        if odd is not None:
            raise ValueError(f"“{odd}” is no id for a program")
        if isinstance(self.run, str):
            return ["/bin/sh", "-c", self.run]
        places = {"id": ",".join(ids), "file": file}
        found: list[str] = []
        for argument in self.run:
            found += ids if argument == "{id}" else [_PLACEHOLDER.sub(lambda place: places[place[1]], argument)]
        return found


def wrong_in(commands: object) -> str:
    """Return what is wrong with the table of commands; empty when nothing is."""
    if not isinstance(commands, dict) or not all(isinstance(one, dict) for one in commands.values()):
        return "commands has a table for each command: [commands.archive]"
    return next((wrong for name, about in commands.items() if (wrong := _wrong(name, about))), "")


def _wrong(name: str, about: Mapping[str, object]) -> str:
    where = f"commands.{name}"
    if unknown := next((key for key in about if key not in _KEYS), ""):
        return f"{where} has no “{unknown}”, only label, run, key and screen"
    run = about.get("run")
    parts = [run] if isinstance(run, str) else run
    if not isinstance(parts, list) or not parts or not all(isinstance(part, str) and part.strip() for part in parts):
        return f'{where} needs run = ["program", "argument"]'
    if not all(isinstance(about.get(key, ""), str) for key in ("label", "key")):
        return f"{where}: label and key are texts"
    if not isinstance(about.get("screen", False), bool):
        return f"{where}: screen is true or false"
    places = [place for part in parts for place in _PLACEHOLDER.findall(part)]
    if isinstance(run, str):
        return f"{where}: a line for the shell takes $KZTUI_ID and $KZTUI_FILE, no {{{places[0]}}}" if places else ""
    odd = next((place for place in places if place not in _PLACES), None)
    return "" if odd is None else f"{where}: {{{odd}}} is not known, only {{id}} and {{file}}"


def own_commands(commands: Mapping[str, Mapping[str, object]]) -> tuple[OwnCommand, ...]:
    """Return the commands of a table in which nothing is wrong."""
    return tuple(
        OwnCommand(
            name,
            " ".join(str(about.get("label", name)).split()),
            run if isinstance(run := about["run"], str) else tuple(map(str, run)),  # type: ignore[call-overload]
            str(about.get("key", "")).strip(),
            bool(about.get("screen")),
        )
        for name, about in commands.items()
    )
