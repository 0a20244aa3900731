"""What users set in ``config.toml``: the name that signs their annotations, and their own keys."""

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kztui.text.clean import clean

_SETTINGS = ("author", "keys")


class Config(NamedTuple):
    """The name that signs annotations, empty for the login name; the keys by command; what is wrong, in one line."""

    author: str = ""
    keys: Mapping[str, Any] = {}
    problem: str = ""


def read_config(path: Path) -> Config:
    """Return what the TOML file at `path` sets; a missing one, or one with an error, sets nothing."""
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
    if unknown := set(content) - set(_SETTINGS):
        return Config(problem=f"{path.name}: there is no setting “{min(unknown)}”, only {' and '.join(_SETTINGS)}")
    author, keys = content.get("author", ""), content.get("keys", {})
    if not isinstance(author, str) or not isinstance(keys, dict):
        return Config(problem=f'{path.name}: author is a name, keys a table: author = "Ada", [keys]')
    return Config(" ".join(clean(author).split()), keys)
