"""The screen on a shared casebook: others' work shows by itself, and what is forbidden is said before it is tried."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.tui.app import KztuiApp
from kztui.tui.registry import BY_ID
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.bars import KeyBar, StatusLine, TopBar
from tests.tui.conftest import settle

AddressOf = Callable[..., str]
MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]
NEVER = 1e6  # seconds: the screen hears of others by the server only


@pytest.fixture
def editor(address_of: AddressOf, make_report: MakeReport, make_facts: MakeFacts) -> Casebook:
    """The casebook as an editor has it, with two incidents."""
    book = Casebook.open(address_of("ed"))
    book.add([(report, [make_facts(report)]) for report in (make_report(), make_report(" More."))])
    return book


async def until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Wait until something has happened."""
    while not happened():
        await pilot.pause(0.02)


async def test_a_verdict_of_another_shows_by_itself_and_the_cursor_stays(
    address_of: AddressOf, editor: Casebook
) -> None:
    app = KztuiApp(Casebook.open(address_of("ada", Rights.ANALYST)), look_every=NEVER)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await settle(pilot)
        await pilot.press("down", "enter", "down")
        await settle(pilot)
        dossier, fact = screen.context.opened(), screen.context.fact
        assert dossier
        assert fact
        editor.annotate(AnnotationKind.VERDICT, Target(dossier.incident.id, fact.id), verdict=Verdict.REJECTED)
        await until(pilot, lambda: bool(screen.dossier and fact.id in screen.dossier.verdicts))
        assert screen.context.fact == fact
        assert screen.dossier
        assert screen.dossier.incident.id == dossier.incident.id
        app.exit()


async def test_what_a_reader_may_not_do_is_dimmed_and_said(address_of: AddressOf, editor: Casebook) -> None:
    app = KztuiApp(Casebook.open(address_of("rea", Rights.READER)), look_every=NEVER)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert " reader " in str(screen.query_one(TopBar).render())
        assert not screen.applies(BY_ID["fact.reject"])
        assert "reject" not in str(screen.query_one(KeyBar).render())
        assert "for the role editor" in BY_ID["import"].missing(screen.context)
        await pilot.press("x")
        assert "read this casebook and not change it" in screen.query_one(StatusLine).message
        app.exit()


async def test_every_command_that_writes_takes_rights(address_of: AddressOf, editor: Casebook) -> None:
    reading = {one.id for one in BY_ID.values() if one.run and one.needs is Rights.READER}
    before = editor.batch()
    app = KztuiApp(Casebook.open(address_of("ada", Rights.EDITOR)), look_every=NEVER)
    async with app.run_test(size=(120, 36)) as pilot:
        for command in sorted(reading - {"quit", "web"}):
            screen = await settle(pilot)
            assert isinstance(screen, BrowseScreen)
            await screen.run_action(f"run({command!r})")
            await settle(pilot)
            await pilot.press("escape")
        app.exit()
    editor.refresh()
    assert editor.batch() == before
