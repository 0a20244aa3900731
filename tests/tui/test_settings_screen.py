"""The window of settings: what is in force, changing it, and what is written into the file."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.config import read_config
from kztui.errors import StoreError
from kztui.tui.app import KztuiApp
from kztui.tui.config_file import ConfigError, write_setting
from kztui.tui.dialogs.palette import OfferList
from kztui.tui.dialogs.settings import SettingList, SettingsScreen
from kztui.tui.session import Session
from kztui.tui.settings import Settings
from kztui.tui.widgets.incident_list import IncidentList

from .conftest import settle
from .test_browse import lines_of

WRITTEN = """# mine
author = "Ada"  # signs
columns = [
  "date",   # first
  "place",
]

[keys]
"note.add" = "n"
density = "not a setting here"
"""


def said(pilot: Pilot[None]) -> str:
    """Return what the frame of the settings says."""
    return str(pilot.app.screen.query_one(SettingList).border_subtitle)


def line_on(pilot: Pilot[None], name: str) -> str:
    """Return the line of a setting."""
    lines = lines_of(pilot.app.screen.query_one(SettingList))
    return next(line for line in lines if line.strip().startswith(name))


def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "config.toml", tmp_path / "folder.toml"
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (pipe, folder):
        with pytest.raises(StoreError, match=f"{path.name} is not a file"):
            write_setting(path, "density", "two-lines")
    assert pipe.is_fifo()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "kztui").write_text("in the way")
    with pytest.raises(StoreError, match=r"config\.toml"):
        write_setting(tmp_path / "kztui" / "config.toml", "density", "two-lines")


def test_lines_that_end_as_on_windows_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'author = "Ada"\r\ndates = "long"\r\n')
    write_setting(file, "dates", "short")
    assert read_config(file).shown == {"dates": "short"}
    assert read_config(file).author == "Ada"


def test_a_setting_is_written_and_all_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(WRITTEN)
    write_setting(file, "density", "two-lines")
    write_setting(file, "columns", ["place", "killed"])
    write_setting(file, "author", "Zoë 😀 “A”")
    config = read_config(file)
    assert (config.author, config.shown) == (
        "Zoë 😀 “A”",
        {"density": "two-lines", "columns": ["place", "killed"]},
    )
    text = file.read_text("utf-8")
    assert text.startswith('# mine\nauthor = "Zoë 😀 “A”"  # signs\n')
    assert text.endswith('[keys]\n"note.add" = "n"\ndensity = "not a setting here"\n')


def test_a_line_that_only_looks_like_the_setting_stays(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('author = """\ndensity = 1\n"""\n')
    write_setting(file, "density", "two-lines")
    config = read_config(file)
    assert (config.author, config.shown) == ("density = 1", {"density": "two-lines"})


def test_a_missing_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "kztui" / "config.toml"
    write_setting(file, "dates", "long")
    assert file.read_text() == 'dates = "long"\n'
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["author = [", '"density" = "one-line"\n'])
def test_what_cannot_be_changed_safely_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"^config\.toml "):
        write_setting(file, "density", "two-lines")
    assert file.read_text() == text


async def test_f2_shows_changes_and_keeps_the_settings(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    settings = Settings(session=Session(density="two-lines"), file=file, shown={"policy": "highest"})
    app = KztuiApp(casebook, settings=settings)
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(app.screen, SettingsScreen)
        assert line_on(pilot, "density").split()[1:] == ["two-lines", "chosen", "here"]
        assert line_on(pilot, "policy").split()[1:] == ["highest", "config.toml"]
        assert line_on(pilot, "dates").split()[1:] == ["auto", "usual"]
        await pilot.press("down", "down", "down", "enter")
        await settle(pilot)
        assert said(pilot) == "density is kept in config.toml."
        assert not browse.query_one(IncidentList).two_lines
        await pilot.press("down", "enter", "down", "enter")
        browse = await settle(pilot)
        assert browse.context.opener.lens.policy == "latest-official"
        assert read_config(file).shown == {"density": "one-line", "dates": "long", "policy": "latest-official"}
        session = app.session()
        assert session
        assert session.density == ""
        await pilot.press("escape")
        assert app.screen_stack[-1] is browse


async def test_columns_theme_and_name_ask_in_windows_of_their_own(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    app = KztuiApp(casebook, settings=Settings(file=file))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("f2", "enter")
        await settle(pilot)
        await pilot.press(*"Bea", "enter")
        await settle(pilot)
        assert said(pilot) == "author is kept in config.toml, from the next start on."
        await pilot.press("down", "enter")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert app.theme == "kztui-light"
        await pilot.press("down", "enter")
        await settle(pilot)
        await pilot.press("J", "escape")
        await settle(pilot)
        assert line_on(pilot, "columns").split()[1:3] == ["place,", "date,"]
    config = read_config(file)
    assert (config.author, config.shown["theme"], config.shown["columns"][:2]) == (
        "Bea",
        "kztui-light",
        ["place", "date"],
    )


async def test_what_cannot_be_kept_counts_all_the_same_and_says_so(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("author = [")
    app = KztuiApp(casebook, settings=Settings(file=file))
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        await pilot.press("f2", "down", "down", "down", "enter")
        await settle(pilot)
        assert said(pilot).startswith("Not kept: config.toml cannot be read: mend it first")
        assert browse.query_one(IncidentList).two_lines
    assert file.read_text() == "author = ["


async def test_the_palette_offers_settings_and_themes(casebook: Casebook) -> None:
    app = KztuiApp(casebook, settings=Settings())
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        await pilot.press("ctrl+p", *"contrast")
        await settle(pilot)
        assert app.screen.query_one(OfferList).offers[0].label == "Theme: kztui-contrast"
        await pilot.press("enter")
        await settle(pilot)
        assert app.theme == "kztui-contrast"
        await pilot.press("ctrl+p", *"setting density", "enter")
        await settle(pilot)
        assert browse.query_one(IncidentList).two_lines
