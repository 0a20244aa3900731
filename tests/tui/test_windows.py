"""Windows over the browsing screen, which end once and by themselves, and what the mouse does anywhere."""

from textual.pilot import Pilot

from kztui.tui.dialogs.window import Window
from kztui.tui.screens.too_small import TooSmallScreen
from kztui.tui.widgets.bars import TitleLine

from .conftest import draw, settle


async def test_the_mouse_selects_no_text_but_what_panes_mark(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await pilot.mouse_down("#incident-title", offset=(3, 0))
    await draw(pilot, (20, 0), TitleLine)
    await pilot.mouse_up("#incident-title", offset=(20, 0))
    assert not browse.selections


async def test_a_window_that_is_covered_ends_when_it_is_uncovered(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await pilot.press("question_mark")
    window = pilot.app.screen
    assert isinstance(window, Window)
    await pilot.resize_terminal(30, 6)
    for _ in range(2):
        window.end()
    await pilot.pause()
    uppermost = pilot.app.screen
    assert isinstance(uppermost, TooSmallScreen)
    await pilot.resize_terminal(120, 36)
    assert pilot.app.screen is browse
