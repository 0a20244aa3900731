"""What users set in ``config.toml``: one table of all settings, and the file read by it."""

import stat
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kztui.model.fact import COUNTED
from kztui.model.figures import Policy
from kztui.text.clean import clean

if TYPE_CHECKING:
    from kztui.own_commands import OwnCommand


class Kind(StrEnum):
    """What a setting takes."""

    NAME = "text"
    CHOICE = "one of these words"
    NAMES = "a list of these words"
    KEYS = "a table"
    COMMANDS = "a table for each"


class Setting(NamedTuple):
    """A setting: its name in the file, what it takes and means, a value to show how, and the words it can be."""

    name: str
    kind: Kind
    help: str
    example: str
    choices: tuple[str, ...] = ()

    def wrong(self, value: object) -> str:
        """Return what is wrong with a value that the file has; empty when nothing is."""
        if self.kind is Kind.NAME:
            return "" if isinstance(value, str) else f"{self.name} is a name: {self.example}"
        if self.kind is Kind.KEYS:
            return "" if isinstance(value, dict) else f"{self.name} is a table: {self.example}"
        if self.kind is Kind.COMMANDS:
            from kztui.own_commands import wrong_in

            return wrong_in(value)
        if self.kind is Kind.NAMES and not isinstance(value, list):
            return f"{self.name} is a list: {self.example}"
        names = value if self.kind is Kind.NAMES and isinstance(value, list) else [value]
        unknown = next((name for name in names if name not in self.choices), None)
        if unknown is not None:
            return f"{self.name} cannot be “{_word(unknown)}”, only {_listed(self.choices)}"
        return f"{self.name} has a column twice" if len(set(names)) < len(names) else ""


SETTINGS = (
    Setting("author", Kind.NAME, "The name that signs your notes and verdicts; your login name without it.",
            'author = "Ada"'),
    Setting("theme", Kind.NAME, "The colours to begin with; `T` shows all there are. Without it, dark or light as "
            "the terminal is, by COLORFGBG or when asked (OSC 11).", 'theme = "kztui-light"'),
    Setting("columns", Kind.NAMES, "The columns of the list, in this order; `C` chooses them on the screen. Without it "
            "they follow from the width.", 'columns = ["date", "place", "headline", "killed", "actor"]',
            ("date", "id", "place", "region", "type", "headline", "actor", "target", "victim", "weapon",
             *(field.value for field in COUNTED), "sources", "tags", "notes", "doubts", "state")),
    Setting("density", Kind.CHOICE, "One line an incident in the list, or two; `L` changes it on the screen.",
            'density = "two-lines"', ("one-line", "two-lines")),
    Setting("dates", Kind.CHOICE, "How the list writes days: 2016-06-05, or 5 Jun 16; `auto` by the width.",
            'dates = "long"', ("auto", "long", "short")),
    Setting("policy", Kind.CHOICE, "How the best number is found, on the screen and by `kztui list`, `show` and "
            "`export`; `P` changes it on the screen, `--policy` for one command.",
            'policy = "conservative"', tuple(map(str, Policy))),
    Setting("session", Kind.CHOICE, "Whether the screen goes on where you left it, or begins with the whole list. What "
            "you wrote and did not save is there in both.", 'session = "fresh"', ("resume", "fresh")),
    Setting("layout", Kind.CHOICE, "How the screen is laid out: in panes beside each other, or `flat`, which is for "
            "screen readers: one pane at a time, nothing drawn, heads in words, and the terminal's cursor on the line "
            "that is read.", 'layout = "flat"', ("panes", "flat")),
    Setting("glyphs", Kind.CHOICE, "What is drawn with: Unicode's signs, or those of a keyboard, as `#` for bars. "
            "`auto` takes the latter on Linux's own console, and where the locale is another than UTF-8.",
            'glyphs = "ascii"', ("auto", "unicode", "ascii")),
    Setting("commands", Kind.COMMANDS, "Commands of your own on the marked incidents, or on the one under the cursor; "
            "they are in the palette and in help. The section below says more.",
            '[commands.archive]\nlabel = "Search our archive"\nrun = ["archive", "--ids", "{id}"]\nkey = "f7"'),
    Setting("keys", Kind.KEYS, "Keys of your own, by the names of [the page of keys](keys.md). It stands last.",
            '[keys]\n"note.add" = "f6"'),
)  # fmt: skip
"""All settings, in the order in which they are documented."""


class Config(NamedTuple):
    """What the file sets: of each setting what is right, else nothing. `problem` says in one line what is wrong.

    `author` is the name that signs annotations, empty for the login name; `keys` are by command; `commands` are those
    of the user's own; `shown` has the words of the other settings by name.
    """

    author: str = ""
    keys: Mapping[str, Any] = {}
    problem: str = ""
    shown: Mapping[str, Any] = {}
    commands: "tuple[OwnCommand, ...]" = ()


def read_config(path: Path) -> Config:
    """Return what the TOML file at `path` sets; a missing one, or one that cannot be read, sets nothing."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except OSError as error:
        return Config(problem=f"{path.name}: {(error.strerror or str(error)).lower()}")
    if not stat.S_ISREG(mode):  # a FIFO would never answer, a device never end
        return Config(problem=f"{path.name}: not a regular file")
    import tomllib

    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except RecursionError:
        return Config(problem=f"{path.name}: nested too deeply")
    except (OSError, ValueError) as error:  # tomllib's and Unicode's errors are ValueErrors
        return Config(problem=" ".join(f"{path.name}: {error}".split()))
    return _checked(path, content)


def _checked(path: Path, content: Mapping[str, Any]) -> Config:
    """Return what is right of the content of a file."""
    from kztui.own_commands import own_commands

    known = {setting.name: setting for setting in SETTINGS}
    wrong = [
        f"there is no setting “{_word(name)}”, only {_listed(known)}" for name in sorted(content) if name not in known
    ]
    right = {}
    for name, value in content.items():
        if name in known:
            if problem := known[name].wrong(value):
                wrong.append(" ".join(problem.split()))
            else:
                right[name] = value
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    author, keys = " ".join(clean(right.pop("author", "")).split()), right.pop("keys", {})
    commands = own_commands(right.pop("commands", {}))
    return Config(author, keys, f"{path.name}: {wrong[0]}{more}" if wrong else "", right, commands)


def _word(value: object) -> str:
    """Return what somebody wrote as it can be said in a line."""
    words = " ".join(clean(str(value)).split())
    return words if len(words) <= 40 else f"{words[:39]}…"


def _listed(names: Any) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}"
