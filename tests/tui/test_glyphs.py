"""The signs of a keyboard, where a terminal has no others."""

import re

import pytest

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.glyphs import few_signs
from kztui.tui.settings import Settings

from .conftest import settle
from .test_flat import picture

DRAWN = re.compile(r"[\u2010-\u2bff]")


@pytest.mark.parametrize(
    ("setting", "environment", "few"),
    [
        ("auto", {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}, False),
        ("auto", {"TERM": "xterm-256color"}, False),
        ("auto", {"TERM": "linux", "LANG": "en_GB.UTF-8"}, True),
        ("auto", {"TERM": "xterm", "LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ("auto", {"TERM": "xterm", "LC_ALL": "", "LANG": "ru_RU.KOI8-R"}, True),
        ("unicode", {"TERM": "linux"}, False),
        ("ascii", {"TERM": "xterm-256color", "LANG": "C.utf8"}, True),
    ],
)
def test_a_terminal_of_few_signs_is_known_by_its_environment(
    setting: str, environment: dict[str, str], few: bool
) -> None:
    assert few_signs(setting, environment) is few


@pytest.mark.parametrize("keys", ["", "enter", "2", "3", "7", "f", "question_mark"])
async def test_all_is_drawn_with_the_signs_of_a_keyboard(casebook: Casebook, keys: str) -> None:
    async with KztuiApp(casebook, settings=Settings(shown={"glyphs": "ascii"})).run_test(size=(120, 36)) as pilot:
        await pilot.press(*keys.split())
        await settle(pilot)
        assert not DRAWN.findall(picture(pilot))


async def test_the_panes_stay_beside_each_other(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        lines = picture(pilot).splitlines()
        assert any(line.startswith(">type ") and "|" in line for line in lines)
        await pilot.press("2")
        await settle(pilot)
        assert any(re.search(r"2016-06 +1 o+ +25 #+", line) for line in picture(pilot).splitlines())
