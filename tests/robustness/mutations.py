"""Ways to spoil a file, a JSON value or a text."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1, 1e308, -1e308, 2**63, 2**64, 10**400, 0.5, "", " ", "0", "\x1b]0;owned\x07", "\u202eabc",
    "\ud800", "x" * 5000, "0001-01-01", "9999-12-31", "2016-02-30", "2016-06-05T10:00:00", "2016-06-05T10:00:00Z",
    "9999-12-31T23:59:59+00:00", "r-000000000000", "KZ-2016-0001", "KZ-1999-9999", "f-none", "killed", "place", [], {},
    [[]], {"a": 1}, [None],
)  # fmt: skip
"""Values that a field does not expect."""


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))] if data else b"{"


def _flipped(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return b"\x01"
    position = chance.randrange(len(data))
    return data[:position] + bytes([data[position] ^ 1 << chance.randrange(8)]) + data[position + 1 :]


def _overwritten(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + b"\0" * 64 + data[start + 64 :]


def _twice(data: bytes, chance: random.Random) -> bytes:
    return data * 2


def _without_a_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(lines[: (gone := chance.randrange(len(lines)))] + lines[gone + 1 :]) if lines else b""


def _value_changed(data: bytes, chance: random.Random) -> bytes:
    try:
        value = json.loads(data)
    except ValueError:
        return _flipped(data, chance)
    return json.dumps(changed(value, chance)).encode()


CONTENTS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "empty": lambda data, chance: b"",
    "a space": lambda data, chance: b" ",
    "null": lambda data, chance: b"null",
    "a list": lambda data, chance: b"[]",
    "an object": lambda data, chance: b"{}",
    "plain TinyDB": lambda data, chance: b'{"_default": {"1": {"a": 1}}}',
    "newer": lambda data, chance: data.replace(b'"schema":1', b'"schema":99'),
    "nested": lambda data, chance: b"[" * 200_000,
    "a nested value": lambda data, chance: b"a = " + b"[" * 200_000,
    "not UTF-8": lambda data, chance: data[:20] + b"\xff\xfe" + data[20:],
    "UTF-16": lambda data, chance: data.decode("utf-8", "replace").encode("utf-16"),
    "truncated": _truncated,
    "flipped": _flipped,
    "overwritten": _overwritten,
    "twice": _twice,
    "without a line": _without_a_line,
    "value changed": _value_changed,
    "value changed again": _value_changed,
    "value changed once more": _value_changed,
}
"""Damage to what is in a file, by name."""


def _become_folder(path: Path) -> None:
    path.mkdir()


def _become_fifo(path: Path) -> None:
    os.mkfifo(path)


PLACES: dict[str, Callable[[Path], None]] = {
    "missing": lambda path: None,
    "a folder": _become_folder,
    "a FIFO": _become_fifo,
    "a link to nothing": lambda path: path.symlink_to(path.with_name("nothing")),
    "a link to itself": lambda path: path.symlink_to(path),
    "/dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "/dev/null": lambda path: path.symlink_to("/dev/null"),
}
"""What can be in the place of a file, by name."""


def spoil(path: Path, damage: str, chance: random.Random) -> None:
    """Damage the file at `path` in the way called `damage`, of `CONTENTS` or `PLACES`."""
    if damage in CONTENTS:
        path.write_bytes(CONTENTS[damage](path.read_bytes(), chance))
        return
    path.unlink()
    PLACES[damage](path)


def changed(value: Any, chance: random.Random) -> Any:
    """Return a JSON value with one part of it replaced by an odd value, removed, repeated or renamed."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.08:
        return chance.choice(ODD_VALUES)
    if isinstance(value, list):
        items = list(value)
        at = chance.randrange(len(items))
        items[at : at + 1] = [changed(items[at], chance)] if chance.random() < 0.9 else []
        return items
    key = chance.choice(list(value))
    kind = chance.random()
    if kind < 0.05:
        return {name: part for name, part in value.items() if name != key}
    if kind < 0.08:
        return {(str(chance.choice(ODD_VALUES)) if name == key else name): part for name, part in value.items()}
    return {**value, key: changed(value[key], chance)}


_PIECES = (
    "\x00", "\x1b[2J", "\u202e", "\ufeff", "\u00ad", "\u200b", "é", "İ", "ß", "\U0001f469\u200d\U0001f467", "Қ",
    "\ud800", "\n\n", "\r", "\t", "“", "”", "'s ", "—", "...", ". ", ", ", " and ", " near the ", " border ", "Uzbek",
    "Kazakh-Kyrgyz", "yesterday", "0001", "1e9", "99999999999", "two dozen", "at least", "between 3 and ", "no one",
    "more than half of ", "on 31 February", "29 May - 3 June", "the latter", " who ", " killed ", " were killed",
    "bomb", "suicide bomber", "Almaty", "Oral", "himself", "(", ")", "[", "%",
)  # fmt: skip
"""What is put into a text: odd characters, and words that rules look for."""


def respelled(text: str, chance: random.Random) -> str:
    """Return a text with one to four edits: stretches removed, repeated, moved, or odd words and characters put in."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 5, 40)))
        kind = chance.random()
        if kind < 0.4:
            text = text[:start] + chance.choice(_PIECES) + text[end:]
        elif kind < 0.6:
            text = text[:start] + text[end:]
        elif kind < 0.8:
            text = text[:end] + text[start:end] * chance.choice((1, 1, 2)) + text[end:]
        else:
            words = text.split(" ")
            one, other = chance.randrange(len(words)), chance.randrange(len(words))
            words[one], words[other] = words[other], words[one]
            text = " ".join(words)
    return text
