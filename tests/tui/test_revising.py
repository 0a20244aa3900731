"""One annotation at a time: edited, retracted and answered in the pane of annotations."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.annotation_list import AnnotationList
from tests.files import notes_file

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of

ID = "KZ-2016-0001"
NOTE, TAG = AnnotationKind.NOTE, AnnotationKind.TAG


@pytest.fixture
def casebook(casebook: Casebook) -> Casebook:
    """A casebook with notes of two authors, a tag and a verdict on one incident."""
    killed = casebook.incident(ID).facts[3]
    casebook.annotate(NOTE, Target(ID), text="ask the clinic")
    casebook.annotate(TAG, Target(ID), text="verify")
    casebook.annotate(AnnotationKind.VERDICT, Target(ID, killed.id), verdict=Verdict.REJECTED)
    Casebook.open(casebook.location, author="bo").annotate(NOTE, Target(ID), text="not yours")
    casebook.refresh()
    return casebook


def shown(browse: BrowseScreen) -> list[str]:
    """Return the rows of the pane without who wrote them and when."""
    rows = lines_of(browse.query_one(AnnotationList))
    return [row.partition("tester, ")[0].partition("bo, ")[0].rstrip() for row in rows]


async def to_annotations(pilot: Pilot[None], *keys: str) -> BrowseScreen:
    pilot.app.screen.query_one(AnnotationList).focus()
    await pilot.press(*keys)
    return await settle(pilot)


async def test_tags_come_first_then_the_newest(pilot: Pilot[None]) -> None:
    browse = await to_annotations(pilot)
    assert browse.focused is browse.query_one(AnnotationList)
    first_words = [row.split()[:2] for row in shown(browse) if row]
    assert first_words == [["#verify"], ['"', "not"], ["✗", "rejected"], ['"', "ask"]]


async def test_a_note_is_edited_and_undo_brings_the_old_words_back(pilot: Pilot[None], casebook: Casebook) -> None:
    await to_annotations(pilot, "end", "e")
    assert pilot.app.screen.query_one(TextArea).text == "ask the clinic"
    await pilot.press(*" again", "enter")
    browse = await settle(pilot)
    assert message(browse) == "Note saved.  u undoes it."
    assert shown(browse)[3] == ' " ask the clinic again'
    assert "tester, edited " in lines_of(browse.query_one(AnnotationList))[3]
    await pilot.press("u")
    browse = await settle(pilot)
    assert message(browse) == f"Undone on {ID}: edit of note “ask the clinic again”"
    assert shown(browse)[3] == ' " ask the clinic'
    await pilot.press("U")
    await settle(pilot)
    assert casebook.search("note:again").count == 1


async def test_an_edit_that_is_not_saved_is_kept_as_a_draft(pilot: Pilot[None], casebook: Casebook) -> None:
    await to_annotations(pilot, "end", "e", *" half", "escape", "e")
    assert pilot.app.screen.query_one(TextArea).text == "ask the clinic half"
    await pilot.press("escape")
    assert "ask the clinic" in {note.text for note in casebook.annotations(ID)}


async def test_a_note_that_was_only_looked_at_leaves_no_draft(pilot: Pilot[None]) -> None:
    await to_annotations(pilot, "end", "e", "escape")
    browse = await settle(pilot)
    assert browse.session().drafts == {}
    await to_annotations(pilot, "end", "e", *"!", "escape")
    browse = await settle(pilot)
    assert list(browse.session().drafts.values()) == ["ask the clinic!"]
    await to_annotations(pilot, "end", "e", "backspace", "escape")
    assert (await settle(pilot)).session().drafts == {}


async def test_a_tag_is_edited(pilot: Pilot[None], casebook: Casebook) -> None:
    await to_annotations(pilot, "e", "end", "backspace", *"ied", "enter")
    assert message(await settle(pilot)) == "Tag saved.  u undoes it."
    assert casebook.summary(ID).tags == ("verified",)


@pytest.mark.parametrize("key", ["x", "delete", "ч"])
async def test_what_is_retracted_comes_back_with_undo(pilot: Pilot[None], casebook: Casebook, key: str) -> None:
    browse = await to_annotations(pilot, key)
    assert (message(browse), casebook.summary(ID).tags) == ("Retracted: tag #verify.  u undoes it.", ())
    await pilot.press("end", key)
    browse = await settle(pilot)
    assert message(browse) == "Retracted: note “ask the clinic”.  u undoes it."
    assert casebook.search("note:clinic").count == 0
    for words in ("note “ask the clinic”", "tag #verify"):
        await pilot.press("u")
        browse = await settle(pilot)
        assert message(browse) == f"Undone on {ID}: retraction of {words}"
    assert shown(browse)[0] == "   #verify"
    assert shown(browse)[3] == ' " ask the clinic'


async def test_a_verdict_that_is_retracted_gives_the_figure_back(pilot: Pilot[None], casebook: Casebook) -> None:
    figure = casebook.summary(ID).killed
    browse = await to_annotations(pilot, "down", "down", "x")
    assert message(browse) == "Retracted: rejected (killed at least 20).  u undoes it."
    assert casebook.summary(ID).killed != figure


async def test_what_another_wrote_can_only_be_answered(pilot: Pilot[None], casebook: Casebook) -> None:
    for key, failure in (("e", "Not edited"), ("x", "Not retracted")):
        browse = await to_annotations(pilot, "g", "down", key)
        assert message(browse) == f"{failure}: bo wrote this, and nobody else can change it: reply to it"
        await pilot.press("escape")
    await to_annotations(pilot, "g", "down", "r", *"why?", "enter")
    browse = await settle(pilot)
    assert message(browse) == "Reply saved.  u undoes it."
    assert shown(browse)[1:3] == [' " not yours', "   ↳ why?"]
    bo = Casebook.open(casebook.location, author="bo")
    bo.notes.retract(bo.annotations(ID)[3])
    assert casebook.refresh()
    browse.context.reread()
    await settle(pilot)
    assert shown(browse)[1:3] == [" what this answers was retracted", "   ↳ why?"]


async def test_a_verdict_has_no_words_to_edit(pilot: Pilot[None]) -> None:
    browse = await to_annotations(pilot, "down", "down", "e")
    assert message(browse) == "Not edited: only a note or a tag has words to edit: retract this one"


async def test_the_cursor_stays_on_its_annotation(pilot: Pilot[None]) -> None:
    browse = await to_annotations(pilot, "end", "a", *"newest", "enter")
    await settle(pilot)
    here = browse.context.annotation
    assert here
    assert here.text == "ask the clinic"


async def test_hostile_words_are_shown_as_they_are(pilot: Pilot[None]) -> None:
    await to_annotations(pilot, "e", "escape", "end", "e", *"[b]x[/] [@click=app.quit]y[/]", "enter")
    browse = await settle(pilot)
    assert shown(browse)[3].startswith(' " ask the clinic[b]x[/]')
    assert message(browse) == "Note saved.  u undoes it."


@pytest.mark.parametrize("key", ["e", "r"])
async def test_what_cannot_be_saved_stays(pilot: Pilot[None], casebook: Casebook, key: str, tmp_path: Path) -> None:
    await to_annotations(pilot, "end", key, *"kept")
    notes_file(casebook).write_text("{ not json")
    casebook.refresh()
    await pilot.press("enter")
    await settle(pilot)
    dialog = pilot.app.screen
    assert isinstance(dialog, Dialog)
    assert str(dialog.query_one("#dialog-message", Static).content).startswith("Not saved: ")
    assert dialog.text.endswith("kept")
    await pilot.press("escape")
