"""Work that takes its process down, for those who look after processes."""

import os
from collections.abc import Sequence
from pathlib import Path

MORTAL = "die"
"""Begins what kills: always, or the first time, of which it leaves a file."""


def shouted(words: Sequence[str]) -> list[str]:
    """Return words in capitals, or die."""
    return [_shouted(word) for word in words]


def _shouted(word: str) -> str:
    what, _, rest = word.partition(" ")
    if what == MORTAL:
        how, _, path = rest.partition(" ")
        if how == "always" or not Path(path).exists():
            if path:
                Path(path).touch()
            os._exit(9)
    return word.upper()
