"""The reader's own keys, and what is remembered between starts."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import TextArea

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.session import Session, SessionKeeper
from kztui.tui.settings import Settings, read_keys, read_settings
from kztui.tui.widgets.bars import KeyBar, StatusLine
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
        ("[colours]\na = 1", "there is no setting “colours”, only author, theme, columns"),
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


def test_a_theme_that_is_missing_is_said_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "kztui").mkdir()
    (tmp_path / "kztui" / "config.toml").write_text('theme = "kztui-high-contrast"\n')
    settings = read_settings("a.json")
    assert "theme" not in settings.shown
    assert "no theme “kztui-high-contrast”: take kztui-dark, kztui-light, kztui-contrast or" in settings.problem
    assert len(settings.problem) <= 120


def test_settings_come_from_the_users_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    config = tmp_path / "config" / "kztui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\n"note.add" = "p"\n')
    casebook = "a.json"
    settings = read_settings(casebook)
    assert settings.keys == {"note.add": "p"}
    assert settings.keeper
    assert settings.first_start
    settings.keeper.close(Session(search="taraz"))
    assert read_settings(casebook).session.search == "taraz"
    assert not read_settings(casebook).first_start
    assert read_settings("b.json").session == Session()


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b"{}", b"[" * 9999, b'{"a": 3}'])
def test_a_damaged_file_of_sessions_gives_a_fresh_one_and_is_written_again(tmp_path: Path, content: bytes) -> None:
    file, casebook = tmp_path / "sessions.json", "a.json"
    file.write_bytes(content)
    keeper = SessionKeeper(file, casebook)
    assert keeper.resume() == Session()
    keeper.close(Session(search="taraz"))
    assert SessionKeeper(file, casebook).resume().search == "taraz"


def test_one_bad_entry_costs_only_that_entry(tmp_path: Path) -> None:
    file = tmp_path / "sessions.json"
    SessionKeeper(file, "a.json").close(Session(drafts={"KZ-1": "half a note"}))
    text = file.read_bytes()
    file.write_bytes(text[:-1] + b', "b.json": {"search": 3}, "c.json": {"search": "\xff"}}')
    SessionKeeper(file, "d.json").close(Session(search="taraz"))
    assert SessionKeeper(file, "a.json").resume().drafts == {"KZ-1": "half a note"}
    assert SessionKeeper(file, "d.json").resume().search == "taraz"


def test_what_a_killed_run_left_is_taken_up_and_what_a_running_one_has_is_not(tmp_path: Path) -> None:
    file, casebook = tmp_path / "state" / "sessions.json", "a.json"
    SessionKeeper(file, casebook).close(Session(drafts={"one": "kept before"}))
    script = (
        "import os, sys; from pathlib import Path; from kztui.tui.session import Session, SessionKeeper\n"
        "keeper = SessionKeeper(Path(sys.argv[1]), sys.argv[2])\n"
        "keeper.keep(Session(search='old', drafts={'two': 'half'}))\n"
        "keeper.keep(Session(search='x', drafts={'two': 'half a'}))\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(file), str(casebook)], check=False)
    running = SessionKeeper(file, casebook)
    running.keep(Session(drafts={"three": "of another run"}))
    session = SessionKeeper(file, casebook).resume()
    assert session.drafts == {"one": "kept before", "two": "half a"}
    assert session.search == "x"
    running.close(Session(drafts={"three": "of another run"}))


def test_two_runs_that_end_keep_the_drafts_of_both(tmp_path: Path) -> None:
    file, casebook = tmp_path / "sessions.json", "a.json"
    SessionKeeper(file, casebook).close(Session(drafts={"old": "saved meanwhile"}))
    one, other = SessionKeeper(file, casebook), SessionKeeper(file, casebook)
    one.resume()
    other.resume()
    one.close(Session(drafts={"one": "of the first"}))
    other.close(Session(drafts={"other": "of the second"}))
    assert SessionKeeper(file, casebook).resume().drafts == {"one": "of the first", "other": "of the second"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_own_keys_replace_ours_in_bindings_and_footer(casebook: Casebook) -> None:
    app = KztuiApp(casebook, settings=Settings(keys={"note.add": "p"}))
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert "p note" in str(browse.query_one(KeyBar).render())
        await pilot.press("a")
        assert app.screen is browse
        await pilot.press("з")
        assert type(app.screen).__name__ == "NoteDialog"


async def test_all_is_as_it_was_left(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "state" / "sessions.json"
    first = KztuiApp(casebook, settings=Settings(keeper=SessionKeeper(file, casebook.location)))
    async with first.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        first.theme = "kztui-light"
        await pilot.press("s", "slash", *"2", "escape", "j", "z", "enter", "down", "enter")
        await settle(pilot)
        await pilot.press("q")
    sessions = read_settings_from(file, casebook)
    second = KztuiApp(casebook, settings=Settings(session=sessions, keeper=SessionKeeper(file, casebook.location)))
    async with second.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert second.theme == "kztui-light"
        assert browse.query_one(QueryInput).value == "2"
        assert browse.query_one(IncidentList).sort == "place"
        assert browse.query_one(IncidentList).current == sessions.incident != ""
        assert browse.has_class("zoomed")
        assert isinstance(browse.focused, SourceView)
        fact = browse.query_one(FactList).current
        assert fact
        assert fact.id == sessions.fact


async def test_a_note_that_was_not_saved_and_the_view_are_there_again(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "sessions.json"
    first = KztuiApp(casebook, settings=Settings(keeper=SessionKeeper(file, casebook.location)))
    async with first.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("a", *"half a", "ctrl+q")
    keeper = SessionKeeper(file, casebook.location)
    second = KztuiApp(casebook, settings=Settings(session=keeper.resume(), keeper=keeper))
    async with second.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert browse.query_one(StatusLine).message.startswith("What you were writing is kept")
        assert browse.query_one(StatusLine).size.height == 1
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
    app = KztuiApp(casebook, settings=Settings(keeper=SessionKeeper(file, casebook.location), first_start=True))
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert type(app.screen).__name__ == "WelcomeScreen"
        await pilot.press("q")
        assert app.screen is browse
    assert file.exists()


async def test_who_searches_at_once_need_not_close_the_welcome_first(casebook: Casebook, tmp_path: Path) -> None:
    app = KztuiApp(
        casebook,
        settings=Settings(keeper=SessionKeeper(tmp_path / "sessions.json", casebook.location), first_start=True),
    )
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
        assert "This casebook is empty: press I" in line
