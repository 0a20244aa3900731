"""The lines between panes, moved with the mouse and from the keyboard."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.session import Session, SessionKeeper
from kztui.tui.settings import Settings

from .conftest import draw, settle
from .test_settings import read_settings_from


def widths(browse: BrowseScreen) -> list[int]:
    """Return how wide the list, the facts and the source are."""
    return [browse.query_one(name).region.width for name in ("#left", "#facts", "#source")]


async def drag(pilot: Pilot[None], divider: str, cells: int) -> None:
    """Take hold of a divider, draw it to the right, and let go."""
    at = pilot.app.screen.query_one(divider).region
    await pilot.mouse_down(offset=(at.x, at.y + 3))
    await draw(pilot, (at.x + cells // 2, at.y + 3))
    await draw(pilot, (at.x + cells, at.y + 3))
    await pilot.mouse_up(offset=(at.x + cells, at.y + 3))
    await pilot.pause()


async def resize(pilot: Pilot[None], columns: int, rows: int) -> None:
    """Resize the terminal and wait until the panes fill it."""
    await pilot.resize_terminal(columns, rows)
    while pilot.app.screen.query_one("#panes").region.width != columns:
        await pilot.pause()


async def test_a_divider_follows_the_mouse_until_it_is_let_go(wide: Pilot[None]) -> None:
    browse = await settle(wide)
    assert widths(browse) == [96, 51, 51]
    await drag(wide, "#list-divider", 9)
    assert widths(browse) == [105, 46, 47]
    await drag(wide, "#facts-divider", -4)
    assert widths(browse) == [105, 42, 51]
    await wide.hover(offset=(20, 20))
    assert widths(browse) == [105, 42, 51]


async def test_a_divider_is_let_go_also_when_the_terminal_did_not_say_so(wide: Pilot[None]) -> None:
    browse = await settle(wide)
    await wide.mouse_down(offset=(96, 9))
    await wide.hover(offset=(120, 9))
    await draw(wide, (60, 9))
    assert widths(browse) == [96, 51, 51]


async def test_no_pane_is_pushed_away(wide: Pilot[None]) -> None:
    browse = await settle(wide)
    await drag(wide, "#list-divider", -96)
    assert widths(browse)[0] == 34
    await drag(wide, "#list-divider", 160)
    assert widths(browse) == [159, 19, 20]
    await drag(wide, "#facts-divider", -19)
    assert widths(browse) == [159, 16, 23]


async def test_keys_move_the_divider_beside_the_reader(wide: Pilot[None]) -> None:
    browse = await settle(wide)
    await wide.press("greater_than_sign", "Ю", "less_than_sign")
    await wide.pause()
    assert widths(browse) == [98, 50, 50]
    await wide.press("enter", "Б", "less_than_sign")
    await settle(wide)
    assert widths(browse) == [98, 46, 54]


async def test_a_held_key_moves_the_divider_as_often_as_it_is_read(wide: Pilot[None]) -> None:
    browse = await settle(wide)
    for _ in range(4):
        browse.action_run("divider.right")
    await wide.pause()
    assert widths(browse)[0] == 104


@pytest.mark.parametrize("keys", [[], ["enter"], ["enter", "z"], ["z"]])
async def test_one_pane_at_a_time_has_all_the_room_wherever_the_dividers_are(
    casebook: Casebook, keys: list[str]
) -> None:
    session = Session(list_widths=(60, 59), facts_widths=(20, 38))
    app = KztuiApp(casebook, settings=Settings(session=session))
    size = (120, 36) if "z" in keys else (80, 24)
    async with app.run_test(size=size) as pilot:
        browse = await settle(pilot)
        await pilot.press(*keys, "greater_than_sign")
        await settle(pilot)
        shown = [width for width in widths(browse) if width]
        assert set(shown) == {size[0]}
        assert browse.session().list_widths == (60, 59)


async def test_widths_are_kept_and_in_another_terminal_they_are_proportions(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "sessions.json"
    async with KztuiApp(casebook, settings=Settings(keeper=SessionKeeper(file, casebook.location))).run_test(
        size=(200, 50)
    ) as pilot:
        browse = await settle(pilot)
        await drag(pilot, "#list-divider", 11)
        await drag(pilot, "#facts-divider", 5)
        left = widths(browse)
        await pilot.press("q")
    settings = Settings(session=read_settings_from(file, casebook), keeper=SessionKeeper(file, casebook.location))
    async with KztuiApp(casebook, settings=settings).run_test(size=(200, 50)) as pilot:
        browse = await settle(pilot)
        assert widths(browse) == left
        await resize(pilot, 239, 50)
        assert widths(browse) == [127, 60, 50]
        await resize(pilot, 160, 50)
        assert widths(browse)[0] == 85
        await resize(pilot, 100, 36)
        assert widths(browse)[0] == 100
