"""An escape and the key right behind it are two keys, unless they are one that does something; and an escape right
behind another one does nothing more.
"""

import os
import sys
from collections.abc import Iterator
from typing import IO

import pytest
from textual import events
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.tui import keystrokes
from kztui.tui.app import KztuiApp
from kztui.tui.keystrokes import IMPATIENCE
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.settings import Settings
from kztui.tui.textual_faults import EscapedKey, TerminalParser
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.query_input import QueryInput

from .conftest import settle

ATTACK, FIRE, BLAST = "KZ-2016-0001", "KZ-2012-0001", "KZ-2011-0001"


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[IO[bytes]]:
    """A terminal that says no more than what the parser is fed, or what is written to it."""
    reads, writes = os.pipe()
    with os.fdopen(reads) as terminal, os.fdopen(writes, "wb", buffering=0) as typed:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        yield typed


def told(*parts: str) -> list[events.Event]:
    """Return what the parser says by parts that the terminal sends at once, one after another, and then no more."""
    parser = TerminalParser()
    said = [message for part in parts for message in parser.feed(part)]
    said += parser.tick()
    return [message for message in said if isinstance(message, events.Event)]


def names(*parts: str) -> list[str]:
    """Return what is told, in words: the name of a key or kind of message, with a stroke where it may be two keys."""
    return [
        "|".join(key.key for key in event.apart)
        if isinstance(event, EscapedKey)
        else getattr(event, "key", "") or type(event).__name__
        for event in told(*parts)
    ]


@pytest.mark.parametrize(
    ("sent", "pressed"),
    [
        ("\x1bj", ["escape|j"]),
        ("\x1bJ", ["escape|J"]),
        ("\x1bо", ["escape|о"]),
        ("\x1bҒ", ["escape|Ғ"]),
        ("\x1b/taraz", ["escape|slash", *"taraz"]),
        ("\x1b1", ["escape|1"]),
        ("\x1b ", ["escape|space"]),
        ("\x1b\t", ["escape|tab"]),
        ("\x1b\r", ["escape|enter"]),
        ("\x1b\x7f", ["escape|backspace"]),
        ("\x1b\x11", ["escape|ctrl+q"]),
        ("\x1bjk", ["escape|j", "k"]),
        ("\x1bj\x1bk", ["escape|j", "escape|k"]),
        ("\x1b\x1bj", ["escape", "escape|j"]),
        ("\x1bj\x1b[A", ["escape|j", "up"]),
        ("\x1b[", ["escape|left_square_bracket"]),
        ("\x1b]", ["escape|right_square_bracket"]),
        ("\x1bO", ["escape|O"]),
        ("\x1b[[", ["escape|left_square_bracket", "left_square_bracket"]),
        ("\x1b[\x1b", ["escape|left_square_bracket", "escape"]),
        ("\x1bO\x1b[A", ["escape|O", "up"]),
        ("\x1bOz", ["escape|O", "z"]),
    ],
)
def test_what_begins_no_sequence_is_an_escape_and_a_key(sent: str, pressed: list[str]) -> None:
    assert names(sent) == pressed
    assert names("a" + sent) == ["a", *pressed]
    if sent != "\x1b]":  # a letter would be part of the answer that this begins
        assert names(*sent) == pressed


