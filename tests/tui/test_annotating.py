"""Notes and tags: saved when the screen says so, kept when saving fails, taken back by undo."""

import resource
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from kztui.casebook import Casebook
from kztui.log import log_file
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Field
from kztui.tui.app import KztuiApp
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.settings import Settings
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.bars import StatusLine
from tests.files import notes_file

from .conftest import settle
from .test_browse import lines_of


def message(browse: BrowseScreen) -> str:
    return browse.query_one(StatusLine).message


async def test_a_note_is_on_disk_when_the_screen_says_saved(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("a", *"Ask the ", "ctrl+n", *"clinic", "enter")
    browse = await settle(pilot)
    assert message(browse) == "Note saved.  u undoes it."
    again = Casebook.open(casebook.location)
    assert [note.text for note in again.annotations("KZ-2016-0001")] == ["Ask the \nclinic"]
    shown = lines_of(browse.query_one(AnnotationList))
    assert "Ask the" in shown[0]
    assert "tester" in shown[0]
    assert shown[1].strip() == "clinic"


async def test_a_note_from_the_facts_is_about_the_fact(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("enter", "down", "down", "ф", *"check", "enter")
    browse = await settle(pilot)
    (note,) = casebook.annotations("KZ-2016-0001")
    assert browse.dossier
    assert note.target.fact == next(one.id for one in browse.dossier.facts if one.field is Field.PLACE)
    assert "on place: Aktobe" in lines_of(browse.query_one(AnnotationList))[0]


async def test_a_tag_is_shown_and_undo_takes_it_back_and_says_so(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("t", *"#Verify", "enter")
    browse = await settle(pilot)
    assert lines_of(browse.query_one(AnnotationList))[0].split()[:2] == ["#verify", "tester,"]
    await pilot.press("u")
    browse = await settle(pilot)
    assert message(browse) == "Undone on KZ-2016-0001: tag #verify"
    assert casebook.annotations("KZ-2016-0001") == ()
    await pilot.press("u")
    browse = await settle(pilot)
    assert message(browse) == "Nothing to undo."


async def test_what_is_undone_is_said_in_one_line(pilot: Pilot[None]) -> None:
    await pilot.press("a", *"one", "ctrl+n", *"two", "enter", "u")
    assert message(await settle(pilot)) == "Undone on KZ-2016-0001: note “one two”"


async def test_a_tag_completes_to_one_that_is_known(pilot: Pilot[None], casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2012-0001"), text="verify-place")
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2011-0001"), text="court")
    await pilot.press("t", *"ver", "tab", "enter")
    await settle(pilot)
    assert [a.text for a in casebook.annotations("KZ-2016-0001")] == ["verify-place"]


async def test_the_editor_writes_the_note_and_keeps_it_when_it_fails(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(pilot.app), "suspend", lambda self: nullcontext())  # there is no terminal to hand over
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nprintf " and more" >> "$1"\n')
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    await pilot.press("a", *"text", "ctrl+e")
    await settle(pilot)
    area = pilot.app.screen.query_one(TextArea)
    assert area.text == "text\n and more"
    reasons = {"/nowhere/editor": "no such file", "false": "ended with exit code 1", '"unclosed': "No closing"}
    for broken, why in reasons.items():
        monkeypatch.setenv("EDITOR", broken)
        await pilot.press("ctrl+e")
        await settle(pilot)
        said = str(pilot.app.screen.query_one("#dialog-message", Static).content)
        assert said.startswith("The editor failed, the text is as it was:")
        assert why in said
        assert area.text == "text\n and more"


async def test_redo_brings_back_what_undo_took(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("t", *"verify", "enter")
    await settle(pilot)
    for key in ("u", "U"):
        await pilot.press(key)
        browse = await settle(pilot)
    assert message(browse) == "Redone on KZ-2016-0001: tag #verify"
    assert [a.text for a in casebook.annotations("KZ-2016-0001")] == ["verify"]
    await pilot.press("U")
    assert message(await settle(pilot)) == "Nothing to redo."


async def test_a_tag_of_two_words_stays_in_the_editor_with_the_reason(pilot: Pilot[None]) -> None:
    await pilot.press("t", *"two words", "enter")
    await settle(pilot)
    line = pilot.app.screen.query_one("#dialog-message", Static)
    assert str(line.content) == "Not saved: a tag is one word: join words with a hyphen"
    await pilot.press("escape")


async def test_what_cannot_be_saved_stays_in_the_editor(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("a", *"kept")
    await settle(pilot)
    notes_file(casebook).write_text("{ not json")
    casebook.refresh()
    await pilot.press("enter")
    await settle(pilot)
    dialog = pilot.app.screen
    assert str(dialog.query_one("#dialog-message", Static).content).startswith("Not saved: ")
    assert dialog.query_one(TextArea).text == "kept"
    await pilot.press("escape")
    await settle(pilot)
    assert notes_file(casebook).read_text() == "{ not json"


async def test_a_note_stays_while_the_disk_is_full(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("a", *"kept")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        await pilot.press("enter")
        await settle(pilot)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    dialog = pilot.app.screen
    said = str(dialog.query_one("#dialog-message", Static).content)
    assert said.startswith(f"Not saved: cannot write {notes_file(casebook)}: file too large")
    assert dialog.query_one(TextArea).text == "kept"
    await pilot.press("enter")
    assert message(await settle(pilot)) == "Note saved.  u undoes it."
    assert [note.text for note in Casebook.open(casebook.location).annotations("KZ-2016-0001")] == ["kept"]


async def test_a_terminal_made_tiny_and_large_again_keeps_what_is_written(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await pilot.press("a", *"first", "ctrl+n", *"seco")
    for size in ((30, 8), (80, 24), (30, 8), (120, 36)):
        await pilot.resize_terminal(*size)
        await settle(pilot)
    assert pilot.app.screen.query_one(TextArea).text == "first\nseco"
    await pilot.press(*"nd", "enter")
    await settle(pilot)
    assert [note.text for note in casebook.annotations("KZ-2016-0001")] == ["first\nsecond"]


async def test_a_note_that_is_not_saved_is_there_the_next_time(pilot: Pilot[None]) -> None:
    await pilot.press("a", *"half a", "escape")
    await settle(pilot)
    await pilot.press("a")
    await settle(pilot)
    assert pilot.app.screen.query_one(TextArea).text == "half a"
    await pilot.press("escape")


async def test_a_damaged_casebook_says_so_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kztui.tui.app import KztuiApp
    from kztui.tui.widgets.bars import TopBar

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "incidents.json"
    path.write_text("")
    async with KztuiApp(Casebook.open(path)).run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert str(path) in browse.query_one(TopBar).problem
        for view in "2345678":
            await pilot.press(view)
            await settle(pilot)
    assert not log_file().exists()
    assert path.read_bytes() == b""


async def test_what_is_saved_names_the_key_of_the_reader_that_undoes_it(casebook: Casebook) -> None:
    settings = Settings({"undo": "f9,ctrl+z"})
    async with KztuiApp(casebook, settings=settings).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("t", *"verify", "enter")
        assert message(await settle(pilot)) == "Tag saved.  f9 undoes it."
        await pilot.press("f9")
        await settle(pilot)
        assert casebook.annotations("KZ-2016-0001") == ()
