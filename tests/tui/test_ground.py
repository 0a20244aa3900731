"""Light or dark after the terminal, whose answer never comes among what is typed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from kztui.tui.ground import GroundTold, is_light
from kztui.tui.textual_faults import TerminalParser

from .terminal import Terminal
from .test_terminal import running
from .world import make_casebook

LIGHT, DARK = "\x1b]11;rgb:fbfb/fafa/f6f6\x1b\\", "\x1b]11;rgb:11/15/1a\x07"
LIGHT_GROUND, DARK_GROUND = b"48;2;251;250;246m", b"48;2;17;21;26m"


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        ("rgb:ffff/ffff/ffff", True),
        ("rgb:0/0/0", False),
        ("rgba:ff/ff/00/ff", True),
        ("rgb:00/00/ff", False),
        ("blue", None),
    ],
)
def test_a_colour_is_light_as_the_eye_sees_it(colour: str, light: bool | None) -> None:
    assert is_light(colour) is light


@given(st.sampled_from(["", "ab", "\x1b[A", "j\x1b[200~pasted\x1b[201~"]), st.sampled_from(["", "q", "\x1b[B"]),
       st.sampled_from([LIGHT, DARK, "\x1b]11;?\x07"]), st.lists(st.integers(0, 60), max_size=4))  # fmt: skip
def test_an_answer_in_pieces_presses_no_key(before: str, after: str, answer: str, cuts: list[int]) -> None:
    def pressed(pieces: list[str]) -> list[str]:
        parser = TerminalParser()
        return [
            repr(one) if isinstance(one, events.Key | events.Paste | GroundTold) else ""
            for piece in filter(None, pieces)
            for one in parser.feed(piece)
        ]

    sent = before + answer + after
    inside = len(before) + 1  # a lone escape is a key
    edges = sorted(
        {0, len(sent), *(cut for cut in cuts if cut < len(sent) and cut not in (inside, inside + len(answer) - 2))}
    )
    pieces = [sent[start:end] for start, end in pairwise(edges)]
    whole = [one for one in pressed([before, after]) if one]
    assert [one for one in pressed(pieces) if one and "GroundTold" not in one] == whole
    assert sum("GroundTold" in one for one in pressed(pieces)) == (answer != "\x1b]11;?\x07")


@contextmanager
def started(tmp_path: Path, **variables: str) -> Iterator[Terminal]:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with running(path, 120, 36, **variables) as terminal:
        yield terminal


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_screen_becomes_light_in_a_light_terminal_and_nothing_is_typed(tmp_path: Path) -> None:
    with started(tmp_path, COLORFGBG="") as terminal:
        assert b"\x1b]11;?" in terminal.sent
        assert DARK_GROUND in terminal.sent
        assert LIGHT_GROUND not in terminal.sent
        before = terminal.text
        terminal.press(LIGHT[:9].encode())
        terminal.press(LIGHT[9:].encode())
        while LIGHT_GROUND not in terminal.sent:
            assert terminal.read(), "it stays dark"
        terminal.read_until_quiet(0.2)
        assert terminal.text == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("variables", [{"COLORFGBG": "15;0"}, {"TERM": "linux"}])
def test_a_terminal_that_has_said_it_or_does_not_understand_is_not_asked(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    with started(tmp_path, **variables) as terminal:
        assert b"\x1b]11;?" not in terminal.sent
