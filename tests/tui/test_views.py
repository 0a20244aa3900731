"""The views beside the list."""

from datetime import date

import pytest
from textual import events
from textual.pilot import Pilot

from kztui import AnnotationKind, Target
from kztui.casebook import Casebook
from kztui.model.fact import DateSpan, Field, Place
from kztui.model.figures import CountFigure
from kztui.model.summary import Summary
from kztui.present.map import Spot, outline, spots, toward, window
from kztui.present.periods import Period, periods
from kztui.present.stretches import without
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.bars import KeyBar, StatusLine
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.map_view import MapView
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.reports_view import ReportsView
from kztui.tui.widgets.source_view import SourceView
from kztui.tui.widgets.timeline import Timeline
from kztui.tui.widgets.view_area import ViewArea

from .conftest import settle
from .test_browse import lines_of
from .test_merge import with_a_likely_pair
from .world import fact, report


def row(name: str, year: int, month: int, killed: int | None = None, prec: int = 1) -> Summary:
    counts = {} if killed is None else {Field.KILLED: CountFigure(killed, killed, killed)}
    day = date(year, month, 1)
    return Summary(name, date=DateSpan(day, day, prec), place=Place("X", "KZ", lat=50.0, lon=57.0), counts=counts)


def test_periods_are_months_the_newest_first() -> None:
    rows = [row("a", 2011, 5, 2), row("b", 2012, 7), row("c", 2011, 5, 3), row("d", 2013, 1, prec=5), Summary("e")]
    assert periods(rows) == [
        Period("2013", ("d",), 0),
        Period("2012-07", ("b",), 0),
        Period("2011-05", ("a", "c"), 5),
        Period("", ("e",), 0),
    ]


def test_many_months_become_years() -> None:
    rows = [row(f"{year}-{month}", year, month, 1) for year in range(2010, 2014) for month in range(1, 13)]
    assert [(period.name, len(period.ids), period.killed) for period in periods(rows)] == [
        ("2013", 12, 12), ("2012", 12, 12), ("2011", 12, 12), ("2010", 12, 12),
    ]  # fmt: skip


def test_what_lies_between_two_stretches_is_said() -> None:
    pairs = (("2011-11", "2012-05"), ("2011-12", "2012-01"), ("2012", "2014"), ("2012-02-28", "2012-03-02"))
    assert [without(*pair) for pair in pairs] == [
        "5 months without any", "", "1 year without any", "2 days without any",
    ]  # fmt: skip
    assert without("2016-08", "2018") == "16 months without any"
    assert without("2018", "2019-06") == "5 months without any"
    assert without("2018", "2019-01-03") == "2 days without any"
    assert without("", "2013") == without("2012", "2012-05") == without("2011-12", "2012") == ""


async def test_what_is_dated_by_its_year_alone_is_told_apart(casebook: Casebook) -> None:
    told = [report(f"A bomb went off in Aktobe {when}.", publisher="Third") for when in ("in 2012", "in June 2012")]
    year, month = DateSpan(date(2012, 1, 1), date(2012, 12, 31), 5), DateSpan(date(2012, 6, 1), date(2012, 6, 30), 4)
    facts = [
        (fact(one, Field.TYPE, "bomb", "bombing"), fact(one, Field.DATE, words, span))
        for one, words, span in zip(told, ("in 2012", "in June 2012"), (year, month), strict=True)
    ]
    casebook.add([(one, [stated]) for one, stated in zip(told, facts, strict=True)])
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        browse = await settle(pilot)
        timeline = browse.query_one(Timeline)
        lines = [" ".join(line.strip("▐ ").split()[:4]) for line in lines_of(timeline)[1:8]]
        assert [line.split()[0] if line[:2] == "20" else line for line in lines[:5]] == [
            "2011-11", "1 month without any", "2012~", "2012-05", "2012-06",
        ]  # fmt: skip
        await pilot.press("g", "j")
        browse = await settle(pilot)
        assert browse.query_one(StatusLine).about == "2012, without a month: bombing"
        await pilot.press("enter")
        browse = await settle(pilot)
        assert browse.query_one(IncidentList).item_count == 1


def test_places_with_most_incidents_come_first() -> None:
    far = Summary("z", place=Place("Far", "KZ", lat=43.0, lon=76.0))
    found = spots([far, row("a", 2011, 1, 2), row("b", 2011, 2, 3), Summary("nowhere")])
    assert found == [Spot("X", 50.0, 57.0, ("a", "b"), 5), Spot("Far", 43.0, 76.0, ("z",), 0)]


def test_the_borders_are_drawn_within_the_window() -> None:
    drawn = outline(window(60, 20))
    assert len(drawn) == 20
    assert {len(line) for line in drawn} == {60}
    assert sum(letter != " " for line in drawn for letter in line) > 80


