"""How a dialog ends."""

from typing import NamedTuple


class Written(NamedTuple):
    """Whether what was written is saved, and the text."""

    saved: bool
    text: str
