"""Paths as a reader types them: completed, and said what they lead to."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kztui.casebook import Completion
from kztui.errors import IngestError
from kztui.ingest.fetching import is_address

_MOST = 50

_SENTENCE = 5
"""Words from which on a line that leads nowhere is a text: "Two guards were killed in Alga" is one."""


def named(text: str) -> str:
    """Return the path or address that a text names: also one in quotes, as ``file:`` address, or with a ~."""
    name = text.strip()
    if name[:1] in ("'", '"') and name[-1:] == name[:1]:
        name = name[1:-1]
    if name.startswith("file://"):
        return unquote(urlsplit(name).path)
    if is_address(name):
        return name
    path = os.path.expanduser(name)  # noqa: PTH111 (Path raises for what is not a path yet)
    plain = path.replace("\\ ", " ")  # as a shell writes it
    return plain if plain != path and _is_there(plain) else path


def leads_somewhere(text: str) -> bool:
    """Return whether a text names an address or something that is there."""
    name = named(text)
    return bool(name) and (is_address(name) or _is_there(name))


def is_document(text: str) -> bool:
    """Return whether a pasted text is one to import, and names none: it has several lines, or a sentence's words."""
    return len(text.strip().splitlines()) > 1 or (len(text.split()) >= _SENTENCE and not leads_somewhere(text))


def meaning(text: str) -> str:
    """Return what a text leads to, in words. Raises IngestError when it leads nowhere."""
    name = named(text)
    if is_address(name):
        return "the page at this address"
    try:
        path = Path(name)
        if path.is_dir():
            return "a folder and all in it"
        if path.is_file():
            return _size(path)
    except (OSError, ValueError):
        pass
    raise IngestError(f"{name} does not exist")


def complete(text: str) -> list[Completion]:
    """Return the files and folders that begin with what is typed of a path, folders first; none for an address."""
    if is_address(text) or not text.strip():
        return []
    folder, _, beginning = text.rpartition("/")
    place = Path(named(f"{folder}/") if "/" in text else ".")
    try:
        inside = [(not one.is_dir(), one.name, one) for one in os.scandir(place)]
    except (OSError, ValueError):
        return []
    start, end = len(text) - len(beginning), len(text)
    fitting = [
        one
        for one in sorted(inside, key=lambda one: one[:2])
        if one[1].startswith(beginning) and (beginning.startswith(".") or not one[1].startswith("."))
    ]
    return [
        Completion(name, f"{name}/" if not is_file else name, start, end, meaning=_size(Path(one)) if is_file else "")
        for is_file, name, one in fitting[:_MOST]
    ]


def _is_there(name: str) -> bool:
    return os.path.exists(name)  # noqa: PTH110 (Path.exists raises for what is not a path yet)


def _size(path: Path) -> str:
    """Return the size of a file in words; nothing for one that is gone."""
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    return f"{size:,} bytes" if size < 10_000 else f"{size / 1000:,.0f} kB"
