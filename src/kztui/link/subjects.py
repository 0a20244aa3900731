"""Subjects: what reports of one event name alike in any language, such as a knife or a prison."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from kztui.text.fold import fold

Subjects = frozenset[str]


def subjects(kind: str, texts: Iterable[str]) -> Subjects:
    """Return what `texts` name of a `kind` ("means", "sites", "people", "fate"): "blade", "prison", ..."""
    said = fold(" ".join(texts))
    return frozenset(name for name, beginnings in _read()[kind].items() if beginnings.search(f"{said} "))


@cache
def _read() -> dict[str, dict[str, re.Pattern[str]]]:
    kinds = tomllib.loads(files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8"))
    return {
        kind: {name: re.compile(rf"\b(?:{'|'.join(words)})") for name, words in table.items()}
        for kind, table in kinds.items()
    }
