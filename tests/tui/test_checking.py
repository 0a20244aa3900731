"""Checking facts: verdicts leave a trace, and the figures follow."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of


async def at_fact(pilot: Pilot[None], field: str, value: object) -> Fact:
    """Go to a fact of the open incident by key; return it."""
    browse = await settle(pilot)
    await pilot.press("enter", "g")
    facts = browse.query_one(FactList)
    for _ in browse.dossier.facts if browse.dossier else ():
        if facts.current and (facts.current.field, facts.current.value) != (field, value):
            await pilot.press("j")
    assert facts.current
    return facts.current


def killed_in_list(browse: BrowseScreen) -> str:
    return lines_of(browse.query_one(IncidentList))[1].split()[-4]


async def test_a_rejected_fact_stays_and_the_figures_leave_it_out(pilot: Pilot[None], casebook: Casebook) -> None:
    fact = await at_fact(pilot, "killed", 25)
    await pilot.press("x")
    browse = await settle(pilot)
    rows = lines_of(browse.query_one(FactList))
    assert any(row.strip("▐ ").split()[:4] == ["killed", "20", "or", "more"] for row in rows)
    assert any(row.split()[:4] == ["▸", "rejected", "killed", "25"] and row.rstrip("▐ ").endswith("✗") for row in rows)
    assert killed_in_list(browse) == "20+"
    assert message(browse) == "Rejected killed 25; killed is now 20 or more.  u undoes it."
    assert browse.query_one(FactList).checked == "1 of 14 facts checked"
    (verdict,) = casebook.annotations("KZ-2016-0001")
    assert (verdict.verdict, verdict.target.fact, verdict.author) == (Verdict.REJECTED, fact.id, "tester")
    assert "on killed: 25" in lines_of(browse.query_one(AnnotationList))[0]
    await pilot.press("u")
    assert message(await settle(pilot)) == "Undone on KZ-2016-0001: rejected (killed 25)"
    assert killed_in_list(browse) == "25▴"
    await pilot.press("U")
    assert message(await settle(pilot)) == "Redone on KZ-2016-0001: rejected (killed 25)"


async def test_a_correction_counts_instead_of_what_the_report_says(pilot: Pilot[None]) -> None:
    await at_fact(pilot, "killed", 25)
    await pilot.press("c")
    await settle(pilot)
    assert pilot.app.screen.query_one(Input).value == "25"
    await pilot.press(*"28", "enter")
    browse = await settle(pilot)
    assert killed_in_list(browse) == "28▴"
    assert any("28 (was 25)" in row for row in lines_of(browse.query_one(FactList)))


async def test_a_correction_that_makes_no_sense_stays_in_the_dialog(pilot: Pilot[None], casebook: Casebook) -> None:
    await at_fact(pilot, "killed", 25)
    await pilot.press("c", *"many", "enter")
    await settle(pilot)
    line = pilot.app.screen.query_one("#dialog-message", Static)
    assert (
        str(line.content) == "Not saved: “many” is not a number of people: write 6, about 6, at least 2, 2 to 4 or none"
    )
    assert casebook.annotations("KZ-2016-0001") == ()


async def test_confirming_twice_changes_nothing(pilot: Pilot[None], casebook: Casebook) -> None:
    await at_fact(pilot, "killed", 25)
    await pilot.press("y")
    await settle(pilot)
    await pilot.press("y")
    browse = await settle(pilot)
    assert message(browse).startswith("Already confirmed")
    assert len(casebook.annotations("KZ-2016-0001")) == 1


async def test_the_list_cannot_judge_a_fact_by_accident(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("x", "y")
    await settle(pilot)
    assert casebook.annotations("KZ-2016-0001") == ()


async def test_the_inbox_goes_from_fact_to_fact_and_from_incident_to_incident(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await pilot.press("enter", "G", "v")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2012-0001"
    for key in ("y", "g", "v"):
        await pilot.press(key)
        await settle(pilot)
    facts = browse.query_one(FactList)
    assert facts.current
    assert facts.current.field == "type"


@pytest.mark.parametrize(("query", "said"), [("taraz", "Every fact in these results is checked.")])
async def test_an_empty_inbox_says_so(pilot: Pilot[None], query: str, said: str) -> None:
    await pilot.press("slash", *query, "enter")
    await settle(pilot)
    for _ in range(5):
        await pilot.press("y", "v")
        await settle(pilot)
    await pilot.press("v")
    assert message(await settle(pilot)) == said


async def test_at_the_head_of_a_report_one_is_told_where_its_facts_are(pilot: Pilot[None]) -> None:
    await pilot.press("enter", "right_square_bracket", "y")
    browse = await settle(pilot)
    assert message(browse) == "This line is a report: j goes to its facts."
    await pilot.press("j", "y")
    assert message(await settle(pilot)).startswith("Confirmed ")


async def test_a_corrected_fact_is_rejected_by_the_value_that_is_shown(pilot: Pilot[None], casebook: Casebook) -> None:
    fact = await at_fact(pilot, "killed", 25)
    target = Target("KZ-2016-0001", fact.id)
    casebook.annotate(AnnotationKind.VERDICT, target, verdict=Verdict.CORRECTED, value=30)
    await pilot.press("x")
    assert message(await settle(pilot)) == "Rejected killed 30; killed is now 20 or more.  u undoes it."


async def test_undoing_what_was_said_of_several_facts_says_how_many(pilot: Pilot[None], casebook: Casebook) -> None:
    incident = "KZ-2016-0001"
    casebook.notes.judge(incident, [fact.id for fact in casebook.incident(incident).facts[:3]], Verdict.CONFIRMED)
    for key, did in (("u", "Undone"), ("U", "Redone")):
        await pilot.press(key)
        assert message(await settle(pilot)) == f"{did} on 3 facts of {incident}: confirmed"
