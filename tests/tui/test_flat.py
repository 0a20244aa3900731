"""The layout for screen readers: one pane at a time, nothing drawn, the terminal's cursor where the reader is."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.settings import Settings
from kztui.tui.widgets.bars import StatusLine
from kztui.tui.widgets.incident_list import IncidentList

from .conftest import settle
from .terminal import Terminal
from .world import make_casebook

_RUN = """
import sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.settings import Settings
KztuiApp(Casebook.open(Path(sys.argv[1])), settings=Settings(shown={"layout": "flat"}), look_every=3600).run()
"""

DRAWN = re.compile(r"[\u2190-\u21ff\u2500-\u27bf\u2800-\u28ff]")


@pytest.fixture
async def flat(casebook: Casebook) -> AsyncIterator[Pilot[None]]:
    """The program in the flat layout at 120x36."""
    app = KztuiApp(casebook, settings=Settings(shown={"layout": "flat"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        yield pilot


def picture(pilot: Pilot[None]) -> str:
    """Return what the screen shows."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize(
    "keys",
    ["", "up", "enter", "enter tab", "2", "3", "4", "5", "6", "7", "8", "f", "question_mark", "ctrl+p", "f2", "C"],
)
async def test_nothing_is_drawn_anywhere(flat: Pilot[None], keys: str) -> None:
    await flat.press(*keys.split())
    await settle(flat)
    shown = picture(flat)
    assert shown.strip()
    assert not DRAWN.findall(shown)


async def test_one_pane_fills_the_screen(flat: Pilot[None]) -> None:
    browse = await settle(flat)
    for keys in ((), ("enter",), ("tab",), ("escape", "escape")):
        await flat.press(*keys)
        await settle(flat)
        seen = [pane for pane in browse.query("LinesView").results() if pane.display and pane.region.area]
        assert len(seen) == 1
        assert seen[0].region.width == 120


async def test_heads_and_the_row_under_the_cursor_are_in_words(flat: Pilot[None]) -> None:
    browse = await settle(flat)
    assert re.search(r" killed +wounded +arrested +sources ", picture(flat))
    assert browse.query_one(StatusLine).about.startswith(
        "KZ-2016-0001, Armed attack, Aktobe, 5 June 2016, killed 25, wounded 9, arrested 6, 2 sources"
    )


async def test_the_cursor_of_the_terminal_follows_ours(flat: Pilot[None]) -> None:
    incidents = (await settle(flat)).query_one(IncidentList)
    top = incidents.region.y + 1
    assert flat.app.cursor_position == (0, top)
    await flat.press("down", "down")
    assert flat.app.cursor_position == (0, top + 2)
    await flat.press("enter")
    await settle(flat)
    focused = flat.app.focused
    assert focused is not None
    assert focused.region.contains(*flat.app.cursor_position)


def test_the_terminal_shows_its_cursor(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    make_casebook(path)
    with Terminal(_RUN, str(path)) as terminal:
        terminal.wait_for("2016-06-05")
        terminal.wait_for("enter open")
        assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")
        terminal.press(b"\x11")
        assert terminal.wait_for_end() == 0
