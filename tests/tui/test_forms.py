"""Forms: several lines, each read as it is typed, completed, and saved at once."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kztui.casebook import Casebook
from kztui.casebook.following import Consequences
from kztui.errors import UserError
from kztui.extract.engine import extract
from kztui.model.annotation import Terms
from kztui.model.fact import DateSpan, Field, Hedge, Qualifier, Scope, Side
from kztui.model.report import Head
from kztui.present.correcting import corrected, count_in_short, lines_of
from kztui.present.heads import consequence_words, head_lines, mended_head
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.choices import ChoiceList
from kztui.tui.widgets.fact_list import FactList
from scripts.make_casebook import import_numbered
from tests.unit.ingest.documents import RAID

from .conftest import settle
from .test_annotating import message
from .test_checking import at_fact
from .test_corrections import fact
from .world import AKTOBE, report
from .world import fact as stated

ATTACK = "KZ-2016-0001"


def beside(pilot: Pilot[None], name: str) -> str:
    """Return what stands beside a line of the form."""
    return str(pilot.app.screen.query_one(f"#read-{name}", Static).content)


def written(pilot: Pilot[None]) -> dict[str, str]:
    """Return what is written in the lines of the form."""
    return {line.name or "": line.value for line in pilot.app.screen.query(Input)}


async def test_a_number_is_corrected_with_whose_it_is_how_sure_and_who_says_it(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await at_fact(pilot, Field.WOUNDED, 9)
    await pilot.press("c", *"at least 9", "tab", *"sec", "tab", "tab", *"rep", "tab", *"Interior Ministry", "tab")
    await pilot.press(*"the hospital list")
    await settle(pilot)
    assert beside(pilot, "value") == "9+"
    assert beside(pilot, "side") == "of the toll"
    await pilot.press("enter")
    assert message(await settle(pilot)) == "Correction saved; wounded is now 9 or more.  u undoes it."
    (made,) = casebook.annotations(ATTACK)
    assert (made.value, made.text) == (9, "the hospital list")
    assert made.terms == Terms(
        qualifier=Qualifier.AT_LEAST,
        value_max=None,
        side=Side.SECURITY,
        hedge=Hedge.REPORTEDLY,
        attributed_to="Interior Ministry",
    )
    await pilot.press("c")
    await settle(pilot)
    assert written(pilot) == {
        "value": "at least 9",
        "side": "security",
        "scope": "whole",
        "hedge": "reportedly",
        "says": "Interior Ministry",
        "why": "",
    }


async def test_a_side_that_is_none_stays_in_the_window_and_says_what_there_is(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await at_fact(pilot, Field.WOUNDED, 9)
    await pilot.press("c", "tab", *"aliens", "enter")
    await settle(pilot)
    assert beside(pilot, "side") == "?"
    line = pilot.app.screen.query_one("#dialog-message", Static)
    assert str(line.content).startswith("Not saved: a side is one of: perpetrator")
    assert casebook.annotations(ATTACK) == ()


async def test_words_are_corrected_with_how_sure_they_are(pilot: Pilot[None], casebook: Casebook) -> None:
    await at_fact(pilot, Field.PERPETRATOR, "religious extremists")
    await pilot.press("c", "tab", *"none", "enter")
    await settle(pilot)
    (made,) = casebook.annotations(ATTACK)
    assert (made.value, made.terms) == ("religious extremists", Terms(hedge=Hedge.NONE))


async def test_what_is_half_typed_is_kept_for_the_next_time_while_the_window_is_open(pilot: Pilot[None]) -> None:
    await at_fact(pilot, Field.WOUNDED, 9)
    await pilot.press("c", *"12", "tab", *"civ")
    browse = await settle(pilot)
    drafts = browse.session().drafts
    assert '"value":"12"' in next(iter(drafts.values()))
    assert pilot.app.screen.query_one(ChoiceList).display
    await pilot.press("down", "enter")
    await settle(pilot)
    assert written(pilot)["side"] == "civilian"


@pytest.mark.parametrize(
    ("text", "short"), [("about 6", "~6"), ("at least two", "2+"), ("2 to 4", "2-4"), ("0", "0 said so"), ("six", "6")]
)
def test_a_number_is_read_back_in_short(text: str, short: str) -> None:
    assert count_in_short(fact(Field.KILLED, 3), text) == short


def test_terms_in_the_number_win_over_lines_that_were_left() -> None:
    before = fact(Field.KILLED, 3)
    lines = lines_of(before)
    right = corrected(before, lines, {**lines, "value": "5 civilians part"}).on(before)
    assert (right.value, right.side, right.scope) == (5, Side.CIVILIAN, Scope.PART)
    right = corrected(before, lines, {**lines, "value": "5 civilians", "side": "security"}).on(before)
    assert right.side is Side.SECURITY
    with pytest.raises(UserError, match="an extent is one of"):
        corrected(before, lines, {**lines, "scope": "most"})


def test_facts_that_rest_on_the_day_follow_it_and_nothing_else_does(casebook: Casebook) -> None:
    told = report(RAID.text, title=RAID.title, published=RAID.day)
    added = casebook.add([(told, extract(told).drafts)])
    incident = added.told[0]
    killed = casebook.summary(incident).killed
    days = {one.value.start for one in casebook.incident(incident).facts if isinstance(one.value, DateSpan)}
    assert date(2016, 3, 7) in days  # the Monday before
    head = Head(published=date(2016, 3, 16))
    found = casebook.reports.consequences(told.id, head, lambda one: extract(one).drafts)
    assert found.changes
    assert {one.after.field for one in found.changes if one.after} == {Field.DATE}
    assert any("7 March 2016 becomes 14 March 2016" in line for line in consequence_words(found))
    casebook.reports.mend(told.id, head, found)
    row = casebook.summary(incident)
    assert row.date
    assert (row.date.start, row.killed) == (date(2016, 3, 14), killed)
    casebook.undo()
    before = casebook.summary(incident)
    assert before.date
    assert (before.date.start, casebook.report(told.id).published) == (date(2016, 3, 7), RAID.day)


def test_what_somebody_has_judged_does_not_follow(casebook: Casebook) -> None:
    from kztui.model.annotation import AnnotationKind, Target, Verdict

    told = report(RAID.text, published=RAID.day)
    incident = casebook.add([(told, extract(told).drafts)]).told[0]
    for one in casebook.incident(incident).facts:
        if one.field is Field.DATE:
            target = Target(incident, one.id)
            casebook.annotate(AnnotationKind.VERDICT, target, verdict=Verdict.CONFIRMED)
    head = Head(published=date(2016, 3, 16))
    assert casebook.reports.consequences(told.id, head, lambda one: extract(one).drafts) == Consequences()


def test_a_report_read_as_another_language_tells_its_incidents(casebook: Casebook) -> None:
    told = report(RAID.text, published=RAID.day, language="uz")
    casebook.add([(told, [])])
    found = casebook.reports.consequences(told.id, Head(language="en"), lambda one: extract(one).drafts)
    assert [len(facts) > 3 for facts in found.new] == [True]
    casebook.reports.mend(told.id, Head(language="en"), found)
    (made,) = casebook.reports.row(told.id).incidents
    assert casebook.summary(made).killed


def test_an_emptied_line_of_a_head_empties_its_value() -> None:
    told = report(RAID.text, title=RAID.title, published=RAID.day, language="ru")
    before = head_lines(told)
    assert before["language"] == "Russian"
    assert mended_head(before, {**before, "published": "", "language": "kazakh"}) == Head(published=None, language="kk")


async def test_a_head_is_mended_with_what_follows_in_one_step(pilot: Pilot[None], casebook: Casebook) -> None:
    told = report(RAID.text, title=RAID.title, published=RAID.day)
    incident = casebook.add([(told, extract(told).drafts)]).told[0]
    await pilot.press("slash", *f"id:{incident}", "enter")
    await settle(pilot)
    await pilot.press("R", "tab", "tab", *"16 March 2016")
    await settle(pilot)
    assert beside(pilot, "published") == "16 March 2016"
    assert "7 March 2016 becomes 14 March 2016" in str(pilot.app.screen.query_one("#foreseen", Static).content)
    await pilot.press("enter")
    assert message(await settle(pilot)).startswith("Report corrected")
    row = casebook.summary(incident)
    assert row.date
    assert row.date.start == date(2016, 3, 14)
    await pilot.press("u")
    await settle(pilot)
    before = casebook.summary(incident)
    assert before.date
    assert (before.date.start, casebook.report(told.id).published) == (date(2016, 3, 7), RAID.day)


async def test_one_part_of_a_sum_is_corrected_as_such(tmp_path: Path) -> None:
    told = report("Four gunmen and three guards were killed in Aktobe.", publisher="Ledger", published=date(2016, 6, 6))
    parts = (
        stated(told, Field.KILLED, "Four gunmen", 4, side=Side.PERPETRATOR),
        stated(told, Field.KILLED, "three guards", 3, side=Side.SECURITY),
        stated(told, Field.PLACE, "Aktobe", AKTOBE),
    )
    path = tmp_path / "sum" / "incidents.json"
    path.parent.mkdir()
    import_numbered(path, [(told, [parts])])
    async with KztuiApp(Casebook.open(path, cache=path.parent)).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        facts = (await settle(pilot)).query_one(FactList)
        while facts.line is None or facts.line.field is not Field.KILLED:
            await pilot.press("down")
        await pilot.press("c")
        await settle(pilot)
        shown = [str(one.content) for one in pilot.app.screen.query(Static)]
        assert "those that killed 7 is added up of" in shown


async def test_the_keys_of_a_form_stay_in_sight_when_it_cannot_be_saved(app: KztuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "R", "tab", "tab", "ctrl+u", *"someday", "enter")
        await settle(pilot)
        box = app.screen.query_one("#dialog")
        assert str(app.screen.query_one("#dialog-message", Static).content).startswith("Not saved: ")
        assert box.border_subtitle == "enter save  tab next line  esc close"
        assert len(str(box.border_subtitle)) < box.size.width
