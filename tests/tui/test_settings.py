"""The reader's own keys, and what is remembered between starts."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.session import Session, save_session
from kztui.tui.settings import Settings, read_keys, read_settings
from kztui.tui.widgets.bars import KeyBar
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.source_view import SourceView
from kztui.tui.widgets.timeline import Timeline

from .conftest import settle


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[keys]\nfly = 'x'", "config.toml: there is no command “fly”: the usual keys are used"),
        ("[keys]\n'note.ad' = 'x'", "there is no command “note.ad” (did you mean note.add?): the usual"),
        ("[colours]\na = 1", "there is no setting “colours”, only author and keys"),
        ("author = 3", "author is a name"),
        ("[keys]\n'note.add' = 3", "gives each command its keys as text"),
        ("[keys]\n'note.add' = 'q'", "“q” is the key of note.add and of quit"),
        ("[keys", "Expected"),
    ],
)
def test_a_configuration_with_an_error_changes_no_key_and_says_why(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    keys, said = read_keys(path)
    assert keys == {}
    assert problem in said
    assert "\n" not in said


def test_no_configuration_sets_no_keys(tmp_path: Path) -> None:
    assert read_keys(tmp_path / "config.toml") == ({}, "")


def test_settings_come_from_the_users_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    config = tmp_path / "config" / "kztui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\n"note.add" = "i"\n')
    casebook = str(tmp_path / "a.json")
    settings = read_settings(casebook)
    assert settings.keys == {"note.add": "i"}
    assert settings.session_file
    save_session(settings.session_file, casebook, Session(search="taraz"))
    assert read_settings(casebook).session.search == "taraz"
    assert read_settings(str(tmp_path / "b.json")).session == Session()
    settings.session_file.write_text("{")
    assert read_settings(casebook).session == Session()


async def test_own_keys_replace_ours_in_bindings_and_footer(casebook: Casebook) -> None:
    app = KztuiApp(casebook, settings=Settings(keys={"note.add": "i"}))
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert "i note" in str(browse.query_one(KeyBar).render())
        await pilot.press("a")
        assert app.screen is browse
        await pilot.press("ш")
        assert type(app.screen).__name__ == "NoteDialog"


async def test_all_is_as_it_was_left(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "state" / "sessions.json"
    first = KztuiApp(casebook, settings=Settings(session_file=file))
    async with first.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        first.theme = "kztui-light"
        await pilot.press("s", "slash", *"2", "escape", "j", "z", "enter", "down", "enter")
        await settle(pilot)
        await pilot.press("q")
    sessions = read_settings_from(file, casebook)
    second = KztuiApp(casebook, settings=Settings(session=sessions, session_file=file))
    async with second.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert second.theme == "kztui-light"
        assert browse.query_one(QueryInput).value == "2"
        assert browse.query_one(IncidentList).sort == "place"
        assert browse.query_one(IncidentList).current == sessions.incident != ""
        assert browse.has_class("zoomed")
        assert isinstance(browse.focused, SourceView)
        assert browse.query_one(FactList).cursor == 1


async def test_a_note_that_was_not_saved_and_the_view_are_there_again(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "sessions.json"
    first = KztuiApp(casebook, settings=Settings(session_file=file))
    async with first.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("a", *"half a", "ctrl+q")
    sessions = read_settings_from(file, casebook)
    second = KztuiApp(casebook, settings=Settings(session=sessions, session_file=file))
    async with second.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert browse.query_one(KeyBar).message == "Your note is kept: press a where you started it."
        assert isinstance(browse.focused, Timeline)
        await pilot.press("a")
        await settle(pilot)
        assert second.screen.query_one(TextArea).text == "half a"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("q")
    assert read_settings_from(file, casebook).drafts == {}
    assert [one.text for one in casebook.annotations("KZ-2016-0001")] == ["half a"]


def read_settings_from(file: Path, casebook: Casebook) -> Session:
    import msgspec

    return msgspec.json.decode(file.read_bytes(), type=dict[str, Session])[casebook.location]


async def test_a_new_reader_is_welcomed_once(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "sessions.json"
    app = KztuiApp(casebook, settings=Settings(session_file=file, first_start=True))
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert type(app.screen).__name__ == "WelcomeScreen"
        await pilot.press("q")
        assert app.screen is browse
    assert file.exists()


async def test_who_searches_at_once_need_not_close_the_welcome_first(casebook: Casebook, tmp_path: Path) -> None:
    app = KztuiApp(casebook, settings=Settings(session_file=tmp_path / "sessions.json", first_start=True))
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        await pilot.press(*"/aktobe")
        await settle(pilot)
        assert app.screen is browse
        assert browse.query_one(QueryInput).value == "aktobe"


async def test_an_empty_casebook_says_how_to_fill_it(tmp_path: Path) -> None:
    async with KztuiApp(Casebook.open(tmp_path / "new.json")).run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        line = browse.query_one(IncidentList).render_line(1).text
        assert "This casebook is empty: kztui import FILE" in line
