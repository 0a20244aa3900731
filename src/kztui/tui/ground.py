"""Whether the terminal is dark or light: it is asked for the colour of its ground (OSC 11), and may answer or not.

The question is put once the screen is there, so that no start waits for the answer. What comes back is taken out of
what is typed, in however many pieces and however late.
"""

import os
import re
import sys

from textual.message import Message

QUESTION = "\x1b]11;?\x1b\\"

_BEGINS = "\x1b]11;"
_ANSWER = r"\x1b\]11;([^\x07\x1b]{0,64})(?:\x07|\x1b\\)"
_UNFINISHED = r"\x1b\](?:1(?:1(?:;[^\x07\x1b]{0,64}\x1b?)?)?)?$"
_COLOUR = r"(?i)rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})"

_ANSWERS_NONE = ("dumb", "linux", "")
"""The terminals (TERM) that show what they do not know."""


class GroundTold(Message):
    """The terminal said whether its ground is light."""

    def __init__(self, light: bool) -> None:
        super().__init__()
        self.light = light


def can_be_asked() -> bool:
    """Return whether what is on both ends is a terminal that takes the question, and nobody has said the answer."""
    streams = (sys.__stdin__, sys.__stdout__)
    return (
        all(stream is not None and stream.isatty() for stream in streams)
        and sys.platform != "win32"
        and os.environ.get("TERM", "") not in _ANSWERS_NONE
        and not os.environ.get("COLORFGBG")
        and "TEXTUAL_DRIVER" not in os.environ
    )


class Answers:
    """Takes answers out of what a terminal sends, in pieces that may end anywhere."""

    def __init__(self) -> None:
        self._begun = ""

    @property
    def only_begun(self) -> bool:
        """Whether all that has come of an answer can also have been typed: an escape and a bracket."""
        return self._begun == _BEGINS[:2]

    def given_up(self) -> str:
        """Return what waited, since no answer comes."""
        begun, self._begun = self._begun, ""
        return begun

    def taken_out(self, data: str) -> tuple[str, list[GroundTold]]:
        """Return the data without answers, and what they say. What may be the beginning of one waits for the next."""
        data, self._begun = self._begun + data, ""
        if _BEGINS[:2] not in data:  # nearly always
            return data, []
        told = [GroundTold(light) for found in re.finditer(_ANSWER, data) if (light := is_light(found[1])) is not None]
        data = re.sub(_ANSWER, "", data)
        if unfinished := re.search(_UNFINISHED, data):
            self._begun = unfinished[0]
            data = data[: unfinished.start()]
        return data, told


def is_light(colour: str) -> bool | None:
    """Return whether a colour ("rgb:ffff/ffff/ffff") is nearer to white than to black for the eye; None for none."""
    found = re.match(_COLOUR, colour)
    if not found:
        return None
    red, green, blue = (int(part, 16) / int("f" * len(part), 16) for part in found.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5
