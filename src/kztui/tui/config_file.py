"""Writing one setting into ``config.toml``, and leaving all else in it as the user wrote it."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kztui.errors import UserError
from kztui.store.files import read_file, write_atomically

_MOST_LINES = 100
"""The lines that a value may take."""

_COMMENT = re.compile(r"""\s*(?:"[^"\\]*"|'[^']*')\s*(#.*)""")
"""A simple value with a comment behind it."""


class ConfigError(UserError):
    """``config.toml`` cannot be changed."""


def write_setting(path: Path, name: str, value: str | list[str]) -> None:
    """Set `name` in the TOML file at `path`, which is made if it is missing; comments and other settings stay.

    The new text is read again before it is written: it must say what the old one did, and the new value. Raises
    ConfigError when that cannot be had, and StoreError when the file cannot be read or written, or is no file.
    """
    import tomllib

    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    content = read_file(path) or b""
    try:
        text = content.decode("utf-8")
        wanted = {**tomllib.loads(text), name: value}
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path.name} cannot be read: mend it first ({' '.join(str(error).split())})") from error
    lines = text.splitlines()
    for candidate in _candidates(lines, name, line):
        new = "\n".join(candidate) + "\n"
        try:
            same = tomllib.loads(new) == wanted
        except ValueError:
            same = False
        if same:
            with suppress(OSError):  # what stands in the way is said when the file is written
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path.resolve(), new.encode("utf-8"), private=True)
            return
    raise ConfigError(f"{path.name} has a form in which {name} cannot be set from here: write {line} into it")


def _candidates(lines: list[str], name: str, line: str) -> Iterator[list[str]]:
    """Yield the lines with the new one: in the place of an old one, which may take several; else before the tables."""
    for at, old in enumerate(lines):
        if found := re.match(rf"\s*{name}\s*=(.*)", old):
            comment = _COMMENT.fullmatch(found[1])
            new = f"{line}  {comment[1]}" if comment else line
            yield from (
                [*lines[:at], new, *lines[end:]] for end in range(at + 1, min(len(lines), at + _MOST_LINES) + 1)
            )
    table = next((at for at, old in enumerate(lines) if old.lstrip().startswith("[")), len(lines))
    blank = [""] if table < len(lines) and (table == 0 or lines[table - 1].strip()) else []
    yield [*lines[:table], line, *blank, *lines[table:]]
