"""Pictures of the screen: few, and of states that stand still."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.session import Session
from kztui.tui.settings import Settings
from kztui.tui.widgets.bars import TopBar

from .conftest import settle

Compare = Callable[..., bool]


def pressing(*keys: str) -> Callable[[Pilot[None]], Any]:
    """Return what to do before a picture: press keys, and hide what differs from run to run."""

    async def before(pilot: Pilot[None]) -> None:
        browse = await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        browse.query_one("#status").visible = False
        browse.query_one(TopBar).name_of_casebook = "incidents.json"
        await settle(pilot)

    return before


def app_in(casebook: Casebook, theme: str) -> KztuiApp:
    return KztuiApp(casebook, settings=Settings(session=Session(theme=theme)), look_every=3600)


def test_wide_and_dark(snap_compare: Compare, casebook: Casebook) -> None:
    before = pressing("enter", "down", "down", "down")
    assert snap_compare(app_in(casebook, "kztui-dark"), terminal_size=(120, 36), run_before=before)


def test_narrow_and_light(snap_compare: Compare, casebook: Casebook) -> None:
    before = pressing("enter", "end")
    assert snap_compare(app_in(casebook, "kztui-light"), terminal_size=(80, 24), run_before=before)


def test_without_colour(snap_compare: Compare, casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    before = pressing("enter", "enter", "m")
    assert snap_compare(app_in(casebook, "kztui-dark"), terminal_size=(120, 36), run_before=before)


def test_the_map(snap_compare: Compare, casebook: Casebook) -> None:
    assert snap_compare(app_in(casebook, "kztui-dark"), terminal_size=(120, 36), run_before=pressing("3"))