def test_regions_are_dotted_and_leave_the_borders_as_they_are() -> None:
    view = window(60, 20)
    cells = [*zip("".join(outline(view)), "".join(outline(view, regions=True)), strict=True)]
    assert sum(border != drawn for border, drawn in cells) > 40
    assert all(border == " " or ord(border) | ord(drawn) == ord(drawn) for border, drawn in cells)


def test_a_place_stands_at_its_cell_and_zoom_brings_it_to_the_middle() -> None:
    almaty = Spot("Almaty", 43.25, 76.9, ("a",), 0)
    column, line = window(60, 20).cell(almaty) or (-1, -1)
    assert 40 < column < 60
    assert 10 < line < 20
    assert window(60, 20, 3, almaty).cell(almaty) == (30, 10)


def test_directions_lead_to_the_nearest_place() -> None:
    places = [Spot("mid", 48, 66, (), 0), Spot("east", 48, 70, (), 0), Spot("farther", 48, 80, (), 0)]
    assert toward(places, 0, 1, 0) == 1
    assert toward(places, 1, -1, 0) == 0
    assert toward(places, 0, 0, 1) == 0


async def test_the_timeline_opens_what_happened_and_narrows_the_search(pilot: Pilot[None]) -> None:
    await pilot.press("2")
    browse = await settle(pilot)
    view = browse.query_one(Timeline)
    shown = [line.strip("▐ ") for line in lines_of(view)]
    assert shown[0].split()[:4] == ["MONTH", "incidents", "to", "1"]
    assert [line.split()[0] for line in shown if line.startswith("20")] == ["2011-11", "2012-05", "2016-06"]
    assert [line for line in shown if "without" in line] == ["5 months without any", "48 months without any"]
    row = next(line for line in shown if line.startswith("2016-06")).split()
    assert row[1:2] + row[3:4] + row[5:6] == ["1", "25", "9"]
    assert browse.query_one(StatusLine).about == "June 2016: Aktobe 25 killed"
    await pilot.press("-")
    await settle(pilot)
    assert [line.strip("▐ ").split()[0] for line in lines_of(view)[:2]] == ["YEAR", "2011"]
    await pilot.press("+")
    await settle(pilot)
    await pilot.press("up")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2012-0001"
    await pilot.press("enter")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "date:2012-05"
    assert isinstance(browse.focused, IncidentList)


async def test_the_map_goes_from_place_to_place(pilot: Pilot[None]) -> None:
    await pilot.press("3")
    browse = await settle(pilot)
    view = browse.query_one(MapView)
    assert browse.query_one(StatusLine).about.startswith("Aktobe: 1 incident")
    assert any("1 Aktobe" in line for line in lines_of(view))
    assert "1-9 incidents" in lines_of(view)[-1]
    for _ in range(3):
        await pilot.press("right")
    browse = await settle(pilot)
    assert browse.query_one(StatusLine).about == "Taraz: 1 incident, 7 killed"
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2011-0001"
    await pilot.press("plus", "minus", "escape")
    browse = await settle(pilot)
    assert isinstance(browse.focused, IncidentList)


async def test_the_keys_line_follows_when_the_incident_at_a_place_is_known(pilot: Pilot[None]) -> None:
    await pilot.press("3")
    browse = await settle(pilot)
    assert browse.dossier
    assert "v unchecked" in browse.query_one(KeyBar).render_line(0).text


