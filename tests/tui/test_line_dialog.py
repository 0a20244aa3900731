"""A line that completes: what is offered, taken, explained and saved."""

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kztui.casebook import Casebook
from kztui.model.fact import DateSpan, Field, Place
from kztui.model.incident import new_id
from kztui.present import completions
from kztui.present.corrections import meaning, typed_value
from kztui.tui.app import KztuiApp
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.widgets.choices import ChoiceList

from .conftest import settle
from .test_annotating import message
from .test_checking import at_fact
from .test_corrections import fact
from .world import AKTOBE, report
from .world import fact as fact_of

ATTACK, FIRE, BLAST = "KZ-2016-0001", "KZ-2012-0001", "KZ-2011-0001"


def offered(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the choices."""
    choices = pilot.app.screen.query_one(ChoiceList)
    return [choices.render_line(y).text.rstrip() for y in range(choices.size.height)] if choices.display else []


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#dialog-message", Static).content)


async def typed(pilot: Pilot[None], *keys: str) -> str:
    """Press keys; return what stands in the line."""
    await pilot.press(*keys)
    await settle(pilot)
    return pilot.app.screen.query_one(Input).value


async def test_a_type_is_chosen_from_all_and_takes_the_place_of_the_old_one(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await at_fact(pilot, Field.TYPE, "armed attack")
    assert await typed(pilot, "c") == "armed attack"
    assert offered(pilot)[:2] == [" armed clash", " bombing"]
    assert str(pilot.app.screen.query_one("#dialog").border_subtitle).startswith("15 choices  ")
    assert await typed(pilot, *"bom") == "bom"
    assert offered(pilot) == [" bombing", " suicide bombing"]
    assert await typed(pilot, "down", "down", "enter") == "suicide bombing"
    await pilot.press("enter")
    assert message(await settle(pilot)) == "Correction saved.  u undoes it."
    (correction,) = casebook.annotations(ATTACK)
    assert correction.value == "suicide bombing"


async def test_a_place_completes_from_casebook_and_gazetteer_and_says_where_it_is(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await at_fact(pilot, Field.PLACE, casebook.incident(ATTACK).facts[2].value)
    await typed(pilot, "c", *"tar")
    assert offered(pilot)[0].split() == ["Taraz", "1"]
    assert await typed(pilot, *"ba", "tab") == "Tugyl, East Kazakhstan Region"  # once Tarbagatay
    assert said(pilot) == "= Tugyl, East Kazakhstan Region, KZ"
    assert await typed(pilot, *"x") == "Tugyl, East Kazakhstan Regionx"
    assert said(pilot).startswith("a place, in any spelling, or degrees")


async def test_a_date_is_said_in_words_and_what_is_none_leaves_the_hint(pilot: Pilot[None], casebook: Casebook) -> None:
    await at_fact(pilot, Field.DATE, casebook.incident(ATTACK).facts[1].value)
    await typed(pilot, "c", *"2016-06-03..2016-06-07")
    assert said(pilot) == "= 3-7 June 2016"
    await typed(pilot, *"x")
    assert said(pilot).startswith("2016-06-05, 5 June 2016")


async def test_an_incident_is_named_by_words_and_its_title_is_said(pilot: Pilot[None], casebook: Casebook) -> None:
    assert await typed(pilot, "M", *"taraz", "tab") == BLAST
    assert said(pilot) == "= Suicide bombing, Taraz, 12 November 2011"
    await pilot.press("enter")
    assert message(await settle(pilot)) == "Merge saved.  u undoes it."
    assert casebook.incident(ATTACK).id == BLAST


@pytest.mark.parametrize("words", ["taraz", "2011", "11-0001", "kz-2011-", "KZ-2011"])
@pytest.mark.parametrize("key", ["M", "O"])
async def test_enter_takes_the_only_incident_that_fits(
    pilot: Pilot[None], casebook: Casebook, key: str, words: str
) -> None:
    assert await typed(pilot, key, *words) == words
    assert [line.split()[0] for line in offered(pilot)] == [BLAST]
    assert await typed(pilot, "enter") == BLAST
    assert said(pilot) == "= Suicide bombing, Taraz, 12 November 2011"
    assert len(casebook.annotations(ATTACK)) == 0
    await pilot.press("enter")
    await settle(pilot)
    assert len(casebook.annotations(ATTACK if key == "O" else BLAST)) == 1


@pytest.mark.parametrize("words", ["20", "-0001", "type:explosion OR taraz"])
async def test_of_several_incidents_that_fit_enter_takes_none(
    pilot: Pilot[None], casebook: Casebook, words: str
) -> None:
    await typed(pilot, "M", *words)
    there = offered(pilot)
    assert sorted(line.split()[0] for line in there) == [BLAST, FIRE]
    assert await typed(pilot, "enter") == words
    assert said(pilot) == "Not saved: several choices fit. ↓ goes to them, enter takes one."
    assert offered(pilot) == there
    assert await typed(pilot, "down", "enter") in (BLAST, FIRE)


async def test_what_no_incident_fits_is_said(pilot: Pilot[None]) -> None:
    assert await typed(pilot, "M", *"zeppelin", "enter") == "zeppelin"
    assert said(pilot) == "Not saved: no incident is found by “zeppelin”"


async def test_an_id_in_small_letters_is_an_id(pilot: Pilot[None], casebook: Casebook) -> None:
    assert await typed(pilot, "M", *ATTACK.lower(), "enter") == ATTACK.lower()
    assert "into itself" in said(pilot)


async def test_enter_takes_the_only_type_that_fits(pilot: Pilot[None], casebook: Casebook) -> None:
    await at_fact(pilot, Field.TYPE, "armed attack")
    assert await typed(pilot, "c", *"suicide", "enter") == "suicide bombing"
    assert casebook.annotations(ATTACK) == ()


async def test_marked_incidents_are_offered_by_their_titles(pilot: Pilot[None]) -> None:
    await pilot.press("space", "j", "space")
    assert await typed(pilot, "M") == FIRE
    assert said(pilot) == "= Explosion, Kulsary, May 2012"
    assert [line.split()[0] for line in offered(pilot)] == [ATTACK]
    assert await typed(pilot, *"arm", "tab") == ATTACK


def test_what_may_be_the_same_is_offered_before_anything_is_typed(casebook: Casebook) -> None:
    row = casebook.summary(ATTACK)
    assert completions.incidents(casebook, row, "") == []
    new = []
    for day in (DateSpan(date(2014, 6, 1), date(2014, 6, 1), 1), DateSpan(date(2016, 6, 7), date(2016, 6, 7), 1)):
        told = report(f"A raid in Aktobe on {day.start}.", published=day.start)
        facts = fact_of(told, Field.PLACE, "Aktobe", AKTOBE), fact_of(told, Field.DATE, str(day.start), day)
        casebook.add([(told, [facts])])
        new.append(new_id(facts, {told.id: told.source}, lambda _: False))
    assert [choice.text for choice in completions.incidents(casebook, row, "")] == new[::-1]
    assert [choice.text for choice in completions.incidents(casebook, casebook.summary(FIRE), "toll")] == [ATTACK]
    assert completions.incidents(casebook, row, "killed:>") == []


def test_a_new_fact_completes_its_field_then_its_value(casebook: Casebook) -> None:
    assert [choice.text for choice in completions.facts(casebook, "k")] == ["killed "]
    assert [choice.text for choice in completions.facts(casebook, "type su")] == ["suicide bombing"]
    assert completions.facts(casebook, "place kuls")[0].start == len("place ")
    assert completions.facts(casebook, "killed 2") == completions.facts(casebook, "colour r") == []


@pytest.mark.parametrize(
    ("text", "region"),
    [("Alga", "Aktobe Region"), ("алга, Batken Region", "Batken Region"), ("Alga, KG", "Batken Region")],
)
def test_a_region_or_country_tells_two_places_of_one_name_apart(text: str, region: str) -> None:
    place = typed_value(fact(Field.PLACE, Place("", "KZ")), text)
    assert isinstance(place, Place)
    assert (place.name, region in place.region) == ("Alga", True)
    assert region in meaning(place)


async def test_a_dialog_stays_where_it_is_while_its_choices_change(app: KztuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "g", "c")
        await settle(pilot)
        before = pilot.app.screen.query_one("#dialog").region
        await typed(pilot, *"zz")
        after = pilot.app.screen.query_one("#dialog").region
        assert isinstance(pilot.app.screen, LineDialog)
        assert (before.y, before.height > after.height) == (after.y, True)


async def test_the_keys_stay_in_sight_whatever_is_said_of_the_line(pilot: Pilot[None]) -> None:
    def keys() -> str:
        return str(pilot.app.screen.query_one("#dialog").border_subtitle)

    await pilot.press("space", "j", "space")
    for key in ("O", "M"):
        await typed(pilot, key)
        assert said(pilot).startswith("= ")
        assert keys() == "↓ tab complete  enter save  esc close"
        await typed(pilot, *"none", "enter")
        assert said(pilot).startswith("Not saved: ")
        assert keys().endswith("enter save  esc close")
        await typed(pilot, "ctrl+u", "escape")
