"""What the tests of the screen share."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from textual.events import MouseMove
from textual.pilot import Pilot
from textual.widget import Widget

from kztui.casebook import Casebook
from kztui.tui import keystrokes
from kztui.tui.app import KztuiApp
from kztui.tui.screens.browse import BrowseScreen

from .stillness import Stillness, unfinished
from .world import make_casebook


@pytest.fixture(autouse=True)
def patient_pilot() -> Iterator[None]:
    """Let the pilot wait for what the screen still has to do: it would look whether the processor rests."""
    with Stillness().kept_by_pilots():
        yield


@pytest.fixture(autouse=True)
def patient_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no key be looked at before the one ahead of it is dealt with, however slow the machine is."""
    monkeypatch.setattr(keystrokes, "PATIENCE", 60.0)


@pytest.fixture(autouse=True)
def quick_fingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each escape be meant: the pilot presses one right after another."""
    monkeypatch.setattr(keystrokes, "IMPATIENCE", 0.0)


@pytest.fixture(autouse=True)
def silent_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the terminal in which the tests run say nothing about its colours and signs."""
    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(autouse=True)
def no_proposals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test's screen be open for so long that it reads its reports again."""
    monkeypatch.setattr(BrowseScreen, "SETTLED", 3600.0)


@pytest.fixture
def casebook(tmp_path: Path) -> Casebook:
    """A casebook on disk with three incidents, opened by "tester"."""
    return make_casebook(tmp_path / "incidents.json")


@pytest.fixture
def app(casebook: Casebook) -> KztuiApp:
    """The program on that casebook."""
    return KztuiApp(casebook)


async def draw(pilot: Pilot[None], offset: tuple[int, int], widget: type[Widget] | None = None) -> None:
    """Move the mouse with its button down."""
    await pilot.pause()
    await pilot._post_mouse_events([MouseMove], widget, offset, button=1)


async def settle(pilot: Pilot[None]) -> BrowseScreen:
    """Wait until nothing is under way; return the browsing screen."""
    await pilot.pause()
    await pilot._wait_for_screen()  # directly before each look: work that ends in between would go unseen
    while under_way := unfinished(pilot.app):
        await asyncio.wait(under_way)
        await pilot._wait_for_screen()  # what has been found may have to be shown by another worker
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, BrowseScreen))


@pytest.fixture
async def wide(app: KztuiApp) -> AsyncIterator[Pilot[None]]:
    """The program running at 200x50, where list, facts and source are side by side, its first search shown."""
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        yield pilot


@pytest.fixture
async def pilot(app: KztuiApp) -> AsyncIterator[Pilot[None]]:
    """The program running at 120x36, its first search shown."""
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        yield pilot
