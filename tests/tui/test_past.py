"""Going back to earlier searches and to incidents that one went into."""

from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.dialogs.palette import OfferList, PaletteScreen
from kztui.tui.widgets.bars import StatusLine
from kztui.tui.widgets.query_input import QueryInput

from .conftest import settle
from .test_browse import lines_of


async def offered(pilot: Pilot[None]) -> list[str]:
    await settle(pilot)
    assert isinstance(pilot.app.screen, PaletteScreen)
    return [" ".join(line.split()) for line in lines_of(pilot.app.screen.query_one(OfferList)) if line.strip()]


async def test_past_searches_are_listed_with_what_they_find_and_run_again(pilot: Pilot[None]) -> None:
    for query in ("killed:>=1", "prosecutor ", "place:Atyrau"):
        await pilot.press("slash", "ctrl+u", *query, "escape", "escape")
        await settle(pilot)
    await pilot.press("slash", "ctrl+u", "escape", "ctrl+y")
    lines = await offered(pilot)
    assert [line.rsplit(" ", 2)[0].lstrip("▐ ") for line in lines] == ["place:Atyrau", "prosecutor", "killed:>=1"]
    assert lines[0].endswith("1 incident")
    await pilot.press(*"pros", "enter")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "prosecutor"


async def test_incidents_that_one_went_into_are_listed_also_after_a_restart(casebook: Casebook) -> None:
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("H")
        assert "not gone into an incident yet" in (await settle(pilot)).query_one(StatusLine).message
        await pilot.press("j", "j", "enter")  # the second one is only passed
        await settle(pilot)
        await pilot.press("escape", "g", "enter")
        browse = await settle(pilot)
        assert browse.dossier
        latest = browse.dossier.incident.id
        await pilot.press("escape")
        session = browse.session()
        assert session.visited == (latest, "KZ-2011-0001")
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        browse.context.opener.visited = session.visited
        await pilot.press("H")
        lines = await offered(pilot)
        assert [line.lstrip("▐ ").split()[0] for line in lines] == [latest, "KZ-2011-0001"]
        await pilot.press("down", "enter")
        browse = await settle(pilot)
        assert browse.dossier
        assert browse.dossier.incident.id == "KZ-2011-0001"
        assert browse.session().visited[0] == "KZ-2011-0001"
