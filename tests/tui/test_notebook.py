"""The notebook: all annotations on what a search found."""

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.notes_view import NotesView

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of

ATTACK, BLAST = "KZ-2016-0001", "KZ-2011-0001"


@pytest.fixture
def casebook(casebook: Casebook) -> Casebook:
    """A casebook with annotations on two of three incidents."""
    for incident, kind, text in (
        (ATTACK, AnnotationKind.NOTE, "ask the\nclinic"),
        (BLAST, AnnotationKind.TAG, "verify"),
        (ATTACK, AnnotationKind.NOTE, "who counted?"),
    ):
        casebook.annotate(kind, Target(incident), text=text)
    return casebook


def shown(browse: BrowseScreen) -> list[str]:
    """Return the rows, runs of blanks as one, without the time."""
    return [" ".join(row.split()).partition(", ")[0] for row in lines_of(browse.query_one(NotesView)) if row.strip()]


async def notebook(pilot: Pilot[None], *keys: str) -> BrowseScreen:
    await pilot.press("6")
    await settle(pilot)
    await pilot.press(*keys)
    return await settle(pilot)


async def test_all_annotations_stand_in_it_the_newest_first(pilot: Pilot[None]) -> None:
    browse = await notebook(pilot)
    assert shown(browse) == [
        '" who counted?', "2016-06-05 Aktobe tester",
        "#verify", "2011-11-12 Taraz tester",
        '" ask the clinic', "2016-06-05 Aktobe tester",
    ]  # fmt: skip
    assert browse.query_one(NotesView).item_count == 3


async def test_it_follows_the_search(pilot: Pilot[None]) -> None:
    browse = await notebook(pilot, "slash", *"taraz", "escape")
    assert shown(browse)[0] == "#verify"
    assert browse.dossier
    assert browse.dossier.incident.id == BLAST
    await pilot.press("slash", *" nothing", "escape")
    assert " ".join(shown(await settle(pilot))).startswith("No notes or tags on these incidents. In the list (1) a")


async def test_moving_opens_the_incident_and_enter_goes_to_the_annotation(pilot: Pilot[None]) -> None:
    browse = await notebook(pilot, "down")
    assert browse.dossier
    assert browse.dossier.incident.id == BLAST
    await pilot.press("down", "enter")
    browse = await settle(pilot)
    here = browse.context.annotation
    assert browse.focused is browse.query_one(AnnotationList)
    assert here
    assert here.text == "ask the\nclinic"


async def test_moving_points_at_the_fact_that_is_annotated(pilot: Pilot[None], casebook: Casebook) -> None:
    killed, wounded = casebook.incident(ATTACK).facts[3], casebook.incident(ATTACK).facts[5]
    for fact in (wounded, killed):
        casebook.annotate(AnnotationKind.VERDICT, Target(ATTACK, fact.id), verdict=Verdict.REJECTED)
    browse = await notebook(pilot, "down")
    facts, annotations = browse.query_one(FactList), browse.query_one(AnnotationList)
    assert facts.current == wounded
    assert annotations.current
    assert annotations.current.target.fact == wounded.id
    await pilot.press("up")
    await settle(pilot)
    assert facts.current == killed


async def test_an_annotation_is_retracted_and_edited_where_it_is_listed(pilot: Pilot[None], casebook: Casebook) -> None:
    browse = await notebook(pilot, "down", "x")
    assert message(browse) == "Retracted: tag #verify.  u undoes it."
    assert shown(browse)[0::2] == ['" who counted?', '" ask the clinic']
    await pilot.press("g", "e", *" Bo?", "enter")
    browse = await settle(pilot)
    assert shown(browse)[0] == '" who counted? Bo?'
    await pilot.press("u", "u")
    browse = await settle(pilot)
    assert shown(browse)[0::2] == ['" who counted?', "#verify", '" ask the clinic']


async def test_escape_goes_back_to_the_list(pilot: Pilot[None]) -> None:
    browse = await notebook(pilot, "escape")
    assert not browse.query(NotesView)
