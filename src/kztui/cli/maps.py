"""What the columns of a table mean, as the user says with ``--map``, and under which name that is kept."""

import re
from pathlib import Path

import msgspec

from kztui.errors import UserError
from kztui.home import config_file

_NAME = re.compile(r"[\w-]{1,60}")


def read_maps(given: tuple[str, ...]) -> dict[str, str]:
    """Return the column of each field, from mappings ``FIELD=COLUMN`` and names of kept ones. Raises UserError."""
    from kztui.ingest.coded.mapped import parse_map

    columns: dict[str, str] = {}
    for words in given:
        if "=" in words:
            field, column = parse_map(words)
            columns[field] = column
        else:
            columns |= _kept(words)
    return columns


def keep_map(name: str, columns: dict[str, str]) -> Path:
    """Keep mappings under a name; return the file. Raises UserError."""
    path = _path(name)
    if not columns:
        raise UserError("there is nothing to keep: say by --map which column is which")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(columns)))
    except OSError as error:
        raise UserError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    return path


def _kept(name: str) -> dict[str, str]:
    path = _path(name)
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        names = ", ".join(sorted(one.stem for one in path.parent.glob("*.json"))) or "none"
        raise UserError(
            f"there is no map {name} (kept are {names}): write FIELD=COLUMN, such as killed=Deaths"
        ) from None
    except (OSError, ValueError) as error:
        raise UserError(f"cannot read {path}: {' '.join(str(error).split())}") from error


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise UserError(f"{name!r} cannot be the name of a map: use letters, digits and hyphens")
    return config_file().parent / "maps" / f"{name}.json"