@pytest.mark.parametrize(
    ("sent", "pressed"),
    [
        ("\x1b", ["escape"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b[A", ["up"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1bOA", ["up"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[[A", ["f1"]),
        ("\x1b[15~", ["f5"]),
        ("\x1b[1;5A", ["ctrl+up"]),
        ("\x1b[Z", ["shift+tab"]),
        ("\x1b[3$", ["shift+delete"]),
        ("\x1b[27u", ["escape"]),
        ("\x1b[106;3u", ["alt+j"]),
        ("\x1b[13;3u", ["alt+enter"]),
        ("\x1b[1078;;1078u", ["ж"]),
        ("\x1b[<0;3;4M\x1b[<0;3;4m", ["MouseDown", "MouseUp"]),
        ("\x1b[I\x1b[O", ["AppFocus", "AppBlur"]),
        ("\x1b[200~a\x1bj \x1b[A\x1b[201~", ["Paste"]),
    ],
)
def test_a_sequence_of_a_terminal_is_whole_also_in_parts(sent: str, pressed: list[str]) -> None:
    assert names(sent) == pressed
    for cut in range(1, len(sent)):
        assert names(sent[:cut], sent[cut:]) == pressed
    if sent[-1] != "\x1b":
        assert names(sent + "j") == [*pressed, "j"]


@pytest.mark.parametrize("sent", ["\x1b[62;22d", "\x1b[?62;22c", "\x1b[>0;276;0c", "\x1b[1;2 q"])
def test_a_sequence_that_nobody_knows_presses_nothing(sent: str) -> None:
    assert names("a" + sent + "b") == ["a", "b"]


def test_on_the_console_of_linux_shift_tab_is_an_escape_and_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    (key,) = told("\x1b\t")
    assert isinstance(key, events.Key)
    assert key.key == "shift+tab"


def test_a_bracket_behind_an_escape_is_pressed_once_no_answer_can_come(silent: IO[bytes]) -> None:
    parser = TerminalParser()
    assert not [*parser.feed("\x1b]")]
    silent.write(b"1")
    assert not [*parser.tick()], "the answer has not ended"
    (ground,) = parser.feed("11;rgb:00/00/00\x07")
    assert not isinstance(ground, events.Key)


async def send(pilot: Pilot[None], *parts: str) -> BrowseScreen:
    """Let the terminal send parts to the program; return the browsing screen."""
    for event in told(*parts):
        pilot.app.post_message(event)
    return await settle(pilot)


@pytest.mark.parametrize("down", ["j", "о", "\x1b[B"])
async def test_the_search_line_is_left_and_what_follows_is_for_the_list(pilot: Pilot[None], down: str) -> None:
    browse = await send(pilot, "/", "20", "\x1b" + down)
    assert browse.query_one(QueryInput).value == "20"
    assert (browse.focused, browse.session().incident) == (browse.query_one(IncidentList), FIRE)


async def test_keys_that_go_or_delete_by_words_do_so_where_one_types(pilot: Pilot[None]) -> None:
    browse = await send(pilot, "/", "one two three", "\x1bb", "\x1bb", "\x1b\x7f", "\x1bf", "s")
    assert browse.query_one(QueryInput).value == "two sthree"


async def test_elsewhere_they_are_two_keys(pilot: Pilot[None]) -> None:
    browse = await send(pilot, "2", "\x1bf")
    assert browse.session().view == "counts"


async def test_a_note_has_a_new_line_by_alt_enter(pilot: Pilot[None], casebook: Casebook) -> None:
    await send(pilot, "a", "one", "\x1b\r", "two", "\r")
    assert [note.text for note in casebook.annotations(ATTACK)] == ["one\ntwo"]


async def test_where_alt_enter_does_nothing_it_is_an_escape_and_enter(pilot: Pilot[None]) -> None:
    browse = await send(pilot, "/", "taraz", "\x1b\r")
    assert (browse.focused, browse.session().incident) == (browse.query_one(FactList), BLAST)


async def test_a_note_is_left_and_the_key_is_not_written_into_it(pilot: Pilot[None]) -> None:
    browse = await send(pilot, "a", "half", "\x1bj")
    assert pilot.app.screen is browse
    assert browse.session().incident == FIRE
    assert [*browse.session().drafts.values()] == ["half"]


async def test_a_key_with_alt_of_the_readers_own_is_one(casebook: Casebook) -> None:
    app = KztuiApp(casebook, settings=Settings(keys={"zoom": "alt+j"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        browse = await send(pilot, "\x1bj")
        assert browse.session().zoomed
        assert browse.session().incident == ATTACK


async def press(pilot: Pilot[None], *keys: tuple[str, float]) -> BrowseScreen:
    """Press keys, each at a time in seconds; return the browsing screen."""
    for name, at in keys:
        key = events.Key(name, None)
        key.time = at
        pilot.app.post_message(key)
    return await settle(pilot)


@pytest.fixture
async def layers(pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch) -> Pilot[None]:
    """The program with layers to go back through: a note being written, the facts, a search."""
    monkeypatch.setattr(keystrokes, "IMPATIENCE", IMPATIENCE)
    await pilot.press("slash", *"killed:>0", "enter", "a", *"half")
    return pilot


def left(pilot: Pilot[None]) -> str:
    """Return the layer on which the reader is."""
    screen = pilot.app.screen
    if not isinstance(screen, BrowseScreen):
        return "note"
    if screen.focused is not screen.query_one(IncidentList):
        return "facts"
    return "search" if screen.session().search else "list"


@pytest.mark.parametrize(
    ("times", "layer"),
    [
        ([], "note"),
        ([5.0], "facts"),
        ([5.0, 5.0], "facts"),
        ([5.0, 5.29], "facts"),
        ([5.0, 5.31], "search"),
        ([5.0, 5.1, 5.2, 5.25], "facts"),
        ([5.0, 5.2, 5.4], "search"),
        ([5.0, 5.2, 5.4, 5.6], "search"),
        ([5.0, 6.0, 6.1, 7.0], "list"),
        ([5.0, 6.0, 7.0, 8.0], "list"),
    ],
)
@pytest.mark.parametrize("at_once", [False, True])
async def test_an_escape_goes_back_one_layer_and_an_impatient_one_none(
    layers: Pilot[None], times: list[float], layer: str, at_once: bool
) -> None:
    for keys in [times] if at_once else [[one] for one in times]:
        await press(layers, *(("escape", at) for at in keys))
    assert left(layers) == layer


@pytest.mark.parametrize(
    ("between", "layer"), [("j", "search"), ("f9", "search"), ("question_mark", "facts"), ("a", "facts")]
)
async def test_an_escape_after_another_key_is_meant(layers: Pilot[None], between: str, layer: str) -> None:
    await press(layers, ("escape", 5.0), (between, 5.1), ("escape", 5.2))
    assert left(layers) == layer


async def test_an_escape_after_a_paste_is_meant(layers: Pilot[None]) -> None:
    await press(layers, ("escape", 5.0), ("a", 5.1))
    layers.app.post_message(events.Paste("more"))
    await press(layers, ("escape", 5.2))
    assert left(layers) == "facts"


async def test_a_key_right_behind_an_impatient_escape_is_pressed(
    layers: Pilot[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keystrokes, "IMPATIENCE", 3600.0)  # however slow the machine is
    await send(layers, "\x1b\x1bz")
    assert left(layers) == "facts"
    assert layers.app.screen.has_class("zoomed")
