"""Decisions that are made elsewhere, on reports and incidents as such, are shown and undone on the screen."""

from datetime import date

from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.fact import quote
from kztui.model.report import Head
from kztui.present.corrections import new_fact
from kztui.tui.widgets.annotation_list import AnnotationList

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
        f"Undone on {report.id}: set aside",
        f"Undone on {report.id}: mended to published 2016-06-07",
        f"Undone on {ATTACK}: dismissed: an exercise",
        said[3],
    ]
    assert said[3].endswith(": made by hand")


async def test_a_dismissed_incident_says_why(pilot: Pilot[None], casebook: Casebook) -> None:
    casebook.decisions.dismiss(ATTACK, "an exercise")
    await pilot.press("slash", *"is:dismissed", "enter")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == ATTACK
    assert any("dismissed: an exercise" in line for line in lines_of(browse.query_one(AnnotationList)))
