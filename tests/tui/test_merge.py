"""Merge: what may be the same, what was joined without asking, and what today's rules read otherwise."""

import re
from datetime import date
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.model.fact import Field
from kztui.model.incident import new_id
from kztui.model.report import Report
from kztui.tui.app import KztuiApp
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.bars import KeyBar, TopBar
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.merge_view import MergeView
from kztui.tui.widgets.source_view import SourceView

from .conftest import settle
from .test_browse import lines_of
from .world import AKTOBE, day, fact, report


def with_a_likely_pair(casebook: Casebook, kind: str = "bombing", killed: int = 3) -> str:
    """Add a report on the raid that calls it something else and has another toll; return its incident's id."""
    text = f"Gunmen raided a depot in Aktobe on 5 June 2016, and {killed} people were killed by a bomb."
    told = report(text, publisher="Third", published=date(2016, 6, 7))
    facts = (
        fact(told, Field.TYPE, "raided", kind),
        fact(told, Field.KILLED, f"{killed} people", killed),
        fact(told, Field.DATE, "5 June 2016", day(2016, 6, 5)),
        fact(told, Field.PLACE, "Aktobe", AKTOBE),
    )
    casebook.add([(told, [facts])])
    return new_id(facts, {told.id: told.source}, lambda _: False)


@pytest.mark.parametrize(("key", "incidents"), [("y", 3), ("x", 4)])
async def test_incidents_that_may_be_one_are_decided(casebook: Casebook, key: str, incidents: int) -> None:
    new = with_a_likely_pair(casebook)
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        browse = await settle(pilot)
        shown = lines_of(browse.query_one(MergeView))
        (pair,) = casebook.decisions.suggestions()
        assert [line.split() for line in shown[:3]] == [
            [new, "≈", "KZ-2016-0001", f"{pair.score:.2f}"],
            ["bombing", "!", "armed", "attack"],
            ["5", "June", "2016", "=", "5", "June", "2016"],
        ]
        assert any("killed 25" in line for line in shown)
        assert any("both on 5 June 2016" in line for line in shown)
        assert browse.dossier
        assert browse.dossier.incident.id == new
        await pilot.press(key)
        browse = await settle(pilot)
        assert casebook.incident_count == incidents
        assert lines_of(browse.query_one(MergeView))[0].startswith(" Nothing waits for a decision.")
        assert browse.query_one(TopBar).waiting == 0
        await pilot.press("u")
        browse = await settle(pilot)
        assert casebook.incident_count == 4
        assert browse.query_one(MergeView).item_count == 1
        assert "5 Merge 1" in str(browse.query_one(TopBar).render())
        await pilot.press("enter")
        browse = await settle(pilot)
        assert browse.query_one(IncidentList).item_count == 2


async def test_what_reports_say_of_two_incidents_stands_side_by_side(casebook: Casebook) -> None:
    with_a_likely_pair(casebook)
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        view = (await settle(pilot)).query_one(MergeView)
        lines = lines_of(view)
        at = next(n for n, line in enumerate(lines) if "source: " in line)
        assert [part.strip() for part in re.split("  +", lines[at].strip())] == [
            "1 source: Third, p1",
            "2 sources: Harbour Wire, p1",
        ]
        assert re.search("“Gunmen raided a depot .* “Armed men attacked a depot", lines[at + 1])


async def test_an_incident_is_put_off_or_is_none_of_those_that_it_may_be(casebook: Casebook) -> None:
    first, second = with_a_likely_pair(casebook), with_a_likely_pair(casebook, "arrest", 8)
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        browse = await settle(pilot)
        view = browse.query_one(MergeView)
        subject = view.current
        assert subject in (first, second)
        count = view.item_count
        await pilot.press("w")
        browse = await settle(pilot)
        assert casebook.summary(subject).tags == ("unsure",)
        assert lines_of(view)[0].split()[0] == ({first, second} - {subject}).pop()
        await pilot.press("A")
        browse = await settle(pilot)
        assert {pair.incident for pair in casebook.decisions.suggestions()} <= {subject}
        await pilot.press("u")
        browse = await settle(pilot)
        assert view.item_count == count


async def test_what_reports_say_is_shown_in_latin_letters(casebook: Casebook) -> None:
    told = report("5 июня 2016 года в Актобе трое погибли на складе.", publisher="Third", published=date(2016, 6, 7))
    facts = (
        fact(told, Field.TYPE, "погибли", "bombing"),
        fact(told, Field.DATE, "5 июня 2016 года", day(2016, 6, 5)),
        fact(told, Field.PLACE, "Актобе", AKTOBE),
        fact(told, Field.TARGET, "складе", "склад"),
        fact(told, Field.KILLED, "трое", 3),
    )
    casebook.add([(told, [facts])])
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        view = (await settle(pilot)).query_one(MergeView)
        assert any("склад" in line for line in lines_of(view))
        await pilot.press("ctrl+l")
        assert any("sklad" in line for line in lines_of(view))
        await pilot.press("ctrl+l")
        assert any("склад" in line for line in lines_of(view))


async def test_all_that_is_likely_is_joined_after_a_look_and_undone_at_once(casebook: Casebook) -> None:
    with_a_likely_pair(casebook)
    before = casebook.incident_count
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5", "J")
        await settle(pilot)
        await pilot.press(*"0.2")
        await settle(pilot)
        assert "1 merge: KZ-2016-" in "\n".join(
            str(one.render()) for one in pilot.app.screen.query("*") if hasattr(one, "render")
        )
        await pilot.press("enter")
        browse = await settle(pilot)
        assert casebook.incident_count == before - 1
        await pilot.press("u")
        browse = await settle(pilot)
        assert browse.query_one(MergeView).item_count == 1
        assert casebook.incident_count == before


