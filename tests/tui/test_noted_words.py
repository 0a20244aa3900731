"""Notes and tags on words of a report: kept with the words, shown beside them and in them, followed, undone."""

import json

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import UserError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Field
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.source_view import SourceView

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of

ID = "KZ-2016-0001"
RIFLES = "The attackers carried hunting rifles."


def margin(browse: BrowseScreen) -> list[str]:
    """Return the lines of the source that have a sign in the margin, from the sign on."""
    return [line[2:] for line in lines_of(browse.query_one(SourceView)) if line[2:3] in ("#", '"')]


def slanted(browse: BrowseScreen) -> str:
    """Return the slanted words of the source."""
    source = browse.query_one(SourceView)
    lines = [source.render_line(y) for y in range(source.size.height)]
    told = ["".join(part.text for part in line if part.style and part.style.italic) for line in lines]
    return " ".join(line.strip() for line in told if line)  # a blank looks the same slanted or not


async def mark_rifles(pilot: Pilot[None]) -> BrowseScreen:
    browse = await settle(pilot)
    assert browse.dossier
    weapon = next(fact for fact in browse.dossier.facts if fact.field is Field.WEAPON)
    browse.query_one(FactList).go_to(weapon.id)
    browse._opener.follow_fact()
    await pilot.press("enter", "enter", "m", "m")
    assert browse.query_one(SourceView).marked
    return await settle(pilot)


@pytest.fixture
async def tagged(pilot: Pilot[None]) -> BrowseScreen:
    """The screen after a sentence was tagged."""
    await mark_rifles(pilot)
    await pilot.press("t", *"verify", "enter")
    return await settle(pilot)


async def test_a_tag_keeps_the_marked_words(tagged: BrowseScreen, casebook: Casebook) -> None:
    assert message(tagged) == "Tag saved.  u undoes it."
    assert tagged.query_one(SourceView).marked is None
    (tag,) = casebook.annotations(ID)
    assert tag.target.evidence
    assert (tag.text, tag.target.evidence.exact, tag.target.evidence.paragraph) == ("verify", RIFLES, 3)
    assert casebook.search("tag:verify ").count == 1
    assert casebook.summary(ID).tags == ("verify",)
    assert casebook.check() == ()


async def test_it_is_shown_with_its_words_and_in_them(tagged: BrowseScreen, pilot: Pilot[None]) -> None:
    rows = lines_of(tagged.query_one(AnnotationList))
    assert rows[0].split()[0] == "#verify"
    assert f"p3 “{RIFLES}”" in " ".join(rows)
    assert slanted(tagged) == RIFLES
    assert margin(tagged)[0].startswith("# The attackers")
    await pilot.press("6")
    browse = await settle(pilot)
    assert browse.focused
    assert "#verify  p3 “The attackers carried" in lines_of(browse.query_one("NotesView"))[0]  # type: ignore[arg-type]


async def test_the_command_line_tells_the_words(tagged: BrowseScreen, casebook: Casebook) -> None:
    shown = CliRunner().invoke(kztui, ["show", ID, "--casebook", casebook.location]).stdout
    assert f"#verify  p3 “{RIFLES}”  (tester, " in shown
    shown = CliRunner().invoke(kztui, ["show", ID, "--json", "--casebook", casebook.location]).stdout
    (told,) = json.loads(shown)["annotations"]
    report = casebook.report(told["evidence"]["report"])
    assert report.text[told["evidence"]["start"] : told["evidence"]["end"]] == told["evidence"]["exact"] == RIFLES


async def test_undo_and_redo(tagged: BrowseScreen, pilot: Pilot[None]) -> None:
    await pilot.press("u")
    await settle(pilot)
    assert (message(tagged), slanted(tagged), margin(tagged)) == (f"Undone on {ID}: tag #verify", "", [])
    await pilot.press("U")
    await settle(pilot)
    assert slanted(tagged) == RIFLES


async def test_one_tag_may_be_on_several_words_but_once_on_each(tagged: BrowseScreen, casebook: Casebook) -> None:
    (tag,) = casebook.annotations(ID)
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    for target in (tag.target, Target(ID)):
        with pytest.raises(UserError, match="#verify is there already"):
            casebook.annotate(AnnotationKind.TAG, target, text="verify")


async def test_moving_in_the_annotations_moves_the_source(tagged: BrowseScreen, pilot: Pilot[None]) -> None:
    await pilot.press("right_square_bracket", "tab", "a", *"all in all", "enter")
    await settle(pilot)
    source = tagged.query_one(SourceView)
    assert source.report
    assert source.report.title == "Toll rises"
    await pilot.press("down")
    await settle(pilot)
    assert source.report.title == "Toll rises"
    await pilot.press("up", "enter")
    await settle(pilot)
    assert (source.report.title, tagged.focused) == ("Depot attacked", source)
    assert lines_of(source)[1 + source._texts[source.cursor] - source.scroll_offset.y].startswith(" 3# The attackers")


async def test_a_reply_to_a_note_on_words_puts_no_second_sign(pilot: Pilot[None], casebook: Casebook) -> None:
    await mark_rifles(pilot)
    await pilot.press("a", *"whose?", "enter")
    browse = await settle(pilot)
    (note,) = casebook.annotations(ID)
    casebook.notes.reply(note, "theirs")
    await pilot.press("a", *"hm", "enter")
    await settle(pilot)
    assert margin(browse)[0].startswith('" The attackers')
    assert sum(f"p3 “{RIFLES}”" in row for row in lines_of(browse.query_one(AnnotationList))) == 1


async def test_the_reader_keeps_place_and_mark_when_something_else_changes(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    browse = await settle(pilot)
    await pilot.press("enter", "enter", "G", "m", "m")
    source = browse.query_one(SourceView)
    before = source.cursor, source.marked
    Casebook.open(casebook.location, author="bo").annotate(AnnotationKind.NOTE, Target(ID), text="meanwhile")
    assert casebook.refresh()
    browse.context.reread()
    await settle(pilot)
    assert "meanwhile" in lines_of(browse.query_one(AnnotationList))[0]
    assert (source.cursor, source.marked) == before
