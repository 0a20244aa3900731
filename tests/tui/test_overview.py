"""The overview and the log: what waits, how much is checked, what was done; every number opens its list."""

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.log_view import LogView
from kztui.tui.widgets.overview_view import OverviewView
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.reports_view import ReportsView

from .conftest import settle
from .test_browse import lines_of


async def open_search(pilot: Pilot[None], query: str) -> BrowseScreen:
    """Go down to the number that a search is for, and press enter."""
    browse = await settle(pilot)
    while query not in browse._status.about:
        await pilot.press("down")
        await settle(pilot)
    await pilot.press("enter")
    return await settle(pilot)


async def test_numbers_are_those_of_their_searches_and_enter_opens_them(pilot: Pilot[None], casebook: Casebook) -> None:
    fact = casebook.incident("KZ-2016-0001").facts[0]
    casebook.annotate(AnnotationKind.VERDICT, Target("KZ-2016-0001", fact.id), verdict=Verdict.CONFIRMED)
    await pilot.press("7")
    browse = await settle(pilot)
    shown = [line.strip("▐ ") for line in lines_of(browse.query_one(OverviewView))]
    assert any(line.startswith("2  incidents that nobody has checked") for line in shown)
    assert any(line.endswith("1 of 3") for line in shown)
    assert any(line.endswith("1 of 23") for line in shown)
    year = next(line for line in shown if line.startswith("2016")).split()
    assert year[1:2] + year[3:4] == ["1", "25"]
    assert any(line.startswith("Jambyl Region") for line in shown)
    browse = await open_search(pilot, "-has:verdict")
    assert browse.query_one(QueryInput).value == "-has:verdict"
    assert isinstance(browse.focused, IncidentList)
    assert browse.query_one(IncidentList).item_count == 2


async def test_of_a_big_casebook_it_tells_what_is_known_without_reading_all_of_it(
    pilot: Pilot[None], casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kztui.present.overview._MOST_READ", 0)
    for number in (0, 1):
        fact = casebook.incident("KZ-2016-0001").facts[number]
        casebook.annotate(AnnotationKind.VERDICT, Target("KZ-2016-0001", fact.id), verdict=Verdict.REJECTED)
    await pilot.press("7")
    shown = [line.strip("▐ ") for line in lines_of((await settle(pilot)).query_one(OverviewView))]
    assert any(line.split()[-2:] == ["facts", "2"] for line in shown)
    assert any(line.startswith("0  reports: not read") for line in shown)


async def test_reports_that_wait_open_in_their_view(pilot: Pilot[None]) -> None:
    await pilot.press("7")
    browse = await open_search(pilot, "state:not-read")
    assert browse.query_one(QueryInput).value == "state:not-read"
    assert isinstance(browse.focused, ReportsView)


async def test_the_log_tells_what_was_done_and_opens_it(pilot: Pilot[None], casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2011-0001"), text="verify")
    casebook.undo()
    await pilot.press("8")
    browse = await settle(pilot)
    log = browse.query_one(LogView)
    newest, undone = (line.split() for line in lines_of(log)[:2])
    assert newest[2:4] == ["tester", "undid"] or "undid" in newest
    assert undone[-1] == "undone"
    for search, then in (("", ""), ("killed:>0", "killed:>0"), ("killed:>20", "id:KZ-2011-0001")):
        await pilot.press("slash", "ctrl+u", *search, "escape", "8", "home", "down", "enter")
        browse = await settle(pilot)
        assert browse.query_one(QueryInput).value == then
        assert browse.query_one(IncidentList).current == "KZ-2011-0001"
        assert isinstance(browse.focused, IncidentList)


async def test_back_in_the_list_keys_are_about_the_incident_under_its_cursor(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2012-0001"), text="verify")  # which the search does not find
    await pilot.press("slash", *"killed:>20", "enter", "8")
    browse = await settle(pilot)
    await pilot.press("down", "up")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2012-0001"
    await pilot.press("1")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == browse.query_one(IncidentList).current == "KZ-2016-0001"
    await pilot.press("t", *"mine", "enter")
    await settle(pilot)
    assert casebook.summary("KZ-2016-0001").tags == ("mine",)
    assert casebook.summary("KZ-2012-0001").tags == ("verify",)


async def test_the_log_names_an_incident_once(pilot: Pilot[None], casebook: Casebook) -> None:
    casebook.decisions.merge("KZ-2012-0001", "KZ-2016-0001")
    await pilot.press("8")
    line = lines_of((await settle(pilot)).query_one(LogView))[0]
    assert line.count("KZ-2012-0001") == 1
    assert "merged into KZ-2016-0001" in line
