"""Lexicons: folders of TOML files whose tables are checked when they are first read.

Each language has one, and what is the same for all languages is in `SHARED`. The environment variable KZTUI_LEXICON
names a folder whose files are read instead of the bundled ones of the same name: those of a language in a subfolder
with its code ("ru/events.toml"); English and shared files can be in the folder itself.
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
_FLAT = ("", "en")
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


class Lexicon:
    """The words of one language (`language` is empty for what all languages share), read from the files in `folder`.

    Everything that is read is kept. All methods raise LexiconError, which names the file, the entry and the reason.
    """

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.folder = folder
        self._files: dict[str, dict[str, Any]] = {}
        self._words: dict[tuple[str, str], frozenset[str]] = {}

    def file(self, name: str) -> dict[str, Any]:
        """Return the tables of the file `name` (without ``.toml``)."""
        if name not in self._files:
            self._files[name] = _tables(self._path(name))
        return self._files[name]

    def entry(self, file: str, name: str, shape: type[Shape]) -> Shape:
        """Return the table ``[name]`` of a file in the `shape` that it must have."""
        table = self.file(file)
        if name not in table:
            raise LexiconError(f"{file}.toml: [{name}] is missing")
        shaped: Shape = _shaped(table[name], shape, f"{file}.toml: [{name}]")
        return shaped

    def entries(self, file: str, shape: type[Shape]) -> dict[str, Shape]:
        """Return all tables of a file, each in the same `shape`."""
        return {name: self.entry(file, name, shape) for name in self.file(file)}

    def words(self, file: str, entry: str) -> frozenset[str]:
        """Return the list ``[entry] words`` of a file as a set."""
        found = self._words.get((file, entry))
        if found is None:
            found = self._words[file, entry] = frozenset(self.entry(file, entry, WordList).words)
        return found

    def _path(self, name: str) -> Path:
        file = f"{name}.toml"
        chosen = _chosen_folder()
        if chosen is not None:
            folders = [chosen / self.language] if self.language else []
            folders += [chosen] if self.language in _FLAT else []
            for folder in folders:
                if (folder / file).exists():
                    return folder / file
        return self.folder / file


SHARED = Lexicon("", Path(__file__).parent / "lexicon")
"""What is the same for all languages: the kinds of events, the organisations, the words for the rules."""


@cache
def _chosen_folder() -> Path | None:
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen and not Path(chosen).is_dir():
        raise LexiconError(f"{FOLDER_VARIABLE}: there is no folder {chosen}")
    return Path(chosen) if chosen else None


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{path.name}: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise LexiconError(f"{path.name}: this is not TOML: {' '.join(str(error).split())}") from None


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
