"""No draft becomes unreachable: it is offered where what it is about went, or on what is left of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from kztui.casebook import Casebook
from kztui.model.annotation import Annotation, AnnotationKind, Target
from kztui.model.fact import Evidence, Fact, Field
from kztui.tui.app import KztuiApp
from kztui.tui.browse.places import about_annotation, about_target, place_now
from kztui.tui.session import Session
from kztui.tui.settings import Settings

from .conftest import settle

ATTACK, BOMB, FIRE = "KZ-2016-0001", "KZ-2011-0001", "KZ-2012-0001"


def place_of(casebook: Casebook, incident: str) -> tuple[str, ...]:
    """Return the place of a note on an incident as a whole."""
    return place_now(casebook, about_target(Target(incident)))


def killed(casebook: Casebook, incident: str) -> Fact:
    return next(one.fact for one in casebook.facts(incident) if one.fact.field is Field.KILLED)


def on_fact(incident: str, fact: Fact) -> str:
    """Return what a note on a fact is about."""
    return about_target(Target(incident, fact.id, fact.evidence))


def on_words(incident: str, words: Evidence, kind: str = "") -> str:
    return about_target(Target(incident, evidence=words), kind)


def note(casebook: Casebook, incident: str, text: str) -> Annotation:
    return casebook.annotate(AnnotationKind.NOTE, Target(incident), text=text)


async def begun(pilot: Pilot[None], key: str = "a") -> str:
    """Open a window by its key and return what it starts with."""
    await settle(pilot)
    await pilot.press(key)
    await settle(pilot)
    areas, lines = pilot.app.screen.query(TextArea), pilot.app.screen.query(Input)
    return areas.first().text if areas else lines.first().value


async def test_a_draft_is_offered_on_the_incident_that_its_own_was_merged_into(casebook: Casebook) -> None:
    drafts = {about_target(Target(BOMB)): "half a note", about_target(Target(BOMB), "tag"): "verif"}
    casebook.decisions.merge(BOMB, FIRE)
    app = KztuiApp(casebook, settings=Settings(session=Session(incident=FIRE, drafts=drafts)))
    async with app.run_test(size=(120, 36)) as pilot:
        assert await begun(pilot) == "half a note"
        await pilot.press("enter")
        browse = await settle(pilot)
        assert list(browse.session().drafts.values()) == ["verif"]
        assert await begun(pilot) == ""
        await pilot.press("escape")
        assert await begun(pilot, "t") == "verif"
    assert [one.text for one in casebook.annotations(FIRE) if one.kind is AnnotationKind.NOTE] == ["half a note"]


async def test_a_draft_beside_one_that_came_by_a_merge_loses_nothing(casebook: Casebook) -> None:
    drafts = {about_target(Target(BOMB)): "on the bomb", about_target(Target(FIRE)): "on the fire"}
    casebook.decisions.merge(BOMB, FIRE)
    app = KztuiApp(casebook, settings=Settings(session=Session(incident=FIRE, drafts=drafts)))
    async with app.run_test(size=(120, 36)) as pilot:
        offered = set()
        for _ in range(2):
            offered.add(await begun(pilot))
            await pilot.press("escape")
        assert offered == {"on the bomb", "on the fire"}
        browse = await settle(pilot)
        assert {text for _, text in browse.session().unsaved} == offered


async def test_a_draft_on_another_incident_is_not_offered(casebook: Casebook) -> None:
    session = Session(incident=FIRE, drafts={about_target(Target(BOMB)): "half a note"})
    async with KztuiApp(casebook, settings=Settings(session=session)).run_test(size=(120, 36)) as pilot:
        assert await begun(pilot) == ""


async def test_a_draft_on_a_dismissed_incident_is_offered_where_that_is_found(casebook: Casebook) -> None:
    casebook.decisions.dismiss(BOMB, "not ours")
    session = Session(search="is:dismissed", incident=BOMB, drafts={about_target(Target(BOMB)): "half a note"})
    async with KztuiApp(casebook, settings=Settings(session=session)).run_test(size=(120, 36)) as pilot:
        assert await begun(pilot) == "half a note"


def test_a_merge_that_is_undone_leaves_each_draft_where_it_was_written(casebook: Casebook) -> None:
    casebook.decisions.merge(BOMB, FIRE)
    assert place_of(casebook, BOMB) == place_of(casebook, FIRE)
    casebook.undo()
    assert place_of(casebook, BOMB) != place_of(casebook, FIRE)


@pytest.mark.parametrize("merged_after", [False, True])
def test_a_draft_on_a_fact_goes_where_the_fact_goes(casebook: Casebook, merged_after: bool) -> None:
    fact = killed(casebook, BOMB)
    written = on_fact(BOMB, fact)
    into = casebook.decisions.split(BOMB, [fact.id]).into
    if merged_after:
        casebook.decisions.merge(into, FIRE)
        into = FIRE
    assert place_now(casebook, written) == place_now(casebook, on_fact(into, fact))
    assert place_now(casebook, written) != place_of(casebook, into)
    correcting = [about_target(Target(incident, fact.id), "correct") for incident in (BOMB, into)]
    assert len({place_now(casebook, about) for about in correcting}) == 1


def test_a_draft_on_words_goes_where_the_report_goes(casebook: Casebook) -> None:
    ledger = [one.fact for one in casebook.facts(ATTACK) if one.fact.field is Field.KILLED][-1].evidence
    facts = [one.fact.id for one in casebook.facts(ATTACK) if one.fact.evidence.report == ledger.report]
    stays = killed(casebook, ATTACK).evidence
    casebook.decisions.move(ATTACK, facts, FIRE)
    for kind in ("", "tag", "fact"):
        there = place_now(casebook, on_words(ATTACK, ledger, kind))
        assert there == place_now(casebook, on_words(FIRE, ledger, kind))
        here = place_now(casebook, on_words(ATTACK, stays, kind))
        assert here != place_now(casebook, on_words(FIRE, stays, kind))


def test_a_draft_on_a_fact_that_is_gone_is_offered_on_its_incident(casebook: Casebook) -> None:
    fact = killed(casebook, BOMB)
    gone = Fact("gone", fact.field, fact.value, fact.evidence)
    assert place_now(casebook, on_fact(BOMB, gone)) == place_of(casebook, BOMB)


def test_a_reply_goes_on_when_the_note_is_edited_and_is_offered_on_the_incident_when_it_is_retracted(
    casebook: Casebook,
) -> None:
    first = note(casebook, BOMB, "ask")
    written = about_annotation(first, "reply")
    edited = casebook.notes.edit(first, "ask the court")
    assert place_now(casebook, written) == place_now(casebook, about_annotation(edited, "reply"))
    casebook.notes.retract(edited)
    assert place_now(casebook, written) == place_of(casebook, BOMB)
    casebook.decisions.merge(BOMB, FIRE)
    assert place_now(casebook, written) == place_of(casebook, FIRE)


def test_an_edit_of_a_note_on_a_report_is_offered_on_the_report_when_the_note_is_retracted(casebook: Casebook) -> None:
    report = killed(casebook, BOMB).evidence.report
    made = casebook.reports.annotate(report, AnnotationKind.NOTE, "ask")
    assert place_now(casebook, about_annotation(made, "edit")) == ("edit", made.origin)
    casebook.notes.retract(made)
    assert place_now(casebook, about_annotation(made, "edit")) == place_now(casebook, f"report {report} ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([ATTACK, BOMB, "", "tag", "edit", "reply", "r-0", "f", "3", "merge"]), max_size=7))
def test_whatever_a_file_says_a_draft_is_about_has_a_place(casebook: Casebook, words: list[str]) -> None:
    assert place_now(casebook, " ".join(words))