def join_a_report(casebook: Casebook) -> Report:
    """Add a report that joins the raid without asking, and tells of it in its second paragraph; return it."""
    text = """It was a quiet weekend in the west of the country.

Gunmen raided the depot in Aktobe on 5 June 2016, it was reported again by another paper at length."""
    again = report(text, title="A long night", publisher="Fourth", published=date(2016, 6, 8))
    facts = (
        fact(again, Field.TYPE, "raided", "armed attack"),
        fact(again, Field.DATE, "5 June 2016", day(2016, 6, 5)),
        fact(again, Field.PLACE, "Aktobe", AKTOBE),
    )
    casebook.add([(again, [facts])])
    return again


def footer(browse: BrowseScreen) -> str:
    return str(browse.query_one(KeyBar).render())


@pytest.mark.parametrize("keys", [("x",), ("d",), ("enter", "d")])
async def test_what_was_joined_without_asking_is_listed_and_split_off(
    casebook: Casebook, keys: tuple[str, ...]
) -> None:
    again = join_a_report(casebook)
    before, joins = casebook.incident_count, len(casebook.decisions.joins())
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5", "V")
        browse = await settle(pilot)
        view = browse.query_one(MergeView)
        assert view.item_count == joins
        while view.telling.report != again.id:
            await pilot.press("down")
            browse = await settle(pilot)
        shown = lines_of(view)
        at = next(number for number, line in enumerate(shown) if "Fourth, 8 June 2016: A long night" in line)
        assert shown[at - 1].strip("▐ ").startswith("KZ-2016-0001  Armed attack, Aktobe")
        assert shown[at + 1].strip("▐ ").startswith("“Gunmen raided the depot")
        assert any("linking/" in line for line in shown[at + 2 :])
        facts, source = browse.query_one(FactList), browse.query_one(SourceView)
        assert facts.headed
        assert facts.report == source.report == again
        assert again.paragraph_at(source.offset_here).number == 2
        for key in keys:
            await pilot.press(key)
            browse = await settle(pilot)
        assert casebook.incident_count == before + 1
        assert len(casebook.decisions.joins()) == joins - 1
        await pilot.press("u")
        await settle(pilot)
        assert casebook.incident_count == before


async def test_the_panes_follow_from_join_to_join_of_one_incident(casebook: Casebook) -> None:
    join_a_report(casebook)
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5", "V")
        browse = await settle(pilot)
        facts, source = browse.query_one(FactList), browse.query_one(SourceView)
        seen = []
        for _ in range(len(casebook.decisions.joins())):
            assert facts.report == source.report
            seen.append(facts.report and facts.report.publisher)
            await pilot.press("down")
            await settle(pilot)
        assert sorted(map(str, seen)) == ["Fourth", "Ledger"]


async def test_the_footer_of_merge_offers_only_what_works(casebook: Casebook) -> None:
    with_a_likely_pair(casebook)
    join_a_report(casebook)
    async with KztuiApp(casebook, look_every=3600).run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        assert "y the same  x not the same" in (waiting := footer(await settle(pilot)))
        await pilot.press("V")
        joined = footer(await settle(pilot))
        assert "V what waits  d split off  B read otherwise" in joined
        assert not re.search("the same|unsure|join all|Latin", joined)
        await pilot.press("V")
        assert footer(await settle(pilot)) == waiting


async def test_nothing_joined_is_not_told_as_nothing_that_waits(casebook: Casebook) -> None:
    for join in casebook.decisions.joins():
        casebook.decisions.take_back(join)
    with_a_likely_pair(casebook)
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5", "V")
        view = (await settle(pilot)).query_one(MergeView)
        assert lines_of(view)[0].strip() == "Nothing was joined without asking."


async def test_what_todays_rules_read_otherwise_is_taken_one_by_one_or_all_at_once(tmp_path: Path) -> None:
    texts = [
        "Two guards were killed in a raid on a depot in Aktobe on 5 June 2016.",
        "Three men died in a riot in Taraz on 7 May 2016.",
    ]
    reports = [report(text, publisher="Courier", published=date(2016, 6, 7)) for text in texts]
    old = [[fact(one, Field.KILLED, one.text.split()[0], 1)] for one in reports]
    with Casebook.open(tmp_path / "incidents.json", author="ada", cache=tmp_path) as book:
        book.add([(one, [tuple(facts)]) for one, facts in zip(reports, old, strict=True)])
        async with KztuiApp(book, look_every=3600).run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            await pilot.press("5", "B")
            browse = await settle(pilot)
            view = browse.query_one(MergeView)
            assert view.item_count == 2
            assert any("- killed 1" in line for line in lines_of(view))
            assert "y take  J take all  V joined  B what waits" in footer(browse)
            assert browse.query_one(SourceView).report == book.report(view.telling.report)
            assert browse.query_one(FactList).report == book.report(view.telling.report)
            await pilot.press("y")
            await settle(pilot)
            assert view.item_count == 1
            await pilot.press("u")
            await settle(pilot)
            assert view.item_count == 2
            await pilot.press("J")
            await settle(pilot)
            assert view.item_count == 0
        rows = book.search("", "id").rows(0, 9)
        assert sorted(row.killed.best for row in rows if row.killed) == [2, 3]
