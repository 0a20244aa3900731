"""What a terminal marks as pasted is one paste: nothing in it is pressed. An escape is pressed or begins a key."""

import os
import sys
from collections.abc import Iterator
from typing import IO

import pytest
from textual import events
from textual.message import Message

from kztui.tui.textual_faults import TerminalParser

_BEGIN, _END = "\x1b[200~", "\x1b[201~"


def said(*parts: str) -> list[str]:
    """Return what the parser says by parts that the terminal sends one after another."""
    parser = TerminalParser()
    return [_words(message) for part in parts for message in parser.feed(part)]


def _words(message: Message) -> str:
    return f"pasted {message.text}" if isinstance(message, events.Paste) else f"pressed {getattr(message, 'key', '')}"


@pytest.mark.parametrize(
    ("text", "pasted"),
    [
        ("abc \x1b[31mXq\r", "abc [31mXq\r"),
        ("abc \x1b", "abc "),
        ("a\x1b\x1b[Ab", "a[Ab"),
        ("a\x00b\x03c\x7fd\x9be\ud800f\tg\r\nh", "abcdef\tg\r\nh"),
        (f"one {_BEGIN}two", "one [200~two"),
        ("Құлсары, 14 мая", "Құлсары, 14 мая"),
        ("x" * 8000, "x" * 8000),
        ("", ""),
    ],
)
def test_a_pasted_text_is_one_paste_without_its_control_characters(text: str, pasted: str) -> None:
    assert said(f"a{_BEGIN}{text}{_END}q") == ["pressed a", f"pasted {pasted}", "pressed q"]


@pytest.mark.parametrize("size", [1, 2, 5, 7])
def test_a_paste_can_come_in_parts(size: int) -> None:
    sent = f"a{_BEGIN}one \x1b[31mtwo{_END}\x1b[A{_BEGIN}three{_END}q"
    parts = [sent[start : start + size] for start in range(0, len(sent), size)]
    assert said(*parts) == ["pressed a", "pasted one [31mtwo", "pressed up", "pasted three", "pressed q"]


def test_keys_are_pressed_as_before() -> None:
    assert said("ab\x1b[A\r", "\x1b[", "B") == [f"pressed {key}" for key in ("a", "b", "up", "enter", "down")]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[IO[bytes]]:
    """What the terminal sends, to write to."""
    reads, writes = os.pipe()
    with os.fdopen(reads) as terminal, os.fdopen(writes, "wb", buffering=0) as typed:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        yield typed


@pytest.mark.usefixtures("typed")
def test_an_escape_that_nothing_follows_is_pressed_as_soon_as_that_is_sure() -> None:
    parser = TerminalParser()
    assert list(parser.feed("\x1b")) == []
    assert [_words(message) for message in parser.tick()] == ["pressed escape"]
    assert list(parser.tick()) == []


def test_an_escape_that_something_follows_is_the_beginning_of_a_key(typed: IO[bytes]) -> None:
    parser = TerminalParser()
    assert list(parser.feed("\x1b")) == []
    typed.write(b"[A")
    assert list(parser.tick()) == []
    assert [_words(message) for message in parser.feed("[A")] == ["pressed up"]
