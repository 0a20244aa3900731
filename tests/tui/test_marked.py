"""Marking incidents in the list, and what is done to all of them at once."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kztui.casebook import Casebook
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.widgets.bars import TopBar
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.query_input import QueryInput

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of
from .test_deciding import ATTACK, BLAST, FIRE, ids


def tagged(casebook: Casebook) -> set[str]:
    return {row.id for row in casebook.search("tag:verify ").rows(0, 9)}


async def test_a_marked_incident_has_a_sign_and_the_title_counts(pilot: Pilot[None]) -> None:
    await pilot.press("space", "j", "j", "space")
    browse = await settle(pilot)
    pane = browse.query_one(IncidentList)
    assert [line[0] for line in lines_of(pane)[1:4]] == ["*", " ", "✱"]
    assert browse.query_one(TopBar).marked == 2
    await pilot.press("space")
    assert [line[0] for line in lines_of(pane)[1:4]] == ["*", " ", "▐"]
    assert browse.query_one(TopBar).marked == 1


async def test_a_click_on_the_first_cell_marks(pilot: Pilot[None]) -> None:
    await pilot.click(IncidentList, offset=(0, 2))
    browse = await settle(pilot)
    assert browse.query_one(IncidentList).marked == (FIRE,)
    assert browse.query_one(IncidentList).current == FIRE


async def test_marks_outlast_a_search_and_escape_drops_them_before_it(pilot: Pilot[None]) -> None:
    await pilot.press("space", "slash", *"taraz", "escape", "space")
    browse = await settle(pilot)
    pane = browse.query_one(IncidentList)
    assert pane.marked == (ATTACK, BLAST)
    await pilot.press("escape")
    await settle(pilot)
    assert not list(pane.marked)
    assert browse.query_one(QueryInput).value == "taraz"
    await pilot.press("escape")
    await settle(pilot)
    assert browse.query_one(QueryInput).value == ""


async def test_a_tag_is_given_to_all_that_are_marked(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("space", "j", "space", "j", "t", *"verify", "enter")
    browse = await settle(pilot)
    assert message(browse) == "2 marked incidents tagged.  u undoes it."
    assert tagged(casebook) == {ATTACK, FIRE}
    assert browse.query_one(IncidentList).marked == (ATTACK, FIRE)
    await pilot.press("u")
    await settle(pilot)
    assert message(browse) == "Undone on 2 incidents: tag #verify"
    assert tagged(casebook) == set()
    await pilot.press("U")
    await settle(pilot)
    assert message(browse) == "Redone on 2 incidents: tag #verify"
    assert tagged(casebook) == {ATTACK, FIRE}
    await pilot.press("t", *"verify", "enter")
    await settle(pilot)
    assert "all of them have this tag already" in str(pilot.app.screen.query_one("#dialog-message", Static).render())


async def test_a_tag_that_is_none_tags_nothing(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("space", "j", "space", "t", *"two words", "enter")
    await settle(pilot)
    assert isinstance(pilot.app.screen, LineDialog)
    assert casebook.search("has:tag").count == 0


async def test_the_marked_are_merged_into_the_one_under_the_cursor(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("space", "j", "space", "j", "space", "k", "M")
    await pilot.pause()
    assert pilot.app.screen.query_one(Input).value == FIRE
    await pilot.press("enter")
    browse = await settle(pilot)
    assert message(browse) == "3 marked incidents merged.  u undoes it."
    assert ids(casebook) == [FIRE]
    assert browse.query_one(IncidentList).marked == ()
    assert browse.dossier
    assert browse.dossier.incident.id == FIRE
    await pilot.press("u")
    await settle(pilot)
    assert message(browse) == f"Undone on 2 incidents: merged into {FIRE}"
    assert ids(casebook) == [BLAST, FIRE, ATTACK]
    await pilot.press("U")
    await settle(pilot)
    assert ids(casebook) == [FIRE]


@pytest.mark.parametrize(
    ("into", "says"),
    [(ATTACK, f"{ATTACK} is the only one"), ("KZ-1999-0001", "no incident is found by “KZ-1999-0001”")],
)
async def test_what_cannot_be_merged_is_said(pilot: Pilot[None], casebook: Casebook, into: str, says: str) -> None:
    await pilot.press("space", "M")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = into
    await pilot.press("enter")
    await settle(pilot)
    await pilot.pause()
    assert says in str(pilot.app.screen.query_one("#dialog-message", Static).render())
    assert ids(casebook) == [BLAST, FIRE, ATTACK]


async def test_a_marked_incident_that_was_merged_meanwhile_counts_as_what_it_became(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await pilot.press("space", "j", "space")
    casebook.decisions.merge(ATTACK, FIRE)
    await pilot.press("t", *"seen", "enter")
    await settle(pilot)
    assert [(one.kind, one.text) for one in casebook.annotations(FIRE) if one.text] == [("tag", "seen")]


async def test_the_marked_are_copied(pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    await pilot.press("j", "space", "k", "space", "Y")
    await settle(pilot)
    assert pilot.app.clipboard == (
        "KZ-2012-0001  Explosion · Kulsary · May 2012\nKZ-2016-0001  Armed attack · Aktobe · 5 June 2016\n"
    )
