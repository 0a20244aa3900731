"""The search line: choices that complete a query, and the queries before."""

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.fact import Field
from kztui.tui.app import KztuiApp
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.bars import KeyBar, StatusLine
from kztui.tui.widgets.choices import Choices
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.reports_view import ReportsView

from .conftest import settle
from .test_browse import lines_of, status


async def choices(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the box under the search line; none when it is closed."""
    box = (await settle(pilot)).query_one(Choices)
    return [box.render_line(y).text.rstrip() for y in range(box.size.height)] if box.display else []


async def typed(pilot: Pilot[None]) -> str:
    return (await settle(pilot)).query_one(QueryInput).value


async def test_a_field_offers_its_values_with_their_incidents(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"type:")
    shown = await choices(pilot)
    assert [line.split() for line in shown] == [
        ["armed", "attack", "1"],
        ["explosion", "1"],
        ["suicide", "bombing", "1"],
    ]
    await pilot.press("s")
    assert len(await choices(pilot)) == 1
    await pilot.press("tab")
    assert await typed(pilot) == 'type:"suicide bombing" '
    assert await choices(pilot) == []
    assert status(await settle(pilot)).startswith("1 of 3")


async def test_the_beginning_of_a_field_offers_it_and_then_its_values(pilot: Pilot[None]) -> None:
    await pilot.press("slash", "t")
    assert await choices(pilot) == []
    await pilot.press(*"yp")
    (field,) = await choices(pilot)
    assert field.split()[:2] == ["type:", "what"]
    await pilot.press("tab")
    assert await typed(pilot) == "type:"
    assert len(await choices(pilot)) == 3


async def test_up_and_down_choose_and_enter_takes_what_is_chosen(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"place:")
    assert not any(line.startswith("›") for line in await choices(pilot))
    await pilot.press("down", "down")
    assert [line.startswith("›") for line in await choices(pilot)] == [False, True, False]
    await pilot.press("enter")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "place:Kulsary "
    assert isinstance(browse.focused, QueryInput)
    await pilot.press("enter")
    browse = await settle(pilot)
    assert isinstance(browse.focused, FactList)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2012-0001"


async def test_what_stands_behind_the_cursor_stays(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"x killed:>1", "home", "delete", *"has:ar", "tab")
    assert await typed(pilot) == "has:arrested  killed:>1"


async def test_one_escape_leaves_the_line_but_from_the_choices_it_goes_back_to_typing(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"has:")
    assert await choices(pilot)
    await pilot.press("down", "escape")
    assert await choices(pilot) == []
    assert isinstance((await settle(pilot)).focused, QueryInput)
    await pilot.press("backspace", ":")
    assert await choices(pilot)
    await pilot.press("escape")
    assert await choices(pilot) == []
    assert isinstance((await settle(pilot)).focused, IncidentList)


async def test_tab_goes_to_the_next_pane_when_there_is_nothing_to_take(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"taraz", "tab")
    assert isinstance((await settle(pilot)).focused, IncidentList)
    assert await typed(pilot) == "taraz"


@pytest.mark.parametrize(
    ("keys", "query", "pane"),
    [("type:arm", 'type:"armed attack" ', QueryInput), ("taraz", "taraz", IncidentList)],
)
async def test_tab_in_one_go_with_what_is_typed_waits_for_the_choices(
    pilot: Pilot[None], keys: str, query: str, pane: type
) -> None:
    await pilot.press("slash")
    for key in (*keys, "tab"):
        pilot.app.simulate_key(key)
    assert await typed(pilot) == query
    assert isinstance((await settle(pilot)).focused, pane)


async def test_the_footer_offers_tab_only_while_there_are_choices(pilot: Pilot[None]) -> None:
    bar = (await settle(pilot)).query_one(KeyBar)
    await pilot.press("slash", *"taraz")
    await settle(pilot)
    assert "tab pane" in str(bar.render())
    await pilot.press("space", *"has:")
    await settle(pilot)
    assert "tab complete" in str(bar.render())
    assert "tab pane" not in str(bar.render())


async def test_a_click_takes_a_choice(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"type:")
    await choices(pilot)
    await pilot.click(Choices, offset=(4, 1))
    assert await typed(pilot) == "type:explosion "
    assert isinstance((await settle(pilot)).focused, QueryInput)


@pytest.mark.parametrize("size", [(80, 24), (42, 12)])
async def test_the_choices_leave_most_of_the_list_to_be_seen(app: KztuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"killed:>0 sor", "tab")
        shown = await choices(pilot)
        box = pilot.app.screen.query_one(Choices)
        assert shown
        assert box.region.height <= size[1] // 4
        assert pilot.app.screen.region.contains_region(box.region)


async def test_a_near_spelling_is_said(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"aktove ")
    assert status(await settle(pilot)) == "1 of 3, no aktove; showing aktobe"


async def test_up_brings_back_the_searches_that_were_used(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"kulsary", "enter", "slash", *["backspace"] * 7, *"killed:>1 ", "escape")
    await settle(pilot)
    await pilot.press("escape", "slash", "up")
    assert await typed(pilot) == "killed:>1"
    await pilot.press("up")
    assert await typed(pilot) == "kulsary"
    assert status(await settle(pilot)).startswith("1 of 3")
    await pilot.press("up")
    assert await typed(pilot) == "kulsary"
    await pilot.press("down", "down")
    assert await typed(pilot) == ""
    await pilot.press("down")
    assert (await settle(pilot)).query_one(IncidentList).cursor == 2


async def test_what_is_changed_is_not_walked_away_from(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"a", "escape", "escape", "slash", "up", "backspace", *"ta", "up")
    assert await typed(pilot) == "ta"
    await pilot.press("ctrl+up")
    assert await typed(pilot) == "a"
    await pilot.press("ctrl+down")
    assert await typed(pilot) == "ta"


async def test_searches_are_remembered_by_the_next_start(casebook: Casebook) -> None:
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"taraz", "tab")
        await settle(pilot)
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("slash", "up")
        assert await typed(pilot) == "taraz"


async def test_a_new_search_takes_the_place_of_the_one_that_stands_there(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"killed:>0", "escape", "slash", *"taraz")
    assert await typed(pilot) == "taraz"
    await pilot.press("escape", "slash", "right", *" killed:>0")
    assert await typed(pilot) == "taraz killed:>0"


@pytest.mark.parametrize("query", ["killed:>abc", "foo:xx"])
async def test_an_error_takes_the_room_that_the_query_leaves(app: KztuiApp, query: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *query)
        browse = await settle(pilot)
        said = status(browse)
        assert browse.query_one("#status").has_class("failed")
        assert not said.endswith("›")
        assert browse.query_one("#status").size.width >= len(said)
        assert browse.query_one(QueryInput).size.width > len(query)
        await pilot.press("ctrl+u", *"taraz")
        browse = await settle(pilot)
        assert browse.query_one("#status").size.width > browse.query_one(QueryInput).size.width


async def test_an_error_without_room_beside_its_query_is_said_below(app: KztuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"aktobe place:Taraz date:2011..2016 killed:abc")
        browse = await settle(pilot)
        assert status(browse).endswith("›")
        assert browse.query_one(StatusLine).message == "“abc” is not a whole number: write killed:>=5 or killed:5..10"
        await pilot.press(*["backspace"] * 3, "5")
        assert (await settle(pilot)).query_one(StatusLine).message == ""


async def test_what_an_earlier_search_found_is_dim_while_the_search_cannot_be_understood(pilot: Pilot[None]) -> None:
    def colours(browse: BrowseScreen) -> set[object]:
        line = browse.query_one(IncidentList).render_line(1)
        return {segment.style.color for segment in line if segment.style and segment.text.strip("▐ ")}

    await pilot.press("slash", *"taraz ")
    browse = await settle(pilot)
    clear, about = colours(browse), browse.query_one(StatusLine).about
    await pilot.press(*"killed")
    await settle(pilot)
    await pilot.press(*":>")
    browse = await settle(pilot)
    assert browse.query_one(IncidentList).style_of("dim").color in colours(browse)
    assert browse.query_one(StatusLine).about == "Still shown: what “taraz killed” finds"
    await pilot.press("5")
    browse = await settle(pilot)
    assert colours(browse) == clear
    assert browse.query_one(StatusLine).about == about


async def test_a_broken_search_of_reports_leaves_the_list_as_it_is(pilot: Pilot[None]) -> None:
    await pilot.press("4", "slash", *"state:none")
    browse = await settle(pilot)
    assert browse.query_one(ReportsView).stale
    assert not browse.query_one(IncidentList).stale
    await pilot.press("ctrl+u", *"state:read")
    assert not (await settle(pilot)).query_one(ReportsView).stale


async def test_a_choice_counts_what_the_search_finds_when_it_is_taken(pilot: Pilot[None], casebook: Casebook) -> None:
    types = [fact.id for fact in casebook.incident("KZ-2016-0001").facts if fact.field is Field.TYPE]
    casebook.decisions.move("KZ-2016-0001", types[1:], "KZ-2011-0001")  # a suicide bombing, for others an armed attack
    for query in ("type:arm", "killed:>10 type:arm", "place:akt", "near:akt"):
        await pilot.press("slash", "ctrl+u", *query)
        count = (await choices(pilot))[0].split()[-1]
        await pilot.press("tab")
        assert status(await settle(pilot)).split("   ")[-1].startswith(f"{count} of 3"), query


async def test_a_type_that_no_incident_has_is_named_where_nothing_is_found(app: KztuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"type:foo ")
        browse = await settle(pilot)
        assert status(browse).strip().startswith("0 of 3, no type “foo” is known; most have ")
        shown = " ".join(" ".join(line.split()) for line in lines_of(browse.query_one(IncidentList))[1:4])
        named = "No type “foo” is known; most have armed attack, explosion, suicide bombing. No incident matches this"
        assert shown.startswith(named)


async def test_escape_goes_back_to_the_line_from_where_tab_led(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"taraz ", "tab")
    browse = await settle(pilot)
    assert isinstance(browse.focused, IncidentList)
    await pilot.press("escape")
    browse = await settle(pilot)
    assert isinstance(browse.focused, QueryInput)
    assert browse.query_one(QueryInput).value == "taraz "
    await pilot.press("escape")
    browse = await settle(pilot)
    assert isinstance(browse.focused, IncidentList)
    assert browse.query_one(QueryInput).value == "taraz "
    await pilot.press("escape")
    assert (await settle(pilot)).query_one(QueryInput).value == ""


async def test_who_went_on_from_the_list_is_not_led_back_to_the_line(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"taraz ", "tab", "enter", "escape")
    browse = await settle(pilot)
    assert isinstance(browse.focused, IncidentList)
    await pilot.press("escape")
    browse = await settle(pilot)
    assert (isinstance(browse.focused, IncidentList), browse.query_one(QueryInput).value) == (True, "")


async def test_what_is_wrong_in_a_query_has_the_colour_of_errors(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"aktobe killed:>x")
    line = (await settle(pilot)).query_one(QueryInput)
    styles = {segment.text.strip(): segment.style for segment in line.render_line(0)}
    (broken,) = (style for text, style in styles.items() if style and style.underline and text)
    assert broken.color == IncidentList.style_of((await settle(pilot)).query_one(IncidentList), "rejected").color
