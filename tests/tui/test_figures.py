"""Looking at figures by another policy, and as they were known on a day."""

from textual.pilot import Pilot

from kztui import Verdict
from kztui.casebook import Casebook
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.bars import TopBar
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.source_view import SourceView

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of
from .test_checking import killed_in_list


async def test_a_policy_changes_list_and_facts_and_stands_in_the_title(pilot: Pilot[None]) -> None:
    await pilot.press("P")
    browse = await settle(pilot)
    assert message(browse).startswith("Policy conservative: the best number is the lowest statement.")
    assert "conservative" in str(browse.query_one(TopBar).render())
    await pilot.press("P")
    await settle(pilot)
    assert browse.query_one(TopBar).lens == "highest"
    await pilot.press("P")
    await settle(pilot)
    assert browse.query_one(TopBar).lens == ""


async def test_figures_are_shown_as_they_were_known_on_a_day(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    assert killed_in_list(browse) == "25▴"
    await pilot.press("at", *"9 June 2016", "enter")
    browse = await settle(pilot)
    assert browse.query_one(TopBar).lens == "as of 9 Jun 2016"
    assert killed_in_list(browse) == "20+"
    rows = [row.strip("▐ ").split() for row in lines_of(browse.query_one(FactList))]
    assert ["killed", "20", "or", "more"] in [row[:4] for row in rows]
    assert not any(row[:2] == ["Ledger", "10"] for row in rows)
    await pilot.press("at", "backspace", "enter")
    browse = await settle(pilot)
    assert browse.query_one(TopBar).lens == ""
    assert killed_in_list(browse) == "25▴"


async def test_what_nobody_had_reported_by_a_day_says_so(pilot: Pilot[None]) -> None:
    await pilot.press("at", *"12 June 2012", "enter")
    browse = await settle(pilot)
    listed = [row for row in lines_of(browse.query_one(IncidentList)) if "Not reported by 12 Jun 2012" in row]
    assert len(listed) == 1
    assert "Aktobe" in listed[0]
    assert any("Not reported by 12 Jun 2012: @ changes the day." in row for row in lines_of(browse.query_one(FactList)))
    assert browse.query_one(SourceView).report is None
    await pilot.press("enter", "exclamation_mark", "escape", "n", "j", "right_square_bracket", "escape")
    await pilot.press("at", *["backspace"] * 12, *"9 June 2016", "enter")
    browse = await settle(pilot)
    shown = browse.query_one(SourceView).report
    assert shown is not None
    assert shown.publisher == "Harbour Wire"
    assert not any("Not reported" in row for row in lines_of(browse.query_one(FactList)))
    await pilot.press("right_square_bracket")
    await settle(pilot)
    assert browse.query_one(SourceView).report == shown, "the other report came a day later"


async def test_a_verdict_on_what_was_not_known_on_a_day_is_not_listed(pilot: Pilot[None], casebook: Casebook) -> None:
    attack = casebook.incident("KZ-2016-0001")
    casebook.notes.judge(attack.id, [attack.facts[-1].id], Verdict.CONFIRMED)
    for day, verdicts in (("5 June 2016", 0), ("6 June 2016", 0), ("10 June 2016", 1)):
        await pilot.press("at", "ctrl+u", *day, "enter")
        listed = " ".join(lines_of((await settle(pilot)).query_one(AnnotationList)))
        assert listed.count("confirmed") == verdicts
        assert "gone" not in listed


async def test_a_day_that_is_none_stays_in_the_window(pilot: Pilot[None]) -> None:
    await pilot.press("at", *"soon", "enter")
    browse = await settle(pilot)
    assert pilot.app.screen is not browse
    assert browse.query_one(TopBar).lens == ""
