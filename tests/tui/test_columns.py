"""Choosing the columns of the list, how wide they are, and one line or two for an incident."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import given, strategies
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.config import SETTINGS
from kztui.model.fact import Place
from kztui.model.summary import Summary
from kztui.tui.app import KztuiApp
from kztui.tui.columns import COLUMNS, columns
from kztui.tui.dialogs.columns import ColumnsScreen
from kztui.tui.session import Session
from kztui.tui.settings import Settings
from kztui.tui.widgets.incident_list import IncidentList

from .conftest import settle
from .test_browse import lines_of

ROW = Summary("KZ-2016-0001", "force against protesters", place=Place("West Kazakhstan Region", "KZ", "W", 50, 50))


@pytest.fixture
async def zoomed(casebook: Casebook) -> AsyncIterator[Pilot[None]]:
    """The program with the list alone at 160x30."""
    app = KztuiApp(casebook, settings=Settings(session=Session(zoomed=True)))
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        yield pilot


def titles(pilot: Pilot[None]) -> list[str]:
    """Return the names of the columns that are shown."""
    return [column.name for column in pilot.app.screen_stack[0].query_one(IncidentList).columns]


def test_the_settings_know_all_columns() -> None:
    assert next(setting.choices for setting in SETTINGS if setting.name == "columns") == tuple(COLUMNS)


@given(
    strategies.integers(36, 300),
    strategies.lists(strategies.sampled_from(list(COLUMNS)), unique=True),
    strategies.sampled_from([(), (ROW,)]),
    strategies.sampled_from(["auto", "long", "short"]),
)
def test_columns_fill_their_list_exactly(width: int, chosen: list[str], rows: tuple[Summary, ...], dates: str) -> None:
    found = columns(width, chosen, rows, dates=dates)
    assert sum(column.width for column in found) == width
    assert all(column.width > 0 for column in found if column.name != "signs")
    names = [column.name for column in found if column.name != "signs"]
    assert not chosen or names == chosen[: len(names)]


def test_names_are_whole_before_the_headline_gets_more_than_enough() -> None:
    row = ROW
    wide = {column.name: column for column in columns(118, (), [row])}
    assert wide["place"].width == len("West Kazakhstan Region") + 1
    assert wide["type"].width == len("force against protesters") + 1
    assert wide["headline"].width >= 16


async def test_c_chooses_columns_and_their_order_and_the_session_keeps_them(zoomed: Pilot[None]) -> None:
    usual = titles(zoomed)
    assert usual[:3] == ["date", "id", "place"]
    await zoomed.press("C", "J", "up", "space")
    await settle(zoomed)
    assert isinstance(zoomed.app.screen, ColumnsScreen)
    assert titles(zoomed)[:2] == ["date", "place"]
    await zoomed.press("end", "space")
    await settle(zoomed)
    assert titles(zoomed)[-2:] == ["state", "signs"]
    await zoomed.press("escape")
    browse = await settle(zoomed)
    assert "0 of " in lines_of(browse.query_one(IncidentList))[1]
    assert isinstance(zoomed.app, KztuiApp)
    session = zoomed.app.session()
    assert session
    assert session.columns == tuple(titles(zoomed)[:-1])
    await zoomed.press("C", "delete", "escape")
    await settle(zoomed)
    assert titles(zoomed) == usual


async def test_one_column_always_stays(zoomed: Pilot[None]) -> None:
    await zoomed.press("C", *["space"] * 30)
    await settle(zoomed)
    assert len(titles(zoomed)) == 2


async def test_actor_and_weapon_are_those_of_the_facts(casebook: Casebook) -> None:
    settings = Settings(shown={"columns": ["place", "actor", "weapon", "killed"]})
    async with KztuiApp(casebook, settings=settings).run_test(size=(120, 30)) as pilot:
        browse = await settle(pilot)
        row = lines_of(browse.query_one(IncidentList))[1]
        assert "Aktobe" in row
        assert "religious extremists (suspected)" in row or "religious extremists (›" in row
        assert "hunting rifles" in row


async def test_l_gives_a_second_line_that_says_why_an_incident_was_found(zoomed: Pilot[None]) -> None:
    await zoomed.press("L")
    browse = await settle(zoomed)
    pane = browse.query_one(IncidentList)
    assert "KZ-2016-0001  Aktobe Region" in lines_of(pane)[2]
    await zoomed.press("down")
    assert pane.cursor == 1
    assert lines_of(pane)[3].startswith("▐")
    await zoomed.press("/", *"doctors", "escape")
    await settle(zoomed)
    await settle(zoomed)
    assert 'Harbour Wire, p2 "' in lines_of(pane)[2]
    assert "and doctors at the city hospital" in lines_of(pane)[2]
    await zoomed.press("L")
    await settle(zoomed)
    assert not lines_of(pane)[2].strip()


async def test_what_the_file_sets_is_what_one_begins_with(casebook: Casebook) -> None:
    shown = {"density": "two-lines", "dates": "short", "policy": "highest", "theme": "kztui-light"}
    app = KztuiApp(casebook, settings=Settings(shown=shown))
    async with app.run_test(size=(120, 30)) as pilot:
        browse = await settle(pilot)
        pane = browse.query_one(IncidentList)
        assert pane.two_lines
        assert "5 Jun 16" in lines_of(pane)[1]
        assert browse.context.opener.lens.policy == "highest"
        assert app.theme == "kztui-light"
        session = app.session()
        assert session
        assert (session.theme, session.columns, session.density) == ("", None, "")
