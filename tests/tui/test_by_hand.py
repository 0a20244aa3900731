"""Decisions that are made elsewhere, on reports and incidents as such, are shown and undone on the screen."""

from datetime import date

from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.fact import quote
from kztui.model.report import Head
from kztui.present.corrections import new_fact
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of

ATTACK = "KZ-2016-0001"


async def test_what_was_decided_about_incidents_and_reports_is_undone_step_by_step(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    report = casebook.report(casebook.incident(ATTACK).reports[0])
    quoted = quote(report.text, report.id, 1, 0, 9)
    casebook.decisions.make([new_fact("killed 2", quoted)])
    casebook.decisions.dismiss(ATTACK, "an exercise")
    casebook.reports.mend(report.id, Head(published=date(2016, 6, 7)))
    casebook.reports.set_aside([report.id])
    said = []
    for _ in range(4):
        await pilot.press("u")
        said.append(message(await settle(pilot)))
    assert said == [
        "Undone on “Depot attacked”: set aside",
        "Undone on “Depot attacked”: mended to published 2016-06-07",
        f"Undone on {ATTACK}: dismissed: an exercise",
        said[3],
    ]
    assert said[3].endswith(": made by hand, with 1 fact")


async def test_a_dismissed_incident_says_why(pilot: Pilot[None], casebook: Casebook) -> None:
    casebook.decisions.dismiss(ATTACK, "an exercise")
    await pilot.press("slash", *"is:dismissed", "enter")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == ATTACK
    assert any("dismissed: an exercise" in line for line in lines_of(browse.query_one(AnnotationList)))


async def test_an_incident_is_dismissed_and_a_report_corrected_by_keys(pilot: Pilot[None], casebook: Casebook) -> None:
    browse = await settle(pilot)
    assert browse.dossier
    incident = browse.dossier.incident.id
    report = casebook.incident(incident).reports[0]
    await pilot.press("R", "tab", *"The Border Times", "enter")
    assert message(await settle(pilot)).startswith("Report corrected")
    assert "The Border Times" in {casebook.report(one).publisher for one in casebook.incident(incident).reports}
    await pilot.press("X", *"a drill", "enter")
    assert message(await settle(pilot)).startswith(f"{incident} is hidden")
    assert incident not in {row.id for row in casebook.search().rows(0, 9)}
    await pilot.press("u", "u")
    await settle(pilot)
    assert casebook.search(f"id:{incident}").count == 1
    assert casebook.report(report).publisher != "The Border Times"


async def test_the_cursor_stays_on_its_line_when_an_incident_is_dismissed(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    rows = browse.query_one(IncidentList)
    await pilot.press("down")
    await settle(pilot)
    second, third = rows.current, rows.row(2)
    assert third
    await pilot.press("X", "enter")
    browse = await settle(pilot)
    assert (rows.cursor, rows.current, browse.dossier and browse.dossier.incident.id) == (1, third.id, third.id)
    await pilot.press("u")
    await settle(pilot)
    assert (rows.cursor, rows.current) == (1, second)
    await pilot.press("G", "X", "enter")
    await settle(pilot)
    assert rows.cursor == rows.item_count - 1 == 1


async def test_an_incident_is_made_of_marked_words(pilot: Pilot[None], casebook: Casebook) -> None:
    browse = await settle(pilot)
    await pilot.press("tab", "tab", "m")
    await settle(pilot)
    assert browse.dossier
    await pilot.press("i", *"rio", "tab", "tab", *"Taraz", "tab", *"killed at least 2", "enter")
    assert message(await settle(pilot)).startswith("Made KZ-")
    (made,) = casebook.search("is:made").rows(0, 9)
    assert (made.type, made.place and made.place.name, made.killed and made.killed.low) == ("riot", "Taraz", 2)
    assert browse.dossier.incident.id == made.id
    assert browse.focused is browse.query_one(FactList)
