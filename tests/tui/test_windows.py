"""Windows over the browsing screen, which end once and by themselves, and what the mouse does anywhere."""

from textual.pilot import Pilot
from textual.widgets import Static

from kztui.tui.app import KztuiApp
from kztui.tui.dialogs.palette import OfferList
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


async def test_the_palette_says_in_full_what_is_under_its_cursor(app: KztuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"part of an ep")
        await settle(pilot)
        about = app.screen.query_one("#palette-about", Static)
        (offer,) = (one for one in app.screen.query_one(OfferList).offers if one.label == "Part of an episode")
        assert offer.help in str(about.content)
        assert len(str(about.content)) <= 2 * about.size.width
        row = app.screen.query_one(OfferList).render_line(0).text
        assert offer.help not in row
        await pilot.press("ctrl+u", *"confirm the")
        await settle(pilot)
        lacking = app.screen.query_one(OfferList).offers[0]
        assert str(about.content) == f"{lacking.lacks} {lacking.help}"
