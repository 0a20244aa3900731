"""What is written and not saved outlives other screens, screens that are killed, damage, and a full or locked disk."""

import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.widgets import Static, TextArea

from kztui.casebook import Casebook
from kztui.errors import StoreError
from kztui.tui.app import KztuiApp
from kztui.tui.session import Session, SessionKeeper
from kztui.tui.settings import Settings, read_settings
from kztui.tui.widgets.bars import StatusLine

from .conftest import settle

HERE = "KZ-2016-0001"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where sessions are kept; there is none yet."""
    return tmp_path / "state" / "sessions.json"


def opened(file: Path, casebook: str = "a.json") -> tuple[SessionKeeper, Session]:
    """Return the keeper of a run that has just begun, and what it goes on with."""
    keeper = SessionKeeper(file, casebook)
    return keeper, keeper.resume()


def left(file: Path, drafts: Mapping[str, str], casebook: str = "a.json") -> None:
    """Begin a run and leave it with drafts."""
    opened(file, casebook)[0].close(Session(drafts=drafts))


def texts(session: Session, about: str = "one") -> set[str]:
    return {text for other, text in session.unsaved if other == about}


def killed(file: Path, *drafts: str) -> None:
    """Begin as many runs as there are drafts of one thing, all at once; keep one in each, and kill them."""
    script = (
        "import os, sys; from pathlib import Path; from kztui.tui.session import SessionKeeper\n"
        "runs = [SessionKeeper(Path(sys.argv[1]), 'a.json') for _ in sys.argv[2:]]\n"
        "for (run, session), text in zip([(run, run.resume()) for run in runs], sys.argv[2:], strict=True):\n"
        "    run.keep(session.with_unsaved((('one', text),) if text else ()))\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(file), *drafts], check=False)


def test_a_run_that_wrote_nothing_leaves_the_drafts_of_others_as_they_are(file: Path) -> None:
    left(file, {"one": "short"})
    writing, begun = opened(file)
    idle, idle_session = opened(file)
    writing.close(begun.with_unsaved((("one", "short and long"),)))
    idle.keep(idle_session)
    idle.close(idle_session)
    assert opened(file)[1].unsaved == (("one", "short and long"),)


def test_two_runs_that_write_one_draft_differently_keep_both(file: Path) -> None:
    left(file, {"one": "short"})
    (first, _), (second, _) = opened(file), opened(file)
    first.close(Session(drafts={"one": "short, by the first"}))
    second.close(Session(drafts={"one": "short, by the second"}))
    again = opened(file)[1]
    assert texts(again) == {"short, by the first", "short, by the second"}
    assert again.drafts == {"one": "short, by the second"}


def test_two_runs_that_write_the_same_keep_it_once(file: Path) -> None:
    (first, _), (second, _) = opened(file), opened(file)
    first.close(Session(drafts={"one": "the same"}))
    second.close(Session(drafts={"one": "the same"}))
    assert opened(file)[1].unsaved == (("one", "the same"),)


@pytest.mark.parametrize("saver_first", [True, False])
def test_a_draft_that_one_run_saved_and_another_extended_is_kept_as_extended(file: Path, saver_first: bool) -> None:
    left(file, {"one": "short"})
    (saver, _), (writer, _) = opened(file), opened(file)
    ends = [(saver, Session()), (writer, Session(drafts={"one": "short and long"}))]
    for keeper, session in ends if saver_first else ends[::-1]:
        keeper.close(session)
    assert opened(file)[1].unsaved == (("one", "short and long"),)


def test_a_draft_that_was_saved_does_not_come_back(file: Path) -> None:
    left(file, {"one": "short"})
    saver, idle = opened(file), opened(file)
    saver[0].close(Session())
    idle[0].close(idle[1])
    assert opened(file)[1].unsaved == ()


def test_what_a_run_wrote_before_it_saved_its_session_is_not_written_again(file: Path) -> None:
    welcomed, _ = opened(file)
    welcomed.save(Session(drafts={"one": "short"}))
    other, _ = opened(file)
    other.close(Session())
    welcomed.close(Session(drafts={"one": "short"}))
    assert opened(file)[1].unsaved == ()


def test_two_killed_runs_keep_the_drafts_of_both(file: Path) -> None:
    left(file, {"one": "short"})
    killed(file, "by the first", "by the second")
    assert texts(opened(file)[1]) == {"by the first", "by the second"}
    assert texts(opened(file)[1]) == {"by the first", "by the second"}
    assert not list((file.parent / "running").glob("*.json"))


def test_an_idle_run_that_is_killed_leaves_the_drafts_of_others_as_they_are(file: Path) -> None:
    left(file, {"one": "short"})
    writing, begun = opened(file)
    killed(file, "short")
    writing.close(begun.with_unsaved((("one", "short and long"),)))
    assert opened(file)[1].unsaved == (("one", "short and long"),)


def test_a_killed_run_that_had_saved_its_draft_does_not_bring_it_back(file: Path) -> None:
    left(file, {"one": "short"})
    killed(file, "")
    assert opened(file)[1].unsaved == ()


def test_a_run_that_has_ended_keeps_nothing_more(file: Path) -> None:
    keeper, session = opened(file)
    keeper.close(session)
    keeper.keep(Session(drafts={"one": "late"}))
    assert opened(file)[1].unsaved == ()


async def test_both_drafts_are_offered_one_after_the_other(casebook: Casebook, file: Path) -> None:
    left(file, {}, casebook.location)
    (first, _), (second, _) = opened(file, casebook.location), opened(file, casebook.location)
    async with KztuiApp(casebook, settings=Settings(keeper=first)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a", *"by the first", "escape", "q")
    async with KztuiApp(casebook, settings=Settings(keeper=second)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a", *"by the second", "escape", "q")
    third, session = opened(file, casebook.location)
    async with KztuiApp(casebook, settings=Settings(session=session, keeper=third)).run_test(size=(80, 24)) as pilot:
        for text in ("by the second", "by the first", "by the second"):
            await settle(pilot)
            await pilot.press("a")
            await settle(pilot)
            assert pilot.app.screen.query_one(TextArea).text == text
            said = str(pilot.app.screen.query_one("#dialog-drafts", Static).content)
            assert said == "1 more draft of this: close the window and press the same key again."
            await pilot.press("escape")
        await settle(pilot)
        await pilot.press("a", "enter")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert pilot.app.screen.query_one(TextArea).text == "by the second"
        assert not pilot.app.screen.query("#dialog-drafts")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("q")
    assert [one.text for one in casebook.annotations(HERE)] == ["by the first"]
    assert [text for _, text in opened(file, casebook.location)[1].unsaved] == ["by the second"]


# Damage.


def damaged(file: Path, content: bytes) -> SessionKeeper:
    """Damage the file and begin a run of a casebook that has no entry in it."""
    file.write_bytes(content)
    keeper, _ = opened(file, "new.json")
    return keeper


@pytest.mark.parametrize("at", [b'one"', b"{\n", b"half a note of b"])
def test_damage_costs_only_the_entry_that_it_is_in(file: Path, at: bytes) -> None:
    for name in ("a.json", "b.json", "c.json"):
        left(file, {"one": f"half a note of {name[0]}"}, name)
    whole = file.read_bytes()
    place = whole.index(at)
    content = whole[:place] + b'"{' + whole[place + 2 :]
    keeper = damaged(file, content)
    (aside,) = file.parent.glob("sessions.damaged-*.json")
    assert aside.read_bytes() == content
    assert str(aside) in keeper.problem
    assert "\n" not in keeper.problem
    found = [name for name in ("a.json", "b.json", "c.json") if texts(opened(file, name)[1])]
    assert len(found) >= 2
    keeper.close(Session())
    assert len(list(file.parent.glob("sessions.damaged-*"))) == 1
    assert not opened(file, "new.json")[0].problem


def test_a_file_that_ends_too_early_costs_only_its_last_entry(file: Path) -> None:
    for name in ("a.json", "b.json"):
        left(file, {"one": "half a note"}, name)
    damaged(file, file.read_bytes()[:-20])
    assert texts(opened(file, "a.json")[1]) == {"half a note"}
    assert texts(opened(file, "b.json")[1]) == set()


def test_each_file_that_cannot_be_read_is_kept_under_a_name_of_its_own(file: Path) -> None:
    left(file, {"one": "half a note"})
    contents = {b"\0 not JSON", b'["half a note"]', b"[" * 9999}
    for content in contents:
        assert damaged(file, content).problem
    assert {aside.read_bytes() for aside in file.parent.glob("sessions.damaged-*.json")} == contents


def test_an_entry_with_something_wrong_keeps_its_drafts(file: Path) -> None:
    left(file, {"one": "half a note"})
    content = file.read_bytes().replace(b'"search":""', b'"search":3')
    file.write_bytes(content)
    keeper, session = opened(file)
    assert session.drafts == {"one": "half a note"}
    assert [aside.read_bytes() for aside in file.parent.glob("sessions.damaged-*.json")] == [content]
    keeper.close(session)
    again, session = opened(file)
    assert session.drafts == {"one": "half a note"}
    assert not again.problem


def test_a_file_of_an_earlier_version_is_read_and_is_not_damaged(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"a.json":{"search":"x","drafts":{"one":"half a note"},"gone":1},"b.json":{\n"drafts":{}}}')
    keeper, session = opened(file)
    assert (session.search, session.drafts, keeper.problem) == ("x", {"one": "half a note"}, "")
    keeper.close(session)
    assert opened(file, "b.json")[0].problem == ""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_pipe_in_a_place_of_a_file_is_not_waited_for(file: Path) -> None:
    left(file, {"one": "half a note"})
    (file.parent / "running").mkdir()
    os.mkfifo(file.parent / "running" / "0123.json")
    assert opened(file)[1].drafts == {"one": "half a note"}
    file.unlink()
    os.mkfifo(file)
    keeper, session = opened(file)
    assert session.unsaved == ()
    keeper.close(Session(drafts={"one": "again"}))
    assert opened(file)[1].drafts == {"one": "again"}


async def test_damage_is_said_at_the_start(casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(home, str(tmp_path))
    (tmp_path / "kztui").mkdir()
    (tmp_path / "kztui" / "sessions.json").write_bytes(b"{")
    settings = read_settings(casebook.location)
    async with KztuiApp(casebook, settings=settings).run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert "sessions.damaged-1.json" in browse.query_one(StatusLine).message


# A folder that cannot be written.


@pytest.fixture
def blocked(file: Path) -> Path:
    """The same place, in a folder that cannot be made, whoever runs the tests."""
    file.parent.write_text("in the way")
    return file


def test_where_nothing_can_be_kept_a_run_begins_all_the_same_and_says_so_when_it_keeps(blocked: Path) -> None:
    keeper, session = opened(blocked)
    assert session == Session()
    for write in (keeper.keep, keeper.save, keeper.close):
        with pytest.raises(StoreError, match=str(blocked.parent.parent)):
            write(session)


def test_a_folder_of_runs_that_cannot_be_written_costs_nothing_else(file: Path) -> None:
    left(file, {"one": "half a note"})
    (file.parent / "running").write_text("in the way")
    keeper, session = opened(file)
    assert session.drafts == {"one": "half a note"}
    with pytest.raises(StoreError):
        keeper.keep(session)
    keeper.close(session.with_unsaved((("one", "half a note more"),)))
    assert texts(opened(file)[1]) == {"half a note more"}


@pytest.mark.parametrize("in_the_way", ["file.with_suffix('.lock')", "file.with_suffix(f'.{os.getpid()}.new')"])
def test_what_cannot_be_put_to_the_others_is_left_to_the_next_start(file: Path, in_the_way: str) -> None:
    left(file, {"one": "short"})
    file.with_suffix(".lock").unlink()
    script = (
        "import os, sys; from pathlib import Path; from kztui.tui.session import SessionKeeper\n"
        "file = Path(sys.argv[1]); run = SessionKeeper(file, 'a.json'); session = run.resume()\n"
        f"{in_the_way}.mkdir()\n"
        "run.close(session.with_unsaved((('one', 'short and long'),)))\n"
        f"{in_the_way}.rmdir()"
    )
    subprocess.run([sys.executable, "-c", script, str(file)], check=True)
    assert opened(file)[1].unsaved == (("one", "short and long"),)
    assert opened(file)[1].unsaved == (("one", "short and long"),)


def test_where_nothing_can_be_written_what_killed_runs_left_is_offered_and_stays(file: Path) -> None:
    killed(file, "half a note")
    lock = file.with_suffix(".lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    for _ in range(2):
        assert opened(file)[1].drafts == {"one": "half a note"}


def test_a_state_folder_that_cannot_be_looked_into_stops_no_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", f"/{'long/' * 999}")
    settings = read_settings("a.json")
    assert settings.session == Session()
    assert settings.keeper
    with pytest.raises(StoreError):
        settings.keeper.keep(Session())


async def test_the_screen_says_that_drafts_cannot_be_kept_and_when_they_are_lost(
    casebook: Casebook, blocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kztui.tui.app.KEEP_EVERY", 0.01)
    keeper, session = opened(blocked, casebook.location)
    app = KztuiApp(casebook, settings=Settings(session=session, keeper=keeper))
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        while not browse.query_one(StatusLine).message:
            await settle(pilot)
        assert browse.query_one(StatusLine).message.startswith("Drafts cannot be kept")
        assert browse.query_one(StatusLine).failed
        await pilot.press("a", *"half", "escape", "q")
    assert app.parting_words.startswith("1 draft could not be kept: ")
    assert "\n" not in app.parting_words


async def test_who_wrote_nothing_leaves_without_a_word(casebook: Casebook, blocked: Path) -> None:
    session = Session(drafts={"one": "that is where it was"})
    app = KztuiApp(casebook, settings=Settings(session=session, keeper=opened(blocked, casebook.location)[0]))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("q")
    assert app.parting_words == ""