async def test_results_that_come_after_a_view_was_left_do_no_harm(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("3")
    browse = await settle(pilot)
    view = browse.query_one(MapView)
    await view.remove()
    await view.follow(casebook, casebook.search("killed:>999"))
    assert view.item_count == 0


async def test_the_sources_name_each_report_once_and_show_it(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("4")
    browse = await settle(pilot)
    shown = "\n".join(lines_of(browse.query_one(ReportsView)))
    assert shown.count("Harbour Wire") == 2
    assert "10 Jun 2016 Ledger            Toll rises" in shown
    assert browse.query_one(SourceView).report == casebook.report(browse.query_one(ReportsView).report)
    await pilot.press("down")
    await settle(pilot)
    source = browse.query_one(SourceView).report
    assert source
    assert (source.title, source.id) == ("Depot attacked", browse.query_one(ReportsView).report)
    await pilot.press("up")
    await settle(pilot)
    assert "Ledger  10 June 2016" in lines_of(browse.query_one(SourceView))[0]


@pytest.mark.parametrize("key", ["2", "3", "4"])
async def test_a_view_begins_at_the_open_incident_and_keeps_its_place(pilot: Pilot[None], key: str) -> None:
    await pilot.press("G", key)
    browse = await settle(pilot)
    view = browse.query_one(ViewArea).view
    assert view
    assert view.current == "KZ-2011-0001"
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2011-0001"
    await pilot.press("a", *"hm", "enter")
    await settle(pilot)
    assert view.current == "KZ-2011-0001"
    await pilot.press("down" if key == "2" else "up")
    await settle(pilot)
    await pilot.press("1")
    await settle(pilot)
    assert browse.dossier
    assert browse.query_one(IncidentList).current == browse.dossier.incident.id != "KZ-2011-0001"


async def test_passing_through_the_views_leaves_the_list_where_it_was(pilot: Pilot[None], casebook: Casebook) -> None:
    with_a_likely_pair(casebook)
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2011-0001"), text="verify")
    browse = await settle(pilot)
    incidents = browse.query_one(IncidentList)
    await pilot.press("j")
    await settle(pilot)
    left_at = incidents.current
    for keys in (*"2345678f", "87654", "63"):
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        await pilot.press("1")
        browse = await settle(pilot)
        assert incidents.current == left_at, keys
        assert browse.dossier
        assert browse.dossier.incident.id == left_at


async def test_the_list_follows_who_goes_somewhere_in_a_view(pilot: Pilot[None], casebook: Casebook) -> None:
    for incident in ("KZ-2011-0001", "KZ-2012-0001"):
        casebook.annotate(AnnotationKind.TAG, Target(incident), text="verify")
    browse = await settle(pilot)
    await pilot.press("8", "j")
    browse = await settle(pilot)
    there = browse.query_one(ViewArea).current
    await pilot.press("7", "1")
    browse = await settle(pilot)
    assert browse.query_one(IncidentList).current == there == "KZ-2011-0001"
    await pilot.press("8")
    await settle(pilot)
    await pilot.press("enter")
    browse = await settle(pilot)
    assert browse.query_one(IncidentList).current == "KZ-2012-0001"


async def test_a_view_follows_the_search(pilot: Pilot[None]) -> None:
    await pilot.press("4", "slash", *"taraz")
    browse = await settle(pilot)
    assert browse.query_one(ReportsView).item_count == 1


def places_on(view: MapView) -> list[tuple[int, int]]:
    """Return the cells of the map at which a place is drawn."""
    return [(x, y) for y, line in enumerate(lines_of(view)[:-1]) for x, sign in enumerate(line) if sign == "1"]


async def test_a_click_goes_to_the_place_there_and_a_second_one_opens_it(pilot: Pilot[None]) -> None:
    await pilot.press("3")
    browse = await settle(pilot)
    view = browse.query_one(MapView)
    captions = []
    for x, y in places_on(view):
        await pilot.click(MapView, offset=(x, y))
        await settle(pilot)
        captions.append(browse.query_one(StatusLine).about.split(":")[0])
    assert sorted(captions) == ["Aktobe", "Kulsary", "Taraz"]
    taraz = places_on(view)[captions.index("Taraz")]
    await pilot.click(MapView, offset=(0, 1))
    await pilot.click(MapView, offset=(taraz[0] - 1, taraz[1]), times=2)
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == 'place:="Taraz"'
    assert isinstance(browse.focused, IncidentList)


async def test_the_wheel_comes_closer_to_the_place_and_goes_farther(pilot: Pilot[None]) -> None:
    await pilot.press("3")
    browse = await settle(pilot)
    view = browse.query_one(MapView)
    far = lines_of(view)
    at = {"widget": view, "x": 5, "y": 5, "delta_x": 0, "delta_y": 0, "button": 0}
    state = {"shift": False, "meta": False, "ctrl": False}
    view.post_message(events.MouseScrollUp(**at, **state))  # type: ignore[arg-type]
    await pilot.pause()
    near = lines_of(view)
    assert near != far
    assert near[-1] == far[-1]
    view.post_message(events.MouseScrollDown(**at, **state))  # type: ignore[arg-type]
    await pilot.pause()
    assert lines_of(view) == far


async def test_the_timeline_is_clicked_like_a_list(pilot: Pilot[None]) -> None:
    await pilot.press("2")
    browse = await settle(pilot)
    line = next(y for y, text in enumerate(lines_of(browse.query_one(Timeline))) if "2011-11" in text)
    await pilot.click(Timeline, offset=(12, line))
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2011-0001"
    await pilot.click(Timeline, offset=(12, line), times=2)
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "date:2011-11"


@pytest.mark.parametrize("key", ["5", "6"])
async def test_a_view_without_an_incident_says_nothing_of_the_one_before(pilot: Pilot[None], key: str) -> None:
    browse = await settle(pilot)
    assert browse.query_one(StatusLine).about
    await pilot.press(key)
    assert (await settle(pilot)).query_one(StatusLine).about == ""
