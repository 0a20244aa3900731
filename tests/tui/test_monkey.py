"""A short slice of what ``tests/robustness`` does for long: a monkey at the screen."""

from pathlib import Path
from random import Random

import pytest

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp

from .monkey import play


@pytest.mark.parametrize("seed", range(3))
async def test_no_key_click_or_size_breaks_the_screen(
    casebook: Casebook, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # what it exports stays there
    app = KztuiApp(casebook)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await play(pilot, Random(seed), 250)
        await pilot.pause()
        assert app.is_running
