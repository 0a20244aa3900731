"""Saved searches: named, listed with what is new, opened by enter or their key, removed and brought back."""

from datetime import date

from textual.pilot import Pilot
from textual.widgets import Static

from kztui.casebook import Casebook
from kztui.model.fact import Field
from kztui.tui.app import KztuiApp
from kztui.tui.dialogs.saved_searches import SavedSearchesScreen, SavedSearchList
from kztui.tui.widgets.bars import StatusLine
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.query_input import QueryInput
from tests.files import notes_file, records_file

from .conftest import settle
from .test_browse import lines_of
from .world import TARAZ, day, fact, report


async def listed(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the list of saved searches, without its heading and the empty ones."""
    await settle(pilot)
    assert isinstance(pilot.app.screen, SavedSearchesScreen)
    return [
        " ".join(line.split()) for line in lines_of(pilot.app.screen.query_one(SavedSearchList))[1:] if line.strip()
    ]


def complaint(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#dialog-message", Static).content)


async def save(pilot: Pilot[None], query: str, name: str, key: str = "") -> None:
    await pilot.press("slash", "end", "ctrl+u", *query, "ctrl+t", *name, *(("tab", key) if key else ()), "enter")
    await settle(pilot)


async def test_a_search_is_saved_and_opened_again(pilot: Pilot[None]) -> None:
    await save(pilot, "taraz", "Bombs")
    await save(pilot, "killed:>1", "Deadly", "d")
    await pilot.press("escape", "escape")
    assert (await settle(pilot)).query_one(QueryInput).value == ""
    await pilot.press("apostrophe")
    assert await listed(pilot) == ["Bombs taraz 1", "d Deadly killed:>1 2"]
    await pilot.press("enter")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "taraz"
    assert isinstance(browse.focused, IncidentList)
    assert browse.query_one(IncidentList).item_count == 1
    pilot.app.simulate_key("э")
    pilot.app.simulate_key("в")
    await pilot.pause()
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "killed:>1"
    assert browse.query_one(StatusLine).message == "Deadly"
    await pilot.press("escape", "slash", "up")
    assert browse.query_one(QueryInput).value == "killed:>1"


async def test_a_search_for_reports_is_not_saved_and_a_saved_one_opens_the_list(pilot: Pilot[None]) -> None:
    await save(pilot, "taraz", "Bombs")
    await pilot.press("escape", "4", "slash", "ctrl+u", *"ledger", "escape")
    await settle(pilot)
    await pilot.press("ctrl+t")
    browse = await settle(pilot)
    assert browse.query_one(StatusLine).message.startswith("This asks for reports: searches for incidents can be saved")
    await pilot.press("apostrophe", "enter")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "taraz"
    assert isinstance(browse.focused, IncidentList)


async def test_what_was_imported_since_is_new_until_it_is_opened(casebook: Casebook) -> None:
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await save(pilot, "taraz", "Bombs", "1")
    told = report("A robber fled from a bank in Taraz on 3 March 2014.", publisher="Third", published=date(2014, 3, 4))
    facts = (
        fact(told, Field.TYPE, "robber", "robbery"),
        fact(told, Field.DATE, "3 March 2014", day(2014, 3, 3)),
        fact(told, Field.PLACE, "Taraz", TARAZ),
    )
    casebook.add([(told, [facts])])
    again = Casebook.open(casebook.location, author="tester", cache=records_file(casebook).parent / "cache")
    async with KztuiApp(again).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("apostrophe")
        assert await listed(pilot) == ["1 Bombs taraz 1 new 2"]
        await pilot.press("1")
        browse = await settle(pilot)
        assert browse.query_one(StatusLine).message == "Bombs: 1 new incident"
        await pilot.press("apostrophe")
        assert await listed(pilot) == ["1 Bombs taraz 2"]


async def test_a_removed_search_can_be_brought_back(pilot: Pilot[None], casebook: Casebook) -> None:
    await save(pilot, "taraz", "Bombs", "1")
    await pilot.press("escape", "apostrophe")
    await listed(pilot)
    await pilot.press("delete")
    assert await listed(pilot) == ["1 Bombs taraz removed, del brings it back"]
    await pilot.press("1", "enter")
    assert await listed(pilot) == ["1 Bombs taraz removed, del brings it back"]
    await pilot.press("backspace")
    assert await listed(pilot) == ["1 Bombs taraz 1"]
    await pilot.press("delete")
    await listed(pilot)
    await pilot.press("escape", "apostrophe")
    await settle(pilot)
    assert "No search is saved" in lines_of(pilot.app.screen.query_one(SavedSearchList))[0]
    assert casebook.searches.all() == []


async def test_what_is_wrong_is_said_and_nothing_is_lost(pilot: Pilot[None]) -> None:
    await pilot.press("K")
    browse = await settle(pilot)
    assert browse.query_one(StatusLine).message == "Type a search first, then save it."
    await save(pilot, "killed:>", "Broken")
    assert complaint(pilot) == "Not saved: killed: needs a value, such as killed:>=5"
    await pilot.press("escape")
    await save(pilot, "killed:>1", "Deadly", "j")
    assert complaint(pilot) == "Not saved: j is “down” in the list of saved searches: choose another"
    await pilot.press("backspace", "d", "enter")
    await settle(pilot)
    assert browse.query_one(StatusLine).message == "Saved as “Deadly”: ' lists the saved searches."


async def test_a_search_that_is_no_longer_understood_says_why(pilot: Pilot[None], casebook: Casebook) -> None:
    casebook.searches.save("old", "killed:>1")
    path = notes_file(casebook)
    path.write_text(path.read_text().replace("killed:>1", "slain:>1"))
    assert casebook.refresh()
    await pilot.press("apostrophe")
    (line,) = await listed(pilot)
    assert line.endswith("no field “slain”: did you mean killed:?")
