"""The heads of the list's columns say what they mean, and sort."""

import pytest
from textual.pilot import Pilot

from kztui.model.figures import Policy
from kztui.tui.columns import COLUMNS, head_words
from kztui.tui.widgets.bars import KeyBar, StatusLine
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList

from .conftest import settle


async def said(pilot: Pilot[None]) -> str:
    return (await settle(pilot)).query_one(StatusLine).about


async def head_at(pilot: Pilot[None], name: str) -> int:
    """Return the cell of a column's head."""
    before = 1
    for column in (await settle(pilot)).query_one(IncidentList).columns:
        if column.name == name:
            return before
        before += column.width
    raise LookupError(name)


async def test_up_from_the_first_incident_goes_to_the_heads_and_right_along_them(pilot: Pilot[None]) -> None:
    usual = await said(pilot)
    await pilot.press("up")
    assert (
        await said(pilot)
        == "Date: the day, or as much as is known of it. Enter turns the order around; esc leaves the heads."
    )
    await pilot.press("right", "right", "right")
    assert (await said(pilot)).endswith("The list cannot be sorted by it.")
    await pilot.press("right")
    assert (await said(pilot)).startswith(
        "K: killed: the best figure, by the policy latest-official. Enter sorts by it"
    )
    await pilot.press("left", "left", "left", "left", "left")
    assert (await said(pilot)).startswith("The last cells: ")
    await pilot.press("escape")
    assert await said(pilot) == usual


async def test_enter_on_a_head_sorts_by_its_column_and_again_the_other_way(pilot: Pilot[None]) -> None:
    incidents = (await settle(pilot)).query_one(IncidentList)
    await pilot.press("up", "right", "enter")
    await settle(pilot)
    assert incidents.order == "place"
    await pilot.press("enter")
    await settle(pilot)
    assert incidents.order == "-place"


@pytest.mark.parametrize("key", ["down", "j", "escape"])
async def test_enter_opens_the_incident_again_when_the_heads_are_left(pilot: Pilot[None], key: str) -> None:
    incidents = (await settle(pilot)).query_one(IncidentList)
    await pilot.press("up", "right", key)
    assert (incidents.head, incidents.cursor, incidents.order) == (-1, 0, "-date")
    await pilot.press("enter")
    assert isinstance((await settle(pilot)).focused, FactList)


async def test_the_footer_says_what_enter_does_at_a_head(pilot: Pilot[None]) -> None:
    footer = (await settle(pilot)).query_one(KeyBar)
    assert "enter open" in str(footer.render())
    await pilot.press("up")
    assert "enter sort by it" in str(footer.render())
    await pilot.press("right", "right", "right")  # what happened: the list cannot be sorted by it
    assert "enter " not in str(footer.render())
    await pilot.press("escape")
    assert "enter open" in str(footer.render())


async def test_right_goes_to_the_next_pane_when_the_cursor_is_at_no_head(pilot: Pilot[None]) -> None:
    await pilot.press("right")
    assert isinstance((await settle(pilot)).focused, FactList)


async def test_the_head_under_the_mouse_says_what_it_means_and_enter_still_opens(pilot: Pilot[None]) -> None:
    usual = await said(pilot)
    cell = await head_at(pilot, "sources")
    await pilot.hover(IncidentList, offset=(cell + 1, 0))
    assert (await said(pilot)).startswith("S: independent sources, copies counted once. Enter sorts by it")
    await pilot.hover(IncidentList, offset=(cell + 1, 1))
    assert await said(pilot) == usual
    await pilot.hover(IncidentList, offset=(cell + 1, 0))
    await pilot.press("enter")
    assert isinstance((await settle(pilot)).focused, FactList)


@pytest.mark.parametrize("name", COLUMNS)
def test_each_head_says_something(name: str) -> None:
    words = head_words(COLUMNS[name], "-date", Policy.HIGHEST)
    assert COLUMNS[name].help in words
    assert ("by the policy highest" in words) == (name in ("killed", "wounded", "arrested"))
