"""Windows over the browsing screen: they end once, and each ends itself."""

from textual.pilot import Pilot

from kztui.tui.dialogs.window import Window
from kztui.tui.screens.too_small import TooSmallScreen

from .conftest import settle


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
