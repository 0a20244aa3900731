"""The lexicon's files: TOML tables whose entries are checked when they are first read.

The files beside this module can be replaced one by one: a file of the same name in the folder that the environment
variable KZTUI_LEXICON names is read instead.
"""

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from kztui.errors import LexiconError

FOLDER_VARIABLE = "KZTUI_LEXICON"
_BUNDLED = Path(__file__).parent / "en" / "lexicon"
_NAMES = {
    "array": "a list", "str": "a text", "int": "a whole number", "object": "a table", "bool": "true or false",
    "float": "a fraction",
}  # fmt: skip

Shape = TypeVar("Shape")
Word = Annotated[str, Meta(min_length=1)]


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One table of a lexicon file; a key that it does not declare is an error."""


class WordList(Entry, frozen=True):
    """A table that is only a list of words."""

    words: list[Word]


@cache
def read_file(name: str) -> dict[str, Any]:
    """Return the tables of the lexicon file `name` (without ``.toml``); raises LexiconError."""
    path = _folder() / f"{name}.toml"
    if not path.exists():
        path = _BUNDLED / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{path.name}: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise LexiconError(f"{path.name}: this is not TOML: {' '.join(str(error).split())}") from None


def read_entry(file: str, name: str, shape: type[Shape]) -> Shape:
    """Return the table ``[name]`` of a lexicon file in the `shape` that it must have; raises LexiconError."""
    table = read_file(file)
    if name not in table:
        raise LexiconError(f"{file}.toml: [{name}] is missing")
    shaped: Shape = _shaped(table[name], shape, f"{file}.toml: [{name}]")
    return shaped


def read_entries(file: str, shape: type[Shape]) -> dict[str, Shape]:
    """Return all tables of a lexicon file, each in the same `shape`; raises LexiconError."""
    return {name: read_entry(file, name, shape) for name in read_file(file)}


def _folder() -> Path:
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen and not Path(chosen).is_dir():
        raise LexiconError(f"{FOLDER_VARIABLE}: there is no folder {chosen}")
    return Path(chosen) if chosen else _BUNDLED


def _shaped(value: Any, shape: Any, where: str) -> Any:
    """Return a value of a TOML file in its shape; items are taken one by one, so that an error can name theirs."""
    if get_origin(shape) is dict and isinstance(value, dict):
        key_shape, item_shape = get_args(shape)
        return {
            _shaped(key, key_shape, where): _shaped(item, item_shape, f"{where} {key}") for key, item in value.items()
        }
    if get_origin(shape) is list and isinstance(value, list):
        (item_shape,) = get_args(shape)
        return [_shaped(item, item_shape, f"{where} number {number}") for number, item in enumerate(value, 1)]
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        raise LexiconError(f"{where}{_reason(str(error), shape)}") from None


def _reason(message: str, shape: Any) -> str:
    """Return what msgspec says is wrong, in the words of someone who edits a list: ``" verbs: a list is needed"``."""
    reason, _, path = message.partition(" - at `$")
    place = re.sub(r"\[(\d+)\]", lambda index: f" number {int(index[1]) + 1}", path.rstrip("`").replace(".", " "))
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", reason):
        keys = ", ".join(field.name for field in msgspec.structs.fields(shape))
        return f"{place}: there is no key {unknown[1]}: the keys are {keys}"
    if missing := re.fullmatch(r"Object missing required field `(.*)`", reason):
        return f"{place}: {missing[1]} is missing"
    if wrong := re.fullmatch(r"Expected `(\w+)`, got `(\w+)`", reason):
        wanted, given = (_NAMES.get(name, name) for name in wrong.groups())
        return f"{place}: {wanted} is needed, not {given}"
    if enumerated := re.fullmatch(r"Invalid enum value (.*)", reason):
        return f"{place}: {enumerated[1]} is none of its values"
    return f"{place}: {'a word is empty' if 'length >= 1' in reason else reason}"
